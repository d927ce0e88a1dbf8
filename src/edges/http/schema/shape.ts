// Shorthand for JSON Schema (draft 2020-12), so that a schema reads like the type that it describes.
import type { JsonSchema } from '../route.ts'

export const text: JsonSchema = { type: 'string' }
export const flag: JsonSchema = { type: 'boolean' }
export const count: JsonSchema = { type: 'integer', minimum: 0 }
export const anything: JsonSchema = {}
/** As this API writes a moment, to the minute: `2025-10-13T09:30+08:00`. */
export const time: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}$' }
export const date: JsonSchema = { type: 'string', format: 'date' }
export const digest: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hexadecimal' }

export function describe(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description }
}

export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` }
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items }
}

export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] }
}

export function eitherOf(...schemas: readonly JsonSchema[]): JsonSchema {
  return { anyOf: schemas }
}

export function oneOf(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values }
}

export function recordOf(values: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: values }
}

/** Members that end in `?` may be absent. */
export function object(members: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const entries = Object.entries(members)
  return {
    type: 'object',
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('?', ''), schema])),
  }
}

/** The members of an object and more. */
export function extended(schema: JsonSchema, members: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const more = object(members)
  const own = { ...(schema['properties'] as object), ...(more['properties'] as object) }
  return { type: 'object', required: [...new Set([...(schema['required'] as string[]), ...(more['required'] as string[])])], properties: own }
}

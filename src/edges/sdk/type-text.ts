// Writes a JSON Schema as a TypeScript type, as far as the OpenAPI document goes.
import type { JsonSchema } from '../http/route.ts'

const referencePrefix = '#/components/schemas/'

/** `depth` is that of the line that the type begins on, in steps of two spaces. */
export function typeText(schema: JsonSchema, depth = 0): string {
  const { $ref, anyOf, enum: values, type } = schema
  if (typeof $ref === 'string') return $ref.replace(referencePrefix, '')
  if (isSchemas(anyOf)) return anyOf.map((each) => typeText(each, depth)).join(' | ')
  if (Array.isArray(values)) return values.map((value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value))).join(' | ')
  if (Array.isArray(type)) return type.map((each) => typeText({ ...schema, type: each as string }, depth)).join(' | ')
  switch (type) {
    case 'string':
      return schema['contentMediaType'] === undefined ? 'string' : 'Uint8Array'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return arrayText(schema, depth)
    case 'object':
      return objectText(schema, depth)
    default:
      return 'unknown'
  }
}

/** A member or a parameter, with its description above it. */
export function memberText(name: string, schema: JsonSchema, isRequired: boolean, depth: number): string {
  const indent = '  '.repeat(depth)
  const { description, title } = schema
  const said = typeof description === 'string' ? description : typeof title === 'string' ? title : ''
  const comment = said === '' ? '' : `${indent}/** ${said.replaceAll('*/', '* /')} */\n`
  return `${comment}${indent}readonly ${nameText(name)}${isRequired ? '' : '?'}: ${typeText(schema, depth)}\n`
}

function arrayText({ items }: JsonSchema, depth: number): string {
  const inner = isSchema(items) ? typeText(items, depth) : 'unknown'
  return `readonly ${inner.includes(' | ') && !inner.endsWith('}') ? `(${inner})` : inner.includes('} | {') ? `(${inner})` : inner}[]`
}

function objectText({ properties, required, additionalProperties }: JsonSchema, depth: number): string {
  if (!isSchema(properties)) return `Readonly<Record<string, ${isSchema(additionalProperties) ? typeText(additionalProperties, depth) : 'unknown'}>>`
  const needed = new Set(Array.isArray(required) ? (required as readonly string[]) : [])
  const members = Object.entries(properties).map(([name, member]) => memberText(name, member as JsonSchema, needed.has(name), depth + 1))
  return members.length === 0 ? '{}' : `{\n${members.join('')}${'  '.repeat(depth)}}`
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSchemas(value: unknown): value is readonly JsonSchema[] {
  return Array.isArray(value)
}

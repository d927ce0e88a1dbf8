// Checks answers against the OpenAPI document, more strictly than it asks: a member that no schema names is a fault here,
// so that the document cannot fall behind.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { knowledge } from '../knowledge.ts'
import { openApiDocument } from '../../src/edges/http/openapi.ts'
import { routes } from '../../src/edges/http/server.ts'
import type { JsonSchema } from '../../src/edges/http/route.ts'

export const document = openApiDocument(routes, knowledge.fields) as JsonSchema & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string; readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> }>> }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
ajv.addSchema(closed(document) as JsonSchema, 'api')

/** What is wrong with an answer; undefined when it is as the document says. */
export function answerFault(method: string, path: string, status: number, mediaType: string, body: string): string | undefined {
  const operation = document.paths[`/api/v1${path}`]?.[method]
  const response = operation?.responses[String(status)] ?? (status >= 400 ? operation?.responses['default'] : undefined)
  if (response === undefined) return `${method} ${path} says nothing of ${status}`
  if (response.content === undefined) return body === '' ? undefined : `${method} ${path} has no content at ${status}`
  const [named] = Object.entries(response.content)
  if (!/json/.test(named?.[0] ?? '')) return undefined
  if (!mediaType.includes('json')) return `${method} ${path} is ${mediaType}`
  if (named?.[1].schema === undefined) return `${method} ${path} has no schema at ${status}`
  const at = response === operation?.responses['default'] ? 'default' : String(status)
  const pointer = ['paths', `/api/v1${path}`, method, 'responses', at, 'content', named[0], 'schema'].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  const validate = ajv.getSchema(`api#/${pointer}`)
  if (validate === undefined) return `${method} ${path} has a schema that cannot be found`
  if (validate(JSON.parse(body)) === true) return undefined
  return `${method} ${path} ${status}: ${(validate.errors ?? []).slice(0, 4).map((error) => `${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`).join('; ')}`
}

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]))
  return inner['type'] === 'object' && inner['properties'] !== undefined && inner['additionalProperties'] === undefined ? { ...inner, additionalProperties: false } : inner
}

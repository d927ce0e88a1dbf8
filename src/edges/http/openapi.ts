// The OpenAPI 3.1 document, made from the routes and from the table of the submission's fields.
import { sessionCookie } from '../session-keeper.ts'
import type { FieldKind, FieldNode, FieldTable } from '../../domain/submission/index.ts'
import type { JsonSchema, Route } from './route.ts'
import { operationOf, responseSchemas, schemaOf } from './schema/operations.ts'

export const apiBase = '/api/v1'
const problemRef = { $ref: '#/components/schemas/Problem' }

export function openApiDocument(routes: readonly Route[], fields: FieldTable): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = apiBase + route.path
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lingding',
      version: '0.1.0',
      description: 'One shipment entered once, every filing: mainland, Hong Kong and Macao. Errors are problem documents (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    security: [{ bearer: [] }, { session: [] }, {}],
    components: {
      schemas: { Shipment: shipmentSchema(fields), Issue: issueSchema, Problem: problemSchema, ...responseSchemas },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'an API key' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'of a browser that signed in' },
      },
    },
  }
}

/** JSON Schema of a draft; values may be text or, where that loses nothing, a number or a boolean. */
export function shipmentSchema(fields: FieldTable): JsonSchema {
  return { ...nodeSchema(fields.root, ''), required: ['reference', 'direction', 'counterpart'] }
}

const profileSchema = { type: 'string', description: 'name of a party described once; values beside it go before' }

function nodeSchema(node: FieldNode, at: string): JsonSchema {
  const own = [...node.fields].map(([name, field]) => [name, { title: field.label.en, ...kindSchema(field.type) }] as const)
  const members = [...node.members].map(([name, child]) => [name, nodeSchema(child, `${at}.${name}`)] as const)
  const lists = [...node.lists].map(([name, child]) => [name, { type: 'array', items: nodeSchema(child, `${at}.${name}[]`) }] as const)
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries([...own, ...(/^\.parties\.\w+$/.test(at) ? [['profile', profileSchema] as const] : []), ...members, ...lists]) }
}

function kindSchema(kind: FieldKind): JsonSchema {
  switch (kind.kind) {
    case 'text':
      return { type: 'string', maxLength: kind.maxLength }
    case 'decimal':
      return { type: ['string', 'number'], description: `exact decimal, at most ${kind.decimals} digits after the point` }
    case 'integer':
      return { type: ['integer', 'string'], minimum: 0 }
    case 'flag':
      return { type: ['boolean', 'string'] }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'instant':
      return { type: 'string', format: 'date-time' }
    case 'code':
      return { type: 'string', description: `a code of ${apiBase}/codes/${kind.list}` }
    case 'choice':
      return { type: 'string', enum: kind.options }
  }
}

function operation(route: Route): JsonSchema {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => ({ name: match[1], in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = Object.entries({ ...route.query, language: languageParameter }).map(([name, { description, schema }]) => ({ name, in: 'query', description, schema }))
  const inHeader = Object.entries(route.headers ?? {}).map(([name, { description, isRequired }]) => ({ name, in: 'header', required: isRequired, description, schema: { type: 'string' } }))
  const operationId = operationOf(route)?.id
  return {
    ...(operationId === undefined ? {} : { operationId }),
    summary: route.summary,
    parameters: [...inPath, ...inQuery, ...inHeader],
    ...requestBody(route),
    responses: { ...Object.fromEntries(Object.keys(route.answers).map((status) => [status, response(route, Number(status))])), default: anyProblem },
  }
}

function requestBody({ requestSchema, takesFile }: Route): JsonSchema {
  if (takesFile !== undefined) return { requestBody: { required: true, content: Object.fromEntries(takesFile.mediaTypes.map((type) => [type, { schema: fileSchema }])) } }
  return requestSchema === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: requestSchema } } } }
}

/** What was asked is answered by the table of operations; every refusal is a problem document. */
function response(route: Route, status: number): JsonSchema {
  const { description = '', mediaType = '', schema } = route.answers[status] ?? {}
  if (status >= 400) return { description, content: { 'application/problem+json': { schema: problemRef } } }
  const named = operationOf(route)?.answers[status]
  if (named === 'nothing') return { description }
  const found = (named === undefined ? undefined : schemaOf(named)) ?? schema
  return { description, content: { [mediaType]: found === undefined ? {} : { schema: found } } }
}

/** Bytes, in OpenAPI 3.1. */
export const fileSchema: JsonSchema = { type: 'string', contentMediaType: 'application/octet-stream' }

const anyProblem = { description: 'a problem document (RFC 9457): not signed in, not allowed, too much at once, or broken', content: { 'application/problem+json': { schema: problemRef } } }

const languageParameter = { description: 'language of names and sentences', schema: { type: 'string', enum: ['zh-Hans', 'zh-Hant', 'en', 'pt'] } }

const issueSchema = {
  type: 'object',
  required: ['path', 'rule', 'severity', 'reason', 'source', 'fix'],
  properties: {
    path: { type: 'string', description: 'field path, lines[0].netWeightKg' },
    rule: { type: 'string' },
    severity: { type: 'string', enum: ['error', 'warning'] },
    reason: { type: 'string' },
    source: { type: 'string' },
    fix: { type: 'string', description: 'the smallest change that would pass' },
  },
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
  },
}

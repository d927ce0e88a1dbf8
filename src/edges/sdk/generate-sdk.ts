// Generates the two files of the SDK that follow from the API: a type for each schema, and a function for each operation.
// Pure, so that a test can say whether what is kept is up to date.
import type { FieldTable } from '../../domain/submission/index.ts'
import { apiBase, fileSchema, openApiDocument } from '../http/openapi.ts'
import type { JsonSchema, Route } from '../http/route.ts'
import { operationOf, schemaOf } from '../http/schema/operations.ts'
import { memberText, quoted, typeText } from './type-text.ts'

const heading = '// Generated from the OpenAPI document by `npm run sdk`; do not edit.\n/* oxlint-disable max-lines */\n'
/** What stands in an input beside parameters. */
const languageSchema = { type: 'string', enum: ['zh-Hans', 'zh-Hant', 'en', 'pt'] }

/** Texts by path relative to the root of the package. */
export function generateSdk(routes: readonly Route[], fields: FieldTable): ReadonlyMap<string, string> {
  const { schemas } = openApiDocument(routes, fields)['components'] as { readonly schemas: Readonly<Record<string, JsonSchema>> }
  const operations = routes.filter(isCalled)
  return new Map([
    ['sdk/schemas.ts', schemasFile(schemas)],
    ['sdk/operations.ts', operationsFile(operations, schemas)],
  ])
}

/** Pages that a browser is sent through are not for programs. */
function isCalled(route: Route): boolean {
  return Object.keys(operationOf(route)?.answers ?? {}).some((status) => Number(status) < 300)
}

function schemasFile(schemas: Readonly<Record<string, JsonSchema>>): string {
  const types = Object.entries(schemas).map(([name, schema]) => {
    const { description } = schema
    const comment = typeof description === 'string' ? `/** ${description} */\n` : ''
    const text = typeText(schema)
    return text.startsWith('{') && text.endsWith('}') && !/^} \| /m.test(text) ? `${comment}export interface ${name} ${text}\n` : `${comment}export type ${name} = ${text}\n`
  })
  return `${heading}\n${types.join('\n')}`
}

function operationsFile(routes: readonly Route[], schemas: Readonly<Record<string, JsonSchema>>): string {
  const members = routes.map((route) => signature(route))
  const functions = routes.map((route) => implementation(route))
  const used = Object.keys(schemas).filter((name) => new RegExp(`\\b${name}\\b`).test(members.join('').replace(/\/\*\*.*?\*\//g, '').replace(/'[^']*'/g, '')))
  return [
    heading,
    `import type { CallOptions, Send } from './request.ts'`,
    `import type { ${used.toSorted().join(', ')} } from './schemas.ts'`,
    '',
    'export interface Operations {',
    `${members.join('')}}`,
    '',
    'export function operations(send: Send): Operations {',
    '  return {',
    `${functions.join('')}  }`,
    '}',
    '',
    'function part(text: string): string {',
    '  return encodeURIComponent(text)',
    '}',
    '',
  ].join('\n')
}

function signature(route: Route): string {
  const { id } = operationOf(route) ?? { id: '' }
  const members = inputMembers(route)
  const input = members.length === 0 ? '' : `input${members.every((member) => !member.isRequired) ? '?' : ''}: {\n${members.map(({ name, schema, isRequired }) => memberText(name, schema, isRequired, 2)).join('')}  }, `
  return `  /** ${route.summary} */\n  readonly ${id}: (${input}options?: CallOptions) => Promise<${answerText(route)}>\n`
}

interface InputMember {
  readonly name: string
  readonly schema: JsonSchema
  readonly isRequired: boolean
}

function inputMembers(route: Route): readonly InputMember[] {
  const key = route.headers?.['Idempotency-Key']
  return [
    ...pathParameters(route).map((name) => ({ name, schema: { type: 'string' }, isRequired: true })),
    ...Object.entries(route.query ?? {}).map(([name, { description, schema }]) => ({ name, schema: { ...schema, description }, isRequired: false })),
    ...(route.takesFile === undefined ? [] : [{ name: 'body', schema: fileSchema, isRequired: true }]),
    ...(route.requestSchema === undefined ? [] : [{ name: 'body', schema: route.requestSchema, isRequired: true }]),
    ...(key === undefined ? [] : [{ name: 'idempotencyKey', schema: { type: 'string', description: `${key.description}; made for this call when absent` }, isRequired: false }]),
    { name: 'language', schema: languageSchema, isRequired: false },
  ]
}

/** The content, or where there are several ways to be done, the status with its content. */
function answerText(route: Route): string {
  const done = Object.entries(operationOf(route)?.answers ?? {}).filter(([status]) => Number(status) < 300)
  const texts = done.map(([status, name]) => {
    const schema = schemaOf(name)
    const text = name === 'bytes' ? 'Uint8Array' : schema === undefined ? 'void' : typeText(schema)
    return done.length === 1 ? text : `{ readonly status: ${status}; readonly body: ${text} }`
  })
  return texts.join(' | ')
}

function implementation(route: Route): string {
  const { id, answers } = operationOf(route) ?? { id: '', answers: {} }
  const done = Object.entries(answers).filter(([status]) => Number(status) < 300)
  const [[, first = 'nothing'] = []] = done
  const answer = done.length > 1 ? 'by status' : first === 'bytes' || first === 'text' || first === 'nothing' ? first : 'json'
  const members = inputMembers(route)
  const query = [...Object.keys(route.query ?? {}), 'language'].map((name) => `${name}: input.${name}`).join(', ')
  const parts = [
    `method: ${quoted(route.method.toUpperCase())}`,
    `path: ${pathText(route)}`,
    `query: { ${query} }`,
    ...(route.requestSchema === undefined && route.takesFile === undefined ? [] : ['body: input.body']),
    ...(route.takesFile === undefined ? [] : [`bodyType: 'application/octet-stream'`]),
    ...(route.headers?.['Idempotency-Key'] === undefined ? [] : ['takesKey: true', 'idempotencyKey: input.idempotencyKey']),
    `answer: ${quoted(answer)}`,
  ]
  return `    ${id}: (input${members.every((member) => !member.isRequired) ? ' = {}' : ''}, options) => send({ ${parts.join(', ')} }, options),\n`
}

function pathParameters({ path }: Route): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

function pathText({ path }: Route): string {
  return path.includes('{') ? `\`${apiBase}${path.replace(/\{(\w+)\}/g, (_, name: string) => `\${part(input.${name})}`)}\`` : quoted(apiBase + path)
}

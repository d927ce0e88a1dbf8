// Routes of workbooks: the template, and imports from sending a workbook in to having it back with its results.
import { isPolicy, policies } from '../../app/bulk/import-record.ts'
import { templateContent } from '../../app/bulk/template.ts'
import { viewImport } from '../../app/bulk/import-view.ts'
import { readMapping } from '../../app/bulk/read-mapping.ts'
import { dateIn } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import type { Scope } from '../../domain/access/index.ts'
import { readBody } from './json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools, type Words } from './route.ts'
import { problemAnswer } from './shipment-input.ts'
import { utf8 } from '../shipment-file.ts'

const maxWorkbookBytes = 25_000_000
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const csv = 'text/csv'
const [defaultPage, maxPage] = [50, 200]
const notThere = problem(404, 'not-found', said('problem.no-such-import'))
const missing = { 404: { description: 'no such import', ...problemAnswer } } as const
const done = { 200: { description: 'done', mediaType: 'application/json' } } as const

export const importRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/workbook/template',
    action: 'form.read',
    summary: 'a workbook to fill in: shipments, invoice lines, packing list, parties, codes and notes, in the language asked for',
    answers: { 200: { description: 'an .xlsx', mediaType: xlsx } },
    handle: ({ language }, { platform, knowledge }) => {
      const bytes = platform.writeWorkbook(templateContent(knowledge, language, dateIn('Asia/Hong_Kong', platform.clock())))
      return { kind: 'file', mediaType: xlsx, bytes, name: `lingding-${language}.xlsx` }
    },
  },
  {
    method: 'post',
    path: '/imports',
    action: 'bulk.import',
    summary: 'sends in a workbook (.xlsx or .csv, whatever it is called); the same file again is the same import',
    query: { name: { description: 'name of the file, for the list', schema: { type: 'string', maxLength: 120 } } },
    takesFile: { maxBytes: maxWorkbookBytes, mediaTypes: [xlsx, csv, 'application/octet-stream'] },
    answers: { 201: { description: 'received and durable; it is read next', mediaType: 'application/json' }, 413: { description: `longer than ${maxWorkbookBytes} bytes`, ...problemAnswer }, 422: { description: 'too many imports are kept', ...problemAnswer } },
    handle: postImport,
  },
  {
    method: 'get',
    path: '/imports',
    action: 'bulk.import',
    summary: 'the imports of the own organisation, newest first',
    query: { limit: { description: `at most this many, 1 to ${maxPage}`, schema: { type: 'integer', default: defaultPage } } },
    answers: { ...done, 400: { description: 'no such page', ...problemAnswer } },
    handle: listImports,
  },
  {
    method: 'get',
    path: '/imports/{id}',
    action: 'bulk.import',
    summary: 'where an import stands: progress, columns with what they are said or thought to be, and the first problems',
    answers: { ...done, ...missing },
    handle: async ({ scope, params, language }, { platform, knowledge }) => {
      const found = await platform.imports.find(ownOf(scope), params['id'] ?? '')
      return found === undefined ? notThere : json(viewImport(found, platform.imports.table, knowledge, language))
    },
  },
  {
    method: 'put',
    path: '/imports/{id}/mapping',
    action: 'bulk.import',
    summary: 'says which column is which field; remembered for every workbook with the same heads',
    requestSchema: {
      type: 'object',
      required: ['sheets'],
      additionalProperties: false,
      properties: {
        sheets: {
          type: 'array',
          items: {
            type: 'object',
            required: ['sheet', 'firstRow', 'columns'],
            properties: {
              sheet: { type: 'integer', description: 'its place among the sheets, from 0' },
              firstRow: { type: 'integer', description: 'the first row with values, from 1' },
              columns: { type: 'array', items: { type: 'object', required: ['column', 'path'], properties: { column: { type: 'string', description: 'A, B, …' }, path: { type: 'string', description: 'a field path (lines[].unit), #line, #row, #profile, #party.uscc or parties.trader.profile' } } } },
            },
          },
        },
        constants: { type: 'object', additionalProperties: { type: 'string' }, description: 'values of every shipment, by field path' },
      },
    },
    answers: { ...done, ...missing, 400: { description: 'no such body', ...problemAnswer }, 409: { description: 'not now', ...problemAnswer }, 422: { description: 'refused, with issues', ...problemAnswer } },
    handle: putMapping,
  },
  {
    method: 'post',
    path: '/imports/{id}/file',
    action: 'bulk.import',
    summary: 'files what was judged: all or none, or the good rows; asked again, it says how far it is',
    requestSchema: { type: 'object', required: ['policy'], additionalProperties: false, properties: { policy: { type: 'string', enum: policies } } },
    answers: { 200: { description: 'begun', mediaType: 'application/json' }, ...missing, 400: { description: 'no such body', ...problemAnswer }, 409: { description: 'not now', ...problemAnswer }, 422: { description: 'nothing was filed, with the reason', ...problemAnswer } },
    handle: postFile,
  },
  {
    method: 'get',
    path: '/imports/{id}/result',
    action: 'bulk.import',
    summary: 'the same workbook with a column more, which says row by row what came of it',
    answers: { 200: { description: 'an .xlsx or a .csv, as it was sent in', mediaType: 'application/octet-stream' }, ...missing, 409: { description: 'not yet', ...problemAnswer } },
    handle: getResult,
  },
  {
    method: 'delete',
    path: '/imports/{id}',
    action: 'bulk.import',
    summary: 'stops an import that is worked on; takes away one that is not. What was filed stays filed',
    answers: { 204: { description: 'done', mediaType: 'text/plain' }, ...missing },
    handle: async ({ principal, scope, params }, { platform }) => ((await platform.imports.end({ organisation: ownOf(scope), actor: principal.id }, params['id'] ?? '')) ? { kind: 'empty' } : notThere),
  },
]

async function postImport({ principal, scope, query, upload, language }: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const added = await platform.imports.add({ organisation: ownOf(scope), actor: principal.id }, query('name') ?? '', upload)
  if (!added.ok) return problem(422, 'too-many-imports', said('problem.too-many-imports'), { issues: added.issues })
  return { kind: 'json', status: 201, headers: { Location: `/api/v1/imports/${added.value.id}` }, body: viewImport(added.value, platform.imports.table, knowledge, language) }
}

async function listImports({ scope, query, language }: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const limit = Number(query('limit') ?? defaultPage)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxPage) return problem(400, 'page-malformed', `limit is 1 to ${maxPage}.`)
  const found = await platform.imports.list(ownOf(scope), limit)
  return json({ imports: found.map((each) => viewImport({ ...each, sheets: [], mapping: { sheets: [], constants: {} }, problems: [] }, platform.imports.table, knowledge, language)) })
}

async function putMapping({ principal, scope, params, body, language }: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const mapping = readMapping(utf8(body) ?? '')
  if (mapping === undefined) return problem(400, 'body-malformed', 'The body is a JSON object with sheets: [{sheet, firstRow, columns: [{column, path}]}] and, if you like, constants.')
  const changed = await platform.imports.map({ organisation: ownOf(scope), actor: principal.id }, params['id'] ?? '', mapping)
  if (changed === undefined) return notThere
  return changed.ok ? json(viewImport(changed.value, platform.imports.table, knowledge, language)) : refusal(changed.issues, 'mapping-refused', said('problem.mapping-refused'))
}

async function postFile({ principal, scope, params, body, language }: RouteRequest, { platform, knowledge }: RouteTools): Promise<RouteAnswer> {
  const read = readBody(body, { policy: 'text' })
  if (read.kind === 'malformed') return problem(400, 'body-malformed', read.reason)
  const { policy } = read.value
  if (!isPolicy(policy)) return problem(400, 'body-malformed', `'policy' is ${policies.join(' or ')}.`)
  const begun = await platform.imports.file({ organisation: ownOf(scope), actor: principal.id }, params['id'] ?? '', policy)
  if (begun === undefined) return notThere
  return begun.ok ? json(viewImport(begun.value, platform.imports.table, knowledge, language)) : refusal(begun.issues, 'nothing-filed', said('problem.nothing-filed'))
}

async function getResult({ scope, params, language }: RouteRequest, { platform }: RouteTools): Promise<RouteAnswer> {
  const found = await platform.imports.find(ownOf(scope), params['id'] ?? '')
  if (found === undefined) return notThere
  const content = await platform.imports.result(ownOf(scope), found.id, language)
  if (content === undefined) return problem(409, 'not-yet', said('problem.not-yet'))
  const name = `${found.name.replace(/\.(xlsx|xlsm|csv|txt)$/i, '') || 'import'}-lingding.${found.kind}`
  return { kind: 'stream', mediaType: found.kind === 'csv' ? `${csv}; charset=utf-8` : xlsx, content, name }
}

function refusal(issues: readonly Issue[], type: string, title: Words): RouteAnswer {
  if (issues.some(({ code }) => code === 'import_not_now')) return problem(409, 'not-now', said('problem.not-now'), { issues })
  return problem(422, type, title, { issues })
}

/** The policy gives the own organisation's imports, to nobody more. */
function ownOf(scope: Scope): string {
  return scope.kind === 'own' ? scope.organisation : ''
}

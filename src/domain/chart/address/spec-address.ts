// The address bar is the state: a specification with a named query as a short query string that a person can read, write and
// edit. `v=1&kind=lines&q=city-trade&m=total&by=year,place&in.place=440300,440100&in.year=2019..2023&top=5&lang=en`
// Defaults are left out and the order is fixed, so that one state has one address.
import type { Issue } from '../../../base/issue.ts'
import { refused, type Result } from '../../../base/result.ts'
import { readSpec, refuse } from '../read-spec.ts'
import { specVersion, type ChartSpec, type NamedQuery } from '../spec.ts'

export type Parameters = ReadonlyMap<string, string>
/** Brings the parameters of a version to the next one. */
export type Migrations = Readonly<Record<number, (parameters: Parameters) => Parameters>>

/** There is one version so far. The entry `1` will say how its parameters became those of version 2. */
export const migrations: Migrations = {}

export const longestAddress = 4000
const names = ['v', 'kind', 'q', 'm', 'by', 'order', 'top', 'focus', 'lang'] as const
const filter = 'in.'
const defaults = { order: 'value', lang: 'en' } as const

export function encodeSpec(spec: ChartSpec): Result<string> {
  if (!('query' in spec.data)) return refused([refuse('data', 'address_rows')])
  const { name, measures, by, select } = spec.data.query
  const parts: readonly (readonly [string, string])[] = [
    ['v', String(spec.version)],
    ['kind', spec.kind],
    ['q', name],
    ['m', measures.join(',')],
    ['by', by.join(',')],
    ...Object.entries(select)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, codes]) => [filter + id, codes.join(',')] as const),
    ['order', spec.order === defaults.order ? '' : spec.order],
    ['top', spec.top === undefined ? '' : String(spec.top)],
    ['focus', spec.focus.join(',')],
    ['lang', spec.language === defaults.lang ? '' : spec.language],
  ]
  const text = parts
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${quoted(key)}=${quoted(value)}`)
    .join('&')
  return text.length > longestAddress ? refused([tooLong(text)]) : { ok: true, value: text }
}

/** The specification of an address of this version or an older one. */
export function decodeSpec(text: string, known: Migrations = migrations, current: number = specVersion): Result<ChartSpec> {
  const query = text.replace(/^[?#]/, '')
  if (query.length > longestAddress) return refused([tooLong(query)])
  const read = parametersOf(query)
  if (!read.ok) return read
  const version = Number(read.value.get('v') ?? '')
  if (!Number.isInteger(version) || version < 1) return refused([refuse('v', 'version', { version: read.value.get('v') ?? '', known: current })])
  if (version > current) return refused([refuse('v', 'address_newer', { version, known: current })])
  let parameters = read.value
  for (let from = version; from < current; from += 1) parameters = known[from]?.(parameters) ?? parameters
  const issues = [...unknownIssues(parameters), ...missingIssues(parameters)]
  return issues.length > 0 ? refused(issues) : readSpec(specFrom(parameters))
}

function parametersOf(query: string): Result<Parameters> {
  const found = new Map<string, string>()
  const issues: Issue[] = []
  for (const pair of query.split('&').filter((each) => each !== '')) {
    const [key = '', ...rest] = pair.split('=')
    try {
      const name = decodeURIComponent(key.replaceAll('+', ' '))
      if (found.has(name)) issues.push(refuse(name, 'address_twice', { name }))
      found.set(name, decodeURIComponent(rest.join('=').replaceAll('+', ' ')))
    } catch {
      issues.push(refuse(key, 'address_broken', { name: key }))
    }
  }
  return issues.length > 0 ? refused(issues) : { ok: true, value: found }
}

function unknownIssues(parameters: Parameters): readonly Issue[] {
  const known: readonly string[] = names
  return [...parameters.keys()]
    .filter((name) => !known.includes(name) && !(name.startsWith(filter) && name.length > filter.length))
    .map((name) => refuse(name, 'address_unknown', { name, known: [...names, `${filter}…`].join(', ') }))
}

function missingIssues(parameters: Parameters): readonly Issue[] {
  return (['kind', 'q', 'm', 'by'] as const).filter((name) => (parameters.get(name) ?? '') === '').map((name) => refuse(name, 'address_missing', { name }))
}

/** Of unknown shape still: readSpec judges it. */
function specFrom(parameters: Parameters): unknown {
  const top = parameters.get('top')
  const select = [...parameters].filter(([name]) => name.startsWith(filter)).map(([name, value]) => [name.slice(filter.length), listOf(value)] as const)
  const query: NamedQuery = { name: parameters.get('q') ?? '', measures: listOf(parameters.get('m')), by: listOf(parameters.get('by')), select: Object.fromEntries(select) }
  return {
    version: specVersion,
    kind: parameters.get('kind'),
    language: parameters.get('lang') ?? defaults.lang,
    order: parameters.get('order') ?? defaults.order,
    ...(top === undefined ? {} : { top: /^\d{1,6}$/.test(top) ? Number(top) : top }),
    focus: listOf(parameters.get('focus')),
    data: { query },
  }
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',')
}

/** Commas, colons and slashes are allowed in a query and stay as they are, so that it can be read. */
function quoted(text: string): string {
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%40', '@')
}

function tooLong(text: string): Issue {
  return refuse('', 'address_long', { length: text.length, most: longestAddress })
}

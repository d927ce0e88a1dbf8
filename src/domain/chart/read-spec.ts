// JSON → specification, once, at the edge. Everything that is wrong is said with its path; afterwards the types are trusted.
import { parseDecimal } from '../../base/decimal.ts'
import { issue, type Issue } from '../../base/issue.ts'
import { isLanguage, languages, type Label } from '../../base/language.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { chartKinds, orders, rowMarks, specVersion, type ChartRow, type ChartSpec } from './spec.ts'

type Json = Readonly<Record<string, unknown>>
type Check = (value: unknown, path: string) => readonly Issue[]

export function refuse(path: string, code: string, params: Readonly<Record<string, string | number>> = {}): Issue {
  return issue({ path, rule: `chart.${code}`, code: `chart_${code}`, params, source: 'lingding:chart-specification-1' })
}

/** A number of members shown one by one: 1 to 999. */
export const mostMembers = 999

export function readSpec(json: unknown): Result<ChartSpec> {
  const issues = specShape(json, '')
  return issues.length > 0 ? refused(issues) : accepted(json as ChartSpec)
}

const text: Check = (value, path) => (typeof value === 'string' ? [] : [refuse(path, 'not_text')])
const named: Check = (value, path) => (typeof value === 'string' && /^[\w.:@-]{1,80}$/.test(value) ? [] : [refuse(path, 'not_a_code', { value: shown(value) })])
const label: Check = (value, path) => {
  const missing = languages.filter((language) => !isObject(value) || typeof value[language] !== 'string' || value[language] === '')
  return missing.length === 0 ? [] : [refuse(path, 'label_incomplete', { languages: missing.join(', ') })]
}
const digits: Check = (value, path) => (typeof value === 'string' && parseDecimal(value) !== undefined ? [] : [refuse(path, 'not_decimal', { value: shown(value) })])
const integer =
  (least: number, most: number): Check =>
  (value, path) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? [] : [refuse(path, 'not_in_range', { value: shown(value), least, most })]
const finite: Check = (value, path) => (typeof value === 'number' && Number.isFinite(value) ? [] : [refuse(path, 'not_in_range', { value: shown(value), least: '−∞', most: '∞' })])
const oneOf =
  (options: readonly string[]): Check =>
  (value, path) =>
    typeof value === 'string' && options.includes(value) ? [] : [refuse(path, 'not_one_of', { value: shown(value), options: options.join(', ') })]
const maybe =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? [] : check(value, path)
const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? [] : check(value, path)
const list =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((each, index) => check(each, `${path}[${index}]`)) : [refuse(path, 'not_list')]
const record =
  (check: Check): Check =>
  (value, path) =>
    isObject(value) ? Object.entries(value).flatMap(([name, each]) => [...named(name, join(path, name)), ...check(each, join(path, name))]) : [refuse(path, 'not_object')]
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return [refuse(path, 'not_object')]
    const unknown = Object.keys(value).filter((name) => !Object.hasOwn(checks, name))
    return [
      ...unknown.map((name) => refuse(join(path, name), 'unknown_field', { name, known: Object.keys(checks).join(', ') })),
      ...Object.entries(checks).flatMap(([name, check]) => check(value[name], join(path, name))),
    ]
  }

const rowShape = shape({
  at: record(named),
  measure: maybe(named),
  value: orNull(digits),
  low: maybe(digits),
  high: maybe(digits),
  mark: maybe(oneOf(rowMarks)),
  source: text,
  receipt: text,
} satisfies Record<keyof ChartRow, Check>)

const contentShape = shape({
  title: label,
  scope: maybe(label),
  measures: list(shape({ id: named, label, unit: shape({ id: named, power: integer(-20, 20), label, sign: maybe(text) }) })),
  dimensions: list(shape({ id: named, label, members: list(shape({ code: named, label, position: maybe(finite) })) })),
  rows: list(rowShape),
  totals: maybe(list(rowShape)),
})

const queryShape = shape({ name: named, measures: list(named), by: list(named), select: record(list(named)) })

const specShape = shape({
  version: (value, path) => (value === specVersion ? [] : [refuse(path, 'version', { version: shown(value), known: specVersion })]),
  kind: oneOf(chartKinds),
  language: (value, path) => (typeof value === 'string' && isLanguage(value) ? [] : [refuse(path, 'not_one_of', { value: shown(value), options: languages.join(', ') })]),
  order: oneOf(orders),
  top: maybe(integer(1, mostMembers)),
  focus: list(named),
  data: (value, path) => {
    if (isObject(value) && Object.keys(value).length === 1) {
      if ('query' in value) return queryShape(value['query'], join(path, 'query'))
      if ('content' in value) return contentShape(value['content'], join(path, 'content'))
    }
    return [refuse(path, 'data_missing')]
  },
})

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 80)
}

/** The label in all languages alike: for codes and proper names that are written the same everywhere. */
export function sameLabel(value: string): Label {
  return { 'zh-Hans': value, 'zh-Hant': value, en: value, pt: value }
}

// A filing: the values of one form for one submission, each with its origin. Built from a submission, or read from a
// message that somebody else wrote (then every origin is `received`).
import { formatDecimal, trimDecimal, type Decimal } from '../../base/decimal.ts'
import { issue, type Issue } from '../../base/issue.ts'
import { formatInstant, type Instant } from '../../base/instant.ts'
import { patternOf, type Origins } from '../submission/index.ts'
import type { Form, FormContext, FormGroup, FormRow, FilingKind, ItemContext } from './form.ts'

export type Origin =
  | { readonly kind: 'entered'; readonly path: string }
  | { readonly kind: 'profile'; readonly path: string; readonly profile: string }
  | { readonly kind: 'derived'; readonly rule: string; readonly inputs: readonly string[] }
  /** `from` is the value before; `typed` what somebody wrote where `from` is itself a translation. */
  | { readonly kind: 'translated'; readonly path: string; readonly list: string; readonly from: string; readonly typed?: string }
  | { readonly kind: 'constant'; readonly reason: string }
  | { readonly kind: 'assigned'; readonly by: string }
  | { readonly kind: 'received' }

export interface FiledElement {
  readonly element: string
  readonly value: string
  readonly origin: Origin
}

export interface FiledGroup {
  readonly group: string
  /** From 0 within the groups of the same id. */
  readonly index: number
  /** Of the things of the submission that it stands for, `[line, licence]`; absent where it was read or stands once. */
  readonly indexes?: readonly number[]
  readonly elements: readonly FiledElement[]
}

export interface Filing {
  readonly kind: FilingKind
  readonly groups: readonly FiledGroup[]
}

export interface BuiltFiling {
  readonly filing: Filing
  readonly issues: readonly Issue[]
}

/** Fills a form; what is missing or does not fit the official size comes back as issues at the submission's paths. */
export function buildFiling(form: Form, context: FormContext, origins: Origins): BuiltFiling {
  const issues: Issue[] = []
  const groups: FiledGroup[] = []
  const { submission, book, on, now, senderNumber, unifiedNumber } = context
  const known = unifiedNumber === undefined ? {} : { unifiedNumber }
  for (const group of form.groups) {
    let index = 0
    for (const { item, indexes } of group.expand(context.submission)) {
      const elements = fillGroup(form, group, { submission, book, on, now, senderNumber, ...known, item, indexes }, origins, issues)
      if (elements.length === 0) continue
      groups.push({ group: group.id, index, elements, ...(indexes.length === 0 ? {} : { indexes }) })
      index += 1
    }
  }
  return { filing: { kind: form.kind, groups }, issues }
}

/** The value of an element; undefined when the filing does not have it. */
export function valueOf(filing: Filing, group: string, element: string, index = 0): string | undefined {
  const found = filing.groups.find((each) => each.group === group && each.index === index)
  return found?.elements.find((each) => each.element === element)?.value
}

/** `mainland-declaration/DecList[0]/GName`, the path of an element of a filing. */
export function elementPath(kind: FilingKind, group: string, index: number, element: string): string {
  return `${kind}/${group}[${index}]/${element}`
}

function fillGroup(form: Form, group: FormGroup, context: ItemContext<unknown>, origins: Origins, issues: Issue[]): FiledElement[] {
  const elements: FiledElement[] = []
  for (const row of group.rows) {
    if (row.asked !== undefined && !row.asked.holds(context)) continue
    const value = read(row, context)
    if (value === undefined || value === '') {
      if (row.from.kind !== 'assigned' && isNeeded(row, context)) issues.push(missing(form, row, context))
      continue
    }
    checkSize(form, row, value, context, issues)
    elements.push({ element: row.element, value, origin: originOf(row, context, origins) })
  }
  return elements
}

function isNeeded(row: FormRow, context: ItemContext<unknown>): boolean {
  if (row.need === 'always') return true
  return row.need !== 'never' && row.need.holds(context)
}

function read(row: FormRow, context: ItemContext<unknown>): string | undefined {
  const { from } = row
  switch (from.kind) {
    case 'taken':
      return written(row.take?.(context.submission, context.item), row)
    case 'derived':
    case 'translated':
      return from.compute(context)
    case 'constant':
      return from.value
    case 'assigned':
      return from.known?.(context)
  }
}

function written(value: unknown, row: FormRow): string | undefined {
  if (value === undefined || typeof value === 'string') return row.fact.type === 'date' ? value?.replaceAll('-', '') : value
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number') {
    return row.fact.type === 'date' || row.fact.type === 'datetime' ? formatInstant('Asia/Shanghai', value as Instant) : String(value)
  }
  return formatDecimal(trimDecimal(value as Decimal))
}

function originOf(row: FormRow, context: ItemContext<unknown>, origins: Origins): Origin {
  const { from, paths } = row
  switch (from.kind) {
    case 'taken': {
      const path = paths[0]?.(context.indexes) ?? from.path
      // Only parties come from profiles; the maps are asked where they can answer.
      const profile = path.startsWith('parties.') ? origins.fromProfile.get(path) : undefined
      if (profile !== undefined) return { kind: 'profile', path, profile }
      const translation = origins.translated.size === 0 ? undefined : origins.translated.get(path)
      if (translation !== undefined) return { kind: 'translated', path, list: translation.list, from: translation.from }
      return { kind: 'entered', path }
    }
    case 'derived':
      return {
        kind: 'derived',
        rule: from.rule,
        inputs: from.inputsUsed?.(context) ?? row.pathsAt(context.indexes),
      }
    case 'translated': {
      const path = mendPath(row, context)
      const before = written(row.take?.(context.submission, context.item), row) ?? ''
      const typed = origins.translated.get(path)?.from
      return { kind: 'translated', path, list: from.list, from: before, ...(typed === undefined ? {} : { typed }) }
    }
    case 'constant':
      return { kind: 'constant', reason: from.reason }
    case 'assigned':
      return { kind: 'assigned', by: from.by }
  }
}

/** The submission path to mend when the element is missing or wrong: what it is taken from, or the first input. */
function mendPath(row: FormRow, context: ItemContext<unknown>): string {
  return row.paths[0]?.(context.indexes) ?? ''
}

function missing(form: Form, row: FormRow, context: ItemContext<unknown>): Issue {
  return issue({
    path: mendPath(row, context),
    rule: `${row.id}.required`,
    code: 'element_missing',
    params: { filing: `#filing.${form.kind}`, element: row.element, name: `#element.${row.id}` },
    source: row.fact.source,
    fix: { kind: 'act', code: 'element_missing.fix', params: { label: `#field.${patternOf(mendPath(row, context))}` } },
  })
}

function checkSize(form: Form, row: FormRow, value: string, context: ItemContext<unknown>, issues: Issue[]): void {
  const { fact } = row
  if (fact.maxLength === undefined) return
  const fits = fact.type === 'decimal' ? decimalFits(value, fact.maxLength, fact.decimals ?? 0) : value.length <= fact.maxLength
  if (fits) return
  issues.push(
    issue({
      path: mendPath(row, context),
      rule: `${row.id}.length`,
      code: fact.type === 'decimal' ? 'element_too_precise' : 'element_too_long',
      params: {
        filing: `#filing.${form.kind}`,
        element: row.element,
        name: `#element.${row.id}`,
        length: value.length,
        max: fact.maxLength,
        decimals: fact.decimals ?? 0,
      },
      source: fact.source,
    }),
  )
}

function decimalFits(value: string, digits: number, decimals: number): boolean {
  const point = value.indexOf('.')
  const whole = point < 0 ? value.length : point
  const fraction = point < 0 ? 0 : value.length - point - 1
  return fraction <= decimals && whole + fraction <= digits
}

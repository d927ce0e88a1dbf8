// One value of a draft → a typed value, by the kind that the field table gives. Each refusal says the smallest change that
// would pass: a value, a choice, or what to do.
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { formatDecimal, parseDecimal, round, trimDecimal, type Decimal } from '../../base/decimal.ts'
import { parseInstant } from '../../base/instant.ts'
import { issue, type Fix, type Issue, type IssueParams } from '../../base/issue.ts'
import { codeIssue, lookup, quoted, type CodeBook, type CodeListId } from '../reference/index.ts'
import type { DraftValue } from './draft.ts'
import type { Field } from './field-table.ts'
import { likelyDates, likelyDecimal, likelyFlags, likelyInstants, likelyIntegers, likelyOptions, writtenDecimal } from './likely-value.ts'

/** A code that was typed in another family or spelling than the canonical one. */
export interface Translation {
  readonly list: CodeListId
  readonly from: string
  readonly to: string
}

export interface FieldReading {
  readonly book: CodeBook
  readonly on: CivilDate
  readonly issues: Issue[]
  readonly translated: Map<string, Translation>
}

/** A place in the draft; its path is written out only when something is to be said of it. */
export interface Place {
  readonly at: string
  readonly member: string
}

/** What is read, where, and to whom it is reported. */
interface At {
  readonly field: Field
  readonly place: Place
  readonly reading: FieldReading
}

/** Texts that a cut leaves what they are; of a name, a number or a code it would make another. */
const freeTexts: ReadonlySet<string> = new Set(['terms.remarks', 'packages.marks'])
const commodityCodes = 'lines[].codes.'
const maxChoices = 5
// What XML 1.0 cannot hold: controls, the two non-characters, and half of a surrogate pair.
// oxlint-disable-next-line no-control-regex -- control characters are what is refused here
const controlCharacters = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu
const hasControlCharacter = new RegExp(controlCharacters.source, 'u')

export function pathOf({ at, member }: Place): string {
  return at === '' ? member : `${at}.${member}`
}

/** Undefined for what was refused and for a text of spaces. */
export function readField(value: DraftValue, field: Field, place: Place, reading: FieldReading): unknown {
  const { type } = field
  const at = { field, place, reading }
  if (typeof value === 'object') return refuse(at, 'single', 'value_not_single', {}, oneOf(textsIn(value)))
  const found = String(value)
  switch (type.kind) {
    case 'text':
      return readText(found.trim(), type.maxLength, at)
    case 'decimal':
      return readDecimal(found, type.digits, type.decimals, at)
    case 'integer':
      return /^\d{1,9}$/.test(found) ? Number(found) : wrong(at, '12', 'not_an_integer', found, likelyIntegers(found))
    case 'flag':
      return found === 'true' || found === 'false' ? found === 'true' : wrong(at, 'true, false', 'not_a_flag', found, likelyFlags(found))
    case 'date':
      return parseCivilDate(found) ?? wrong(at, '2025-10-20', 'not_a_date', found, likelyDates(found))
    case 'instant':
      return parseInstant(found) ?? wrong(at, '2025-10-20T09:30+08:00', 'not_an_instant', found, likelyInstants(found))
    case 'choice':
      if (type.options.includes(found)) return found
      return refuse(at, 'choice', 'not_a_choice', { found: quoted(found), options: type.options.join(', ') }, oneOf(likelyOptions(found, type.options)))
    case 'code':
      return readCode(found, type.list, at)
  }
}

function readText(text: string, maxLength: number, at: At): string | undefined {
  const isCommodityCode = at.field.path.startsWith(commodityCodes)
  const digits = isCommodityCode ? text.replaceAll(/[\s.]/g, '') : text
  if (digits !== text && digits.length <= maxLength && /^\d+$/.test(digits)) {
    return refuse(at, 'digits', 'code_with_separators', { found: quoted(text) }, setTo(digits))
  }
  const params = { length: text.length, max: maxLength }
  if (text.length > maxLength) {
    const shorter = text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '').replaceAll(controlCharacters, '').trim()
    return refuse(at, 'length', 'text_too_long', params, freeTexts.has(at.field.path) ? setTo(shorter) : undefined)
  }
  const clean = hasControlCharacter.test(text) ? text.replaceAll(controlCharacters, '').trim() : text.trim()
  if (clean !== text) return refuse(at, 'text', 'control_character', {}, clean === '' ? undefined : setTo(clean))
  return text === '' ? undefined : text
}

function readDecimal(text: string, digits: number, decimals: number, at: At): Decimal | undefined {
  const value = parseDecimal(text)
  if (value === undefined || value.units < 0n) {
    const likely = likelyDecimal(text)
    const fits = likely !== undefined && likely.units >= 0n && fit(likely, digits, decimals)
    return wrong(at, '1234.5', 'not_a_decimal', text, fits ? [writtenDecimal(likely)] : [])
  }
  if (fit(value, digits, decimals)) return value
  const params = { found: quoted(text), decimals, digits }
  const rounded = round(value, decimals, 'half-up')
  if (fit(rounded, digits, decimals)) return refuse(at, 'digits', 'decimal_too_precise', params, setTo(writtenDecimal(rounded)))
  return refuse(at, 'digits', 'decimal_too_large', params, undefined)
}

const surelyShort = 100_000_000n // up to eight digits; every field has room for ten

function fit(value: Decimal, digits: number, decimals: number): boolean {
  // Most values have no more decimals than may be, and are far from the longest.
  if (value.scale <= decimals && value.units < surelyShort) return true
  const [whole = '', fraction = ''] = formatDecimal(trimDecimal(value)).split('.')
  return fraction.length <= decimals && whole.length + fraction.length <= digits
}

function readCode(text: string, listId: CodeListId, { field, place, reading }: At): string | undefined {
  const list = reading.book.list(listId)
  const found = lookup(list, text, reading.on)
  if (found.kind === 'found') {
    if (found.code !== text) reading.translated.set(pathOf(place), { list: listId, from: text, to: found.code })
    return found.code
  }
  const fault = codeIssue({ path: pathOf(place), rule: `submission.${field.path}.code`, list, code: text, on: reading.on, answer: found })
  if (fault !== undefined) reading.issues.push(fault)
  return found.kind === 'unknown' && !found.isComplete ? text : undefined
}

type Proposal = { readonly kind: 'set'; readonly value: string } | { readonly kind: 'choose'; readonly options: readonly string[] }

function setTo(value: string): Proposal {
  return { kind: 'set', value }
}

function oneOf(values: readonly string[]): Proposal | undefined {
  const [first, second] = values
  return first === undefined ? undefined : second === undefined ? setTo(first) : { kind: 'choose', options: values }
}

/** The texts of a list that stands where one value should; none where it is no short list of texts. */
function textsIn(value: DraftValue): readonly string[] {
  if (!Array.isArray(value) || value.length > maxChoices) return []
  const texts = value.map((item: DraftValue) => (typeof item === 'object' ? '' : String(item).trim()))
  return texts.every((text) => text !== '' && text.length <= 60) ? [...new Set(texts)] : []
}

function wrong(at: At, expected: string, code: string, found: string, likely: readonly string[]): undefined {
  return refuse(at, at.field.type.kind, code, { found: quoted(found), expected }, oneOf(likely))
}

/** Without a proposal the fix is a sentence: `<code>.act.fix`, with the parameters of the issue. */
function refuse({ field, place, reading }: At, rule: string, code: string, params: IssueParams, proposal: Proposal | undefined): undefined {
  const path = pathOf(place)
  const act = { kind: 'act', code: `${code}.act.fix`, params: { ...params, path, label: `#field.${field.path}` } } as const
  const fix: Fix = proposal === undefined ? act : { ...proposal, path }
  reading.issues.push(issue({ path, rule: `submission.${field.path}.${rule}`, code, params, source: 'Lingding: submission form', fix }))
  return undefined
}

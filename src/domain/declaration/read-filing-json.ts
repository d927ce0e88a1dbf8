// Reads a filing in our own JSON again (wire-json.ts), as somebody else may have written it, and says what its form still
// misses. For customs whose own formats are not public; the simulators judge with it.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { decodeText } from '../../base/text-codec.ts'
import { elementPath, type FiledElement, type FiledGroup, type Filing } from './filing.ts'
import { filingKinds, type FilingKind, type Form, type FormGroup, type FormRow } from './form.ts'
import { filingJsonFormat } from './wire-json.ts'

export interface ReadFilingJson {
  readonly filing: Filing
  readonly reference: string
  /** Id of the shipment, where the file says it; empty otherwise. */
  readonly shipment: string
  readonly isSample: boolean
  /** What the form always needs and is not there; values that are longer than published. */
  readonly issues: readonly Issue[]
}

export const maxFilingBytes = 8_000_000
const maxGroups = 10_000
const source = 'docs/formats'
const received = { kind: 'received' } as const

type JsonObject = Readonly<Record<string, unknown>>

export function readFilingJson(bytes: Uint8Array, forms: ReadonlyMap<FilingKind, Form>): Result<ReadFilingJson> {
  if (bytes.length > maxFilingBytes) return refuse('filing_json_too_large', { bytes: bytes.length, max: maxFilingBytes })
  const decoded = decodeText(bytes, 'utf-8')
  const document = decoded.kind === 'text' ? parsed(decoded.text) : undefined
  if (document === undefined) return refuse('filing_json_malformed')
  if (document['format'] !== filingJsonFormat) return refuse('filing_json_format', { found: short(document['format']), expected: filingJsonFormat })
  const kind = filingKinds.find((each) => each === document['kind'])
  const form = kind === undefined ? undefined : forms.get(kind)
  if (kind === undefined || form === undefined || document['customs'] !== form.customs) return refuse('filing_json_kind', { found: short(document['kind']) })
  const groups = groupsOf(document['groups'])
  if (groups === undefined) return refuse('filing_json_groups', { max: maxGroups })
  const filing: Filing = { kind, groups }
  const shipment = /^[0-9a-f]{16}$/.exec(short(document['shipment']))?.[0] ?? ''
  return accepted({ filing, shipment, reference: short(document['reference']), isSample: document['isSample'] === true, issues: lackingIn(filing, form) })
}

function groupsOf(value: unknown): readonly FiledGroup[] | undefined {
  if (!Array.isArray(value) || value.length > maxGroups) return undefined
  const groups = value.flatMap((each: unknown): readonly FiledGroup[] => {
    if (!isObject(each) || typeof each['group'] !== 'string' || !Number.isInteger(each['index']) || !isObject(each['elements'])) return []
    return [{ group: each['group'], index: Number(each['index']), elements: elementsOf(each['elements']) }]
  })
  return groups.length === value.length ? groups : undefined
}

function elementsOf(values: JsonObject): readonly FiledElement[] {
  return Object.entries(values).flatMap(([element, value]) => (typeof value === 'string' && value !== '' ? [{ element, value, origin: received }] : []))
}

function lackingIn(filing: Filing, form: Form): readonly Issue[] {
  return form.groups.flatMap((group) => {
    const needed = alwaysNeeded(group)
    const things = filing.groups.filter((each) => each.group === group.id)
    const first: FiledGroup = { group: group.id, index: 0, elements: [] }
    return (things.length === 0 && group.pattern === '' ? [first] : things).flatMap((thing) => {
      const present = new Map(thing.elements.map(({ element, value }) => [element, value]))
      const missing = needed.filter(({ element }) => !present.has(element)).map(({ element, id, fact }) => lack(filing, thing, element, 'filing_json_missing', { name: `#element.${id}` }, fact.source))
      const long = group.rows.flatMap(({ element, id, fact }) => {
        const [value, max] = [present.get(element) ?? '', fact.maxLength ?? Infinity]
        return fact.type === 'text' && value.length > max ? [lack(filing, thing, element, 'filing_json_too_long', { name: `#element.${id}`, length: value.length, max }, fact.source)] : []
      })
      return [...missing, ...long]
    })
  })
}

/** Without a condition, or once under each of the two opposite ones: a consignor in one direction is a consignee in the other. */
function alwaysNeeded({ rows }: FormGroup): readonly FormRow[] {
  const always = rows.filter(({ need }) => need === 'always')
  const isBoth = ({ element }: FormRow): boolean => new Set(always.filter((each) => each.element === element).map(({ asked }) => asked?.id)).size > 1
  const needed = always.filter((row) => row.asked === undefined || isBoth(row))
  return needed.filter((row, index) => needed.findIndex(({ element }) => element === row.element) === index)
}

function lack({ kind }: Filing, { group, index }: FiledGroup, element: string, code: string, params: IssueParams, of: string): Issue {
  return issue({ path: elementPath(kind, group, index, element), rule: `${kind}.${element}`, code, params, source: of })
}

function refuse(code: string, params: IssueParams = {}): Result<never> {
  return refused([issue({ rule: 'filing-json.readable', code, params, source })])
}

function short(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 60) : ''
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

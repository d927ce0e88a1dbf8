// A filing as documented JSON and as rows for a spreadsheet, for customs whose own format is not public. Neither is an
// official format and both say so (docs/formats/hongkong.md, macao.md). Generic over the form table.
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { FiledGroup, Filing } from './filing.ts'
import type { Form, FormGroup } from './form.ts'

export interface WireFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface WireOptions {
  readonly reference: string
  readonly isSample: boolean
  /** Revision of the shipment, where it is not the first. */
  readonly revision?: number
}

export const filingJsonFormat = 'lingding.filing/1'

/** The JSON document of a filing and its spreadsheet rows; `<kind>.json`, `<kind>.csv`. */
export function writeFiling(filing: Filing, form: Form, options: WireOptions): readonly WireFile[] {
  return [jsonFile(filing, form, options), ...sheetFiles(filing, form, options)]
}

function jsonFile(filing: Filing, form: Form, { reference, isSample, revision }: WireOptions): WireFile {
  const document = {
    format: filingJsonFormat,
    isOfficialFormat: false,
    isSample,
    kind: filing.kind,
    customs: form.customs,
    reference,
    ...(revision === undefined ? {} : { revision }),
    groups: filing.groups.map(({ group, index, elements }) => ({
      group,
      index,
      elements: Object.fromEntries(elements.map(({ element, value }) => [element, value])),
      origins: Object.fromEntries(elements.map(({ element, origin }) => [element, origin])),
    })),
  }
  return { name: `${filing.kind}.json`, mediaType: 'application/json', bytes: encodeUtf8(`${JSON.stringify(document, null, 2)}\n`) }
}

/** One sheet per repeated group, a row per thing with the single groups repeated on it; one row where nothing repeats. */
function sheetFiles(filing: Filing, form: Form, options: WireOptions): readonly WireFile[] {
  const repeated = form.groups.filter((group) => group.pattern !== '')
  const single = form.groups.filter((group) => group.pattern === '')
  const head = single.flatMap((group) => cellsOf(group, filing.groups.find((each) => each.group === group.id)))
  if (repeated.length === 0) return [sheetFile(filing.kind, single, [head], options)]
  return repeated.map((group) => {
    const things = filing.groups.filter((each) => each.group === group.id)
    const name = repeated.length === 1 ? filing.kind : `${filing.kind}-${group.id}`
    return sheetFile(name, [...single, group], things.map((thing) => [...head, ...cellsOf(group, thing)]), options)
  })
}

function sheetFile(
  name: string,
  groups: readonly FormGroup[],
  rows: readonly (readonly string[])[],
  { reference, isSample }: WireOptions,
): WireFile {
  const columns = groups.map(columnsOf)
  const ids = ['reference', 'sample', ...columns.flatMap((each) => each.ids)]
  const labels = ['Reference', 'Sample data', ...columns.flatMap((each) => each.labels)]
  const start = [csvCell(reference), isSample ? 'yes' : 'no']
  const text = csvText([ids, labels, ...rows.map((cells) => [...start, ...cells])])
  return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', bytes: encodeUtf8(text) }
}

interface Columns {
  /** Each element once: two bindings under opposite conditions share a column. */
  readonly elements: readonly string[]
  readonly ids: readonly string[]
  readonly labels: readonly string[]
}

/** The same for every filing of a form, and asked for several times in each. */
const columnsByGroup = new WeakMap<FormGroup, Columns>()

function columnsOf(group: FormGroup): Columns {
  const known = columnsByGroup.get(group)
  if (known !== undefined) return known
  const named = new Map(group.rows.map((row) => [row.element, row.fact.label.en]))
  const elements = [...named.keys()]
  const columns = { elements, ids: elements.map((element) => csvCell(`${group.id}.${element}`)), labels: [...named.values()].map(csvCell) }
  columnsByGroup.set(group, columns)
  return columns
}

function cellsOf(group: FormGroup, thing: FiledGroup | undefined): readonly string[] {
  const { elements } = columnsOf(group)
  if (thing === undefined) return elements.map(() => '')
  const values = new Map(thing.elements.map(({ element, value }) => [element, value]))
  return elements.map((element) => csvCell(values.get(element) ?? ''))
}

/** RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8; the cells are escaped already. */
function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

/** A cell that a spreadsheet would run as a formula is shown as text; the apostrophe is its usual mark for that. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

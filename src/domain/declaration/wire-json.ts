// A filing as documented JSON and as rows for a spreadsheet, for customs whose own format is not public. Neither is an
// official format and both say so (docs/formats/hongkong.md, macao.md). Generic over the form table.
import { encodeUtf8 } from '../../base/text-codec.ts'
import type { FiledElement, FiledGroup, Filing } from './filing.ts'
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
      elements: membersOf(elements, 'value'),
      origins: membersOf(elements, 'origin'),
    })),
  }
  return { name: `${filing.kind}.json`, mediaType: 'application/json', bytes: encodeUtf8(`${JSON.stringify(document, null, 2)}\n`) }
}

/** One part of every element under its name. */
function membersOf<Part extends 'value' | 'origin'>(elements: readonly FiledElement[], part: Part): Readonly<Record<string, FiledElement[Part]>> {
  const members: Record<string, FiledElement[Part]> = {}
  for (const each of elements) members[each.element] = each[part]
  return members
}

/** One sheet per repeated group, a row per thing with the single groups repeated on it; one row where nothing repeats. */
function sheetFiles(filing: Filing, form: Form, { reference, isSample }: WireOptions): readonly WireFile[] {
  const { single, sheets } = sheetsOf(form)
  const thing = (group: FormGroup): FiledGroup | undefined => filing.groups.find((each) => each.group === group.id)
  const head = `${csvCell(reference)},${isSample ? 'yes' : 'no'}${single.map((group) => cells(group, thing(group))).join('')}`
  return sheets.map(({ suffix, repeated, headings }) => {
    let text = headings
    if (repeated === undefined) text += `${head}\r\n`
    else for (const each of filing.groups) if (each.group === repeated.id) text += `${head}${cells(repeated, each)}\r\n`
    return { name: `${filing.kind}${suffix}.csv`, mediaType: 'text/csv; charset=utf-8', bytes: encodeUtf8(text) }
  })
}

interface Sheet {
  /** Tells the sheets of a filing apart where there are several. */
  readonly suffix: string
  readonly repeated: FormGroup | undefined
  /** A row of ids and a row of names, in RFC 4180 behind a byte order mark, so that spreadsheets read it as UTF-8. */
  readonly headings: string
}

interface Sheets {
  readonly single: readonly FormGroup[]
  readonly sheets: readonly Sheet[]
}

/** The same for every filing of a form. */
const sheetsByForm = new WeakMap<Form, Sheets>()

function sheetsOf(form: Form): Sheets {
  const known = sheetsByForm.get(form)
  if (known !== undefined) return known
  const single = form.groups.filter((group) => group.pattern === '')
  const repeated = form.groups.filter((group) => group.pattern !== '')
  const sheets = repeated.length === 0
    ? [{ suffix: '', repeated: undefined, headings: headingsOf(single) }]
    : repeated.map((group) => ({ suffix: repeated.length === 1 ? '' : `-${group.id}`, repeated: group, headings: headingsOf([...single, group]) }))
  const made = { single, sheets }
  sheetsByForm.set(form, made)
  return made
}

function headingsOf(groups: readonly FormGroup[]): string {
  const ids = groups.flatMap((group) => elementsOf(group).map((element) => csvCell(`${group.id}.${element}`)))
  const labels = groups.flatMap((group) => [...new Map(group.rows.map((row) => [row.element, row.fact.label.en])).values()].map(csvCell))
  return `\uFEFF${['reference', 'sample', ...ids].join(',')}\r\n${['Reference', 'Sample data', ...labels].join(',')}\r\n`
}

/** Each element once: two bindings under opposite conditions share a column. */
const elementsByGroup = new WeakMap<FormGroup, readonly string[]>()

function elementsOf(group: FormGroup): readonly string[] {
  const known = elementsByGroup.get(group)
  if (known !== undefined) return known
  const elements = [...new Set(group.rows.map((row) => row.element))]
  elementsByGroup.set(group, elements)
  return elements
}

/** The cells of a group, each behind its comma. */
function cells(group: FormGroup, thing: FiledGroup | undefined): string {
  const columns = elementsOf(group)
  if (thing === undefined) return ','.repeat(columns.length)
  // Both stand in the order of the form, so the next element is nearly always the one looked for.
  const { elements } = thing
  let [text, next] = ['', 0]
  for (const column of columns) {
    const found = elements[next]?.element === column ? next : elements.findIndex((each) => each.element === column)
    text += found < 0 ? ',' : `,${csvCell(elements[found]?.value ?? '')}`
    if (found >= 0) next = found + 1
  }
  return text
}

/** A cell that a spreadsheet would run as a formula is shown as text; the apostrophe is its usual mark for that. */
export function csvCell(text: string): string {
  if (!/^[=+\-@\t]|[",\r\n]/.test(text)) return text
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

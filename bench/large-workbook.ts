// A workbook of many shipments as a spreadsheet program would write it: shared texts, numbers, dates, three sheets. Made as
// a stream, so that a large one costs no memory; the same numbers give the same bytes.
import { createWriteStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { escaped } from '../src/adapters/workbook/xlsx-results.ts'
import { writeParts, type PartSource } from '../src/adapters/workbook/zip-writing.ts'
import { columnName, isDraftObject, readDraftText, type DraftObject, type DraftValue } from '../src/domain/submission/index.ts'

export interface LargeWorkbook {
  readonly shipments: number
  readonly linesEach: number
  /** Every so many shipments one has no packages, which is refused. */
  readonly badEvery: number
}

const packing = new Set(['netWeightKg', 'grossWeightKg', 'firstQuantity', 'firstUnit', 'secondQuantity', 'secondUnit'].map((name) => `lines[].${name}`))
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
const rowsPerChunk = 500

interface Sheet {
  readonly name: string
  readonly paths: readonly string[]
  readonly rows: number
  readonly valueAt: (path: string, row: number) => string
}

/** Rows with values: shipments, and each of their lines twice. */
export function rowCount({ shipments, linesEach }: LargeWorkbook): number {
  return shipments + 2 * shipments * linesEach
}

export async function writeLargeWorkbook(path: string, example: URL, size: LargeWorkbook): Promise<void> {
  const sheets = sheetsOf(draftIn(example), size)
  const texts = new Map<string, number>()
  const content = (name: string, text: string): PartSource => ({ kind: 'pack', name, content: () => one(text) })
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const type = (name: string, kind: string): string => `<Override PartName="/xl/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
  const types = [type('workbook.xml', 'sheet.main'), type('sharedStrings.xml', 'sharedStrings'), ...sheets.map((_, at) => type(`worksheets/sheet${at + 1}.xml`, 'worksheet'))].join('')
  const sources: PartSource[] = [
    content('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${types}</Types>`),
    content('_rels/.rels', `<Relationships xmlns="${packaged}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    content('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`).join('')}</sheets></workbook>`),
    content('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packaged}">${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`),
    ...sheets.map((sheet, at): PartSource => ({ kind: 'pack', name: `xl/worksheets/sheet${at + 1}.xml`, content: () => sheetXml(sheet, texts) })),
    { kind: 'pack', name: 'xl/sharedStrings.xml', content: () => sharedXml(texts) },
  ]
  await pipeline(writeParts(sources), createWriteStream(path))
}

function sheetsOf(draft: DraftObject, { shipments, linesEach, badEvery }: LargeWorkbook): readonly Sheet[] {
  const values = new Map(valuesIn(draft, ''))
  const own = [...values.keys()]
  const linePaths = own.filter((path) => path.startsWith('lines[0].')).map((path) => path.replace('lines[0]', 'lines[]'))
  const reference = (shipment: number): string => `BULK-${String(shipment + 1).padStart(6, '0')}`
  const line = (path: string, row: number): string => {
    if (path === 'reference') return reference(Math.floor(row / linesEach))
    if (path === '#line') return String((row % linesEach) + 1)
    const text = values.get(path.replace('lines[]', 'lines[0]')) ?? ''
    // A name of its own for each line, as real goods have.
    return path === 'lines[].nameEn' ? `${text} ${row + 1}` : text
  }
  return [
    {
      name: 'Shipments',
      paths: own.filter((path) => !path.startsWith('lines[')),
      rows: shipments,
      valueAt: (path, row) => (path === 'reference' ? reference(row) : path === 'packages.count' && row % badEvery === badEvery - 1 ? '0' : (values.get(path) ?? '')),
    },
    { name: 'Invoice', paths: ['reference', '#line', ...linePaths.filter((path) => !packing.has(path))], rows: shipments * linesEach, valueAt: line },
    { name: 'Packing', paths: ['reference', '#line', ...linePaths.filter((path) => packing.has(path))], rows: shipments * linesEach, valueAt: line },
  ]
}

async function* sheetXml({ paths, rows, valueAt }: Sheet, texts: Map<string, number>): AsyncGenerator<Buffer, void> {
  const shared = (text: string): number => {
    const known = texts.get(text) ?? texts.size
    texts.set(text, known)
    return known
  }
  const cell = (text: string, column: number, row: number): string =>
    text === '' ? '' : /^(0|[1-9]\d{0,9})(\.\d+)?$/.test(text) && text.length < 8 ? `<c r="${columnName(column)}${row}"><v>${text}</v></c>` : `<c r="${columnName(column)}${row}" t="s"><v>${shared(text)}</v></c>`
  const rowXml = (cells: readonly string[], row: number): string => `<row r="${row}" spans="1:${cells.length}">${cells.map((text, column) => cell(text, column, row)).join('')}</row>`
  yield Buffer.from(`<worksheet xmlns="${main}"><dimension ref="A1:${columnName(paths.length - 1)}${rows + 1}"/><sheetData>${rowXml(paths, 1)}`)
  for (let row = 0; row < rows; row += rowsPerChunk) {
    const chunk = Array.from({ length: Math.min(rowsPerChunk, rows - row) }, (_, at) => rowXml(paths.map((path) => valueAt(path, row + at)), row + at + 2))
    yield Buffer.from(chunk.join(''))
  }
  yield Buffer.from('</sheetData></worksheet>')
}

async function* sharedXml(texts: ReadonlyMap<string, number>): AsyncGenerator<Buffer, void> {
  yield Buffer.from(`<sst xmlns="${main}" uniqueCount="${texts.size}">`)
  let chunk = ''
  for (const text of texts.keys()) {
    chunk += `<si><t>${escaped(text)}</t></si>`
    if (chunk.length < 65_536) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  yield Buffer.from(`${chunk}</sst>`)
}

async function* one(text: string): AsyncGenerator<Buffer, void> {
  yield Buffer.from(text)
}

function draftIn(example: URL): DraftObject {
  const read = readDraftText(readFileSync(example, 'utf8'))
  if (!read.ok) throw new Error('the sample can be read')
  return read.value.draft
}

function* valuesIn(value: DraftValue | undefined, at: string): Generator<readonly [string, string], void> {
  if (Array.isArray(value)) for (const [index, each] of (value as readonly DraftValue[]).entries()) yield* valuesIn(each, `${at}[${index}]`)
  else if (isDraftObject(value)) for (const [name, each] of Object.entries(value)) yield* valuesIn(each, at === '' ? name : `${at}.${name}`)
  else if (value !== undefined && value !== null) yield [at, String(value)]
}

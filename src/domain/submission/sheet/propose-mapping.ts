// Reads the first rows of every sheet and proposes which column is what: by a row of field paths (our template has one), by
// the names of columns in four languages, and, where the head says nothing, by values that can only be one thing.
import { columnName, type SheetRow } from './cell.ts'
import { linesPrefix, plainName, typeOfPath, type ColumnTable } from './column-table.ts'
import { mergedText } from './merged-cells.ts'
import type { Merge } from './cell.ts'
import type { SheetMapping, WorkbookMapping } from './mapping.ts'

/** The first rows of a sheet. */
export interface SheetHead {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly SheetRow[]
  readonly merges: readonly Merge[]
}

/** Why a column is proposed to be what it is. */
export type Ground = 'path' | 'name' | 'values' | 'none'

export interface ColumnProposal {
  readonly column: number
  readonly letter: string
  readonly head: string
  /** Empty where nothing is proposed. */
  readonly path: string
  readonly ground: Ground
  readonly examples: readonly string[]
}

export interface SheetProposal {
  readonly sheet: number
  readonly name: string
  readonly isHidden: boolean
  /** 0 where no head was found. */
  readonly headRow: number
  readonly firstRow: number
  readonly columns: readonly ColumnProposal[]
}

export interface MappingProposal {
  readonly sheets: readonly SheetProposal[]
  readonly mapping: WorkbookMapping
  /** Every sheet that is mapped has a row of field paths: there is nothing to confirm. */
  readonly isCertain: boolean
  /** The heads of the visible sheets, for knowing the same kind of workbook again. */
  readonly heads: string
}

/** Rows at the top among which the head is looked for. */
export const headRows = 30
const maxExamples = 3
const exampleLength = 60
/** The column that we add to what we give back. */
export const resultHead = 'Lingding'

export function proposeMapping(heads: readonly SheetHead[], table: ColumnTable): MappingProposal {
  // Where one sheet says the paths of its columns, those that do not are for reading: codes, notes.
  const isOurs = heads.some((head) => !head.isHidden && pathRowOf(head, table) !== undefined)
  const sheets = heads.map((head, sheet) => proposeSheet(isOurs && pathRowOf(head, table) === undefined ? { ...head, rows: [] } : head, sheet, table))
  const mapped = sheets.filter(({ isHidden, columns }) => !isHidden && columns.some(({ path }) => path !== ''))
  const mapping: WorkbookMapping = { sheets: mapped.map(asMapping), constants: {} }
  return {
    sheets,
    mapping,
    isCertain: mapped.length > 0 && mapped.every(({ columns }) => columns.every(({ ground, path }) => path === '' || ground === 'path')),
    heads: sheets.filter(({ isHidden }) => !isHidden).map(({ columns }) => columns.map(({ letter, head }) => `${letter}:${plainName(head)}`).join('|')).join('\n'),
  }
}

function asMapping({ sheet, name, firstRow, columns }: SheetProposal): SheetMapping {
  return { sheet, name, firstRow, columns: columns.filter(({ path }) => path !== '').map(({ column, path }) => ({ column, path })) }
}

function proposeSheet(head: SheetHead, sheet: number, table: ColumnTable): SheetProposal {
  const { name, isHidden, rows } = head
  const pathRow = pathRowOf(head, table)
  const headRow = pathRow === undefined ? bestHead(rows, table) : rows.find(({ row }) => row === pathRow.row - 1)
  const below = pathRow === undefined && headRow !== undefined ? partsBelow(head, headRow.row) : undefined
  const firstRow = (pathRow ?? below ?? headRow)?.row
  if (firstRow === undefined) return { sheet, name, isHidden, headRow: 0, firstRow: 1, columns: [] }
  const values = rows.filter(({ row }) => row > firstRow)
  const taken = new Set<string>()
  const columns = columnsOf(head, firstRow).map((column): ColumnProposal => {
    const headText = headRow === undefined ? '' : headOf(head, headRow.row, column, below)
    const examples = values.flatMap(({ cells }) => cells.filter((cell) => cell.column === column).map(({ text }) => text.slice(0, exampleLength))).slice(0, maxExamples)
    const given = { column, letter: columnName(column), head: headText.slice(0, 120), examples }
    const written = pathRow?.cells.find((cell) => cell.column === column)?.text.trim()
    if (written !== undefined && isWrittenPath(written, table)) return take({ ...given, path: written, ground: 'path' }, taken)
    if (pathRow !== undefined || headText.trim() === resultHead) return { ...given, path: '', ground: 'none' }
    const own = (below ?? headRow)?.cells.find((cell) => cell.column === column)?.text ?? ''
    const named = pathNamed(headText, table) ?? pathNamed(own, table)
    if (named !== undefined) return take({ ...given, path: named, ground: 'name' }, taken)
    const likely = pathOfValues(examples)
    return take({ ...given, path: likely ?? '', ground: likely === undefined ? 'none' : 'values' }, taken)
  })
  return { sheet, name, isHidden, headRow: headRow?.row ?? 0, firstRow: firstRow + 1, columns }
}

function pathRowOf({ rows }: SheetHead, table: ColumnTable): SheetRow | undefined {
  return rows.find((row) => share(row, (text) => isWrittenPath(text, table)) >= 0.6 && row.cells.length >= 2)
}

/** A path goes to the first column that may be it. */
function take(proposal: ColumnProposal, taken: Set<string>): ColumnProposal {
  if (proposal.path === '') return proposal
  if (taken.has(proposal.path)) return { ...proposal, path: '', ground: 'none' }
  taken.add(proposal.path)
  return proposal
}

function isWrittenPath(text: string, table: ColumnTable): boolean {
  const path = text.trim()
  return path.length <= 80 && (path === 'reference' || /[.#]/.test(path) || table.fields.byPath.has(path)) && typeOfPath(path, table) !== undefined
}

/** The row that names the most columns, the first of several; at least two. */
function bestHead(rows: readonly SheetRow[], table: ColumnTable): SheetRow | undefined {
  let best: { readonly row: SheetRow; readonly named: number } | undefined
  for (const row of rows) {
    const named = row.cells.filter(({ text }) => pathNamed(text, table) !== undefined).length
    if (named >= 2 && named > (best?.named ?? 0)) best = { row, named }
  }
  return best?.row
}

function share({ cells }: SheetRow, test: (text: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(({ text }) => test(text)).length / cells.length
}

function columnsOf({ rows }: SheetHead, headRow: number): readonly number[] {
  const columns = new Set(rows.filter(({ row }) => row >= headRow - 1).flatMap(({ cells }) => cells.map(({ column }) => column)))
  return [...columns].toSorted((a, b) => a - b)
}

/** The head of a column; where cells are merged over several columns, theirs first: `Weight` over `Net`. */
function headOf({ rows, merges }: SheetHead, headRow: number, column: number, below: SheetRow | undefined): string {
  const own = textAt(rows, headRow, column) ?? mergedText(merges, rows, headRow, column) ?? ''
  const part = below?.cells.find((cell) => cell.column === column)?.text
  if (part !== undefined) return part === own ? own : `${own} ${part}`.trim()
  const above = mergedText(merges, rows, headRow - 1, column)
  return above === undefined || above === own ? own : `${above} ${own}`.trim()
}

/** The row under the head, where a head that is merged over columns has its parts. */
function partsBelow({ rows, merges }: SheetHead, headRow: number): SheetRow | undefined {
  const wide = merges.filter(({ firstRow, lastRow, firstColumn, lastColumn }) => firstRow === headRow && lastRow === headRow && lastColumn > firstColumn)
  const next = rows.find(({ row }) => row === headRow + 1)
  return next?.cells.some(({ column }) => wide.some((merge) => merge.firstColumn <= column && column <= merge.lastColumn)) === true ? next : undefined
}

function textAt(rows: readonly SheetRow[], row: number, column: number): string | undefined {
  return rows.find((each) => each.row === row)?.cells.find((cell) => cell.column === column)?.text
}

/** By its whole name, else by what stands before or in the brackets: `Net weight (kg)`, `数量 Quantity`, `HS code / 商品编号`. */
function pathNamed(head: string, { byName }: ColumnTable): string | undefined {
  const text = head.normalize('NFKC').replaceAll(/[*:]/g, ' ').trim()
  if (text === '' || text.length > 120) return undefined
  const whole = byName.get(plainName(text))
  if (whole !== undefined) return whole
  const parts = [text.replaceAll(/\([^)]*\)/g, ' '), ...text.split(/[/|\n()]|(?<=\p{Script=Han})\s*(?=[A-Za-z])|(?<=[A-Za-z.])\s*(?=\p{Script=Han})/u)]
  const found = new Set(parts.flatMap((part) => byName.get(plainName(part)) ?? []))
  return found.size === 1 ? [...found][0] : undefined
}

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^\d{10}$/, `${linesPrefix}codes.mainland`],
  [/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/, 'parties.trader.uscc'],
  [/^[A-Z]{3}[UJZ]\d{7}$/, 'containers[0].number'],
]

/** Only where every example has the shape, and there are two or more. */
function pathOfValues(examples: readonly string[]): string | undefined {
  if (examples.length < 2) return undefined
  return shapes.find(([shape]) => examples.every((text) => shape.test(text.trim())))?.[1]
}

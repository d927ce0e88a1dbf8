// What the columns of a workbook are said to be, while somebody changes it.
import { createSignal } from 'solid-js'
import type { Import, WorkbookMapping } from '../api/imports.ts'

export interface MappingDraft {
  /** Path of a column; empty for one that is not read. */
  readonly pathOf: (sheet: number, column: string) => string
  readonly setPath: (sheet: number, column: string, path: string) => void
  readonly firstRowOf: (sheet: number) => string
  readonly setFirstRow: (sheet: number, row: string) => void
  readonly constants: () => readonly (readonly [path: string, value: string])[]
  readonly setConstant: (path: string, value: string) => void
  readonly dropConstant: (path: string) => void
  readonly isSaid: (path: string) => boolean
  /** Columns that are read. */
  readonly readCount: () => number
  /** As it is sent; undefined where a first row is no number. */
  readonly mapping: () => WorkbookMapping | undefined
}

const keyOf = (sheet: number, column: string): string => `${sheet} ${column}`

export function draftMapping({ sheets, mapping }: Pick<Import, 'sheets' | 'mapping'>): MappingDraft {
  const [paths, setPaths] = createSignal<ReadonlyMap<string, string>>(new Map(mapping.sheets.flatMap(({ sheet, columns }) => columns.map(({ column, path }) => [keyOf(sheet, column), path] as const))))
  const [firstRows, setFirstRows] = createSignal<ReadonlyMap<number, string>>(new Map(mapping.sheets.map(({ sheet, firstRow }) => [sheet, String(firstRow)])))
  const [constants, setConstants] = createSignal<ReadonlyMap<string, string>>(new Map(Object.entries(mapping.constants)))
  const pathOf = (sheet: number, column: string): string => paths().get(keyOf(sheet, column)) ?? ''
  const firstRowOf = (sheet: number): string => firstRows().get(sheet) ?? String(sheets[sheet]?.firstRow ?? 1)
  return {
    pathOf,
    setPath: (sheet, column, path) => setPaths((before) => new Map(before).set(keyOf(sheet, column), path)),
    firstRowOf,
    setFirstRow: (sheet, row) => setFirstRows((before) => new Map(before).set(sheet, row)),
    constants: () => [...constants()],
    setConstant: (path, value) => setConstants((before) => new Map(before).set(path, value)),
    dropConstant: (path) => setConstants((before) => new Map([...before].filter(([each]) => each !== path))),
    isSaid: (path) => [...paths().values()].includes(path),
    readCount: () => [...paths().values()].filter((path) => path !== '').length,
    mapping: () => {
      const given = sheets.flatMap(({ columns }, sheet) => {
        const read = columns.map(({ column }) => ({ column, path: pathOf(sheet, column) })).filter(({ path }) => path !== '')
        return read.length === 0 ? [] : [{ sheet, firstRow: rowNumber(firstRowOf(sheet)), columns: read }]
      })
      if (given.some(({ firstRow }) => firstRow === undefined)) return undefined
      const said = [...constants()].filter(([, value]) => value.trim() !== '')
      return { sheets: given.map((each) => ({ ...each, firstRow: each.firstRow ?? 1 })), constants: Object.fromEntries(said) }
    },
  }
}

function rowNumber(text: string): number | undefined {
  return /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : undefined
}

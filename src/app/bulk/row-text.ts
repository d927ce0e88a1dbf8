// A row as it is put away while an import is worked on: one line of JSON, as short as it goes.
import type { Cell, CellKind, PlacedRow } from '../../domain/submission/index.ts'

const letters: Readonly<Record<CellKind, string>> = { text: 't', number: 'n', date: 'd', flag: 'f', error: 'e', 'unvalued-formula': 'u' }
const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as CellKind]))

type Packed = readonly [sheet: number, row: number, ...cells: (string | number)[]]

export function packRow({ sheet, row, cells }: PlacedRow): string {
  return JSON.stringify([sheet, row, ...cells.flatMap(({ column, kind, text }) => [column, letters[kind], text])])
}

export function unpackRow(line: string): PlacedRow {
  const [sheet, row, ...rest] = JSON.parse(line) as Packed
  const cells: Cell[] = []
  for (let at = 0; at < rest.length; at += 3) cells.push({ column: Number(rest[at]), kind: kinds.get(String(rest[at + 1])) ?? 'text', text: String(rest[at + 2]) })
  return { sheet, row, cells }
}

// The figures in this browser: fetched once as data, read and evaluated by the same functions as on the server, and kept as of
// each day that was asked for.
import { parseCivilDate } from '../../../src/base/civil-date.ts'
import { parseCsvRows, type CsvRow } from '../../../src/base/csv-rows.ts'
import { messagesFrom, type Messages } from '../../../src/base/message.ts'
import { figureBookFrom, type FigureBook } from '../../../src/domain/statistics/index.ts'

export interface Figures {
  readonly messages: Messages
  /** The book as it stood on a day; an empty or unreadable day is all that is known. */
  readonly bookAsOf: (day: string) => FigureBook
  /** Reads the tables anew, keeping nothing. */
  readonly readAgain: (day: string) => FigureBook
  /** Length of the tables in bytes. */
  readonly size: number
}

const prefix = '../../../data/'
/** Days whose book is kept. */
const maxBooks = 12

let fetched: Promise<Figures> | undefined

/** What failed to come is asked for again the next time. */
export function fetchFigures(): Promise<Figures> {
  fetched ??= readTables().catch((error: unknown) => {
    fetched = undefined
    throw error
  })
  return fetched
}

async function readTables(): Promise<Figures> {
  const [{ figureFiles }, { tableFiles }] = await Promise.all([import('./figure-rows.ts'), import('./figure-tables.ts')])
  return figuresOf({ ...figureFiles, ...tableFiles })
}

function figuresOf(files: Readonly<Record<string, string>>): Figures {
  const parsed = new Map<string, readonly CsvRow[]>()
  const rows = (file: string): readonly CsvRow[] => {
    const known = parsed.get(file) ?? parseCsvRows(files[prefix + file] ?? '')
    parsed.set(file, known)
    return known
  }
  const books = new Map<string, FigureBook>()
  const readAgain = (day: string): FigureBook => figureBookFrom((file) => parseCsvRows(files[prefix + file] ?? ''), parseCivilDate(day))
  const bookAsOf = (day: string): FigureBook => {
    const asOf = parseCivilDate(day)
    const known = books.get(asOf ?? '')
    if (known !== undefined) return known
    const book = figureBookFrom(rows, asOf)
    if (books.size >= maxBooks) books.delete([...books.keys()].find((each) => each !== '') ?? '')
    books.set(asOf ?? '', book)
    return book
  }
  const size = Object.values(files).reduce((sum, text) => sum + new Blob([text]).size, 0)
  return { messages: messagesFrom(rows('messages/statistics.csv')), bookAsOf, readAgain, size }
}

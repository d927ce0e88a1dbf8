// Each row repeats few different values many times: a month, a partner, a goods code. They are numbered once, and rows carry
// the numbers. 0 is "none"; an entry has up to three texts.

export const dimensions = ['period', 'flow', 'place', 'partner', 'basis', 'secondPartner', 'goods', 'edition', 'tradeMode', 'currency', 'unit1', 'unit2'] as const
export type Dimension = (typeof dimensions)[number]

/**
 * period: frequency, first month, last month; place: geography, code; partner and secondPartner: code set, code, ISO alpha-3;
 * goods: code, level; of the others one text.
 */
export type Entry = readonly string[]

export interface NumberedEntry {
  readonly id: number
  readonly entry: Entry
}

/** Different values of all columns of a file; a file with more is no statistics. */
export const maxEntries = 1_000_000

export class Dictionary {
  private readonly ids = new Map<string, number>()
  private readonly entries: Entry[] = [['']]
  private told = 1

  /** One that goes on from entries kept before, in the order of their ids from 1. */
  constructor(known: readonly Entry[] = []) {
    for (const entry of known) this.idOf(entry)
    this.told = this.entries.length
  }

  idOf(entry: Entry): number {
    const [a = '', b = '', c = ''] = entry
    const key = `${a}\u0001${b}\u0001${c}`
    const found = this.ids.get(key)
    if (found !== undefined) return found
    const id = this.entries.length
    this.entries.push([a, b, c])
    this.ids.set(key, id)
    return id
  }

  entryOf(id: number): Entry {
    return this.entries[id] ?? ['']
  }

  get isFull(): boolean {
    return this.entries.length > maxEntries
  }

  /** The entries that came since the last call. */
  takeNew(): readonly NumberedEntry[] {
    const from = this.told
    this.told = this.entries.length
    return this.entries.slice(from).map((entry, at) => ({ id: from + at, entry }))
  }
}

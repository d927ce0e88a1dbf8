// Seeded random numbers (sfc32 by Chris Doty-Humphrey, public domain): the same seed gives the same sequence everywhere.

export interface Random {
  /** A whole number from 0 to below 2^32. */
  readonly next: () => number
  /** A whole number from 0 to below `below`. */
  readonly integer: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
}

export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed >>> 0, 1]
  function next(): number {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next()
  const integer = (below: number): number => Math.floor((next() / 2 ** 32) * below)
  return {
    next,
    integer,
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (from) => {
      const picked = from[integer(from.length)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
  }
}

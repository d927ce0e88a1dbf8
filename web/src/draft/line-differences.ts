// Where two texts differ, line by line: what stands in one and not in the other, in order. For people to look at; two long
// texts with nothing in common are compared line against line.

export interface DifferingLine {
  readonly mine?: string
  readonly theirs?: string
}

/** Longest table of the comparison; beyond it lines are paired by their place. */
const maxCells = 4_000_000

export function lineDifferences(mine: string, theirs: string): readonly DifferingLine[] {
  const [a, b] = [mine.split('\n'), theirs.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return paired(a.slice(start, a.length - end), b.slice(start, b.length - end))
}

function paired(a: readonly string[], b: readonly string[]): readonly DifferingLine[] {
  const found: DifferingLine[] = []
  let [onlyMine, onlyTheirs]: [string[], string[]] = [[], []]
  const flush = (): void => {
    for (let index = 0; index < Math.max(onlyMine.length, onlyTheirs.length); index += 1) found.push(lineOf(onlyMine[index], onlyTheirs[index]))
    onlyMine = []
    onlyTheirs = []
  }
  const same = a.length * b.length > maxCells ? [] : commonLines(a, b)
  let [atA, atB] = [0, 0]
  for (const [indexA, indexB] of [...same, [a.length, b.length] as const]) {
    onlyMine.push(...a.slice(atA, indexA))
    onlyTheirs.push(...b.slice(atB, indexB))
    flush()
    atA = indexA + 1
    atB = indexB + 1
  }
  return found
}

function lineOf(mine: string | undefined, theirs: string | undefined): DifferingLine {
  return { ...(mine === undefined ? {} : { mine }), ...(theirs === undefined ? {} : { theirs }) }
}

/** A longest common subsequence, as pairs of places. */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const pairs: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j])
      i += 1
      j += 1
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1
    else j += 1
  }
  return pairs
}

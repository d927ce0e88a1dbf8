// Matches the things of an old list with those of a new one. Equal things are matched first, in order, from both ends; what
// is left between two matches is paired one by one if it resembles each other, else it went or came. Linear for the usual
// case, and bounded: a stretch longer than `maxStretch` on both sides is paired by its order.

export interface MatchedItems {
  /** Index before, index after; equal things are left out. */
  readonly pairs: readonly (readonly [before: number, after: number])[]
  readonly gone: readonly number[]
  readonly come: readonly number[]
}

/** Longest stretch on both sides that is compared each with each. */
const maxStretch = 400

export function matchItems(before: readonly string[], after: readonly string[]): MatchedItems {
  const pairs: (readonly [number, number])[] = []
  const gone: number[] = []
  const come: number[] = []
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let [endBefore, endAfter] = [before.length, after.length]
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1
    endAfter -= 1
  }
  let [from, to] = [start, start]
  for (const [equalBefore, equalAfter] of [...equalWithin(before, after, start, endBefore, endAfter), [endBefore, endAfter] as const]) {
    pairStretch({ before, after, from, to, endBefore: equalBefore, endAfter: equalAfter }, pairs, gone, come)
    from = equalBefore + 1
    to = equalAfter + 1
  }
  return { pairs, gone, come }
}

/** Longest common subsequence of the stretch; none where it is too long to look for. */
function equalWithin(before: readonly string[], after: readonly string[], start: number, endBefore: number, endAfter: number): readonly (readonly [number, number])[] {
  const [rows, columns] = [endBefore - start, endAfter - start]
  if (rows === 0 || columns === 0 || rows > maxStretch || columns > maxStretch) return []
  const width = columns + 1
  const lengths = new Uint16Array((rows + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const isEqual = before[start + row] === after[start + column]
      lengths[row * width + column] = isEqual ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const found: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (before[start + row] === after[start + column]) {
      found.push([start + row, start + column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return found
}

interface Stretch {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly from: number
  readonly to: number
  readonly endBefore: number
  readonly endAfter: number
}

/** Of as many as before each is paired with the one in its place; else with the one that resembles it most. */
function pairStretch({ before, after, from, to, endBefore, endAfter }: Stretch, pairs: (readonly [number, number])[], gone: number[], come: number[]): void {
  const isSameCount = endBefore - from === endAfter - to
  let next = to
  for (let index = from; index < endBefore; index += 1) {
    const paired = isSameCount ? next : mostAlike(before[index] ?? '', after, next, endAfter)
    if (paired === undefined) {
      gone.push(index)
      continue
    }
    for (; next < paired; next += 1) come.push(next)
    pairs.push([index, paired])
    next = paired + 1
  }
  for (; next < endAfter; next += 1) come.push(next)
}

function mostAlike(text: string, after: readonly string[], start: number, end: number): number | undefined {
  let [best, most] = [undefined as number | undefined, 0.5]
  for (let index = start; index < Math.min(end, start + maxStretch); index += 1) {
    const share = shareAlike(text, after[index] ?? '')
    if (share > most) [best, most] = [index, share]
  }
  return best
}

/** How much of the longer one is the same at its beginning and its end, 0 to 1. */
function shareAlike(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  const shortest = Math.min(a.length, b.length)
  let head = 0
  while (head < shortest && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < shortest - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  return longest === 0 ? 1 : (head + tail) / longest
}

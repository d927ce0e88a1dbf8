// What is to be done when: a binary heap by time. Of the same time, what was added first comes first.

export interface DueQueue<T> {
  readonly add: (at: number, value: T) => void
  /** Takes out what is due by then, at most `max`, the earliest first. */
  readonly takeDue: (until: number, max: number) => readonly T[]
  readonly nextAt: () => number | undefined
  readonly size: () => number
}

interface Waiting<T> {
  readonly at: number
  readonly order: number
  readonly value: T
}

export function dueQueue<T>(): DueQueue<T> {
  const heap: Waiting<T>[] = []
  let added = 0
  return {
    add: (at, value) => {
      heap.push({ at, order: added, value })
      added += 1
      rise(heap)
    },
    takeDue: (until, max) => {
      const due: T[] = []
      while (due.length < max && heap[0] !== undefined && heap[0].at <= until) due.push(pop(heap).value)
      return due
    },
    nextAt: () => heap[0]?.at,
    size: () => heap.length,
  }
}

function rise<T>(heap: Waiting<T>[]): void {
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(heap, at, parent)) return
    swap(heap, at, parent)
    at = parent
  }
}

function pop<T>(heap: Waiting<T>[]): Waiting<T> {
  swap(heap, 0, heap.length - 1)
  const last = heap.pop()
  if (last === undefined) throw new RangeError('nothing waits')
  let at = 0
  for (;;) {
    let least = at
    for (const child of [2 * at + 1, 2 * at + 2]) if (isBefore(heap, child, least)) least = child
    if (least === at) return last
    swap(heap, at, least)
    at = least
  }
}

function isBefore<T>(heap: readonly Waiting<T>[], a: number, b: number): boolean {
  const [first, second] = [heap[a], heap[b]]
  if (first === undefined || second === undefined) return false
  return first.at === second.at ? first.order < second.order : first.at < second.at
}

function swap<T>(heap: Waiting<T>[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]]
  if (first === undefined || second === undefined) return
  heap[a] = second
  heap[b] = first
}

// Follows the segments of one message through its table: which segment group a segment belongs to, what comes out of order, what is
// repeated too often, what mandatory segment is missing. Reads forward only and keeps no segment.
// Source of the rule: ISO 9735:1988, clause 8.6; of the tables: data/edifact/messages.csv.
import type { StructureNode } from './directory.ts'

export type StructureFault =
  | { readonly kind: 'unexpected'; readonly after: string }
  | { readonly kind: 'repeated'; readonly node: string; readonly maximum: number }
  | { readonly kind: 'missing'; readonly node: string; readonly group: string }

interface Frame {
  node: StructureNode
  /** Place of the last matched child, and how often it has been matched. */
  index: number
  count: number
}

const topLevel = ''

/** One follower per message; `restart` makes it ready for the next. */
export class MessageStructure {
  readonly #root: StructureNode
  readonly #frames: Frame[] = []
  #depth = 0
  #last = ''

  constructor(root: StructureNode) {
    this.#root = root
    this.restart()
  }

  restart(): void {
    this.#depth = 0
    this.#last = ''
    this.#push(this.#root, 0, 0)
  }

  /** Places a segment; gives the id of the group that holds it, empty for the top level. */
  place(tag: string, report: (fault: StructureFault) => void): string {
    let tooOften = -1
    for (let depth = this.#depth; depth > 0; depth -= 1) {
      const frame = this.#frames[depth - 1]
      if (frame === undefined) continue
      const place = nextPlace(frame, tag)
      if (place >= 0) return this.#enter(depth, place, tag, report)
      if (place === placeIsFull && tooOften < 0) tooOften = depth
    }
    const holder = tooOften < 0 ? undefined : this.#frames[tooOften - 1]
    const child = holder?.node.children[holder.index]
    if (holder === undefined || child === undefined) {
      report({ kind: 'unexpected', after: this.#last })
      return this.#groupAt(this.#depth)
    }
    report({ kind: 'repeated', node: child.id, maximum: child.maximum })
    return this.#enter(tooOften, holder.index, tag, report)
  }

  /** Reports the mandatory segments that never came. */
  end(report: (fault: StructureFault) => void): void {
    this.#leave(0, report)
  }

  #enter(depth: number, place: number, tag: string, report: (fault: StructureFault) => void): string {
    this.#leave(depth, report)
    const frame = this.#frames[depth - 1]
    const child = frame?.node.children[place]
    if (frame === undefined || child === undefined) return topLevel
    if (place === frame.index) {
      frame.count += 1
    } else {
      missingBetween(frame, place, this.#groupAt(depth), report)
      frame.index = place
      frame.count = 1
    }
    this.#last = tag
    if (child.children.length > 0) this.#push(child, 0, 1)
    return this.#groupAt(this.#depth)
  }

  #leave(depth: number, report: (fault: StructureFault) => void): void {
    while (this.#depth > depth) {
      const frame = this.#frames[this.#depth - 1]
      if (frame !== undefined) missingBetween(frame, frame.node.children.length, this.#groupAt(this.#depth), report)
      this.#depth -= 1
    }
  }

  #push(node: StructureNode, index: number, count: number): void {
    const frame = this.#frames[this.#depth]
    if (frame === undefined) {
      this.#frames.push({ node, index, count })
    } else {
      frame.node = node
      frame.index = index
      frame.count = count
    }
    this.#depth += 1
  }

  #groupAt(depth: number): string {
    return depth <= 1 ? topLevel : (this.#frames[depth - 1]?.node.id ?? topLevel)
  }
}

const placeIsFull = -2

/** The place of a tag at or behind where a frame stands; -1 when there is none, -2 when it is the full place itself. */
function nextPlace(frame: Frame, tag: string): number {
  const places = frame.node.places.get(tag)
  if (places === undefined) return -1
  let isFull = false
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0
    if (place > frame.index) return place
    if (place === frame.index) {
      if (frame.count < (frame.node.children[place]?.maximum ?? 0)) return place
      isFull = true
    }
  }
  return isFull ? placeIsFull : -1
}

function missingBetween(frame: Frame, to: number, group: string, report: (fault: StructureFault) => void): void {
  const from = frame.count === 0 ? frame.index : frame.index + 1
  for (let place = from; place < to; place += 1) {
    const child = frame.node.children[place]
    if (child?.isMandatory === true) report({ kind: 'missing', node: child.id, group })
  }
}

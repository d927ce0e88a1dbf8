// A stream is the history of one thing, and its state is a fold over it. Old events are read for ever: an upcaster turns
// the payload of one version into the next, purely, and reading applies as many as are needed. What is stored, and so
// what is hashed, never changes.
import { invariant } from '../base/invariant.ts'
import type { Json } from './canonical-json.ts'
import type { Entry } from './entry.ts'

/** Turns the payload of `kind` at version `from` into the payload of version `from + 1`. */
export interface Upcaster {
  readonly kind: string
  readonly from: number
  readonly upcast: (payload: Json) => Json
}

export type Upcast = (entry: Entry) => Entry

/** A reader of old entries. Upcasters that leave a hole in their kind's versions, or double one, are a bug. */
export function upcastWith(upcasters: readonly Upcaster[]): Upcast {
  const steps = new Map(upcasters.map((each) => [`${each.kind}@${each.from}`, each]))
  invariant(steps.size === upcasters.length, 'there is one upcaster for a kind and version')
  const newest = new Map<string, number>()
  for (const each of upcasters) newest.set(each.kind, Math.max(newest.get(each.kind) ?? 0, each.from + 1))
  return (entry) => {
    let { kindVersion, payload } = entry
    const target = newest.get(entry.kind) ?? kindVersion
    for (; kindVersion < target; kindVersion += 1) {
      const step = steps.get(`${entry.kind}@${kindVersion}`)
      invariant(step !== undefined, `there is an upcaster for ${entry.kind} version ${kindVersion}`)
      payload = step.upcast(payload)
    }
    return kindVersion === entry.kindVersion ? entry : { ...entry, kindVersion, payload }
  }
}

export interface Folded<State> {
  readonly state: State
  /** The version to expect at the next append; 0 for a stream that does not exist. */
  readonly version: number
}

/** The state after the entries of one stream, whose versions must run 1, 2, 3 …. */
export function foldStream<State>(entries: Iterable<Entry>, initial: State, evolve: (state: State, entry: Entry) => State): Folded<State> {
  let folded: Folded<State> = { state: initial, version: 0 }
  for (const entry of entries) {
    invariant(entry.version === folded.version + 1, `version ${folded.version + 1} of ${entry.stream} follows ${folded.version}`)
    folded = { state: evolve(folded.state, entry), version: entry.version }
  }
  return folded
}

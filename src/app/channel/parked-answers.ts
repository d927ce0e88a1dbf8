// Answers that could not be used: each with its bytes and its reason, in a chain of their own, until somebody or something
// tries again. An answer whose filing was not known is tried again by itself when its filing is. Folded in memory, some
// hundred bytes for each; the files themselves stay in the journal.
import type { Issue } from '../../base/issue.ts'
import type { Instant } from '../../base/instant.ts'
import type { Customs } from '../../domain/access/index.ts'
import type { Digest, Entry, Json } from '../../journal/index.ts'
import type { IncomingFile } from '../ports.ts'
import { notKept, recordAnswer, type Recorded, type RecordTools } from './record-answer.ts'

export interface ParkedAnswer {
  /** `mainland-` and the digest: the same file of one customs parked twice is one. */
  readonly id: string
  /** SHA-256 of its bytes. */
  readonly digest: Digest
  readonly at: Instant
  readonly customs: Customs
  readonly folder: string
  readonly fileName: string
  readonly issues: readonly Issue[]
  /** Names that no filing had; empty when waiting does not help. */
  readonly waitsFor: readonly string[]
  readonly wholeSize?: number
  /** Recorded after all. */
  readonly isReplayed: boolean
  /** Events of its stream. */
  readonly version: number
  readonly place: string
}

export interface ParkedAnswers {
  /** Those that are still parked first, the newest first; `after` is the place of the last one of the page before. */
  readonly list: (query: { readonly limit: number; readonly after?: string }) => Promise<readonly ParkedAnswer[]>
  readonly find: (id: string) => Promise<ParkedAnswer | undefined>
  readonly content: (id: string) => Promise<Uint8Array | undefined>
  readonly park: (file: IncomingFile, because: Pick<ParkedAnswer, 'issues' | 'waitsFor'>) => Promise<void>
  /** Tries one again for somebody, and keeps that they did. Undefined when there is none of that id. */
  readonly replay: (id: string, actor: string) => Promise<Recorded | undefined>
  /** Tries those again that wait for one of these names; how many were recorded. */
  readonly replayFor: (customs: Customs, names: readonly string[]) => Promise<number>
  /** Tries the next of those that wait for a name, in turn; how many were recorded. */
  readonly replayEarly: () => Promise<number>
}

interface Parked extends Pick<ParkedAnswer, 'customs' | 'folder' | 'fileName' | 'issues' | 'waitsFor'> {
  readonly wholeSize: number | null
}

interface Replayed extends Pick<ParkedAnswer, 'issues' | 'waitsFor'> {
  readonly outcome: 'recorded' | 'parked'
}

export const parkedChain = 'parked'
/** The platform's own. */
const organisation = 'platform'
const actor = 'customs'
/** Tried again in one turn. */
const maxEarly = 100

interface Shelf {
  /** Something was parked here that is not folded in yet. */
  isStale: boolean
  readonly rows: Map<string, ParkedAnswer>
  /** Still parked, by `customs name` that they wait for. */
  readonly waiting: Map<string, Set<string>>
  readonly catchUp: () => Promise<void>
}

export function openParkedAnswers(tools: RecordTools): ParkedAnswers {
  const { journal } = tools
  const shelf = openShelf(tools)
  const { rows, waiting, catchUp } = shelf
  let lastTried = ''
  const content = async (id: string): Promise<Uint8Array | undefined> => (await journal.document(parkedChain, organisation, digestIn(id)))?.bytes
  /** Nothing is written down of a try by itself that changed nothing: there may be very many. */
  const tryAgain = async (parked: ParkedAnswer, by: string, isByItself: boolean): Promise<Recorded | undefined> => {
    const bytes = await content(parked.id)
    if (bytes === undefined) return undefined
    const { id, customs, folder, fileName: name, wholeSize } = parked
    const recorded = await recordAnswer({ customs, folder, name, bytes, ...(wholeSize === undefined ? {} : { wholeSize }) }, tools)
    if (parked.isReplayed || (isByItself && recorded.kind !== 'recorded')) return recorded
    const { issues, waitsFor } = recorded.kind === 'recorded' ? { issues: [], waitsFor: [] } : recorded
    const payload: Replayed = { outcome: recorded.kind === 'recorded' ? 'recorded' : 'parked', issues, waitsFor }
    await append({ id, kind: 'AnswerReplayed', payload: payload as unknown as Json, key: `replayed-${id}-${parked.version}`, by }, tools)
    return recorded
  }
  const waitingFor = (customs: Customs, names: readonly string[]): readonly string[] => names.flatMap((name) => [...(waiting.get(`${customs} ${name}`) ?? [])])
  const tryAll = async (first: readonly string[]): Promise<number> => {
    let recorded = 0
    // What is recorded may give the number that others wait for: the list grows while it is gone through.
    const ids = new Set(first)
    for (const id of ids) {
      const parked = rows.get(id)
      const tried = parked === undefined || parked.isReplayed ? undefined : await tryAgain(parked, actor, true)
      if (parked === undefined || tried?.kind !== 'recorded') continue
      recorded += 1
      for (const next of waitingFor(parked.customs, tried.names)) ids.add(next)
    }
    return recorded
  }
  return {
    list: async ({ limit, after = '' }) => {
      await catchUp()
      return [...rows.values()].filter((row) => row.place > after).toSorted((a, b) => (a.place < b.place ? -1 : 1)).slice(0, limit)
    },
    find: async (id) => {
      await catchUp()
      return rows.get(id)
    },
    content,
    park: async (file, { issues, waitsFor }) => {
      const id = `${file.customs}-${tools.hashOf(file.bytes)}`
      const payload: Parked = { customs: file.customs, folder: file.folder, fileName: file.name, issues, waitsFor, wholeSize: file.wholeSize ?? null }
      await append({ id, kind: 'AnswerParked', payload: payload as unknown as Json, key: `parked-${id}`, by: actor, bytes: file.bytes }, tools)
      shelf.isStale = true
    },
    replay: async (id, by) => {
      await catchUp()
      const parked = rows.get(id)
      return parked === undefined ? undefined : tryAgain(parked, by, false)
    },
    replayFor: async (customs, names) => {
      // What another process parked, the next turn of `replayEarly` finds.
      if (shelf.isStale) await catchUp()
      return tryAll(waitingFor(customs, names))
    },
    replayEarly: async () => {
      await catchUp()
      const early = [...new Set([...waiting.values()].flatMap((ids) => [...ids]))].toSorted()
      const next = early.filter((id) => id > lastTried).slice(0, maxEarly)
      lastTried = next.length < maxEarly ? '' : (next.at(-1) ?? '')
      return tryAll(next)
    },
  }
}

function openShelf({ journal }: RecordTools): Shelf {
  const rows = new Map<string, ParkedAnswer>()
  const waiting = new Map<string, Set<string>>()
  let read = 0
  let catching: Promise<void> = Promise.resolve()
  const file = (row: ParkedAnswer): void => {
    const before = rows.get(row.id)
    for (const name of before?.waitsFor ?? []) {
      const ids = waiting.get(`${row.customs} ${name}`)
      ids?.delete(row.id)
      if (ids?.size === 0) waiting.delete(`${row.customs} ${name}`)
    }
    if (!row.isReplayed) for (const name of row.waitsFor) waiting.set(`${row.customs} ${name}`, (waiting.get(`${row.customs} ${name}`) ?? new Set()).add(row.id))
    rows.set(row.id, row)
  }
  const catchUp = (): Promise<void> => {
    // Whoever asks has to see what they appended before: a reading that is under way may have begun too early.
    catching = catching.catch(() => undefined).then(async () => {
      shelf.isStale = false
      try {
        for await (const entries of journal.readChain(parkedChain, read)) {
          for (const entry of entries) {
            const row = evolved(rows, entry)
            if (row !== undefined) file(row)
            read = entry.position + 1
          }
        }
      } catch (error) {
        shelf.isStale = true
        throw error
      }
    })
    return catching
  }
  const shelf: Shelf = { rows, waiting, catchUp, isStale: true }
  return shelf
}

/** The older ones have the digest alone for an id. */
function digestIn(id: string): Digest {
  return id.replace(/^[a-z]+-/, '') as Digest
}

/** The newest first: the place counts down from a moment that never comes. What is recorded comes behind all others. */
const farAway = 9_999_999_999_999

function evolved(rows: ReadonlyMap<string, ParkedAnswer>, entry: Entry): ParkedAnswer | undefined {
  const id = entry.stream.replace(/^parked-/, '')
  const known = rows.get(id)
  if (known === undefined) {
    if (entry.kind !== 'AnswerParked') return undefined
    const { wholeSize, ...parked } = entry.payload as unknown as Parked
    const place = `0 ${farAway - entry.writtenAt} ${id}`
    return { id, digest: digestIn(id), at: entry.writtenAt, ...parked, ...(wholeSize === null ? {} : { wholeSize }), isReplayed: false, version: entry.version, place }
  }
  if (entry.kind !== 'AnswerReplayed') return { ...known, version: entry.version }
  const { outcome, issues, waitsFor } = entry.payload as unknown as Replayed
  if (outcome === 'parked') return { ...known, issues, waitsFor, version: entry.version }
  return { ...known, isReplayed: true, waitsFor: [], version: entry.version, place: known.place.replace(/^0/, '1') }
}

interface Event {
  readonly id: string
  readonly kind: 'AnswerParked' | 'AnswerReplayed'
  readonly payload: Json
  readonly key: string
  readonly by: string
  readonly bytes?: Uint8Array
}

async function append({ id, kind, payload, key, by, bytes }: Event, { journal, clock, ruleSet }: RecordTools): Promise<void> {
  const appended = await journal.append({
    chain: parkedChain,
    stream: `parked-${id}`,
    organisation,
    actor: by,
    idempotencyKey: key,
    inputHash: digestIn(id),
    events: [{ kind, kindVersion: 1, payload }],
    writtenAt: clock(),
    ruleSet,
    ...(bytes === undefined ? {} : { document: { mediaType: 'application/octet-stream', bytes } }),
  })
  if (!appended.ok) throw notKept(appended.issues)
}

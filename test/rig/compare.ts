// The judgement of the rig: what was acknowledged against what is there. It trusts nothing of the server: entries are
// read from the store, submissions are made again from their keys, the tree is hashed again.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/adapters/system/hash.ts'
import type { Journal } from '../../src/app/ports.ts'
import { verifyJournal } from '../../src/app/verify-journal.ts'
import { digestOf, type Entry, type NoteVerifier } from '../../src/journal/index.ts'
import { chain, submissionOf } from './wire.ts'

export interface Judgement {
  readonly acknowledged: number
  readonly refused: number
  readonly entries: number
  readonly lost: number
  readonly doubled: number
  readonly gaps: number
  /** Acknowledged with another position or number, kept with other bytes, or kept although refused. */
  readonly wrong: number
  readonly faults: readonly string[]
}

export async function compare(journal: Journal, verifier: NoteVerifier, folder: string, checkpoints: readonly string[]): Promise<Judgement> {
  const kept = new Map<string, Entry>()
  let [entries, doubled, gaps, wrong] = [0, 0, 0, 0]
  const numbers = new Map<string, number>()
  for await (const batch of journal.readChain(chain)) {
    for (const entry of batch) {
      if (entry.position !== entries) gaps += 1
      entries += 1
      if (kept.has(entry.key)) doubled += 1
      kept.set(entry.key, entry)
      if (!isAsSubmitted(entry)) wrong += 1
      const series = `${entry.number?.office} ${entry.number?.year}`
      if (entry.number?.value !== (numbers.get(series) ?? 0) + 1) gaps += 1
      numbers.set(series, entry.number?.value ?? 0)
    }
  }
  let [acknowledged, refused, lost] = [0, 0, 0]
  for (const line of acknowledgementLines(folder)) {
    const [key = '', position, number] = line.split(' ')
    const entry = kept.get(key)
    if (position === 'refused') {
      refused += 1
      if (entry !== undefined) wrong += 1
      continue
    }
    acknowledged += 1
    if (entry === undefined) lost += 1
    else if (String(entry.position) !== position || String(entry.number?.value) !== number) wrong += 1
  }
  const verification = await verifyJournal(journal, { sha256, verifiers: [verifier], checkpoints })
  const faults = [...new Set(verification.faults.map((each) => each.code))]
  return { acknowledged, refused, entries, lost, doubled, gaps, wrong, faults }
}

export function isRight({ acknowledged, lost, doubled, gaps, wrong, faults }: Judgement): boolean {
  return acknowledged > 0 && lost + doubled + gaps + wrong + faults.length === 0
}

export function describe(judgement: Judgement): string {
  const { acknowledged, refused, entries, lost, doubled, gaps, wrong, faults } = judgement
  const verified = faults.length === 0 ? 'root verifies' : `verify finds ${faults.join(', ')}`
  return `${acknowledged} acknowledged, ${refused} refused, ${entries} entries: ${lost} lost, ${doubled} doubled, ${gaps} gaps, ${wrong} wrong; ${verified}`
}

function isAsSubmitted(entry: Entry): boolean {
  const { document, office, year, isRefused } = submissionOf(entry.key)
  return !isRefused && entry.document === digestOf(sha256(document)) && entry.number?.office === office && entry.number.year === year
}

/** Whole lines only: a submitter that was killed while writing had not yet acknowledged anything with that line. */
export function acknowledgementLines(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.acknowledged'))
  return files.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1))
}

// What a simulator remembers over a crash, one line of JSON for each file taken and each answer given, only ever added to.
// A file is moved out of the OutBox only when its line is written, and an answer is called given only when it lies in the
// InBox; so after `kill -9` everything is done at least once, and again with the same bytes.
import { appendFile, open, readFile } from 'node:fs/promises'
import type { Taken } from './judgement.ts'

export interface Remembered {
  readonly taken: Taken
  /** Indexes of the answers that lie, or lay, in the InBox. */
  readonly given: Set<number>
}

export interface SimulatorRecord {
  readonly find: (digest: string) => Remembered | undefined
  /** The serial of a key: the one it has, or the first free from there on. */
  readonly serialFor: (key: string, wanted: number) => number
  /** How many files of this key were taken. */
  readonly sendingsOf: (key: string) => number
  readonly all: () => Iterable<Remembered>
  readonly addTaken: (all: readonly Taken[]) => Promise<void>
  readonly addGiven: (all: readonly { readonly digest: string; readonly index: number }[]) => Promise<void>
}

interface Line {
  readonly taken?: Taken
  readonly given?: readonly [digest: string, index: number]
}

const lastSerial = 999_999_999

export async function openRecord(path: string): Promise<SimulatorRecord> {
  const byDigest = new Map<string, Remembered>()
  const [serialOfKey, sendings, usedSerials] = [new Map<string, number>(), new Map<string, number>(), new Set<number>()]
  const remember = ({ taken, given }: Line): void => {
    if (taken !== undefined && !byDigest.has(taken.digest)) {
      byDigest.set(taken.digest, { taken, given: new Set() })
      keepSerial(taken.key, taken.serial)
      sendings.set(taken.key, (sendings.get(taken.key) ?? 0) + 1)
    }
    if (given !== undefined) byDigest.get(given[0])?.given.add(given[1])
  }
  const keepSerial = (key: string, serial: number): void => {
    if (key !== '') serialOfKey.set(key, serial)
    usedSerials.add(serial)
  }
  const write = async (lines: readonly Line[]): Promise<void> => {
    if (lines.length === 0) return
    await appendFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    lines.forEach(remember)
  }
  for (const line of await linesOf(path)) remember(line)
  return {
    find: (digest) => byDigest.get(digest),
    serialFor: (key, wanted) => {
      const known = serialOfKey.get(key)
      if (known !== undefined) return known
      let serial = wanted
      while (usedSerials.has(serial)) serial = serial === lastSerial ? 1 : serial + 1
      keepSerial(key, serial)
      return serial
    },
    sendingsOf: (key) => sendings.get(key) ?? 0,
    all: () => byDigest.values(),
    addTaken: (all) => write(all.map((taken) => ({ taken }))),
    addGiven: (all) => write(all.map(({ digest, index }) => ({ given: [digest, index] }))),
  }
}

/** The lines of before. One that a crash tore is left out and ended, so that the next begins on a line of its own. */
async function linesOf(path: string): Promise<readonly Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (text !== '' && !text.endsWith('\n')) await appendFile(path, '\n')
  if (text === '') await (await open(path, 'a')).close()
  return text.split('\n').flatMap((line) => parsed(line) ?? [])
}

function parsed(line: string): Line | undefined {
  if (line === '') return undefined
  try {
    return JSON.parse(line) as Line
  } catch {
    return undefined
  }
}

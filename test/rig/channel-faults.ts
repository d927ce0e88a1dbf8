// Faults put into the InBoxes while the rig of the channels runs: answers that were given before come again, torn, in other
// encodings, broken; and files that are no answers. What must become of each is noted before it is written.
import { mkdir, readdir, readFile, rename, writeFile, appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import iconv from 'iconv-lite'
import type { Random } from '../../src/base/random.ts'
import { encodeUtf8 } from '../../src/base/text-codec.ts'
import { exchangeFolders, readAnswer, type AnswerTables } from '../../src/domain/declaration/index.ts'
import { administrations, type Customs } from '../../src/domain/access/index.ts'
import { hashOf } from '../../src/edges/compose.ts'

export interface Expectation {
  /** SHA-256 of what was put there. */
  readonly digest: string
  /** `maybe`: half of a file that was then finished; parked only if it was found unfinished for long. */
  readonly outcome: 'recorded' | 'parked' | 'maybe'
  readonly kind: FaultKind
}

export const faultKinds = ['doubled', 'torn and finished', 'torn', 'other encoding', 'broken bytes', 'empty', 'no answer', 'unknown filing', 'wrong channel', 'never renamed'] as const
export type FaultKind = (typeof faultKinds)[number]

interface Given {
  readonly customs: Customs
  readonly folder: string
  readonly name: string
  readonly bytes: Uint8Array
}

const longestPauseMs = 400

export interface Faults {
  /** Puts one fault there; false while there is no answer yet to make one of. */
  readonly put: () => Promise<boolean>
  readonly expected: readonly Expectation[]
  readonly count: () => number
}

export function openFaults(root: string, random: Random, answers: AnswerTables): Faults {
  const expected: Expectation[] = []
  let count = 0
  const note = (kind: FaultKind, outcome: Expectation['outcome'], bytes: Uint8Array): void => void expected.push({ kind, outcome, digest: hashOf(bytes) })
  /** What the reader makes of it, for it is judged elsewhere. */
  const noteAsRead = (kind: FaultKind, bytes: Uint8Array): void => note(kind, readAnswer(bytes, answers).ok ? 'recorded' : 'parked', bytes)
  const put = async (): Promise<boolean> => {
    const given = await someAnswer(root, random)
    if (given === undefined) return false
    await putKind(given)
    return true
  }
  const putKind = async (given: Given): Promise<void> => {
    const kind = faultKinds[count % faultKinds.length] ?? 'doubled'
    const name = `fault-${(count += 1)}-${given.name}`
    const path = join(root, given.folder, 'InBox', name)
    const half = given.bytes.subarray(0, 20 + random.integer(given.bytes.length - 30))
    switch (kind) {
      case 'doubled':
        return whole(path, given.bytes)
      case 'torn and finished':
        note(kind, 'maybe', half)
        await writeFile(path, half)
        await after(random.integer(longestPauseMs))
        return appendFile(path, given.bytes.subarray(half.length)).catch(() => whole(path, given.bytes))
      case 'torn':
        noteAsRead(kind, half)
        return writeFile(path, half)
      case 'other encoding': {
        const text = new TextDecoder().decode(given.bytes)
        const bytes = new Uint8Array(iconv.encode(text, random.pick(['gb18030', 'utf16-le', 'utf8']), { addBOM: true }))
        noteAsRead(kind, bytes)
        return whole(path, bytes)
      }
      case 'broken bytes': {
        const bytes = given.bytes.slice()
        for (let times = 0; times < 3; times += 1) bytes[random.integer(bytes.length)] = 0xff
        noteAsRead(kind, bytes)
        return whole(path, bytes)
      }
      case 'unknown filing': {
        const bytes = encodeUtf8(`<DEC_RESULT><CUS_CIQ_NO>NOBODY${count}</CUS_CIQ_NO><CHANNEL>P</CHANNEL></DEC_RESULT>`)
        note(kind, 'parked', bytes)
        return whole(join(root, 'mainland/Deccus001/InBox', name), bytes)
      }
      case 'wrong channel': {
        const bytes = encodeUtf8(`<DEC_RESULT><CUS_CIQ_NO>WRONG${count}</CUS_CIQ_NO><CHANNEL>P</CHANNEL></DEC_RESULT>`)
        note(kind, 'parked', bytes)
        return whole(join(root, 'hongkong/InBox', name), bytes)
      }
      case 'empty':
      case 'no answer': {
        const bytes = encodeUtf8(kind === 'empty' ? ' '.repeat(count) : `<html><body>Bad gateway ${count}</body></html>`)
        note(kind, 'parked', bytes)
        return whole(path, bytes)
      }
      case 'never renamed':
        return writeFile(`${path}.tmp`, `<DEC_RESULT><CUS_CIQ_NO>TMP${count}</CUS_CIQ_NO><CHANNEL>P</CHANNEL></DEC_RESULT>`)
    }
  }
  return { put, expected, count: () => count }
}

async function whole(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.part.tmp`, bytes)
  await rename(`${path}.part.tmp`, path).catch((error: NodeJS.ErrnoException) => {
    // The customs side clears away what was left unfinished when it starts again: this one too, perhaps.
    if (error.code !== 'ENOENT') throw error
    return writeFile(path, bytes)
  })
}

/** An answer that the platform has read already. */
async function someAnswer(root: string, random: Random): Promise<Given | undefined> {
  const channels = administrations.flatMap((customs) => exchangeFolders[customs].map((folder) => ({ customs, folder })))
  const { customs, folder } = random.pick(channels)
  const box = join(root, folder, 'ReadBox')
  await mkdir(join(root, folder, 'InBox'), { recursive: true })
  const names = (await readdir(box).catch(() => [])).filter((name) => !name.startsWith('fault-') && !name.includes('~'))
  if (names.length === 0) return undefined
  const name = random.pick(names)
  return { customs, folder, name, bytes: await readFile(join(box, name)) }
}

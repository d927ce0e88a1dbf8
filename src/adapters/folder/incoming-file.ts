// One file of an InBox: read within bounds, and moved away when it was taken.
import { constants } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { maxAnswerBytes } from '../../domain/declaration/index.ts'
import { errorCodeOf, readBox, type ExchangeRoot } from './exchange-root.ts'
import { isThere } from './out-box.ts'

export interface ReadFile {
  readonly bytes: Uint8Array
  readonly size: number
  readonly changedAtMs: number
  /** False for a file that is longer than any answer: `bytes` is its beginning. */
  readonly isWhole: boolean
}

/** What is read of a file that is longer than any answer: enough for a person to see what it is. */
export const beginningBytes = 65_536
/** A link would lead out of the folder, and a pipe would never end. */
const readOnlyFiles = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
/** Files of one name in ReadBox before the names say when. */
const maxSameName = 100

/** Undefined when it is gone. */
export async function readIncoming(path: string): Promise<ReadFile | undefined> {
  try {
    const handle = await open(path, readOnlyFiles)
    try {
      const { size } = await handle.stat()
      const isWhole = size <= maxAnswerBytes
      const bytes = new Uint8Array(isWhole ? size : beginningBytes)
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      const after = await handle.stat()
      return { bytes: bytes.subarray(0, length), size: after.size, changedAtMs: after.mtimeMs, isWhole }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * False for what seems to end in the middle: JSON ends in `}`, XML in the end of its first element, in one byte to a character
 * or two. Only a guess of how long to wait; what is in the file is for its reader to say.
 */
export function looksWhole(bytes: Uint8Array): boolean {
  const start = asciiOf(bytes.subarray(0, lookedAtBytes))
  const end = asciiOf(bytes.subarray(-lookedAtBytes)).trimEnd()
  if (!end.endsWith('>')) return end.endsWith('}')
  const root = /<([A-Za-z_][^\s/>]*)[^>]*>/.exec(start.replace(/<!--[^]*?-->/g, ''))
  if (root === null) return true
  return root[0].endsWith('/>') || end.endsWith(`</${root[1]}>`)
}

const lookedAtBytes = 4_096

function asciiOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.filter((byte) => byte !== 0)).toString('latin1')
}

/** Under its own name, or beside a file of that name with a number behind it. */
export async function moveToReadBox(root: ExchangeRoot, channel: string, name: string): Promise<void> {
  const folder = root.box(channel, readBox)
  // Not the recursive one, which says of a disk that is read-only that a folder is missing.
  await mkdir(folder).catch((error: unknown) => {
    if (errorCodeOf(error) !== 'EEXIST') throw error
  })
  const from = join(root.box(channel, 'InBox'), name)
  for (let copy = 1; ; copy += 1) {
    const suffix = copy <= maxSameName ? `~${copy}` : `~${Date.now()}-${Math.random().toString(36).slice(2)}`
    const target = join(folder, copy === 1 ? name : name + suffix)
    if (await isThere(target)) continue
    try {
      await rename(from, target)
    } catch (error) {
      // Somebody moved it away before us.
      if (errorCodeOf(error) !== 'ENOENT' || (await isThere(from))) throw error
    }
    return
  }
}

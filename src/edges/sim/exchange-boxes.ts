// The boxes of one channel on the disk, as a simulated customs uses them: takes out of OutBox, puts into SentBox or FailBox,
// writes answers into InBox under a `.tmp` name first.
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exchangeBoxes, type AnswerFile } from '../../domain/declaration/index.ts'

export interface FileInBox {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ExchangeBoxes {
  /** Makes the boxes where they are not there, and clears away what a crash left half written. */
  readonly prepare: () => Promise<void>
  /** Names in the OutBox, at most `max`, `.tmp` and hidden ones left out. */
  readonly offered: (folder: string, max: number) => Promise<readonly string[]>
  /** Undefined for a file that is gone; of one that is too large to be a filing only the start, which is refused. */
  readonly read: (folder: string, name: string) => Promise<Uint8Array | undefined>
  readonly move: (folder: string, name: string, to: 'SentBox' | 'FailBox') => Promise<void>
  readonly put: (file: AnswerFile) => Promise<void>
}

const temporary = '.tmp'
/** Beyond what any reader of filings takes in. */
const maxBytes = 16_000_000

export function exchangeBoxesAt(root: string, folders: readonly string[]): ExchangeBoxes {
  let written = 0
  return {
    prepare: async () => {
      for (const folder of folders) {
        for (const box of exchangeBoxes) await mkdir(join(root, folder, box), { recursive: true })
        const inBox = join(root, folder, 'InBox')
        for (const name of await readdir(inBox)) if (name.endsWith(temporary)) await rm(join(inBox, name), { force: true })
      }
    },
    offered: async (folder, max) => {
      const names = await readdir(join(root, folder, 'OutBox'))
      return names.filter((name) => !name.toLowerCase().endsWith(temporary) && !name.startsWith('.')).toSorted().slice(0, max)
    },
    read: (folder, name) => readBounded(join(root, folder, 'OutBox', name)).catch(nothingWhenGone),
    move: async (folder, name, to) => {
      await rename(join(root, folder, 'OutBox', name), join(root, folder, to, name)).catch(nothingWhenGone)
    },
    put: async ({ folder, name, bytes }) => {
      const path = join(root, folder, name)
      // The same answer twice at the same moment has one name, and needs two until it is whole.
      written += 1
      const unfinished = `${path}.${written}${temporary}`
      await writeFile(unfinished, bytes)
      await rename(unfinished, path)
    },
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.min(size, maxBytes))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Somebody else took the file, or it is a folder: nothing to do with it. */
function nothingWhenGone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined
  throw error
}

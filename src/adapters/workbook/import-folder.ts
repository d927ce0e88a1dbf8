// The files of imports in a folder, one folder each: the workbook as it was sent, synced before it is answered for, and the
// working files beside it.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFiles, OpenedWorkbook } from '../../app/ports.ts'
import type { Result } from '../../base/result.ts'
import { digestOf } from '../../journal/index.ts'
import { csvWithResults } from './csv-results.ts'
import { openSpoolFile } from './spool-file.ts'
import { openWorkbook } from './open-workbook.ts'
import { xlsxWithResults } from './xlsx-results.ts'

const upload = 'workbook'
const oldMs = 3_600_000

export function openImportFolder(root: string): ImportFiles {
  const folderOf = (id: string): string => {
    if (!/^[0-9a-f]{16,64}$/.test(id)) throw new Error('the id of an import is hexadecimal')
    return join(root, id)
  }
  const pathOf = (id: string): string => join(folderOf(id), upload)
  let tidied: Promise<void> | undefined
  return {
    receive: async (content) => {
      await (tidied ??= withoutHalves(root))
      const coming = join(root, `${randomUUID()}.tmp`)
      try {
        const { digest, bytes } = await writeDown(content, coming)
        return {
          digest,
          bytes,
          keep: async (id) => {
            await mkdir(folderOf(id), { recursive: true })
            if (existsSync(pathOf(id))) await rm(coming)
            else await rename(coming, pathOf(id))
            for (const folder of [folderOf(id), root]) await syncFolder(folder)
          },
          drop: () => rm(coming, { force: true }),
        }
      } catch (error) {
        await rm(coming, { force: true })
        throw error
      }
    },
    open: (id): Promise<Result<OpenedWorkbook>> => openWorkbook(pathOf(id)),
    spool: async (id, name, isNew) => {
      const path = join(folderOf(id), name)
      return isNew || existsSync(path) ? openSpoolFile(path, isNew) : undefined
    },
    withResults: async function* (id, columns) {
      const file = await open(pathOf(id), 'r')
      try {
        const start = Buffer.alloc(2)
        await file.read(start, 0, 2, 0)
        if (start.toString('latin1') === 'PK') yield* xlsxWithResults(file, columns)
        else yield* csvWithResults(pathOf(id), columns)
      } finally {
        await file.close()
      }
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
  }
}

/** So that a name that was given is there after a loss of power too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}

/** What was coming in when the machine stopped is sent in again by whoever did; what still may be coming in stays. */
async function withoutHalves(root: string): Promise<void> {
  await mkdir(root, { recursive: true })
  for (const name of await readdir(root)) {
    const path = join(root, name)
    if (name.endsWith('.tmp') && (await stat(path)).mtimeMs < Date.now() - oldMs) await rm(path, { force: true })
  }
}

async function writeDown(content: AsyncIterable<Uint8Array>, path: string) {
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      bytes += chunk.length
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { digest: digestOf(new Uint8Array(hash.digest())), bytes }
}

// Keeps a raw file under the digest of its bytes; of a zip archive each file in it. What is hashed is what is kept and read.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Unzip, UnzipInflate } from 'fflate'
import { accepted, refused, type Result } from '../../base/result.ts'
import { headBytes, rawIssue, type FileDigest } from '../../domain/statistics/index.ts'
import type { RawFile } from '../../app/ports.ts'

const chunkBytes = 1 << 20
const dayMs = 86_400_000
/** Archives of statistics hold three files; what unpacks to more than this is none. */
const maxFilesInArchive = 16
const maxUnpackedBytes = 32 * 2 ** 30

/** The archive cannot be unpacked, or holds more than it should. */
class ArchiveRefused extends Error {}

export async function receiveFile(path: string, folder: string): Promise<Result<readonly RawFile[]>> {
  await mkdir(folder, { recursive: true })
  await removeLeftOver(folder)
  const name = basename(path)
  const start = await firstBytes(path, 4)
  const isZip = start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4
  if (isZip) {
    try {
      return accepted(await unpack(path, folder))
    } catch (error) {
      if (error instanceof ArchiveRefused) return refused([rawIssue('statistics_archive', { name, why: error.message })])
      throw error
    }
  }
  const keeping = await newFile(folder)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>) await keeping.write(chunk)
    return accepted([await keeping.keepAs(name)])
  } finally {
    await keeping.drop()
  }
}

interface Keeping {
  readonly write: (chunk: Uint8Array) => Promise<void>
  readonly keepAs: (name: string) => Promise<RawFile>
  /** Does nothing once it is kept. */
  readonly drop: () => Promise<void>
}

async function newFile(folder: string): Promise<Keeping> {
  const next = join(folder, `${randomUUID()}.next`)
  const [file, hash]: [FileHandle, ReturnType<typeof createHash>] = [await open(next, 'w'), createHash('sha256')]
  let isDone = false
  return {
    write: async (chunk) => {
      hash.update(chunk)
      await file.write(chunk)
    },
    keepAs: async (name) => {
      await file.sync()
      await file.close()
      const digest = hash.digest('hex') as FileDigest
      const path = join(folder, digest)
      await rename(next, path)
      isDone = true
      const chunks = (from: number): AsyncIterable<Uint8Array> => createReadStream(path, { start: from, highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>
      return { name, digest, bytes: (await stat(path)).size, head: { name, bytes: await firstBytes(path, headBytes) }, chunks }
    },
    drop: async () => {
      if (isDone) return
      await file.close().catch(() => undefined)
      await rm(next, { force: true })
    },
  }
}

/** Streams the archive through: a piece is unpacked, written, and forgotten. */
async function unpack(path: string, folder: string): Promise<readonly RawFile[]> {
  const kept: { readonly name: string; readonly pieces: Uint8Array[]; readonly keeping: Promise<Keeping> }[] = []
  let [unpacked, failure] = [0, undefined as Error | undefined]
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith('/')) return
    if (kept.length >= maxFilesInArchive) failure = new ArchiveRefused(`> ${maxFilesInArchive} files`)
    if (failure !== undefined) return
    const mine = { name: basename(entry.name), pieces: [] as Uint8Array[], keeping: newFile(folder) }
    kept.push(mine)
    entry.ondata = (error, piece) => {
      if (error !== null) failure = new ArchiveRefused(error.message)
      unpacked += piece?.length ?? 0
      if (unpacked > maxUnpackedBytes) failure = new ArchiveRefused(`> ${maxUnpackedBytes} bytes`)
      if (piece !== undefined && failure === undefined) mine.pieces.push(piece)
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  const drain = async (): Promise<void> => {
    if (failure !== undefined) throw failure
    for (const { pieces, keeping } of kept) for (const piece of pieces.splice(0)) await (await keeping).write(piece)
  }
  try {
    // Small pieces, since a packed byte may unpack to a thousand.
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 14 }) as AsyncIterable<Uint8Array>) {
      push(unzip, chunk, false)
      await drain()
    }
    push(unzip, new Uint8Array(0), true)
    await drain()
    const files: RawFile[] = []
    for (const { name, keeping } of kept) files.push(await (await keeping).keepAs(name))
    return files
  } finally {
    for (const { keeping } of kept) await (await keeping).drop()
  }
}

function push(unzip: Unzip, chunk: Uint8Array, isLast: boolean): void {
  try {
    unzip.push(chunk, isLast)
  } catch (error) {
    throw new ArchiveRefused(error instanceof Error ? error.message : String(error))
  }
}

/** What a process that was killed did not finish; a day is longer than any file takes. */
async function removeLeftOver(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age = name.endsWith('.next') ? Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now()) : 0
    if (age > dayMs) await rm(path, { force: true })
  }
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

// The folder of raw statistics: files under their digests, the staging and the record of each import, and the table that is
// made from them. Whatever is written anew is written beside and renamed, so that a reader sees the old or the new.
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseFileDigest, type FileDigest } from '../../domain/statistics/index.ts'
import type { Published, RawImport, RawStore } from '../../app/ports.ts'
import { openDatabase } from './database.ts'
import { buildObservations } from './observation-table.ts'
import { receiveFile } from './received-file.ts'
import { openStaging } from './staging.ts'

const buildMegabytes = 128

export function openRawFolder(folder: string): RawStore {
  const [imports, spill] = [join(folder, 'imports'), join(folder, 'spill')]
  const table = join(folder, 'observations.duckdb')
  const manifest = join(folder, 'observations.json')
  const stagingPath = (id: FileDigest): string => join(imports, `${id}.duckdb`)
  const all = async (): Promise<readonly RawImport[]> => {
    const names = await readdir(imports).catch(() => [])
    const records = await Promise.all(names.filter((name) => name.endsWith('.json')).toSorted().map((name) => readFile(join(imports, name), 'utf8')))
    return records.map((text) => JSON.parse(text) as RawImport)
  }
  const publish = async (): Promise<Published> => {
    const published = (await all()).filter((each) => each.state === 'published')
    const next = `${table}.next`
    for (const path of [next, `${next}.wal`]) await rm(path, { force: true })
    const { connection, close } = await openDatabase(next, spill, buildMegabytes)
    const observations = await buildObservations(connection, published.map(({ id, name, counts }) => ({ id, name, path: stagingPath(id), observations: counts.observations }))).finally(close)
    const digest = await digestOf(next)
    await sync(next)
    await rename(next, table)
    await writeWhole(manifest, `${JSON.stringify({ sha256: digest, observations, imports: published.map((each) => ({ id: each.id, name: each.name })) }, null, 2)}\n`)
    return { observations, imports: published.length, path: table }
  }
  return {
    receive: (path) => receiveFile(path, join(folder, 'files')),
    find: async (id) => {
      const text = await readFile(join(imports, `${id}.json`), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : (JSON.parse(text) as RawImport)
    },
    imports: all,
    keep: async (record) => {
      await mkdir(imports, { recursive: true })
      await writeWhole(join(imports, `${record.id}.json`), `${JSON.stringify(record, null, 2)}\n`)
    },
    staging: async (id, isNew) => {
      await mkdir(imports, { recursive: true })
      if (isNew) for (const path of [stagingPath(id), `${stagingPath(id)}.wal`]) await rm(path, { force: true })
      return openStaging(stagingPath(id), spill)
    },
    publish,
    check: async () => {
      const text = await readFile(manifest, 'utf8').catch(() => undefined)
      const size = await stat(table).catch(() => undefined)
      if (size === undefined) return 'absent'
      const { sha256 } = text === undefined ? { sha256: '' } : (JSON.parse(text) as { readonly sha256: string })
      return parseFileDigest(sha256) === (await digestOf(table)) ? 'whole' : 'damaged'
    },
  }
}

export async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) hash.update(chunk)
  return hash.digest('hex') as FileDigest
}

async function writeWhole(path: string, text: string): Promise<void> {
  const next = `${path}.next`
  const file = await open(next, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(next, path)
  await sync(dirname(path))
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

// Puts files where the other side takes them. A file is written under a `.tmp` name, synced, and renamed, so that it is there
// whole or not at all; then the folder is synced. A name is written once: what lies in OutBox, or was taken into SentBox or
// FailBox, is left as it is, and has to be the same.
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ChannelDown, type OutgoingFile } from '../../app/ports.ts'
import { invariant } from '../../base/invariant.ts'
import { errorCodeOf, temporaryEnding, type ExchangeRoot } from './exchange-root.ts'

const namePattern = /^[A-Za-z0-9][\w.-]{0,199}$/
/** Files written at one time. */
const atOnce = 8
/** Where a folder cannot be synced, renaming has to be enough. */
const cannotSyncFolders: ReadonlySet<string> = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP'])

/** Throws ChannelDown with the code of the system, `ENOSPC`. */
export async function putIntoOutBox(root: ExchangeRoot, files: readonly OutgoingFile[]): Promise<void> {
  for (const { folder, name } of files) invariant(folder.endsWith('/OutBox') && namePattern.test(name), `${folder}/${name} is no name for an OutBox`)
  const channels = new Set(files.map((file) => channelOf(file)))
  try {
    for (const channel of channels) await root.makeBoxes(channel)
    for (let at = 0; at < files.length; at += atOnce) await Promise.all(files.slice(at, at + atOnce).map((file) => putOne(root, file)))
    for (const channel of channels) await syncFolder(root.box(channel, 'OutBox'))
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === undefined) throw error
    throw new ChannelDown(code, { cause: error })
  }
}

async function putOne(root: ExchangeRoot, file: OutgoingFile): Promise<void> {
  const { name, bytes } = file
  // In the order in which the other side moves it on, so that it is not missed between two looks.
  for (const box of ['OutBox', 'SentBox', 'FailBox'] as const) {
    const found = await bytesIn(join(root.box(channelOf(file), box), name))
    if (found === undefined) continue
    if (found.equals(bytes)) return
    // No trouble of the channel: everything else goes on.
    throw new Error(`${box} has another file with the name ${name}`)
  }
  const path = join(root.box(channelOf(file), 'OutBox'), name)
  const temporary = path + temporaryEnding
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    // On a full disk even its beginning is in the way.
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

function channelOf({ folder }: OutgoingFile): string {
  return folder.slice(0, -'/OutBox'.length)
}

async function bytesIn(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    if (!cannotSyncFolders.has(errorCodeOf(error) ?? '')) throw error
  } finally {
    await handle.close()
  }
}

export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return false
    throw error
  }
}

// Profiles in a YAML file: parties by name.
import { readFile, stat } from 'node:fs/promises'
import { isDraftObject, readDraftText, type DraftObject, type Profiles } from '../domain/submission/index.ts'
import { EnvironmentFailed, WrongUsage } from './failure.ts'

/** Profiles by name; none when the file beside the shipment does not exist. */
export async function readProfiles(path: string, mustExist: boolean): Promise<Profiles> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (!mustExist && isMissing(error)) return new Map()
    throw cannotRead(path, error)
  }
  const read = readDraftText(text)
  if (!read.ok) throw new WrongUsage(`${path} is no list of profiles: ${JSON.stringify(read.issues[0]?.params)}`)
  const entries = Object.entries(read.value.draft).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1]))
  return new Map(entries)
}

/** Those that ship with the product: read when they are first asked for, and never again. */
export function shippedProfiles(path: string): () => Promise<Profiles> {
  let reading: Promise<Profiles> | undefined
  return () => (reading ??= readProfiles(path, true))
}

/** The same, read again only after the file has changed: a platform asks at every preview. */
export function watchedProfiles(path: string): () => Promise<Profiles> {
  let known: { readonly mark: string; readonly profiles: Profiles } | undefined
  return async () => {
    const mark = await stat(path).then(
      ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
      (error: unknown) => {
        if (isMissing(error)) return ''
        throw cannotRead(path, error)
      },
    )
    if (known?.mark !== mark) known = { mark, profiles: await readProfiles(path, false) }
    return known.profiles
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function cannotRead(path: string, error: unknown): EnvironmentFailed {
  return new EnvironmentFailed(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
}

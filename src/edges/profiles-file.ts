// Profiles in a YAML file: parties by name.
import { readFile } from 'node:fs/promises'
import { isDraftObject, readDraftText, type DraftObject, type Profiles } from '../domain/submission/index.ts'
import { EnvironmentFailed, WrongUsage } from './failure.ts'

/** Profiles by name; none when the file beside the shipment does not exist. */
export async function readProfiles(path: string, mustExist: boolean): Promise<Profiles> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (!mustExist && (error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
    throw new EnvironmentFailed(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = readDraftText(text)
  if (!read.ok) throw new WrongUsage(`${path} is no list of profiles: ${JSON.stringify(read.issues[0]?.params)}`)
  const entries = Object.entries(read.value.draft).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1]))
  return new Map(entries)
}

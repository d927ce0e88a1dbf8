// What ships with the product, read for the tests: the knowledge of data/, the examples and their profiles. The one place.
import { readFileSync } from 'node:fs'
import { knowledgeFrom } from '../src/app/knowledge.ts'
import { prepareShipment, type PreparedShipment, type Preparation } from '../src/app/prepare-shipment.ts'
import { sha256 } from '../src/adapters/system/hash.ts'
import { readDataFiles } from '../src/adapters/system/data-files.ts'
import type { CivilDate } from '../src/base/civil-date.ts'
import { instant } from '../src/base/instant.ts'
import { digestOf } from '../src/journal/index.ts'
import { isDraftObject, readDraftText, type DraftObject, type Profiles } from '../src/domain/submission/index.ts'

const root = new URL('..', import.meta.url).pathname

export const hashText = (text: string): string => digestOf(sha256(text))

export const dataFiles = readDataFiles(`${root}data`)
export const knowledge = knowledgeFrom(dataFiles)

export const exampleNames = [
  'dongguan-hongkong-batteries',
  'dongguan-hongkong-cars',
  'hongkong-dongguan-components',
  'macao-zhuhai-wine',
  'zhuhai-macao-food',
] as const
export type ExampleName = (typeof exampleNames)[number]

export const profiles: Profiles = new Map(
  Object.entries(draftOf('profiles')).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1])),
)

export function exampleText(name: string): string {
  return readFileSync(`${root}examples/${name}.yaml`, 'utf8')
}

export function exampleDraft(name: ExampleName): DraftObject {
  return draftOf(name)
}

/** Everything that happens to a draft before it is filed; the clock is the draft's own `asOf`. */
export function prepare(draft: DraftObject, on?: CivilDate, organisation?: string): Preparation {
  const input = { draft, profiles, now: instant(0), hashText, ...(organisation === undefined ? {} : { organisation }) }
  return prepareShipment(on === undefined ? input : { ...input, on }, knowledge)
}

/** Throws when the draft cannot be read as a shipment. */
export function prepared(draft: DraftObject, on?: CivilDate, organisation?: string): PreparedShipment {
  const preparation = prepare(draft, on, organisation)
  if (preparation.kind === 'unreadable') throw new Error(JSON.stringify(preparation.issues))
  return preparation.shipment
}

function draftOf(name: string): DraftObject {
  const read = readDraftText(exampleText(name))
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.issues)}`)
  return read.value.draft
}

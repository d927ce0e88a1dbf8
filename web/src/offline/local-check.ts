// The check of a shipment in this browser, by the same functions as the server: read, prepare, judge, show.
import { prepareShipment, type ShipmentInput } from '../../../src/app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../../src/app/shipment-view.ts'
import { instant } from '../../../src/base/instant.ts'
import type { Language } from '../../../src/base/language.ts'
import type { Customs } from '../../../src/domain/access/index.ts'
import { readDraftText, type DraftObject, type Profiles } from '../../../src/domain/submission/index.ts'
import type { Preview, Profile } from '../api/reading.ts'
import { localKnowledge } from './local-tables.ts'

const noHash = '0'.repeat(64)

/** Somebody who files with some administrations only is asked for what those ask, as the server does. */
export async function checkHere(text: string, profiles: readonly Profile[], administrations: readonly Customs[], language: Language): Promise<Preview> {
  const knowledge = localKnowledge()
  const refused = (issues: Parameters<typeof viewIssues>[0]): Preview => ({ isAcceptable: false, filings: [], issues: viewIssues(issues, knowledge, language) })
  const read = readDraftText(text)
  if (!read.ok) return refused(read.issues)
  const { draft } = read.value
  const hashes = new Map<string, string>()
  const input: ShipmentInput = {
    draft,
    profiles: profilesFor(draft, profiles),
    now: instant(Date.now()),
    hashText: (hashed) => {
      const found = hashes.get(hashed) ?? noHash
      hashes.set(hashed, found)
      return found
    },
    ...(administrations.length === 0 ? {} : { administrations }),
  }
  // The browser hashes only with a promise: the first round says what is to be hashed, the second has it.
  prepareShipment(input, knowledge)
  for (const hashed of hashes.keys()) hashes.set(hashed, await sha256Hex(hashed))
  const preparation = prepareShipment(input, knowledge)
  return preparation.kind === 'unreadable' ? refused(preparation.issues) : viewShipment(preparation.shipment, knowledge, language)
}

/** The samples' parties for a sample, the own ones for any other, as the server takes them. */
function profilesFor(draft: DraftObject, profiles: readonly Profile[]): Profiles {
  const isSample = String(draft['isSample']) === 'true'
  const ours = profiles.filter((profile) => (profile.isSample === true) === isSample)
  return new Map(ours.map(({ name, values }) => [name, values as DraftObject]))
}

async function sha256Hex(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

// The check of a shipment in this browser, by the same functions as the server: read, prepare, judge, show.
import { prepareShipment, type Preparation, type ShipmentInput } from '../../../src/app/prepare-shipment.ts'
import { viewIssues, viewShipment } from '../../../src/app/shipment-view.ts'
import { instant } from '../../../src/base/instant.ts'
import type { Language } from '../../../src/base/language.ts'
import type { Customs, OrganisationId } from '../../../src/domain/access/index.ts'
import { readDraftText, type DraftObject, type Profiles } from '../../../src/domain/submission/index.ts'
import type { Preview, Profile } from '../api/reading.ts'
import { localKnowledge } from './local-tables.ts'

const noHash = '0'.repeat(64)

export interface CheckedBy {
  readonly organisation: OrganisationId
  /** Somebody who files with some only is asked for what those ask, as the server does. */
  readonly administrations: readonly Customs[]
}

export async function checkHere(text: string, profiles: readonly Profile[], { organisation, administrations }: CheckedBy, language: Language): Promise<Preview> {
  const knowledge = localKnowledge()
  const refused = (issues: Parameters<typeof viewIssues>[0]): Preview => ({ isAcceptable: false, filings: [], issues: viewIssues(issues, knowledge, language) })
  const read = readDraftText(text)
  if (!read.ok) return refused(read.issues)
  const { draft } = read.value
  const input = {
    draft,
    profiles: profilesFor(draft, profiles),
    now: instant(Date.now()),
    ...(organisation === '' ? {} : { organisation }),
    ...(administrations.length === 0 ? {} : { administrations }),
  }
  const preparation = await withHashes((hashText) => prepareShipment({ ...input, hashText }, knowledge))
  return preparation.kind === 'unreadable' ? refused(preparation.issues) : viewShipment(preparation.shipment, knowledge, language)
}

/** The browser hashes only with a promise: a round says what is to be hashed, the next one has it. */
async function withHashes(prepare: (hashText: ShipmentInput['hashText']) => Preparation): Promise<Preparation> {
  const hashes = new Map<string, string>()
  for (;;) {
    const missing = new Set<string>()
    const preparation = prepare((text) => {
      const known = hashes.get(text)
      if (known === undefined) missing.add(text)
      return known ?? noHash
    })
    if (missing.size === 0) return preparation
    for (const text of missing) hashes.set(text, await sha256Hex(text))
  }
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

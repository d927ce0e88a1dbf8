// What the paths of the matrix name: of each kind one of the own organisation, one of another, one of a foreign customs, one
// that was removed. A kind without a foreign customs uses another organisation's; a platform's own things are all of one.
import { noCounts, noMapping, type ImportRecord } from '../../../src/app/bulk/import-record.ts'
import { chainOf } from '../../../src/app/shipment/events.ts'
import type { Instant } from '../../../src/base/instant.ts'
import { hashOf, type Platform } from '../../../src/edges/compose.ts'
import { answerBytes, ids } from './filings.ts'
import { blue, malformed, red, type Thing, type Which } from './names.ts'

type Params = Readonly<Record<string, string>>
export type Things = Readonly<Record<string, (which: Which) => Thing>>

const parkedBytes = ['parked', 'parked too'].map((text) => new TextEncoder().encode(text))

/** Two answers that cannot be used. */
export async function parkAnswers({ channels }: Platform): Promise<void> {
  for (const [at, bytes] of parkedBytes.entries()) await channels.parked.park({ customs: 'hongkong', folder: 'hongkong/InBox', name: `parked-${at}.json`, bytes }, { issues: [], waitsFor: [] })
}

const keptKinds = ['draft', 'template', 'profile', 'import', 'webhook'] as const

/** `webhook-0000000000a1` of red, `…b1` of blue, `…a2` of red and removed; so of each kind. */
function keptId(kind: string, last: string): string {
  // An import is called after what is in it.
  return kind === 'import' ? last.padStart(32, '0') : `${kind}-0000000000${last}`
}

/** What organisations keep beside what they file, of each kind one there, one of another organisation and one removed. */
export async function keepThings({ workspace, clock }: Platform): Promise<void> {
  for (const kind of keptKinds) {
    for (const [organisation, last, isRemoved] of [[red, 'a1', false], [blue, 'b1', false], [red, 'a2', true]] as const) {
      const content = keptContent(kind, organisation === blue ? 'blue-mark' : 'matrix', clock(), keptId(kind, last))
      await workspace.keep({ organisation, kind, id: keptId(kind, last), content, changedAt: clock(), changedBy: 'matrix', isRemoved }, 0)
    }
  }
}

function keptContent(kind: (typeof keptKinds)[number], mark: string, at: Instant, id: string): string {
  switch (kind) {
    case 'webhook':
      return JSON.stringify({ address: `https://${mark}.example/`, kinds: ['filing.answered'], from: 0, by: 'matrix', at })
    case 'profile':
      return JSON.stringify({ nameEn: mark })
    case 'import':
      return JSON.stringify(importRecord(id, mark, at))
    case 'draft':
    case 'template':
      return `reference: ${mark}`
  }
}

/** One that waits for its columns to be confirmed. */
function importRecord(id: string, name: string, createdAt: Instant): ImportRecord {
  const sheet = { name, isHidden: false, rows: 2, headRow: 1, firstRow: 2, columns: [], resultColumn: 1, from: 0, to: 0 }
  return { id, name, bytes: 1, createdBy: 'matrix', createdAt, state: 'mapping', kind: 'xlsx', is1904: false, sheets: [sheet], fingerprint: name, mapping: noMapping, mappedBy: 'nobody', counts: noCounts, problems: [], issues: [] }
}

/** `name` is the parameter that is missing or malformed, `more` those that stand beside it then. */
function named(name: string, there: Partial<Record<Which, Thing>>, more: Params = {}): (which: Which) => Thing {
  return (which) => there[which] ?? { params: { ...more, [name]: malformed[which] ?? 'abcdef0123456789' } }
}

/** One value of one parameter for each case. */
function simple(name: string, own: string, other: string, removed: string, owners: readonly [string, string] = [red, blue]): (which: Which) => Thing {
  const thing = (value: string, owner: string): Thing => ({ params: { [name]: value }, owner })
  return named(name, { own: thing(own, owners[0]), other: thing(other, owners[1]), 'foreign-customs': thing(other, owners[1]), removed: thing(removed, owners[0]) })
}

/** Something of a shipment: `name` is the parameter of the shipment. */
function ofShipment(more: Params = {}, name = 'id'): (which: Which) => Thing {
  const thing = (id: string, owner: string): Thing => ({ params: { ...more, [name]: id }, owner })
  return named(name, { own: thing(ids.own, red), other: thing(ids.other, blue), 'foreign-customs': thing(ids.macao, blue), removed: thing(ids.removed, red) }, more)
}

/** Filings with an administration; the mainland's is the own, Hong Kong's the foreign one. */
function filings(): (which: Which) => Thing {
  const mainland = (organisation: string, shipment: string): Thing => ({ params: { organisation, shipment, filing: 'mainland-declaration' }, owner: organisation, customs: 'mainland' })
  const foreign: Thing = { params: { organisation: blue, shipment: ids.other, filing: 'hongkong-cargo' }, owner: blue, customs: 'hongkong' }
  const beside = { organisation: red, filing: 'mainland-declaration' }
  return named('shipment', { own: mainland(red, ids.own), other: mainland(blue, ids.other), 'foreign-customs': foreign, removed: mainland(red, ids.removed) }, beside)
}

export async function thingsOf({ register }: Platform): Promise<Things> {
  const fileOf = async (organisation: string, id: string): Promise<string> => (await register.find({ kind: 'all' }, organisation, id))?.files[0]?.name ?? ''
  const file = { own: await fileOf(red, ids.own), other: await fileOf(blue, ids.other), macao: await fileOf(blue, ids.macao), removed: await fileOf(red, ids.removed) }
  const ofFile = (id: string, name: string, owner: string): Thing => ({ params: { id, name }, owner })
  const parked = parkedBytes.map((bytes) => `hongkong-${hashOf(bytes)}`)
  return {
    story: simple('story', 'nine-cities', 'nine-cities', 'nine-cities', ['anybody', 'anybody']),
    codeList: simple('list', 'currency', 'country', 'unit', ['anybody', 'anybody']),
    shipment: ofShipment(),
    print: ofShipment({ kind: 'mainland-declaration' }),
    proposal: ofShipment({ proposal: 'waiting' }),
    file: named(
      'id',
      { own: ofFile(ids.own, file.own, red), other: ofFile(ids.other, file.other, blue), 'foreign-customs': ofFile(ids.macao, file.macao, blue), removed: ofFile(ids.removed, file.removed, red) },
      { name: file.own },
    ),
    answer: ofShipment({ digest: hashOf(answerBytes) }, 'shipment'),
    filing: filings(),
    share: simple('share', 'share-red', 'share-blue', 'share-cancelled'),
    parked: simple('id', parked[0] ?? '', parked[1] ?? '', parked[0] ?? '', ['platform', 'platform']),
    ...Object.fromEntries(keptKinds.map((kind) => [kind, simple('id', keptId(kind, 'a1'), keptId(kind, 'b1'), keptId(kind, 'a2'))])),
    chain: simple('chain', chainOf(red), chainOf(blue), chainOf(red)),
    key: simple('id', 'key-agent', 'key-blue-mark', 'key-revoked'),
    person: simple('id', 'red-receiver', 'blue-mark-receiver', 'red-left'),
    organisation: simple('id', red, blue, red),
  }
}

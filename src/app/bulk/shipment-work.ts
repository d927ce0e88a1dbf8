// What is done with one shipment of a workbook: judged as filing would judge it, or filed. The key of a filing follows from
// the import and the reference, so that the same file twice, or a stop in the middle, has one effect.
import { invariant } from '../../base/invariant.ts'
import { issue, hasError, type Issue } from '../../base/issue.ts'
import type { OrganisationId, Scope } from '../../domain/access/index.ts'
import { readDraftText, type DraftObject, type Profiles } from '../../domain/submission/index.ts'
import { decodeText, encodeUtf8 } from '../../base/text-codec.ts'
import { canonicalJson, type Digest, type Json } from '../../journal/index.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Clock, FiledShipment, Journal } from '../ports.ts'
import { JournalUnavailable } from '../ports.ts'
import { prepareShipment, type ShipmentInput } from '../prepare-shipment.ts'
import { openDossier } from '../shipment/dossier.ts'
import { fileShipment } from '../shipment/file-shipment.ts'
import { notInTheirName, type Standing } from '../shipment/in-whose-name.ts'
import { backdatingOf } from '../shipment/prepare-filing.ts'
import type { Register } from '../shipment/register.ts'
import type { ShipmentGiven, Verdict } from './work-through.ts'

export interface WorkTools {
  readonly knowledge: Knowledge
  readonly clock: Clock
  readonly hashOf: (bytes: Uint8Array) => Digest
  readonly hashText: (text: string) => string
  /** Parties described once, of the organisation or the samples. */
  readonly profiles: (isSample: boolean, draft: DraftObject) => Promise<Profiles>
  readonly standing: Standing
  /** Absent where nothing is kept. */
  readonly kept?: { readonly organisation: OrganisationId; readonly register: Register; readonly journal: Journal }
}

export interface FilingTools extends WorkTools {
  readonly journal: Journal
  readonly organisation: OrganisationId
  readonly actor: string
  readonly ruleSet: string
  readonly importId: string
}

type Work = (given: ShipmentGiven) => Promise<Verdict>

export function judging(tools: WorkTools): Work {
  return async (given) => {
    const { input, bytes } = await inputOf(given, tools)
    const preparation = prepareShipment({ ...input, administrations: tools.standing.administrations }, tools.knowledge)
    if (preparation.kind === 'unreadable') return { kind: 'bad', issues: preparation.issues }
    const { shipment } = preparation
    const before = await filedBefore(shipment.id, given.reference, bytes, tools)
    if (before !== undefined) return before
    const issues = [...shipment.issues, ...backdatingOf(shipment, input), ...notInTheirName(shipment, tools.standing)]
    return { kind: hasError(issues) ? 'bad' : 'good', issues }
  }
}

export function filing(tools: FilingTools): Work {
  return async (given) => {
    const { input, bytes, digest } = await inputOf(given, tools)
    const idempotencyKey = `import-${tools.importId}-${tools.hashText(given.reference).slice(0, 16)}`
    const command = { organisation: tools.organisation, standing: tools.standing, actor: tools.actor, idempotencyKey, received: { bytes, sha256: digest }, input, ruleSet: tools.ruleSet }
    try {
      const done = await fileShipment(command, tools)
      if (done.ok) return { kind: 'filed', issues: done.value.issues, shipment: done.value.filed.id }
      const codes = new Set(done.issues.map((each) => each.code))
      if (codes.has('journal_busy')) return { kind: 'wait' }
      const isTaken = codes.has('shipment_filed_before') || codes.has('idempotency_key_reused')
      const id = isTaken ? shipmentId(input, tools) : undefined
      const before = id === undefined ? undefined : await filedBefore(id, given.reference, bytes, tools)
      return before ?? { kind: 'bad', issues: done.issues }
    } catch (error) {
      if (error instanceof JournalUnavailable) return { kind: 'wait' }
      throw error
    }
  }
}

interface Given {
  readonly input: ShipmentInput
  readonly bytes: Uint8Array
  readonly digest: Digest
}

async function inputOf({ draft, profiles }: ShipmentGiven, { profiles: saved, clock, hashOf, hashText }: WorkTools): Promise<Given> {
  const bytes = encodeUtf8(JSON.stringify(draft))
  const known = await saved(draft['isSample'] === 'true', draft)
  const input = { draft, profiles: profiles.size === 0 ? known : new Map([...known, ...profiles]), now: clock(), hashText }
  return { input, bytes, digest: hashOf(bytes) }
}

function shipmentId(input: ShipmentInput, { knowledge }: WorkTools): string | undefined {
  const preparation = prepareShipment(input, knowledge)
  return preparation.kind === 'prepared' ? preparation.shipment.id : undefined
}

/** The same values again, in whatever order of columns, are no harm; others are for an amendment to say. */
async function filedBefore(id: string, reference: string, bytes: Uint8Array, { kept }: WorkTools): Promise<Verdict | undefined> {
  if (kept === undefined) return undefined
  const scope: Scope = { kind: 'own', organisation: kept.organisation }
  const found = await kept.register.find(scope, kept.organisation, id)
  if (found === undefined) return undefined
  if (found.revision === 1 && !found.isCancelled && (await newestContent(kept.journal, found)) === contentOf(bytes)) return { kind: 'filed-before', issues: [], shipment: id }
  return { kind: 'bad', issues: [otherContent(id, reference)], shipment: id }
}

async function newestContent(journal: Journal, { chain, organisation, document }: FiledShipment): Promise<string> {
  const found = await journal.document(chain, organisation, document)
  invariant(found !== undefined, 'what is filed has a dossier')
  return contentOf(openDossier(found.bytes).received)
}

/** The values of a text of a shipment, however it is laid out; the text itself where it cannot be read any more. */
function contentOf(bytes: Uint8Array): string {
  const text = decodeText(bytes, 'utf-8')
  invariant(text.kind === 'text', 'what is filed was text')
  const read = readDraftText(text.text)
  return read.ok ? canonicalJson(read.value.draft as Json) : text.text
}

function otherContent(id: string, reference: string): Issue {
  const fix = { kind: 'act', code: 'import_filed_otherwise.fix' } as const
  return issue({ path: 'reference', rule: 'shipment.once', code: 'import_filed_otherwise', params: { id, reference }, source: 'Lingding: workbooks', fix })
}

// All of filing that is work and no record: a shipment is prepared, judged and written as files, and comes back as what the
// journal keeps, or with the reasons why not. Plain data goes in and out, so that it can be done on another thread.
import { issue, type Issue, type IssueInput } from '../../base/issue.ts'
import type { OrganisationId } from '../../domain/access/index.ts'
import type { AppendedDocument, Digest, Json } from '../../journal/index.ts'
import { describeFiles, filingFiles } from '../filing-files.ts'
import type { Knowledge } from '../knowledge.ts'
import { namedProfiles, prepareShipment, type PreparedShipment, type ShipmentInput } from '../prepare-shipment.ts'
import { dossierMediaType, packDossier } from './dossier.ts'
import type { Filed, FiledFile, SharedFrom } from './events.ts'
import { notInTheirName, type Standing } from './in-whose-name.ts'
import { agreedFacts } from './sides/agreement.ts'

export interface FilingTask {
  readonly organisation: OrganisationId
  /** In whose name the organisation may file, and with whom it does. */
  readonly standing: Standing
  readonly received: { readonly bytes: Uint8Array; readonly sha256: Digest }
  readonly input: Omit<ShipmentInput, 'hashText'>
  /** The other side's draft that it was made from. */
  readonly sharedFrom?: SharedFrom
}

export type FilingWork =
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'ready'
      readonly id: string
      readonly reference: string
      /** `Filed`, as the journal takes it. */
      readonly payload: Json
      readonly document: AppendedDocument
    }

export type PrepareFiling = (task: FilingTask) => Promise<FilingWork>

export interface FilingWorkTools {
  readonly knowledge: Knowledge
  readonly hashOf: (bytes: Uint8Array) => Digest
  readonly hashText: ShipmentInput['hashText']
}

export const filingSource = 'Lingding: filing a shipment'

export function filingWork({ organisation, standing, received, input, sharedFrom }: FilingTask, { knowledge, hashOf, hashText }: FilingWorkTools): FilingWork {
  const preparation = prepareShipment({ ...input, organisation, administrations: standing.administrations, hashText }, knowledge)
  if (preparation.kind === 'unreadable') return { kind: 'refused', issues: preparation.issues }
  const { shipment } = preparation
  const inWhoseName = [...backdatingOf(shipment, input), ...notInTheirName(shipment, standing)]
  if (!shipment.isAcceptable || inWhoseName.length > 0) return { kind: 'refused', issues: [...shipment.issues, ...inWhoseName] }
  const files = filingFiles(shipment, knowledge)
  const filed = filedPayload(shipment, received.sha256, describeFiles(files, hashOf))
  return {
    kind: 'ready',
    id: shipment.id,
    reference: shipment.submission.reference,
    payload: { ...filed, ...(sharedFrom === undefined ? {} : { sharedFrom }) } as unknown as Json,
    document: { mediaType: dossierMediaType, bytes: packDossier(received.bytes, namedProfiles(input), files) },
  }
}

/** Another moment or day is for samples and for asking what would be; nothing real is filed as of one. */
export function backdatingOf({ submission }: PreparedShipment, { on }: Pick<ShipmentInput, 'on'>): readonly Issue[] {
  if (submission.isSample === true) return []
  const issues: Issue[] = []
  if (submission.asOf !== undefined) issues.push(made({ path: 'asOf', rule: 'shipment.as-of', code: 'shipment_backdated', fix: { kind: 'remove', path: 'asOf' } }))
  if (on !== undefined) issues.push(made({ rule: 'shipment.as-of', code: 'shipment_other_day', params: { on }, fix: { kind: 'act', code: 'shipment_other_day.fix' } }))
  return issues
}

/** What an entry says of a shipment that is filed, at first or again. */
export function filedPayload({ id, senderNumber, submission, now, on, issues, forms }: PreparedShipment, received: Digest, files: readonly FiledFile[]): Filed {
  return {
    id,
    senderNumber,
    reference: submission.reference,
    direction: submission.direction,
    counterpart: submission.counterpart,
    isSample: submission.isSample === true,
    received,
    judgedAt: now,
    judgedOn: on,
    files,
    issues,
    administrations: [...new Set(forms.map((form) => form.customs))],
    agreed: agreedFacts(submission),
  }
}

function made(input: Omit<IssueInput, 'source'>): Issue {
  return issue({ ...input, source: filingSource })
}

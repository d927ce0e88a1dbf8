// What of a filed shipment is given to the other side: the goods, the movement and the two trading parties whole, of every
// other party only what the other side's forms ask. Names of profiles become the values that stood behind them, since the
// other side does not have the profiles.
import { stringify } from 'yaml'
import type { Customs } from '../../../domain/access/index.ts'
import { isDraftObject, patternOf, readDraftText, resolveProfiles, type DraftObject, type DraftValue, type Submission } from '../../../domain/submission/index.ts'
import type { Entry } from '../../../journal/index.ts'
import type { Knowledge } from '../../knowledge.ts'
import type { Journal } from '../../ports.ts'
import { prepareShipment, type ShipmentInput } from '../../prepare-shipment.ts'
import { openDossier, receivedText, type Dossier } from '../dossier.ts'
import { chainOf, streamOf, type FieldChange } from '../events.ts'
import { fieldChanges } from '../change/field-changes.ts'
import { evolveShipment, type FiledShipment } from '../state.ts'

export interface GivenTools {
  readonly knowledge: Knowledge
  readonly journal: Journal
  readonly hashText: ShipmentInput['hashText']
}

export interface GivenDraft {
  readonly revision: number
  readonly draft: DraftObject
  readonly text: string
  readonly submission: Submission
}

/** Parties that the shipment is between: the other side sees them whole. */
const tradingParties: ReadonlySet<string> = new Set(['trader', 'overseas'])

/** The draft as the sender had filed it in a revision; undefined when there is none, or today's tables cannot read it. */
export async function givenDraft(sender: FiledShipment, revision: number, administrations: readonly Customs[], tools: GivenTools): Promise<GivenDraft | undefined> {
  const filed = revision === sender.revision ? sender : await filedAt(tools.journal, sender, revision)
  const document = filed === undefined ? undefined : await tools.journal.document(filed.chain, filed.organisation, filed.document)
  if (filed === undefined || document === undefined) return undefined
  const draft = draftFor(openDossier(document.bytes), sender, administrations, tools.knowledge)
  const preparation = draft && prepareShipment({ draft, profiles: new Map(), now: filed.judgedAt, administrations, hashText: tools.hashText }, tools.knowledge)
  if (draft === undefined || preparation?.kind !== 'prepared') return undefined
  return { revision, draft, text: stringify(draft, { lineWidth: 0 }), submission: preparation.shipment.submission }
}

/** What was filed otherwise than it was given: values that the sender had given, and lines of goods that came. */
export function correctionsOf(given: Submission, filed: Submission, { fields }: Knowledge): readonly FieldChange[] {
  return fieldChanges(given, filed, fields).filter(({ path, before }) => before !== '' || /^lines\[\d+\]$/.test(path))
}

/** The shipment as it stood when a revision was filed. */
export async function filedAt(journal: Journal, { organisation, id }: FiledShipment, revision: number): Promise<FiledShipment | undefined> {
  let state: FiledShipment | undefined
  for await (const entries of journal.readStream(chainOf(organisation), streamOf(id))) {
    for (const entry of entries) {
      state = evolveShipment(state, entry)
      if (state?.revision === revision && isFiling(entry)) return state
    }
  }
  return undefined
}

function isFiling({ kind }: Entry): boolean {
  return kind === 'ShipmentFiled' || kind === 'ShipmentAmended'
}

function draftFor(dossier: Dossier, { counterpart }: FiledShipment, administrations: readonly Customs[], knowledge: Knowledge): DraftObject | undefined {
  const read = readDraftText(receivedText(dossier))
  if (!read.ok) return undefined
  const { draft } = resolveProfiles(read.value.draft, dossier.profiles)
  const parties = draft['parties']
  if (!isDraftObject(parties)) return draft
  const asked = askedOf(counterpart === 'macao' ? 'macao' : 'hongkong', administrations, knowledge)
  const given = Object.entries(parties).flatMap(([role, party]): readonly (readonly [string, DraftValue])[] => {
    if (tradingParties.has(role) || !isDraftObject(party)) return party === undefined ? [] : [[role, party]]
    const kept = Object.entries(party).filter(([member]) => asked.has(`parties.${role}.${member}`))
    return kept.length === 0 ? [] : [[role, Object.fromEntries(kept)]]
  })
  return { ...draft, parties: Object.fromEntries(given) }
}

/** Paths that the forms of the administrations read. */
function askedOf(counterpart: 'hongkong' | 'macao', administrations: readonly Customs[], { plans }: Knowledge): ReadonlySet<string> {
  const forms = plans[counterpart].forms.filter((form) => administrations.includes(form.customs))
  return new Set(forms.flatMap((form) => form.groups.flatMap((group) => group.rows.flatMap((row) => row.paths.map((path) => patternOf(path([])))))))
}

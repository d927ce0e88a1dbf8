// A shipment of one organisation as it stands: folded from its stream. It is plain JSON, so that a read model can keep it.
import { invariant } from '../../base/invariant.ts'
import type { Instant } from '../../base/instant.ts'
import type { Customs, OrganisationId } from '../../domain/access/index.ts'
import { stageOf, type AnswerReference, type FilingKind, type Stage, type StagedAnswer } from '../../domain/declaration/index.ts'
import type { Digest, Entry } from '../../journal/index.ts'
import type {
  AgreedFacts,
  ChangeProposed,
  Difference,
  FieldChange,
  Filed,
  FiledFile,
  ShipmentEventKind,
  ShipmentAmended,
  ShipmentEvents,
  ShipmentShared,
  SharedFrom,
} from './events.ts'

/** One filing of the shipment, with the customs it was made with. */
export interface FilingStatus {
  readonly customs: Customs
  readonly filing: FilingKind
  readonly stage: Stage
  /** Revision of the shipment that was last sent. */
  readonly sentRevision: number
  /** Revision that wrote what is to be sent, or was sent last; `keptBack` is not counted. */
  readonly fileRevision: number
  readonly sentAt: Instant | null
  /** Every answer of this revision, by which the stage is told; the texts stand in the stream. */
  readonly answers: readonly StagedAnswer[]
  /** While it waits to be sent again: the answers to the revision that customs holds. */
  readonly heldAnswers?: readonly StagedAnswer[]
  /** A customs has said yes to it, whatever came after. */
  readonly wasAccepted?: true
  /** An amendment has no use for it any more, and customs holds it. */
  readonly isDropped?: true
  /** Numbers that customs and its systems gave. */
  readonly reference: AnswerReference
  /** Revision whose files are written and not sent: customs has to be asked first, or the driver has to unbundle. */
  readonly keptBack?: number
  readonly changedAt: Instant
}

export interface OpenProposal extends ChangeProposed {
  readonly by: string
  readonly at: Instant
  /** The amended text, where there is one. */
  readonly document: Digest | null
}

export interface GivenShare extends ShipmentShared {
  readonly at: Instant
  readonly takenBy: OrganisationId | null
  /** Revision that the other side filed; 0 for none yet. */
  readonly filedRevision: number
  /** What the other side filed otherwise than it was given. */
  readonly corrections: readonly FieldChange[]
}

export interface CheckedAgreement {
  readonly other: OrganisationId
  readonly revision: number
  readonly otherRevision: number
  readonly differences: readonly Difference[]
}

export interface FiledShipment {
  readonly id: string
  /** What customs' answers come back by. */
  readonly senderNumber: string
  readonly organisation: OrganisationId
  readonly reference: string
  readonly direction: string
  readonly counterpart: string
  readonly isSample: boolean
  readonly filedAt: Instant
  readonly by: string
  readonly chain: string
  /** Of the entry that it was first filed with. */
  readonly position: number
  /** Number within the chain's series, from 1. */
  readonly number: number
  /** Entries of the stream that are folded in; what an append expects. */
  readonly version: number
  readonly changedAt: Instant
  readonly revision: number
  readonly isCancelled: boolean
  /** Hash of the newest dossier in the journal. */
  readonly document: Digest
  readonly ruleSet: string
  /** The moment and the day of the rules that the newest revision was judged by. */
  readonly judgedAt: Instant
  readonly judgedOn: string
  readonly files: readonly FiledFile[]
  readonly filings: readonly FilingStatus[]
  readonly administrations: readonly Customs[]
  readonly agreed: AgreedFacts | null
  readonly sharedFrom: SharedFrom | null
  /** The single window's number that the newest mainland message carries. */
  readonly unifiedNumber: string | null
  readonly proposals: readonly OpenProposal[]
  readonly shares: readonly GivenShare[]
  readonly agreements: readonly CheckedAgreement[]
}

/** What a customs says after it has accepted. */
export const acceptedStages: ReadonlySet<Stage | 'notice'> = new Set(['accepted', 'tax-due', 'inspection', 'released', 'cleared'])

/** Where the filing stands at customs: what waits to be sent again is there in an older revision. */
export function heldStage({ stage, sentRevision, heldAnswers = [] }: FilingStatus): Stage {
  return stage === 'waiting' && sentRevision > 0 ? toldBy(heldAnswers, 'sent') : stage
}

function toldBy(answers: readonly StagedAnswer[], before: Stage): Stage {
  const told = stageOf(answers)
  return told === undefined || told === 'notice' ? before : told
}

/** The state after one more entry of its stream; undefined before the first. */
export function evolveShipment(state: FiledShipment | undefined, entry: Entry): FiledShipment | undefined {
  const kind = entry.kind as ShipmentEventKind
  if (state === undefined) return kind === 'ShipmentFiled' ? firstFiled(entry.payload as unknown as Filed, entry) : undefined
  const evolve = evolutions[kind] as ((state: FiledShipment, payload: unknown, entry: Entry) => Partial<FiledShipment>) | undefined
  invariant(evolve !== undefined, `events of a shipment are known, '${entry.kind}' too`)
  return { ...state, ...evolve(state, entry.payload, entry), version: entry.version, changedAt: entry.writtenAt }
}

type Evolutions = { readonly [Kind in ShipmentEventKind]: (state: FiledShipment, payload: ShipmentEvents[Kind], entry: Entry) => Partial<FiledShipment> }

const evolutions: Evolutions = {
  // A stream has one first filing; an amendment is an event of its own.
  ShipmentFiled: () => ({}),
  ShipmentAmended: (state, amended, entry) => ({
    ...filedPart(amended, entry),
    revision: amended.revision,
    filings: refiled(state, amended, entry.writtenAt),
    proposals: without(state.proposals, amended.proposal),
    sharedFrom: amended.sharedFrom ?? state.sharedFrom,
  }),
  // What else was proposed has nothing left to change.
  ShipmentCancelled: (state, _, { writtenAt }) => ({
    isCancelled: true,
    proposals: [],
    filings: state.filings.map((filing) => (filing.stage === 'waiting' ? notResent(filing, writtenAt) : filing)),
  }),
  ChangeProposed: (state, proposed, { actor, writtenAt, document }) => ({
    proposals: [...state.proposals, { ...proposed, by: actor, at: writtenAt, document: document ?? null }],
  }),
  ChangeRefused: (state, { proposal }) => ({ proposals: without(state.proposals, proposal) }),
  FilingsSent: (state, { customs, revision }, { writtenAt }) => ({
    filings: state.filings.map((filing) => {
      const isFirst = filing.stage !== 'waiting' && filing.sentRevision === 0
      if (filing.customs !== customs || (filing.stage !== 'waiting' && !isFirst)) return filing
      const { heldAnswers: _heldAnswers, ...rest } = filing
      const sent = { ...rest, sentRevision: revision, sentAt: writtenAt }
      // Amended while it was on its way: what was sent is not the newest. Or customs was faster than the record of sending.
      return isFirst || revision < filing.fileRevision ? sent : { ...sent, stage: 'sent', changedAt: writtenAt }
    }),
  }),
  CustomsAnswered: (state, answer, { writtenAt }) => ({
    filings: state.filings.map((filing) => {
      const { heldAnswers = [] } = filing
      if (filing.filing !== answer.filing || [...filing.answers, ...heldAnswers].some((each) => each.digest === answer.digest)) return filing
      const { stage, noticedAt, digest } = answer
      const staged: StagedAnswer = { stage, digest, ...(noticedAt === null ? {} : { noticedAt }) }
      const told = { ...filing, reference: { ...filing.reference, ...answer.reference }, ...(acceptedStages.has(stage) ? { wasAccepted: true as const } : {}) }
      // An answer to what was sent before; what waits to be sent again still has to go.
      if (filing.stage === 'waiting' && filing.sentRevision > 0) return { ...told, heldAnswers: [...heldAnswers, staged] }
      const answers = [...filing.answers, staged]
      return { ...told, answers, stage: toldBy(answers, filing.stage), changedAt: writtenAt }
    }),
  }),
  ShipmentShared: (state, shared, { writtenAt }) => ({
    shares: [...state.shares, { ...shared, at: writtenAt, takenBy: null, filedRevision: 0, corrections: [] }],
  }),
  ShareTaken: (state, { share, organisation }) => ({
    shares: state.shares.map((each) => (each.share === share ? { ...each, takenBy: organisation } : each)),
  }),
  // What arrives late, of older revisions than is known already, says nothing new.
  OtherSideFiled: (state, { share, revision, corrections }) => ({
    shares: state.shares.map((each) => (each.share === share && revision >= each.filedRevision ? { ...each, filedRevision: revision, corrections } : each)),
  }),
  AgreementChecked: (state, { other, revision, otherRevision, differences }) => {
    const known = state.agreements.find((each) => each.other === other)
    if (known !== undefined && (known.revision > revision || known.otherRevision > otherRevision)) return {}
    return { agreements: [...state.agreements.filter((each) => each !== known), { other, revision, otherRevision, differences }] }
  },
}

function firstFiled(filed: Filed, entry: Entry): FiledShipment {
  return {
    id: filed.id,
    senderNumber: filed.senderNumber ?? filed.id,
    organisation: entry.organisation,
    reference: filed.reference,
    filedAt: entry.writtenAt,
    by: entry.actor,
    chain: entry.chain,
    position: entry.position,
    number: entry.number?.value ?? 0,
    version: entry.version,
    changedAt: entry.writtenAt,
    revision: 1,
    isCancelled: false,
    filings: kindsOf(filed).map((of) => newFiling(of, 1, entry.writtenAt)),
    proposals: [],
    shares: [],
    agreements: [],
    sharedFrom: filed.sharedFrom ?? null,
    ...filedPart(filed, entry),
  }
}

type FiledPart = Pick<
  FiledShipment,
  'direction' | 'counterpart' | 'isSample' | 'document' | 'ruleSet' | 'judgedAt' | 'judgedOn' | 'files' | 'administrations' | 'agreed' | 'unifiedNumber'
>

function filedPart(filed: Filed, entry: Entry): FiledPart {
  invariant(entry.document !== undefined, 'what is filed has a dossier')
  return {
    direction: filed.direction,
    counterpart: filed.counterpart,
    isSample: filed.isSample,
    document: entry.document,
    ruleSet: entry.ruleSet,
    judgedAt: filed.judgedAt,
    judgedOn: filed.judgedOn,
    files: filed.files,
    administrations: filed.administrations ?? [...new Set(filed.files.map((file) => file.customs))],
    agreed: filed.agreed ?? null,
    unifiedNumber: filed.unifiedNumber ?? null,
  }
}

type FilingOf = Pick<FilingStatus, 'customs' | 'filing'>

function kindsOf({ files }: Filed): readonly FilingOf[] {
  const kinds = new Map(files.map((file) => [file.kind, { customs: file.customs, filing: file.kind }]))
  return [...kinds.values()]
}

function newFiling(of: FilingOf, revision: number, at: Instant): FilingStatus {
  return { ...of, stage: 'waiting', sentRevision: 0, fileRevision: revision, sentAt: null, answers: [], reference: {}, changedAt: at }
}

/** A cancelled shipment sends nothing more: what customs never had is gone, what it has stands as customs said. */
function notResent(filing: FilingStatus, at: Instant): FilingStatus {
  if (filing.sentRevision === 0) return { ...filing, stage: 'deleted', changedAt: at }
  const { heldAnswers = [], ...rest } = filing
  return { ...rest, stage: heldStage(filing), answers: heldAnswers, changedAt: at }
}

/** What the amendment does to each filing; the numbers that customs gave stay with it. */
function refiled(state: FiledShipment, amended: ShipmentAmended, at: Instant): readonly FilingStatus[] {
  return kindsOf(amended).map((of) => {
    const before = state.filings.find((each) => each.filing === of.filing)
    const effect = amended.effects.find((each) => each.filing === of.filing)
    if (before === undefined) return newFiling(of, amended.revision, at)
    if (effect === undefined) return before
    if (effect.isDropped === true) return { ...(before.stage === 'waiting' ? notResent(before, at) : before), isDropped: true }
    const { isDropped: _isDropped, ...known } = before
    switch (effect.effect) {
      case 'added':
      case 'replaced':
      case 'resent':
        return resent(known, amended.revision, at)
      case 'amend-at-customs':
      case 'unbundle-first':
        return { ...known, keptBack: amended.revision, changedAt: at }
      default:
        return known
    }
  })
}

function resent({ keptBack: _keptBack, ...known }: FilingStatus, revision: number, at: Instant): FilingStatus {
  // Customs may have answered before it was recorded that it was sent.
  const isHeld = known.sentRevision > 0 || known.answers.length > 0
  const heldAnswers = known.stage === 'waiting' ? (known.heldAnswers ?? []) : known.answers
  return { ...known, stage: 'waiting', fileRevision: revision, answers: [], ...(isHeld ? { heldAnswers } : {}), changedAt: at }
}

function without(proposals: readonly OpenProposal[], proposal: string | undefined): readonly OpenProposal[] {
  return proposals.filter((each) => each.proposal !== proposal)
}

// What happened to a shipment, one sentence per event: who, what customs said, what to do next. An answer that came twice
// stands once. Words are codes of the message table: `event.<Kind>`, and of answers those of answer-words.ts.
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import { dateIn } from '../../../base/instant.ts'
import { answerWords } from '../../../domain/declaration/index.ts'
import type { Entry } from '../../../journal/index.ts'
import type { Knowledge } from '../../knowledge.ts'
import type { Scope } from '../../../domain/access/index.ts'
import type { ScopedJournal } from '../../ports.ts'
import { streamOf, type FieldChange, type ShipmentEventKind, type ShipmentEvents } from '../events.ts'
import type { FiledShipment } from '../state.ts'
import { changeLine, type Wording } from './change-view.ts'
import { timeOf, type Reader } from './shipment-rows.ts'

export interface TimelineEvent {
  readonly position: number
  readonly at: string
  readonly kind: string
  readonly by: string
  readonly byName?: string
  readonly title: string
  readonly detail?: string
  readonly customs?: string
  readonly filing?: string
  readonly stage?: string
  readonly stageName?: string
  readonly code?: string
  readonly codeName?: string
  readonly nextStep?: string
  readonly note?: string
  readonly isSimulated?: boolean
  readonly document?: string
}

type Told = Omit<TimelineEvent, 'position' | 'at' | 'kind' | 'by' | 'byName'>

interface Telling {
  readonly entry: Entry
  readonly reader: Reader
  readonly say: (code: string, params?: Readonly<Record<string, string | number>>) => string
  readonly wording: Wording
  readonly knowledge: Knowledge
  /** Who had proposed what is decided: the actor by the id of the proposal. */
  readonly proposers: ReadonlyMap<string, string>
}

/** Changes that are named in one event; the rest is counted. */
const maxChangesNamed = 5

/** The entries of a shipment's stream that somebody may read. */
export async function streamEntries(journal: ScopedJournal, scope: Scope, { chain, id }: FiledShipment): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const batch of journal.readStream(scope, chain, streamOf(id))) entries.push(...batch)
  return entries
}

/** Entries of the stream from its first on; oldest first. */
export function timelineOf(entries: readonly Entry[], reader: Reader, knowledge: Knowledge, language: Language): readonly TimelineEvent[] {
  const proposers = new Map<string, string>()
  const seen = new Set<string>()
  const say: Telling['say'] = (code, params = {}) => renderMessage(code, params, knowledge.messages, language)
  return entries.flatMap((entry): readonly TimelineEvent[] => {
    const { kind, payload, position, writtenAt, actor } = entry
    if (kind === 'ChangeProposed') proposers.set((payload as unknown as ShipmentEvents['ChangeProposed']).proposal, actor)
    if (kind === 'CustomsAnswered') {
      const { filing, digest } = payload as unknown as ShipmentEvents['CustomsAnswered']
      if (seen.has(`${filing} ${digest}`)) return []
      seen.add(`${filing} ${digest}`)
    }
    const tell = tellings[kind as ShipmentEventKind] as ((payload: unknown, telling: Telling) => Told) | undefined
    if (tell === undefined) return []
    const wording = { knowledge, language, on: dateIn('Asia/Hong_Kong', writtenAt) }
    const told = tell(payload, { entry, reader, say, wording, knowledge, proposers })
    const byName = reader.names.get(actor)
    return [{ position, at: timeOf(writtenAt), kind, by: actor, ...(byName === undefined ? {} : { byName }), ...told }]
  })
}

type Tellings = { readonly [Kind in ShipmentEventKind]: (payload: ShipmentEvents[Kind], telling: Telling) => Told }

const tellings: Tellings = {
  ShipmentFiled: ({ reference, files, sharedFrom }, { say, reader }) => {
    const params = { reference, count: filingsIn(files) }
    if (sharedFrom === undefined) return { title: say('event.ShipmentFiled', params) }
    return { title: say('event.ShipmentFiled.shared', { ...params, sender: nameOf(sharedFrom.organisation, reader) }) }
  },
  ShipmentAmended: ({ revision, reason, changes, proposedBy }, telling) => ({
    title: telling.say('event.ShipmentAmended', { revision, count: changes.length }),
    detail: sentences([reasonOf(reason, telling), approvalOf(proposedBy, telling), linesOf(changes, telling)]),
  }),
  ShipmentCancelled: ({ reason, proposedBy }, telling) => ({
    title: telling.say('event.ShipmentCancelled'),
    detail: sentences([reasonOf(reason, telling), approvalOf(proposedBy, telling)]),
    nextStep: telling.say('event.ShipmentCancelled.next'),
  }),
  ChangeProposed: ({ change, reason, changes }, telling) => ({
    title: telling.say(`event.ChangeProposed.${change}`),
    detail: sentences([reasonOf(reason, telling), linesOf(changes, telling)]),
    nextStep: telling.say('event.ChangeProposed.next'),
  }),
  ChangeRefused: ({ proposal, reason }, telling) => {
    const isWithdrawn = telling.proposers.get(proposal) === telling.entry.actor
    return { title: telling.say(isWithdrawn ? 'event.ChangeRefused.withdrawn' : 'event.ChangeRefused'), detail: reasonOf(reason, telling) }
  },
  FilingsSent: ({ customs, revision, files, channel }, { say }) => ({
    title: say('event.FilingsSent', { customs: `#customs.${customs}`, count: files.length, revision }),
    detail: say('event.FilingsSent.detail', { channel }),
    customs,
  }),
  CustomsAnswered: ({ customs, filing, stage, code, note, isSimulated }, { say, entry }) => {
    const words = answerWords({ stage, code, filing })
    return {
      title: say('event.CustomsAnswered', { customs: `#customs.${customs}`, filing: `#filing.${filing}`, answer: say(words.codeName) }),
      customs,
      filing,
      stage,
      stageName: say(words.stageName),
      code,
      codeName: say(words.codeName),
      nextStep: say(words.nextStep),
      ...(note === '' ? {} : { note }),
      isSimulated,
      ...(entry.document === undefined ? {} : { document: entry.document }),
    }
  },
  ShipmentShared: ({ by, partyNumber, administrations, expiresAt }, { say }) => ({
    title: say(`event.ShipmentShared.${by}`, { number: partyNumber, customs: `#customs.${administrations[0] ?? 'mainland'}` }),
    ...(expiresAt === null ? {} : { detail: say('event.ShipmentShared.expires', { until: timeOf(expiresAt) }) }),
  }),
  ShareTaken: ({ organisation }, { say, reader }) => ({ title: say('event.ShareTaken', { receiver: nameOf(organisation, reader) }) }),
  OtherSideFiled: ({ organisation, revision, corrections }, telling) => ({
    title: telling.say('event.OtherSideFiled', { receiver: nameOf(organisation, telling.reader), revision, count: corrections.length }),
    ...(corrections.length === 0 ? {} : { detail: linesOf(corrections, telling), nextStep: telling.say('event.OtherSideFiled.next') }),
  }),
  AgreementChecked: ({ other, differences }, { say, reader }) => {
    const params = { other: nameOf(other, reader), count: differences.length }
    if (differences.length === 0) return { title: say('event.AgreementChecked', params) }
    const lines = differences.map((each) => say('change.line', { label: `#agreement.${each.fact}`, before: each.own, after: each.other }))
    return { title: say('event.AgreementChecked.differs', params), detail: lines.join('; '), nextStep: say('sides_disagree.fix') }
  },
}

function filingsIn(files: readonly { readonly kind: string }[]): number {
  return new Set(files.map((file) => file.kind)).size
}

function nameOf(organisation: string, { organisationName }: Reader): string {
  return organisationName(organisation) ?? organisation
}

function reasonOf(reason: string, { say }: Telling): string {
  return say('event.reason', { reason })
}

function approvalOf(proposedBy: string | undefined, { say, reader }: Telling): string {
  if (proposedBy === undefined) return ''
  return say('event.proposed-by', { name: reader.names.get(proposedBy) ?? proposedBy })
}

function linesOf(changes: readonly FieldChange[], { wording, say }: Telling): string {
  const lines = changes.slice(0, maxChangesNamed).map((each) => changeLine(each, wording))
  const more = changes.length - lines.length
  return [...lines, ...(more === 0 ? [] : [say('event.more', { count: more })])].join('; ')
}

function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

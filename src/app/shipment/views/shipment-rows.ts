// A filed shipment as lists and pages show it. Names of people are those of the reader's own organisation.
import { formatInstant, type Instant } from '../../../base/instant.ts'
import type { CivilDate } from '../../../base/civil-date.ts'
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import { stageNameCode, stageNextCode } from '../../../domain/declaration/index.ts'
import type { Knowledge } from '../../knowledge.ts'
import type { FiledShipment, FilingStatus, GivenShare, OpenProposal } from '../state.ts'
import { viewEffect, viewFieldChange, type Wording } from './change-view.ts'

/** Names by actor; who is not in it has none that the reader may know. */
export type Names = ReadonlyMap<string, string>

export function viewRow(filed: FiledShipment, names: Names, knowledge: Knowledge, language: Language) {
  const byName = names.get(filed.by)
  return {
    id: filed.id,
    reference: filed.reference,
    direction: filed.direction,
    counterpart: filed.counterpart,
    isSample: filed.isSample,
    filedAt: timeOf(filed.filedAt),
    changedAt: timeOf(filed.changedAt),
    by: filed.by,
    ...(byName === undefined ? {} : { byName }),
    revision: filed.revision,
    isCancelled: filed.isCancelled,
    administrations: filed.administrations,
    filings: filed.filings.map(({ customs, filing, stage, changedAt }) => ({
      customs,
      filing,
      stage,
      stageName: renderMessage(stageNameCode(stage), {}, knowledge.messages, language),
      changedAt: timeOf(changedAt),
    })),
    openProposals: filed.proposals.length,
    differences: filed.agreements.reduce((count, each) => count + each.differences.length, 0),
    shares: filed.shares.length,
    sharedFrom: filed.sharedFrom === null ? null : { organisation: filed.sharedFrom.organisation, share: filed.sharedFrom.share, revision: filed.sharedFrom.revision },
    // Where it stands in the journal, for checkpoints, receipts and the next page.
    chain: filed.chain,
    position: filed.position,
    number: filed.number,
    ruleSet: filed.ruleSet,
    judgedAt: timeOf(filed.judgedAt),
    judgedOn: filed.judgedOn,
    files: filed.files,
  }
}

/** What the reader has to know of the organisation and of themself. */
export interface Reader {
  readonly names: Names
  /** The actors that are the reader: themself and their keys. */
  readonly isMine: (actor: string) => boolean
  readonly organisationName: (id: string) => string | undefined
}

export function viewDetail(filed: FiledShipment, reader: Reader, knowledge: Knowledge, language: Language) {
  const wording: Wording = { knowledge, language, on: filed.judgedOn as CivilDate }
  return {
    ...viewRow(filed, reader.names, knowledge, language),
    version: filed.version,
    filings: filed.filings.map((each) => viewFiling(each, filed.isCancelled, wording)),
    proposals: filed.proposals.map((each) => viewProposal(each, filed, reader, wording)),
    shares: filed.shares.map((each) => viewShare(each, reader, wording)),
    agreements: filed.agreements.map((each) => {
      const otherName = reader.organisationName(each.other)
      return { ...each, ...(otherName === undefined ? {} : { otherName }) }
    }),
  }
}

/** Stages at which nothing of a filing is left at customs. */
const goneStages: ReadonlySet<string> = new Set(['waiting', 'rejected', 'deleted'])

export function viewFiling({ customs, filing, stage, reference, sentAt, sentRevision, changedAt, keptBack, isDropped }: FilingStatus, isCancelled: boolean, { knowledge, language }: Wording) {
  const say = (code: string): string => renderMessage(code, {}, knowledge.messages, language)
  const isUnwanted = (isCancelled || isDropped === true) && !goneStages.has(stage)
  const nextStep = isUnwanted ? 'filing.unwanted.next' : keptBack === undefined ? stageNextCode(stage, filing) : 'filing.kept-back.next'
  return {
    customs,
    filing,
    filingName: say(`filing.${filing}`),
    stage,
    stageName: say(stageNameCode(stage)),
    nextStep: say(nextStep),
    reference,
    sentAt: sentAt === null ? null : timeOf(sentAt),
    sentRevision,
    ...(keptBack === undefined ? {} : { keptBack }),
    ...(isDropped === undefined ? {} : { isDropped }),
    changedAt: timeOf(changedAt),
  }
}

function viewProposal({ document: _document, ...open }: OpenProposal, { revision }: FiledShipment, { names, isMine }: Reader, wording: Wording) {
  const byName = names.get(open.by)
  return {
    ...open,
    ...(byName === undefined ? {} : { byName }),
    at: timeOf(open.at),
    changes: open.changes.map((each) => viewFieldChange(each, wording)),
    effects: open.effects.map((each) => viewEffect(each, wording)),
    isMine: isMine(open.by),
    isOutdated: open.revision !== revision,
  }
}

function viewShare({ codeHash: _codeHash, ...share }: GivenShare, { organisationName }: Reader, wording: Wording) {
  const takenByName = share.takenBy === null ? undefined : organisationName(share.takenBy)
  return {
    ...share,
    ...(takenByName === undefined ? {} : { takenByName }),
    at: timeOf(share.at),
    expiresAt: share.expiresAt === null ? null : timeOf(share.expiresAt),
    corrections: share.corrections.map((each) => viewFieldChange(each, wording)),
  }
}

export function timeOf(at: Instant): string {
  return formatInstant('Asia/Hong_Kong', at)
}

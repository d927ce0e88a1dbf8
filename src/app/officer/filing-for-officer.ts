// One filing as the officer of its administration sees it: what was filed with them and nothing else of the shipment, the
// differences between the two sides, what was decided before, and what may be decided now.
import { formatInstant } from '../../base/instant.ts'
import type { CivilDate } from '../../base/civil-date.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage } from '../../base/message.ts'
import { decodeText } from '../../base/text-codec.ts'
import { answerWords, stageNameCode, type FilingView } from '../../domain/declaration/index.ts'
import { readDraftText } from '../../domain/submission/index.ts'
import type { Knowledge } from '../knowledge.ts'
import type { FilingRow, FiledShipment, Journal } from '../ports.ts'
import { prepareShipment } from '../prepare-shipment.ts'
import { filedAt } from '../shipment/sides/given-draft.ts'
import { openDossier } from '../shipment/dossier.ts'
import { streamOf, type CustomsAnswered } from '../shipment/events.ts'
import { inputOf } from '../shipment/file-shipment.ts'
import { viewFiling } from '../shipment-view.ts'
import { allowedFor, type OfficerDecisions } from './decisions.ts'
import type { Digest } from '../../journal/index.ts'

export interface OfficerReading {
  readonly journal: Journal
  readonly knowledge: Knowledge
  readonly decisions: OfficerDecisions
  readonly hashText: (text: string) => Digest
  readonly language: Language
}

export function viewFilingRow(row: FilingRow, organisationName: string, { knowledge, language }: Pick<OfficerReading, 'knowledge' | 'language'>) {
  const { names: _names, senderNumber: _senderNumber, sentRevision, numbers, changedAt, ...rest } = row
  return {
    ...rest,
    // What an officer looks at is what was sent.
    revision: sentRevision === 0 ? row.revision : sentRevision,
    organisationName,
    filingName: say(`filing.${row.filing}`, knowledge, language),
    stageName: say(stageNameCode(row.stage), knowledge, language),
    numbers,
    changedAt: formatInstant('Asia/Hong_Kong', changedAt),
  }
}

export async function viewFilingForOfficer(row: FilingRow, shipment: FiledShipment, organisationName: string, reading: OfficerReading) {
  const { knowledge, decisions, language } = reading
  const differences = shipment.agreements.flatMap((each) => each.differences)
  return {
    row: viewFilingRow(row, organisationName, reading),
    title: say(`filing.${row.filing}`, knowledge, language),
    view: (await filingView(row, await sentOf(row, shipment, reading), reading)) ?? null,
    differences: differences.map((each) => ({ ...each, factName: say(`agreed.${each.fact}`, knowledge, language) })),
    history: await historyOf(row, shipment, reading),
    decisions: allowedFor(row, decisions).map(({ decision, needsReason }) => ({
      decision,
      needsReason,
      name: say(`decision.${decision}`, knowledge, language),
    })),
  }
}

/** The shipment as it was sent: a later revision may still be kept back. */
async function sentOf({ sentRevision }: FilingRow, shipment: FiledShipment, { journal }: OfficerReading): Promise<FiledShipment> {
  if (sentRevision === 0 || sentRevision === shipment.revision) return shipment
  return (await filedAt(journal, shipment, sentRevision)) ?? shipment
}

/** Undefined where today's tables cannot read any more what was filed by earlier ones. */
async function filingView({ filing }: FilingRow, shipment: FiledShipment, { journal, knowledge, hashText, language }: OfficerReading): Promise<FilingView | undefined> {
  const document = await journal.document(shipment.chain, shipment.organisation, shipment.document)
  if (document === undefined) return undefined
  const dossier = openDossier(document.bytes)
  const text = decodeText(dossier.received, 'utf-8')
  const read = text.kind === 'text' ? readDraftText(text.text) : undefined
  if (read === undefined || !read.ok) return undefined
  const preparation = prepareShipment(inputOf(shipment, dossier, read.value.draft, hashText), knowledge)
  if (preparation.kind === 'unreadable') return undefined
  const { filings, forms } = preparation.shipment
  const at = filings.findIndex((each) => each.kind === filing)
  const [found, form] = [filings[at], forms[at]]
  return found === undefined || form === undefined ? undefined : viewFiling(found, form, shipment.judgedOn as CivilDate, knowledge, language)
}

async function historyOf(row: FilingRow, shipment: FiledShipment, { journal, knowledge, language }: OfficerReading) {
  const history: { readonly at: string; readonly title: string; readonly note: string; readonly code: string }[] = []
  for await (const entries of journal.readStream(shipment.chain, streamOf(shipment.id))) {
    for (const entry of entries) {
      if (entry.kind !== 'CustomsAnswered') continue
      const answer = entry.payload as unknown as CustomsAnswered
      if (answer.filing !== row.filing) continue
      const words = answerWords(answer)
      const at = formatInstant('Asia/Hong_Kong', answer.noticedAt ?? entry.writtenAt)
      history.push({ at, title: say(words.codeName, knowledge, language), note: answer.note, code: answer.code })
    }
  }
  return history
}

function say(code: string, knowledge: Knowledge, language: Language): string {
  return renderMessage(code, {}, knowledge.messages, language)
}

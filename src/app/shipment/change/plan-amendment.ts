// What an amendment would do: the new text is prepared and judged like a filing, beside the old one. Nothing is kept here.
import { hasError, type Issue } from '../../../base/issue.ts'
import { readDraftText } from '../../../domain/submission/index.ts'
import { chooseForm, type Filing, type FilingKind, type Form, type Stage } from '../../../domain/declaration/index.ts'
import type { Knowledge } from '../../knowledge.ts'
import { prepareShipment, type PreparedShipment, type ShipmentInput } from '../../prepare-shipment.ts'
import { receivedText, type Dossier } from '../dossier.ts'
import type { ChangeEffect, Effect, FieldChange } from '../events.ts'
import { notInTheirName, type Standing } from '../in-whose-name.ts'
import { backdatingOf } from '../prepare-filing.ts'
import { acceptedStages, heldStage, type FiledShipment, type FilingStatus } from '../state.ts'
import { effectOf, shippedEffects, type ChangeKind } from './change-effects.ts'
import { changeIssue } from './change-issue.ts'
import { elementChanges } from './element-changes.ts'
import { fieldChanges, fieldValues } from './field-changes.ts'

export interface AmendmentQuestion {
  readonly filed: FiledShipment
  /** Of the newest revision. */
  readonly dossier: Dossier
  readonly input: ShipmentInput
  readonly standing: Standing
}

export interface AmendmentPlan {
  readonly after: PreparedShipment
  readonly changes: readonly FieldChange[]
  readonly effects: readonly ChangeEffect[]
  /** Those of the new text, and those of changing what was filed. */
  readonly issues: readonly Issue[]
}

export type PlannedAmendment = { readonly kind: 'planned'; readonly plan: AmendmentPlan } | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }

/** Effects by which files of a new revision go out by themselves. */
export const sentEffects: ReadonlySet<Effect> = new Set(['added', 'replaced', 'resent'])
/** Effects by which they are written and wait. */
export const keptBackEffects: ReadonlySet<Effect> = new Set(['amend-at-customs', 'unbundle-first'])

/** Rules about the moment of one filing: what does not go out now is not judged by the clock again. */
const momentRules: Readonly<Record<string, FilingKind>> = {
  'R12.window': 'hongkong-cargo',
  'R12.bundling': 'hongkong-bundling',
  'R13.deadline': 'hongkong-declaration',
  'R14.validity': 'macao-declaration',
  'R18.appointment': 'macao-declaration',
}

export function planAmendment(question: AmendmentQuestion, knowledge: Knowledge): PlannedAmendment {
  const { filed, input, standing } = question
  const again = { administrations: filed.administrations, senderNumber: filed.senderNumber, unifiedNumber: unifiedNumberOf(filed) }
  const preparation = prepareShipment({ ...input, ...again }, knowledge)
  if (preparation.kind === 'unreadable') return preparation
  const after = preparation.shipment
  const before = preparedBefore(question, again, knowledge)
  const changes = before === undefined ? everyValue(after, knowledge) : fieldChanges(before.submission, after.submission, knowledge.fields)
  const effects = effectsOf(question, before, after, changes.length > 0, knowledge)
  const isSent = (kind: FilingKind): boolean => effects.some((each) => each.filing === kind && sentEffects.has(each.effect))
  const judged = after.issues.filter(({ rule }) => {
    const kind = momentRules[rule]
    return kind === undefined || isSent(kind)
  })
  const issues = [
    ...judged,
    ...backdatingOf(after, input),
    ...notInTheirName(after, standing),
    ...administrationIssues(filed, standing),
    ...identityIssues(filed, after),
    ...formTypeIssues(filed, before, after),
    ...effectIssues('amendment', effects),
    ...(changes.length === 0 && effects.every((each) => each.effect === 'unchanged') ? [changeIssue('amendment_nothing', 'nothing')] : []),
    ...otherSideIssues(filed),
  ]
  return { kind: 'planned', plan: { after, changes, effects, issues } }
}

export function isPlanAcceptable({ issues }: Pick<AmendmentPlan, 'issues'>): boolean {
  return !hasError(issues)
}

/** What customs deleted is declared anew: its number is gone with it. */
function unifiedNumberOf({ filings }: FiledShipment): string | undefined {
  const declaration = filings.find((each) => each.filing === 'mainland-declaration')
  return declaration === undefined || declaration.stage === 'deleted' ? undefined : declaration.reference.unifiedNumber
}

/** The old text by the tables and at the moment of the new one, so that a difference is somebody's change and nothing else. */
function preparedBefore({ filed, dossier, input }: AmendmentQuestion, again: Partial<ShipmentInput>, knowledge: Knowledge): PreparedShipment | undefined {
  const read = readDraftText(receivedText(dossier))
  if (!read.ok) return undefined
  const preparation = prepareShipment({ ...input, ...again, draft: read.value.draft, profiles: dossier.profiles }, knowledge)
  return preparation.kind === 'prepared' && preparation.shipment.id === filed.id ? preparation.shipment : undefined
}

function everyValue({ submission }: PreparedShipment, { fields }: Knowledge): readonly FieldChange[] {
  return [...fieldValues(submission, fields)].map(([path, after]) => ({ path, before: '', after }))
}

function effectsOf({ filed }: AmendmentQuestion, before: PreparedShipment | undefined, after: PreparedShipment, isChanged: boolean, knowledge: Knowledge): readonly ChangeEffect[] {
  const isBundled = isBundledNow(filed)
  const table = shippedEffects(knowledge)
  const asTable = (change: ChangeKind, filing: FilingKind, stage: Stage): Effect => effectOf(table, { change, filing, stage, isBundled, on: after.on }).effect
  const made = after.forms.flatMap((form, index): readonly ChangeEffect[] => {
    const filing = after.filings[index]
    const known = filed.filings.find((each) => each.filing === form.kind)
    if (filing === undefined || filing.groups.length === 0) return []
    if (known === undefined) return [{ customs: form.customs, filing: form.kind, effect: 'added', elements: [] }]
    const { elements, more } = elementChanges(filingIn(before, form), filing)
    return [{ customs: form.customs, filing: form.kind, effect: effectOn(known, elements.length > 0, isChanged, asTable('amendment', form.kind, known.stage)), elements, ...(more === 0 ? {} : { more }) }]
  })
  const dropped = filed.filings
    .filter((known) => known.isDropped !== true && !made.some((each) => each.filing === known.filing))
    .map((known): ChangeEffect => ({ customs: known.customs, filing: known.filing, effect: asTable('cancellation', known.filing, heldStage(known)), elements: [], isDropped: true }))
  return [...made, ...dropped]
}

/**
 * A filing that does not change stays as it is. What was given back goes out again when somebody files the same text once
 * more, and what was kept back goes out with the next revision that may.
 */
function effectOn({ stage, keptBack }: FilingStatus, hasElements: boolean, isChanged: boolean, effect: Effect): Effect {
  if (hasElements) return effect
  const isGivenBack = stage === 'returned' || stage === 'rejected' || stage === 'deleted'
  if (sentEffects.has(effect) && (keptBack !== undefined || (!isChanged && isGivenBack))) return effect
  return 'unchanged'
}

export function isBundledNow({ filings }: FiledShipment): boolean {
  return filings.some((each) => each.filing === 'hongkong-bundling' && acceptedStages.has(heldStage(each)))
}

function filingIn(shipment: PreparedShipment | undefined, { kind }: Form): Filing | undefined {
  return shipment?.filings.find((each) => each.kind === kind)
}

/** Filed with an administration that the organisation does not file with any more. */
function administrationIssues({ administrations }: FiledShipment, standing: Standing): readonly Issue[] {
  const gone = administrations.filter((customs) => !standing.administrations.includes(customs))
  return gone.map((customs) => changeIssue('change_administration_gone', 'administration', { params: { customs: `#customs.${customs}` } }))
}

/** What makes it this shipment: another one is filed as another one. */
function identityIssues(filed: FiledShipment, { id, submission }: PreparedShipment): readonly Issue[] {
  const kept: readonly (readonly [string, string, string])[] = [
    ['reference', filed.reference, submission.reference],
    ['direction', filed.direction, submission.direction],
    ['counterpart', filed.counterpart, submission.counterpart],
    ['isSample', String(filed.isSample), String(submission.isSample === true)],
  ]
  const changed = kept.filter(([, old, now]) => old !== now)
  // The id is made of the reference and the trader's code.
  const isOtherTrader = id !== filed.id && filed.reference === submission.reference
  return [
    ...changed.map(([path, old, now]) => changeIssue('amendment_identity', 'identity', { path, params: { label: `#field.${path}`, before: old, after: now } })),
    ...(isOtherTrader ? [changeIssue('amendment_trader', 'identity', { path: 'parties.trader.uscc', params: { found: submission.parties.trader.uscc ?? '' } })] : []),
  ]
}

const declarationSource = 'Census and Statistics Department, import and export declarations: an amendment cannot change the form type'

function formTypeIssues({ filings }: FiledShipment, before: PreparedShipment | undefined, { submission }: PreparedShipment): readonly Issue[] {
  const declaration = filings.find((each) => each.filing === 'hongkong-declaration')
  const isLodged = declaration !== undefined && !['waiting', 'returned', 'rejected', 'deleted'].includes(declaration.stage)
  if (!isLodged || before === undefined) return []
  const [old, now] = [before.submission, submission].map((each) => each.hongkong.form ?? chooseForm(each).form)
  if (old === now) return []
  return [changeIssue('amendment_form_type', 'form-type', { path: 'hongkong.form', params: { before: old ?? '', after: now ?? '' }, source: declarationSource })]
}

/** What is too late is pointed out; when nothing else is left, that refuses the change. */
export function effectIssues(change: ChangeKind, effects: readonly ChangeEffect[]): readonly Issue[] {
  const late = effects.filter((each) => each.effect === 'too-late')
  const isAllLate = effects.every((each) => each.effect === 'too-late' || each.effect === 'unchanged')
  return late.map(({ filing }) => changeIssue(`${change}_too_late`, 'too-late', { severity: isAllLate ? 'error' : 'warning', params: { filing: `#filing.${filing}` } }))
}

export function otherSideIssues({ shares, sharedFrom }: FiledShipment): readonly Issue[] {
  if (sharedFrom === null && !shares.some((each) => each.filedRevision > 0)) return []
  return [changeIssue('change_other_side', 'other-side', { severity: 'warning' })]
}

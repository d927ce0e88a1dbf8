// A prepared shipment as a person or a program reads it, in one language: filings with names and origins, issues as
// sentences, the count. The command line's --json, the API and the desk show this one view.
import type { Issue } from '../base/issue.ts'
import type { Label, Language } from '../base/language.ts'
import { renderIssue, renderMessage, type RenderedIssue } from '../base/message.ts'
import { formatDecimal } from '../base/decimal.ts'
import type { CivilDate } from '../base/civil-date.ts'
import {
  elementPath,
  hongKongCharge,
  valuesToConfirm,
  type Count,
  type CountView,
  type Filing,
  type FilingKind,
  type FilingView,
  type Form,
  type FormRow,
  type Origin,
  type OriginView,
  type ShipmentView,
} from '../domain/declaration/index.ts'
import { lookup, nameOf, type CodeListId } from '../domain/reference/index.ts'
import { patternOf } from '../domain/submission/index.ts'
import type { Knowledge } from './knowledge.ts'
import type { PreparedShipment } from './prepare-shipment.ts'

export function viewIssues(issues: readonly Issue[], knowledge: Knowledge, language: Language): readonly RenderedIssue[] {
  return issues.map((each) => renderIssue(each, knowledge.messages, language))
}

export function viewShipment(shipment: PreparedShipment, knowledge: Knowledge, language: Language): ShipmentView {
  const { submission } = shipment
  return {
    isAcceptable: shipment.isAcceptable,
    isSample: submission.isSample === true,
    reference: submission.reference,
    direction: submission.direction,
    counterpart: submission.counterpart,
    judgedOn: shipment.on,
    issues: viewIssues(shipment.issues, knowledge, language),
    filings: shipment.filings.flatMap((filing, index) => {
      const form = shipment.forms[index]
      return form === undefined ? [] : [viewFiling(filing, form, shipment.on, knowledge, language)]
    }),
    count: viewCount(shipment.count, valuesToConfirm(shipment, ['V'])),
    countWithUnverified: viewCount(shipment.countWithUnverified, valuesToConfirm(shipment, ['V', 'U'])),
    ...viewCharge(shipment, knowledge, language),
  }
}

function viewCharge({ submission, on }: PreparedShipment, knowledge: Knowledge, language: Language): Pick<ShipmentView, 'hongKongCharge'> {
  const found = submission.counterpart === 'hongkong' ? hongKongCharge(submission, on) : undefined
  if (found === undefined) return {}
  const { choice, valueHkd, charge } = found
  return {
    hongKongCharge: {
      form: submission.hongkong.form ?? choice.form,
      reasons: choice.reasons.map((reason) => renderMessage(reason, {}, knowledge.messages, language)),
      valueHkd: formatDecimal(valueHkd),
      totalHkd: formatDecimal(charge.totalHkd),
      source: charge.source,
    },
  }
}

export function viewFiling(filing: Filing, form: Form, on: CivilDate, knowledge: Knowledge, language: Language): FilingView {
  const rows = new Map(form.groups.flatMap((group) => group.rows.map((row) => [`${group.id}.${row.element}`, row] as const)))
  return {
    kind: filing.kind,
    title: renderMessage(`filing.${filing.kind}`, {}, knowledge.messages, language),
    customs: form.customs,
    groups: filing.groups.map(({ group, index, elements }) => ({
      group,
      index,
      title: groupTitle(filing.kind, group, knowledge, language),
      elements: elements.map(({ element, value, origin }) => {
        const row = rows.get(`${group}.${element}`)
        const name = row === undefined ? element : renderMessage(`element.${row.id}`, {}, knowledge.messages, language)
        const valueName = row === undefined ? undefined : codeName(row, value, on, knowledge, language)
        return {
          element,
          name,
          value,
          path: elementPath(filing.kind, group, index, element),
          mark: row?.fact.mark ?? 'U',
          source: row?.fact.source ?? '',
          origin: viewOrigin(origin, knowledge, language),
          ...(valueName === undefined ? {} : { valueName }),
        }
      }),
    })),
  }
}

function groupTitle(kind: FilingKind, group: string, knowledge: Knowledge, language: Language): string {
  return knowledge.messages.get(`group.${kind}.${group}`)?.[language] ?? group
}

export function viewOrigin(origin: Origin, knowledge: Knowledge, language: Language): OriginView {
  const text = originText(origin, knowledge, language)
  switch (origin.kind) {
    case 'entered':
      return { kind: origin.kind, text, path: origin.path }
    case 'profile':
      return { kind: origin.kind, text, path: origin.path, profile: origin.profile }
    case 'derived':
      return { kind: origin.kind, text, rule: origin.rule, inputs: origin.inputs }
    case 'translated':
      return { ...origin, text }
    case 'constant':
    case 'assigned':
    case 'received':
      return { kind: origin.kind, text }
  }
}

function viewCount(count: Count, toConfirm: readonly string[]): CountView {
  return { ...count, toConfirm, savedPercent: formatDecimal(count.savedPercent), cutInLaterPercent: formatDecimal(count.cutInLaterPercent) }
}

function originText(origin: Origin, knowledge: Knowledge, language: Language): string {
  const say = (code: string, params: Readonly<Record<string, string>>): string => renderMessage(code, params, knowledge.messages, language)
  switch (origin.kind) {
    case 'entered':
      return say('origin.entered.text', { path: origin.path, label: labelRef(origin.path) })
    case 'profile':
      return say('origin.profile.text', { path: origin.path, label: labelRef(origin.path), profile: origin.profile })
    case 'derived':
      return say('origin.derived.text', { rule: inLanguage(knowledge.derivations.get(origin.rule), language) ?? origin.rule })
    case 'translated':
      return say(origin.typed === undefined ? 'origin.translated.text' : 'origin.translated.typed.text', {
        path: origin.path,
        label: labelRef(origin.path),
        list: origin.list,
        from: origin.from,
        ...(origin.typed === undefined ? {} : { typed: origin.typed }),
      })
    case 'constant':
      return say('origin.constant.text', { reason: `#constant.${origin.reason}` })
    case 'assigned':
      return say('origin.assigned.text', { by: `#customs.${origin.by}` })
    case 'received':
      return say('origin.received.text', {})
  }
}

function labelRef(path: string): string {
  return `#field.${patternOf(path)}`
}

function inLanguage(label: Label | undefined, language: Language): string | undefined {
  return label === undefined ? undefined : label[language] || label.en
}

/** The name of a code where the element is taken from a field that has a code list. */
function codeName(row: FormRow, value: string, on: CivilDate, knowledge: Knowledge, language: Language): string | undefined {
  const list = listOf(row, knowledge)
  if (list === undefined) return undefined
  const found = lookup(knowledge.book.list(list), value, on)
  return found.kind === 'found' ? nameOf(found.entry, language) : undefined
}

function listOf(row: FormRow, knowledge: Knowledge): CodeListId | undefined {
  if (row.from.kind === 'taken') {
    const type = knowledge.fields.byPath.get(row.from.path)?.type
    return type?.kind === 'code' ? type.list : undefined
  }
  return row.from.kind === 'derived' && (row.from.rule === 'country-of-counterpart' || row.from.rule === 'final-destination') ? 'country' : undefined
}

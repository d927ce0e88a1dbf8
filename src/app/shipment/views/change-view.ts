// A change as a person reads it: fields by name, codes with their meaning, things that came or went in one line.
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import { lookup, nameOf } from '../../../domain/reference/index.ts'
import { patternOf } from '../../../domain/submission/index.ts'
import type { CivilDate } from '../../../base/civil-date.ts'
import type { Knowledge } from '../../knowledge.ts'
import type { ChangeEffect, ElementChange, FieldChange } from '../events.ts'

export interface FieldChangeView extends FieldChange {
  readonly label: string
  /** Names of codes, where a value is one. */
  readonly beforeName?: string
  readonly afterName?: string
}

export interface ChangeEffectView extends ChangeEffect {
  readonly effectName: string
  readonly filingName: string
  readonly elements: readonly (ElementChange & { readonly label: string })[]
}

export interface Wording {
  readonly knowledge: Knowledge
  readonly language: Language
  /** The day of the code lists. */
  readonly on: CivilDate
}

export function viewFieldChange({ path, before, after }: FieldChange, wording: Wording): FieldChangeView {
  if (path.endsWith(']')) return { path, label: itemLabel(path, wording), before: itemText(path, before, wording), after: itemText(path, after, wording) }
  const [beforeName, afterName] = [codeName(path, before, wording), codeName(path, after, wording)]
  return {
    path,
    label: fieldLabel(path, wording),
    before,
    after,
    ...(beforeName === undefined ? {} : { beforeName }),
    ...(afterName === undefined ? {} : { afterName }),
  }
}

export function viewEffect(effect: ChangeEffect, { knowledge, language }: Wording): ChangeEffectView {
  const say = (code: string): string => renderMessage(code, {}, knowledge.messages, language)
  return {
    ...effect,
    effectName: say(`effect.${effect.effect}`),
    filingName: say(`filing.${effect.filing}`),
    elements: effect.elements.map((each) => ({ ...each, label: elementLabel(each.path, effect.filing, say) })),
  }
}

/** `Declared quantity 2` of the second of its group. */
function elementLabel(path: string, filing: string, say: (code: string) => string): string {
  const [, , index = '0', element = ''] = /^([^[]*)\[(\d+)\]\/(.*)$/.exec(path) ?? []
  const name = say(`element.${filing}.${element}`)
  return index === '0' ? name : `${name} ${Number(index) + 1}`
}

/** `Packages: 120 → 121`. */
export function changeLine(change: FieldChange, wording: Wording): string {
  const { label, before, after, beforeName, afterName } = viewFieldChange(change, wording)
  const nothing = renderMessage('change.nothing', {}, wording.knowledge.messages, wording.language)
  return renderMessage('change.line', { label, before: (beforeName ?? before) || nothing, after: (afterName ?? after) || nothing }, wording.knowledge.messages, wording.language)
}

/** `Goods 3 · Quantity`. */
function fieldLabel(path: string, wording: Wording): string {
  const { knowledge, language } = wording
  const name = knowledge.messages.get(`field.${patternOf(path)}`)?.[language] ?? path
  const at = path.lastIndexOf(']')
  return at < 0 ? name : `${itemLabel(path.slice(0, at + 1), wording)} · ${name}`
}

function itemLabel(path: string, { knowledge, language }: Wording): string {
  const labels = [...path.matchAll(/[^\]]*?\[(\d+)\]/g)].map((match) => {
    const list = patternOf(path.slice(0, (match.index ?? 0) + match[0].length)).replace(/\[\]$/, '')
    const name = knowledge.messages.get(`change.list.${list}`)?.[language] ?? list
    return `${name} ${Number(match[1]) + 1}`
  })
  return labels.join(' · ')
}

/** What stands in a thing, value by value. */
function itemText(path: string, json: string, wording: Wording): string {
  if (json === '') return ''
  const said: string[] = []
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) {
      const name = wording.knowledge.messages.get(`field.${patternOf(at)}`)?.[wording.language] ?? at
      const text = String(value)
      said.push(`${name}: ${codeName(at, text, wording) ?? text}`)
      return
    }
    if (Array.isArray(value)) value.forEach((each, index) => walk(each, `${at}[${index}]`))
    else for (const [member, inner] of Object.entries(value)) walk(inner, `${at}.${member}`)
  }
  walk(JSON.parse(json), path)
  return said.join('; ')
}

function codeName(path: string, value: string, { knowledge, language, on }: Wording): string | undefined {
  const type = knowledge.fields.byPath.get(patternOf(path))?.type
  if (type?.kind !== 'code' || value === '') return undefined
  const found = lookup(knowledge.book.list(type.list), value, on)
  return found.kind === 'found' ? `${value} ${nameOf(found.entry, language)}` : undefined
}

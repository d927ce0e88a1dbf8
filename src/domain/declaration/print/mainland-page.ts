// The mainland's declaration laid out by the boxes of its printed form: head, goods lines, confirmations, foot.
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import { isCodeListId } from '../../reference/index.ts'
import type { Direction } from '../../submission/index.ts'
import { valueOf, type Filing } from '../filing.ts'
import { escapeHtml, officialName } from './html.ts'
import type { PrintOptions } from './print-options.ts'
import { boxesOf, labelFor, type PrintedBox, type PrintedForm } from './printed-form.ts'
import { codeName } from './value-name.ts'

const official: Language = 'zh-Hans'
const headParts = ['printed-header', 'printed-header-import'] as const

/** The body of the page. */
export function mainlandPage(filing: Filing, form: PrintedForm, options: PrintOptions): string {
  const direction: Direction = valueOf(filing, 'DecHead', 'IEFlag') === 'I' ? 'import' : 'export'
  const head = headParts
    .filter((part) => part === 'printed-header' || direction === 'import')
    .flatMap((part) => boxesOf(form, part, direction))
  return [
    grid(head, filing, direction, options),
    linesTable(filing, boxesOf(form, 'printed-line', direction), direction, options),
    grid(boxesOf(form, 'printed-confirmation', direction), filing, direction, options),
    grid(boxesOf(form, 'printed-footer', direction), filing, direction, options),
  ].join('\n')
}

/** The text of a box; of the n-th line for a box of the goods. */
export function boxText(box: PrintedBox, filing: Filing, index: number, options: Pick<PrintOptions, 'book' | 'on' | 'messages'>): string {
  const values = box.elements.map(({ group, element }) => valueOf(filing, group, element, index) ?? '')
  const [first = '', second = '', third = ''] = values
  const named = (list: string, code: string): string => withName(list, code, options)
  switch (box.format) {
    case 'text':
    case 'number':
      return values.filter((value) => value !== '').join(' ')
    case 'named':
      return named(box.argument, first)
    case 'charge':
      return [second, named('currency', third), named('charge-mark', first)].filter((value) => value !== '').join(' / ')
    case 'position':
      return answer(first.charAt(Number(box.argument) - 1), options)
    case 'quantities':
      return quantities(values, (code) => named(box.argument, code))
    case 'pairs':
      return pairs(box, filing, (code) => named(box.argument, code))
    default:
      return ''
  }
}

function grid(boxes: readonly PrintedBox[], filing: Filing, direction: Direction, options: PrintOptions): string {
  const cells = boxes.map((box) => {
    const name = officialName(labelFor(box, direction), official, options.language)
    const doubt = box.isVerified ? '' : ` <span class="unverified">${text('print.unverified', options)}</span>`
    const value = escapeHtml(boxText(box, filing, 0, options))
    return `<div class="box" style="grid-column: span ${box.width}"><span class="name">${name}${doubt}</span><span lang="${official}">${value}</span></div>`
  })
  return `<div class="boxes">${cells.join('')}</div>`
}

function linesTable(filing: Filing, boxes: readonly PrintedBox[], direction: Direction, options: PrintOptions): string {
  const heads = boxes.map((box) => `<th scope="col">${officialName(labelFor(box, direction), official, options.language)}</th>`)
  const rows = filing.groups
    .filter(({ group }) => group === 'DecList')
    .map(({ index }) => `<tr>${boxes.map((box) => lineCell(box, filing, index, options)).join('')}</tr>`)
  return `<table class="lines"><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function lineCell(box: PrintedBox, filing: Filing, index: number, options: PrintOptions): string {
  const style = box.format === 'number' ? ' class="number"' : ''
  return `<td${style} lang="${official}">${escapeHtml(boxText(box, filing, index, options))}</td>`
}

function withName(list: string, code: string, { book, on }: Pick<PrintOptions, 'book' | 'on'>): string {
  if (code === '' || !isCodeListId(list)) return code
  const name = codeName(list, code, { book, on, language: official })
  return name === undefined ? code : `${code} ${name}`
}

/** 1 yes, 0 no, 9 blank. */
function answer(position: string, { messages }: Pick<PrintOptions, 'messages'>): string {
  if (position !== '1' && position !== '0') return ''
  return renderMessage(position === '1' ? 'print.yes' : 'print.no', {}, messages, official)
}

/** The values come as number, unit, number, unit … */
function quantities(values: readonly string[], name: (code: string) => string): string {
  const lines: string[] = []
  for (let at = 0; at + 1 < values.length; at += 2) {
    const number = values[at] ?? ''
    if (number !== '') lines.push(`${number} ${name(values[at + 1] ?? '')}`)
  }
  return lines.join('\n')
}

/** Every thing of the first element's group: its code with its name, and its number. */
function pairs(box: PrintedBox, filing: Filing, name: (code: string) => string): string {
  const [kind, number] = box.elements
  if (kind === undefined || number === undefined) return ''
  return filing.groups
    .filter(({ group }) => group === kind.group)
    .map(({ index }) => `${name(valueOf(filing, kind.group, kind.element, index) ?? '')}: ${valueOf(filing, number.group, number.element, index) ?? ''}`)
    .join('\n')
}

function text(code: string, { messages, language }: PrintOptions): string {
  return escapeHtml(renderMessage(code, {}, messages, language))
}


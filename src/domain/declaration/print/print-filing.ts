// A filing as a page to be printed: self-contained HTML without script, A4, official names of the elements first in the
// publisher's Chinese and then in the reader's language. The mainland's declaration is laid out by the boxes of its
// printed form; every other layout is ours and says so.
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import type { FiledGroup, Filing } from '../filing.ts'
import type { Customs, Form, FormGroup, FormRow } from '../form.ts'
import { escapeHtml, officialName } from './html.ts'
import { mainlandPage } from './mainland-page.ts'
import { pageRule, printStyle } from './print-style.ts'
import type { PrintOptions } from './print-options.ts'
import { valueName } from './value-name.ts'

const officialLanguage: Readonly<Record<Customs, Language>> = { mainland: 'zh-Hans', hongkong: 'zh-Hant', macao: 'zh-Hant' }
/** More elements than this and a repeated group is printed thing by thing. */
const maxColumns = 12

/** The whole page. Everything that is not from here is escaped. */
export function printFiling(filing: Filing, form: Form, options: PrintOptions): string {
  const isByBoxes = form.kind === 'mainland-declaration'
  const official = officialLanguage[form.customs]
  const title = { official: message(`filing.${form.kind}`, options, official), reader: message(`filing.${form.kind}`, options) }
  const body = isByBoxes
    ? mainlandPage(filing, options.printed, options)
    : form.groups.map((group) => groupHtml(filing, form, group, options)).join('\n')
  return `<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${title.reader} · ${options.reference}`)}</title>
<style>${pageRule(isByBoxes)}${printStyle}</style>
</head>
<body>
<main>
${options.isSample ? `<p class="sample">${escapeHtml(message('print.sample', options))}</p>` : ''}
<h1>${twice(title.official, title.reader, official)}</h1>
<ul class="notes">
<li>${escapeHtml(message('print.reference', options))} ${escapeHtml(options.reference)}</li>
<li>${escapeHtml(message(isByBoxes ? 'print.by_boxes' : 'print.not_official', options))}</li>
</ul>
${body}
</main>
</body>
</html>
`
}

function groupHtml(filing: Filing, form: Form, group: FormGroup, options: PrintOptions): string {
  const things = filing.groups.filter((each) => each.group === group.id)
  const rows = printedRows(group, things)
  if (rows.length === 0 || (things.length === 0 && group.pattern !== '')) return ''
  const title = `<h2>${groupTitle(form, group, options)}</h2>`
  if (group.pattern !== '' && rows.length <= maxColumns) return `${title}${columnsTable(form, rows, things, options)}`
  const single: readonly (FiledGroup | undefined)[] = things.length === 0 ? [undefined] : things
  return `${title}${single.map((thing) => pairsTable(form, rows, thing, options)).join('')}`
}

/** One row per element: those that have a value, and those without a condition, whose box stays blank. */
function printedRows(group: FormGroup, things: readonly FiledGroup[]): readonly FormRow[] {
  const filled = new Set(things.flatMap(({ elements }) => elements.map(({ element }) => element)))
  const seen = new Set<string>()
  return group.rows.filter((row) => {
    if (seen.has(row.element) || (row.asked !== undefined && !filled.has(row.element))) return false
    seen.add(row.element)
    return true
  })
}

function columnsTable(form: Form, rows: readonly FormRow[], things: readonly FiledGroup[], options: PrintOptions): string {
  const heads = rows.map((row) => `<th scope="col">${rowName(form, row, options)}</th>`).join('')
  const body = things.map((thing) => `<tr>${rows.map((row) => valueCell(form, row, thing, options)).join('')}</tr>`).join('')
  return `<table class="columns"><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`
}

function pairsTable(form: Form, rows: readonly FormRow[], thing: FiledGroup | undefined, options: PrintOptions): string {
  const body = rows.map((row) => `<tr><th scope="row">${rowName(form, row, options)}</th>${valueCell(form, row, thing, options, false)}</tr>`).join('')
  return `<table class="pairs"><tbody>${body}</tbody></table>`
}

function rowName(form: Form, row: FormRow, options: PrintOptions): string {
  const name = officialName(row.fact.label, officialLanguage[form.customs], options.language)
  const isVerified = row.fact.mark !== 'U' && row.itemMark !== 'U'
  return isVerified ? name : `${name} <span class="unverified">${escapeHtml(message('print.unverified', options))}</span>`
}

function valueCell(form: Form, row: FormRow, thing: FiledGroup | undefined, options: PrintOptions, isColumn = true): string {
  const value = thing?.elements.find(({ element }) => element === row.element)?.value
  if (value === undefined) return `<td class="blank">${row.from.kind === 'assigned' ? escapeHtml(message('print.assigned', options)) : ''}</td>`
  const isNumber = isColumn && /^\d+(\.\d+)?$/.test(value) && (row.fact.type === 'decimal' || row.fact.type === 'integer')
  const name = namedValue(form, row, value, options)
  return `<td${isNumber ? ' class="number"' : ''}>${escapeHtml(value)}${name === undefined ? '' : ` <span class="also">${escapeHtml(name)}</span>`}</td>`
}

function namedValue(form: Form, row: FormRow, value: string, options: PrintOptions): string | undefined {
  if (form.kind === 'macao-declaration' && row.element === 'campo3') return message(`macao.operation.${value}`, options)
  return valueName(row.id, value, options)
}

function groupTitle(form: Form, group: FormGroup, options: PrintOptions): string {
  const official = officialLanguage[form.customs]
  const code = `group.${form.kind}.${group.id}`
  return twice(message(code, options, official), message(code, options), official)
}

function twice(first: string, second: string, official: Language): string {
  const own = `<span lang="${official}">${escapeHtml(first)}</span>`
  return first === second ? own : `${own} <span class="also">${escapeHtml(second)}</span>`
}

function message(code: string, { messages, language }: PrintOptions, other?: Language): string {
  return renderMessage(code, {}, messages, other ?? language)
}

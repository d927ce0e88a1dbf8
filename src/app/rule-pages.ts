// docs/rules, made from the tables: one page of rules and one page per filing. Never written by hand.
import { filingKinds, type Form, type FormRow } from '../domain/declaration/index.ts'
import type { Knowledge } from './knowledge.ts'

/** Markdown by file name. */
export function rulePages(knowledge: Knowledge): ReadonlyMap<string, string> {
  const pages = new Map<string, string>([['README.md', overview(knowledge)], ['rules.md', rulesPage(knowledge)]])
  for (const kind of filingKinds) {
    const form = knowledge.forms.get(kind)
    if (form !== undefined) pages.set(`${kind}.md`, formPage(form, knowledge))
  }
  return pages
}

const note = 'Made from the tables in `data/` by `npm run rules`; edit those, not this page.'

function overview(knowledge: Knowledge): string {
  const forms = [...knowledge.forms.values()].map((form) => `- [${title(form, knowledge)}](${form.kind}.md)`)
  return lines('# Rules and forms', note, '- [Rules](rules.md): values against each other, dates, filings against filings', forms.join('\n'))
}

function rulesPage(knowledge: Knowledge): string {
  const rows = knowledge.rules.map(({ fact }) => [
    fact.id,
    fact.customs,
    fact.title.en,
    fact.severity,
    `${fact.validity.from ?? '…'} to ${fact.validity.to ?? '…'}`,
    fact.mark,
    fact.source,
  ])
  return lines(
    '# Rules',
    note,
    'V seen in the source, D derived from such facts, U not verified. A validity runs from its first day to the day before its end.',
    markdownTable(['id', 'customs', 'what', 'severity', 'valid', 'mark', 'source'], rows),
  )
}

function formPage(form: Form, knowledge: Knowledge): string {
  const groups = form.groups.flatMap((group) => [
    `## ${group.id}${group.pattern === '' ? '' : ` (for each of \`${group.pattern}\`)`}`,
    markdownTable(
      ['element', 'name', '名称', 'size', 'needed', 'comes from', 'item', 'mark'],
      group.rows.map((row) => [row.element, row.fact.label.en, row.fact.label['zh-Hans'], size(row), needed(row, knowledge), origin(row, knowledge), item(row), row.fact.mark]),
    ),
  ])
  return lines(`# ${title(form, knowledge)}`, note, `Customs: ${form.customs}. Counted as \`${form.countedAs}\`.`, ...groups)
}

function title(form: Form, knowledge: Knowledge): string {
  return knowledge.messages.get(`filing.${form.kind}`)?.en ?? form.kind
}

function size({ fact }: FormRow): string {
  if (fact.maxLength === undefined) return fact.type
  return fact.decimals === undefined ? `${fact.type} ${fact.maxLength}` : `${fact.type} ${fact.maxLength},${fact.decimals}`
}

function needed(row: FormRow, knowledge: Knowledge): string {
  const condition = (id: string): string => knowledge.conditions.get(id)?.en ?? id
  const need = row.need === 'always' ? 'yes' : row.need === 'never' ? 'no' : `when ${condition(row.need.id)}`
  return row.asked === undefined ? need : `${need}; only when ${condition(row.asked.id)}`
}

function origin(row: FormRow, knowledge: Knowledge): string {
  const { from } = row
  switch (from.kind) {
    case 'taken':
      return `\`${from.path}\``
    case 'derived':
      return `derived: ${knowledge.derivations.get(from.rule)?.en ?? from.rule}`
    case 'translated':
      return `translated by ${from.list} from \`${from.path}\``
    case 'constant':
      return `constant \`${from.value}\``
    case 'assigned':
      return `assigned by ${from.by}`
  }
}

function item(row: FormRow): string {
  return row.item === undefined ? '' : `${row.item} (${row.itemMark ?? '?'})`
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function lines(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}

// Turns an issue into a sentence. Messages are data, one row per code and language; `{name}` takes a parameter. A
// parameter that begins with `#` is itself the code of a text (`#filing.hongkong-cargo`); `{label}` is the name of the field.
import type { CsvRow } from './csv-rows.ts'
import { invariant } from './invariant.ts'
import type { Issue, IssueParams } from './issue.ts'
import { languages, type Label, type Language } from './language.ts'

export type Messages = ReadonlyMap<string, Label>

/** An issue as a person reads it: what the command line prints and the API sends. */
export interface RenderedIssue {
  readonly path: string
  readonly rule: string
  readonly severity: string
  readonly reason: string
  readonly source: string
  readonly fix: string
}

/** Rows have the columns code, zh-Hans, zh-Hant, en, pt; `fieldRows` have path instead of code and give the field names. */
export function messagesFrom(rows: readonly CsvRow[], fieldRows: readonly CsvRow[] = []): Messages {
  const own = rows.map((row) => [row['code'] ?? '', labelOf(row)] as const)
  const codes = new Set<string>()
  for (const [code] of own) {
    invariant(!codes.has(code), `the message ${code} is said in one place`)
    codes.add(code)
  }
  const fields = fieldRows.map((row) => [`field.${row['path'] ?? ''}`, labelOf(row)] as const)
  return new Map([...own, ...fields])
}

export function labelOf(row: CsvRow, prefix = ''): Label {
  const texts = languages.map((language) => [language, row[prefix + language] ?? ''] as const)
  return Object.fromEntries(texts) as Label
}

export function renderIssue(issue: Issue, messages: Messages, language: Language): RenderedIssue {
  return {
    path: issue.path,
    rule: issue.rule,
    severity: issue.severity,
    reason: renderMessage(issue.code, { ...issue.params, path: issue.path, label: fieldLabel(issue.path) }, messages, language),
    source: issue.source,
    fix: renderFix(issue, messages, language),
  }
}

/** The text of a code; the code itself with its parameters where no row exists, so that nothing is ever hidden. */
export function renderMessage(code: string, params: IssueParams, messages: Messages, language: Language): string {
  const template = messages.get(code)?.[language]
  if (template === undefined || template === '') return `${code} ${JSON.stringify(params)}`
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => textOf(params[name] ?? whole, messages, language))
}

/** A whole reference and nothing else, so that what a user typed is never taken for one. */
const reference = /^#([a-z_]+[.][\w.[\]-]+|[a-z]+_[a-z_]+)$/

function textOf(value: string | number, messages: Messages, language: Language): string {
  if (typeof value !== 'string') return String(value)
  const code = reference.exec(value)?.[1]
  if (code === undefined) return value
  return messages.get(code)?.[language] ?? code.slice(code.indexOf('.') + 1)
}

function fieldLabel(path: string): string {
  return `#field.${path.replace(/\[\d+\]/g, '[]')}`
}

function renderFix(issue: Issue, messages: Messages, language: Language): string {
  const { fix } = issue
  if (fix === undefined) return ''
  const own = `${issue.code}.fix`
  switch (fix.kind) {
    case 'set':
      return renderMessage(messages.has(own) ? own : 'fix.set', { ...issue.params, path: fix.path, label: fieldLabel(fix.path), value: fix.value }, messages, language)
    case 'remove':
      return renderMessage(messages.has(own) ? own : 'fix.remove', { ...issue.params, path: fix.path, label: fieldLabel(fix.path) }, messages, language)
    case 'choose':
      return renderMessage(
        messages.has(own) ? own : 'fix.choose',
        { ...issue.params, path: fix.path, label: fieldLabel(fix.path), options: fix.options.join(', ') },
        messages,
        language,
      )
    case 'act':
      return renderMessage(fix.code, { ...issue.params, ...fix.params }, messages, language)
  }
}

// `lingding read FILE [--write FORMAT]`: a message of a declaration into the model, with its issues; and out again.
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { summarizeInterchange } from '../../app/large-interchange.ts'
import { messageFormats, writeFormats, type ReadMessage, type WriteFormat } from '../../app/message-formats.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { viewFiling, viewIssues } from '../../app/shipment-view.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { dateIn } from '../../base/instant.ts'
import { hasError, issue, type Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { sniffFormat } from '../../domain/declaration/index.ts'
import { loadKnowledge, now } from '../compose.ts'
import { EnvironmentFailed, WrongUsage } from '../failure.ts'
import { readInput } from '../shipment-file.ts'
import { exitCodes, languageOf, readArguments, textOption, type Command, type ExitCode, type Terminal } from './command.ts'
import { issueLines, table } from './printing.ts'

export const readCommand: Command = {
  name: 'read',
  usage: `FILE [--write ${writeFormats.join('|')}] [--out FILE] [--on DATE] [--language L] [--json]`,
  summary: 'reads a DecMessage (XML or zip), WCO XML or EDIFACT message; --write gives it again in a format',
  run: runRead,
}

/** Files up to this size are taken into memory whole. */
const maxWholeBytes = 32_000_000
const headBytes = 65_536

async function runRead(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, { write: { type: 'string' }, out: { type: 'string' }, on: { type: 'string' } }, ['FILE'])
  const language = languageOf(args, terminal)
  const isJson = args.values['json'] === true
  const on = dayOf(textOption(args, 'on'))
  const format = formatOf(textOption(args, 'write'))
  const { knowledge } = loadKnowledge()
  const path = args.positionals[0] ?? ''
  if (await isLarge(path)) return readLarge(path, format !== undefined, knowledge, language, isJson, terminal)
  const formats = messageFormats(knowledge)
  const read = formats.read(await readInput(path, maxWholeBytes), on)
  if (!read.ok) return refuse(read.issues, knowledge, language, isJson, terminal)
  if (format === undefined) {
    terminal.print(isJson ? JSON.stringify(viewMessage(read.value, on, knowledge, language), null, 2) : messageText(read.value, on, knowledge, language))
    return hasError(read.value.issues) ? exitCodes.refused : exitCodes.done
  }
  if (hasError(read.value.issues)) return refuse(read.value.issues, knowledge, language, isJson, terminal)
  const written = formats.write(read.value, format, on)
  if (!written.ok) return refuse(written.issues, knowledge, language, isJson, terminal)
  const out = textOption(args, 'out')
  const issues = viewIssues([...read.value.issues, ...written.value.issues], knowledge, language)
  if (out !== undefined) await write(out, written.value.bytes)
  if (isJson) {
    const content = out === undefined ? contentOf(format, written.value.bytes) : { path: out }
    terminal.print(JSON.stringify({ format, ...content, issues }, null, 2))
  } else {
    if (out === undefined) terminal.print(format === 'outbox' ? Buffer.from(written.value.bytes).toString('base64') : new TextDecoder().decode(written.value.bytes).trimEnd())
    if (issues.length > 0) terminal.warn(issues.flatMap(issueLines).join('\n'))
  }
  return exitCodes.done
}

async function isLarge(path: string): Promise<boolean> {
  const size = await stat(path).then((found) => found.size, () => 0)
  return size > maxWholeBytes
}

/** A file that is not taken into memory: EDIFACT is streamed, counted and judged; anything else is refused. */
async function readLarge(path: string, isWrite: boolean, knowledge: Knowledge, language: Language, isJson: boolean, terminal: Terminal): Promise<ExitCode> {
  const head = await readHead(path)
  if (isWrite || sniffFormat(head) !== 'edifact') {
    return refuse([issue({ rule: 'message.size', code: 'message_too_large', params: { max: maxWholeBytes }, source: 'docs/formats' })], knowledge, language, isJson, terminal)
  }
  const { issues, ...counts } = await summarizeInterchange(createReadStream(path), knowledge)
  const rendered = viewIssues(issues, knowledge, language)
  if (isJson) terminal.print(JSON.stringify({ format: 'edifact', ...counts, issues: rendered }, null, 2))
  else terminal.print([`${counts.interchanges} interchanges, messages ${JSON.stringify(counts.messageCounts)}, ${counts.issueCount} issues (EDIFACT tables only: the file is too large for the rules of declarations)`, ...rendered.flatMap(issueLines)].join('\n'))
  return counts.errorCount > 0 ? exitCodes.refused : exitCodes.done
}

async function readHead(path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of createReadStream(path, { end: headBytes - 1 })) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

function viewMessage(message: ReadMessage, on: CivilDate, knowledge: Knowledge, language: Language) {
  const issues = viewIssues(message.issues, knowledge, language)
  switch (message.format) {
    case 'decmessage': {
      const { filing, version, extra, written } = message.declaration
      const form = knowledge.forms.get('mainland-declaration')
      return {
        format: message.format,
        version,
        filing: form === undefined ? filing : viewFiling(filing, form, on, knowledge, language),
        unknown: extra.map(({ path, element }) => ({ path, name: element.name, text: element.text })),
        written: Object.fromEntries(written),
        issues,
      }
    }
    case 'wco':
      return { format: message.format, values: message.values, issues }
    case 'edifact':
      return { format: message.format, messages: message.messages, issues }
  }
}

function messageText(message: ReadMessage, on: CivilDate, knowledge: Knowledge, language: Language): string {
  const view = viewMessage(message, on, knowledge, language)
  const lines: string[] = []
  if (view.format === 'decmessage' && message.format === 'decmessage') {
    lines.push(`DecMessage ${view.version}`)
    const elements = message.declaration.filing.groups.flatMap(({ group, index, elements: all }) => all.map(({ element, value }) => [`${group}[${index}]/${element}`, value]))
    lines.push(...table(elements), ...view.unknown.map(({ path, name }) => `not in the tables, kept: ${path} ${name}`))
  } else if (message.format === 'wco') lines.push(...table(message.values.map(({ path, value }) => [path, value])))
  else if (message.format === 'edifact') {
    for (const each of message.messages) {
      lines.push(`${each.kind === 'other' ? each.type : each.kind.toUpperCase()} ${each.reference}`)
      if (each.kind === 'cusdec') lines.push(...table(each.fields.map(({ path, value }) => [`  ${path}`, value])))
      if (each.kind === 'cusres') lines.push(JSON.stringify(each.answer, null, 2))
    }
  }
  return [...lines, ...view.issues.flatMap(issueLines)].join('\n')
}

function contentOf(format: WriteFormat, bytes: Uint8Array) {
  return format === 'outbox' ? { base64: Buffer.from(bytes).toString('base64') } : { text: new TextDecoder().decode(bytes) }
}

function refuse(issues: readonly Issue[], knowledge: Knowledge, language: Language, isJson: boolean, terminal: Terminal): ExitCode {
  const rendered = viewIssues(issues, knowledge, language)
  terminal.print(isJson ? JSON.stringify({ issues: rendered }, null, 2) : rendered.flatMap(issueLines).join('\n'))
  return exitCodes.refused
}

function dayOf(text: string | undefined): CivilDate {
  const day = text === undefined ? dateIn('Asia/Shanghai', now()) : parseCivilDate(text)
  if (day === undefined) throw new WrongUsage(`--on is a date such as 2025-10-20, not '${text}'`)
  return day
}

function formatOf(text: string | undefined): WriteFormat | undefined {
  if (text === undefined) return undefined
  const format = writeFormats.find((each) => each === text)
  if (format === undefined) throw new WrongUsage(`--write is one of ${writeFormats.join(', ')}, not '${text}'`)
  return format
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes)
  } catch (error) {
    throw new EnvironmentFailed(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

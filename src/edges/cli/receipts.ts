// `lingding receipts DIR`: reads a folder of customs' answers, whatever they are, and says of each file what it answers or
// why it cannot be used. A few files at a time: what is kept meanwhile is a hash for each and the lines of those parked.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { viewIssues } from '../../app/shipment-view.ts'
import type { Knowledge } from '../../app/knowledge.ts'
import { issue, type Issue } from '../../base/issue.ts'
import type { Language } from '../../base/language.ts'
import { renderMessage } from '../../base/message.ts'
import { answerWords, formatNoticeInstant, maxAnswerBytes, readAnswer, type CustomsAnswer } from '../../domain/declaration/index.ts'
import { hashOf, loadKnowledge } from '../compose.ts'
import { EnvironmentFailed } from '../failure.ts'
import { exitCodes, languageOf, readArguments, type Command, type ExitCode, type Terminal } from './command.ts'
import { table } from './printing.ts'

export const receiptsCommand: Command = {
  name: 'receipts',
  usage: 'DIR [--language L] [--json]',
  summary: "reads a folder of customs' answers: what each says and what to do next; files that cannot be used, with the reason",
  run: runReceipts,
}

/** One answer of a file; a file may hold several. */
interface Accepted {
  readonly file: string
  readonly customs: string
  readonly filing: string
  readonly code: string
  readonly codeName: string
  readonly stage: string
  readonly stageName: string
  readonly reference: CustomsAnswer['reference']
  /** China time with its zone; null where the answer does not say. */
  readonly noticedAt: string | null
  readonly note: string
  readonly nextStep: string
  readonly isSimulated: boolean
  /** Hexadecimal SHA-256 of the file. */
  readonly digest: string
  readonly isDouble: boolean
  /** The file that said the same before. */
  readonly doubleOf?: string
}

interface Parked {
  readonly file: string
  readonly reason: string
  readonly code: string
  readonly fix: string
  readonly digest?: string
}

type Outcome = { readonly kind: 'accepted'; readonly answers: readonly Accepted[] } | { readonly kind: 'parked'; readonly parked: Parked }

interface Reading {
  readonly folder: string
  readonly knowledge: Knowledge
  readonly language: Language
  /** What was said, by bytes and by content → the file that said it first. */
  readonly said: Map<string, string>
}

async function runReceipts(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const args = readArguments(argv, {}, ['DIR'])
  const language = languageOf(args, terminal)
  const folder = args.positionals[0] ?? ''
  const names = await namesIn(folder)
  const reading: Reading = { folder, knowledge: loadKnowledge().knowledge, language, said: new Map() }
  if (args.values['json'] === true) await printJson(names, reading, terminal)
  else await printTable(names, reading, terminal)
  return exitCodes.done
}

/** Piece by piece, so that no list of answers is ever held. */
async function printJson(names: readonly string[], reading: Reading, terminal: Terminal): Promise<void> {
  const parked: Parked[] = []
  let written = 0
  terminal.print('{\n"accepted": [')
  for await (const outcome of outcomes(names, reading)) {
    if (outcome.kind === 'parked') parked.push(outcome.parked)
    else for (const answer of outcome.answers) terminal.print(`${written++ === 0 ? '' : ','}${JSON.stringify(answer)}`)
  }
  terminal.print('],\n"parked": [')
  for (const [index, each] of parked.entries()) terminal.print(`${index === 0 ? '' : ','}${JSON.stringify(each)}`)
  terminal.print(']\n}')
}

/** Files in memory at the same moment, each of at most a megabyte. */
const filesTogether = 16
/** Rows that are lined up together. */
const rowsTogether = 500

async function printTable(names: readonly string[], reading: Reading, terminal: Terminal): Promise<void> {
  const parked: Parked[] = []
  let rows: (readonly string[])[] = []
  let [answers, doubles] = [0, 0]
  const flush = (): void => {
    if (rows.length > 0) terminal.print(table(rows).join('\n'))
    rows = []
  }
  for await (const outcome of outcomes(names, reading)) {
    if (outcome.kind === 'parked') parked.push(outcome.parked)
    else {
      for (const answer of outcome.answers) {
        answers += 1
        if (answer.isDouble) doubles += 1
        rows.push(rowOf(answer))
      }
    }
    if (rows.length >= rowsTogether) flush()
  }
  flush()
  for (const { file, reason, fix } of parked) terminal.print(`\nparked  ${file}\n    ${reason}\n    → ${fix}`)
  terminal.print(`\n${answers} answers, ${doubles} of them doubles; ${parked.length} files parked`)
}

function rowOf(answer: Accepted): readonly string[] {
  const { file, customs, filing, code, stageName, noticedAt, reference, nextStep, isSimulated, doubleOf } = answer
  const name = reference.clientNumber ?? reference.entryNumber ?? reference.unifiedNumber ?? reference.shipment ?? ''
  const what = doubleOf === undefined ? nextStep : `= ${doubleOf}`
  return [file, customs, filing, name, code, isSimulated ? `${stageName} (simulated)` : stageName, noticedAt ?? '', what]
}

/** In the order of the names; a few are opened at a time. */
async function* outcomes(names: readonly string[], reading: Reading): AsyncIterable<Outcome> {
  for (let at = 0; at < names.length; at += filesTogether) {
    const some = names.slice(at, at + filesTogether)
    const read = await Promise.all(some.map((name) => bytesOf(join(reading.folder, name))))
    for (const [index, each] of read.entries()) yield outcomeOf(some[index] ?? '', each, reading)
  }
}

function outcomeOf(file: string, read: Bytes, reading: Reading): Outcome {
  if (read.kind === 'unreadable') return park(file, read.issue, reading)
  const digest = hashOf(read.bytes)
  const answers = readAnswer(read.bytes, reading.knowledge.answers)
  if (!answers.ok) return park(file, answers.issues[0], reading, digest)
  const sameBytes = firstWith(digest, file, reading)
  return { kind: 'accepted', answers: answers.value.map((answer) => acceptedOf(answer, file, digest, sameBytes, reading)) }
}

function acceptedOf(answer: CustomsAnswer, file: string, digest: string, sameBytes: string | undefined, reading: Reading): Accepted {
  const { customs, filing, code, stage, reference, noticedAt, note, isSimulated } = answer
  const text = (message: string): string => renderMessage(message, {}, reading.knowledge.messages, reading.language)
  const words = answerWords(answer)
  const doubleOf = firstWith(JSON.stringify([customs, filing, code, reference, noticedAt, note]), file, reading) ?? sameBytes
  return {
    file,
    customs,
    filing,
    code,
    codeName: text(words.codeName),
    stage,
    stageName: text(words.stageName),
    reference,
    noticedAt: noticedAt === undefined ? null : formatNoticeInstant(noticedAt),
    note,
    nextStep: text(words.nextStep),
    isSimulated,
    digest,
    isDouble: doubleOf !== undefined,
    ...(doubleOf === undefined ? {} : { doubleOf }),
  }
}

/** The file that said it first; undefined when this one does. */
function firstWith(what: string, file: string, { said }: Reading): string | undefined {
  const key = what.length > 64 ? hashOf(new TextEncoder().encode(what)) : what
  const first = said.get(key)
  if (first === undefined) said.set(key, file)
  return first === file ? undefined : first
}

function park(file: string, first: Issue | undefined, { knowledge, language }: Reading, digest?: string): Outcome {
  const [view] = first === undefined ? [] : viewIssues([first], knowledge, language)
  const fix = view?.fix || renderMessage('answer_unknown_format.fix', {}, knowledge.messages, language)
  const parked = { file, reason: view?.reason ?? '', code: first?.code ?? '', fix }
  return { kind: 'parked', parked: digest === undefined ? parked : { ...parked, digest } }
}

type Bytes = { readonly kind: 'bytes'; readonly bytes: Uint8Array } | { readonly kind: 'unreadable'; readonly issue: Issue }

/** A file that is too large is not taken in at all, and one that cannot be opened stops no other. */
async function bytesOf(path: string): Promise<Bytes> {
  try {
    const { size } = await stat(path)
    if (size > maxAnswerBytes) return unreadable('answer_too_large', { bytes: size, max: maxAnswerBytes })
    return { kind: 'bytes', bytes: await readFile(path) }
  } catch (error) {
    return unreadable('answer_not_opened', { detail: error instanceof Error && 'code' in error ? String(error.code) : '' })
  }
}

function unreadable(code: string, params: Issue['params']): Bytes {
  return { kind: 'unreadable', issue: issue({ rule: 'answer.readable', code, params, source: 'docs/formats/answers.md', fix: { kind: 'act', code: `${code}.fix` } }) }
}

/** Files in the folder and below it, in order of their paths; what is still being written (.tmp) and hidden ones left out. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(withSlash(folder).length))
    return files.filter((name) => !name.toLowerCase().endsWith('.tmp') && !name.split(sep).some((part) => part.startsWith('.'))).toSorted()
  } catch (error) {
    throw new EnvironmentFailed(`cannot read the folder ${folder}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function withSlash(folder: string): string {
  return join(folder, sep)
}

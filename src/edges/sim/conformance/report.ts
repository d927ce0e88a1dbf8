// The conformance report for integrators: what somebody's software put into the folders of the exchange, check by check.
// A check passes when every file that it concerns holds it, fails at the first that does not, and is not seen where no file
// concerns it. With a folder of what the software says it did with answers, that doubles and malformed ones were survived.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import type { Knowledge } from '../../../app/knowledge.ts'
import type { Instant } from '../../../base/instant.ts'
import type { Language } from '../../../base/language.ts'
import { renderMessage } from '../../../base/message.ts'
import { logFindings } from './answer-log.ts'
import { conformanceChecks } from './checks.ts'
import type { CheckId, Finding } from './finding.ts'
import { readSent, type SentFile } from './sent-file.ts'

export interface CheckResult {
  readonly id: CheckId
  readonly requirement: string
  readonly source: string
  readonly result: 'pass' | 'fail' | 'not seen'
  /** Files that it concerns. */
  readonly seen: number
  /** What was found, at most a few; of a pass, one example. */
  readonly evidence: readonly string[]
}

export interface ConformanceReport {
  readonly folder: string
  readonly files: number
  readonly passed: number
  readonly failed: number
  readonly notSeen: number
  readonly checks: readonly CheckResult[]
}

export interface ConformanceInput {
  readonly folder: string
  readonly log: string | undefined
  readonly now: Instant
  readonly knowledge: Knowledge
  readonly language: Language
}

const maxEvidence = 5
const maxFileBytes = 16_000_000

interface Tally {
  seen: number
  failed: number
  evidence: string[]
}

/** One file at a time is held. */
export async function conformanceOf({ folder, log, now, knowledge, language }: ConformanceInput): Promise<ConformanceReport> {
  const tallies = new Map<CheckId, Tally>(conformanceChecks.map(({ id }) => [id, { seen: 0, failed: 0, evidence: [] }]))
  const numbers = new Map<string, string>()
  const names = await filesIn(folder)
  for (const name of names) {
    const sent = await sentFile(folder, name, now, knowledge, language)
    for (const { id, judge } of conformanceChecks) note(tallies.get(id), judge(sent, numbers))
  }
  if (log !== undefined) {
    const handled = await filesIn(log)
    for (const { id, finding } of await logFindings(handled, (name) => readFile(join(log, name), 'utf8'))) note(tallies.get(id), finding)
  }
  const checks = conformanceChecks.map(({ id, source }) => resultOf(id, source, tallies.get(id), knowledge, language))
  const count = (result: CheckResult['result']): number => checks.filter((each) => each.result === result).length
  return { folder: basename(folder), files: names.length, passed: count('pass'), failed: count('fail'), notSeen: count('not seen'), checks }
}

function note(tally: Tally | undefined, finding: Finding | undefined): void {
  if (tally === undefined || finding === undefined) return
  tally.seen += 1
  if (!finding.isGood) {
    if (tally.failed === 0) tally.evidence = []
    tally.failed += 1
  }
  const isWanted = !finding.isGood || tally.failed === 0
  if (isWanted && tally.evidence.length < (finding.isGood ? 1 : maxEvidence)) tally.evidence.push(finding.evidence)
}

function resultOf(id: CheckId, source: string, tally: Tally | undefined, { messages }: Knowledge, language: Language): CheckResult {
  const { seen = 0, failed = 0, evidence = [] } = tally ?? {}
  const more = failed > evidence.length && failed > 0 ? [`+${failed - evidence.length}`] : []
  const result = seen === 0 ? 'not seen' : failed > 0 ? 'fail' : 'pass'
  return { id, requirement: renderMessage(`conformance.${id}`, {}, messages, language), source, result, seen, evidence: [...evidence, ...more] }
}

async function sentFile(folder: string, name: string, now: Instant, knowledge: Knowledge, language: Language): Promise<SentFile> {
  const path = join(folder, name)
  const { size } = await stat(path)
  const bytes = size > maxFileBytes ? new Uint8Array() : await readFile(path)
  return readSent(name.split(sep).join('/'), bytes, now, knowledge, language)
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const start = join(folder, sep).length
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => join(entry.parentPath, entry.name).slice(start)).toSorted()
}

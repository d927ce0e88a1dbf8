// One file that somebody's software wrote, as the checks of the conformance report look at it.
import type { Knowledge } from '../../../app/knowledge.ts'
import { dateIn, type Instant } from '../../../base/instant.ts'
import type { Issue } from '../../../base/issue.ts'
import type { Language } from '../../../base/language.ts'
import { renderIssue } from '../../../base/message.ts'
import {
  judgeDeclaration,
  readDecMessage,
  readFilingJson,
  readOutBoxZip,
  sniffFormat,
  valueOf,
  type ReadDeclaration,
  type ReadFilingJson,
} from '../../../domain/declaration/index.ts'

export type SentKind = 'temporary' | 'zip' | 'xml' | 'json' | 'sheet' | 'other'

export interface SentFile {
  /** With slashes, under the folder of the report. */
  readonly name: string
  readonly kind: SentKind
  /** Read, where the file is one. */
  readonly declaration?: ReadDeclaration
  readonly filing?: ReadFilingJson
  readonly clientNumber: string
  /** Why it cannot be read, as sentences. */
  readonly unreadable: readonly Sentence[]
  /** What the rules find; errors. */
  readonly broken: readonly Sentence[]
}

export interface Sentence {
  readonly code: string
  readonly path: string
  readonly text: string
}

export function readSent(name: string, bytes: Uint8Array, now: Instant, knowledge: Knowledge, language: Language): SentFile {
  const sentences = (issues: readonly Issue[]): readonly Sentence[] => issues.map((each) => ({ code: each.code, path: each.path, text: renderIssue(each, knowledge.messages, language).reason }))
  const empty = { name, clientNumber: '', unreadable: [], broken: [] }
  const kind = kindOf(name, bytes)
  switch (kind) {
    case 'temporary':
    case 'sheet':
    case 'other':
      return { ...empty, kind }
    case 'json': {
      const read = readFilingJson(bytes, knowledge.forms)
      return read.ok ? { ...empty, kind, filing: read.value, broken: sentences(read.value.issues) } : { ...empty, kind, unreadable: sentences(read.issues) }
    }
    case 'zip':
    case 'xml': {
      const on = dateIn('Asia/Shanghai', now)
      const { messagePlan, book, rules } = knowledge
      const read = kind === 'zip' ? readOutBoxZip(bytes, messagePlan, book, on) : readDecMessage(bytes, messagePlan, book, on)
      if (!read.ok) return { ...empty, kind, unreadable: sentences(read.issues) }
      const declaration = read.value
      const errors = judgeDeclaration(declaration.filing, rules, book, on).filter(({ severity }) => severity === 'error')
      return { ...empty, kind, declaration, clientNumber: valueOf(declaration.filing, 'DecSign', 'ClientSeqNo') ?? '', broken: sentences(errors) }
    }
  }
}

function kindOf(name: string, bytes: Uint8Array): SentKind {
  if (/\.tmp$/i.test(name)) return 'temporary'
  if (/\.csv$/i.test(name)) return 'sheet'
  const format = sniffFormat(bytes)
  if (format === 'zip' || /\.zip$/i.test(name)) return 'zip'
  if (format !== 'unknown' || /\.xml$/i.test(name)) return 'xml'
  return /\.json$/i.test(name) ? 'json' : 'other'
}

// How much of a workbook is read. Everything streams, so that these bound time and disk more than memory; what is held in
// memory at once are the directory of the zip, the texts that cells share, and one row.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'

export const workbookLimits = {
  fileBytes: 25_000_000,
  entries: 1_000,
  nameBytes: 255,
  /** Of one part, unpacked. */
  partBytes: 400_000_000,
  totalBytes: 800_000_000,
  /** Sheets of many equal rows pack up to about 100 to one; parts up to `smallBytes` may pack better. */
  ratio: 300,
  smallBytes: 2_000_000,
  sheets: 50,
  /** Of all sheets together. */
  rows: 200_000,
  columns: 512,
  /** The last row of a sheet in every program. */
  lastRow: 1_048_576,
  cellCharacters: 32_767,
  sharedTexts: 2_000_000,
  sharedBytes: 64_000_000,
  styles: 65_536,
  merges: 50_000,
  depth: 64,
  /** The longest tag or text of the XML. */
  tokenCharacters: 1_000_000,
} as const

const source = 'ECMA-376 (Office Open XML), RFC 4180, and the limits of docs/formats/workbook.md'

/** Why a file is not read, with what would help. */
export function workbookFault(code: string, params: IssueParams = {}): Issue {
  return issue({ rule: 'workbook.file', code, params, source, fix: { kind: 'act', code: `${code}.fix`, params } })
}

/** Thrown inside the reader and turned into an issue where the reader ends. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly issue: Issue
  constructor(code: string, params: IssueParams = {}) {
    super(code)
    this.issue = workbookFault(code, params)
  }
}

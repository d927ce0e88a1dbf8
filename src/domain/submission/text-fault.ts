// What is wrong with the text of a draft, and where: line and column from 1. Each cause has its own message; the texts of the
// YAML library are in English and only quoted as a detail where no cause of ours fits.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'
import type { DraftObject } from './draft.ts'

/** From 1. */
export type TextPlace = { readonly line: number; readonly column: number }

export interface ReadDraft {
  readonly draft: DraftObject
  /** Line and column from 1 of the value at a path. */
  readonly positions: ReadonlyMap<string, TextPlace>
}

/** Deepest nesting of groups and lists. */
export const maxDraftDepth = 16

/** A longer path leads to no field; it is not kept, since names of a megabyte inside each other would fill the memory. */
export const maxPathLength = 200

/** An issue of the whole text; what to do has the same code with `.fix`. */
export function textFault(code: string, params: IssueParams, path = ''): Issue {
  const fix = { kind: 'act', code: `${code}.fix` } as const
  return issue({ path: path.length > maxPathLength ? '' : path, rule: 'submission.text', code, params, source: 'YAML 1.2 and JSON (RFC 8259)', fix })
}

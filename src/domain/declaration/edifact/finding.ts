// What the reader and the writer say about an interchange: issues with byte offset, segment number, line and a reason.
// An issue's path is `segments[14].NAD.2.1`: segment number in the stream, tag, element and component position, all from 1.
import { issue, type Fix, type Issue, type IssueParams, type Severity } from '../../../base/issue.ts'
import type { Position } from './tokenizer.ts'

export const syntaxSource = 'ISO 9735 (UN/EDIFACT application level syntax rules)'

export interface Finding {
  /** Behind `edifact.`, the key of data/messages/edifact.csv. */
  readonly code: string
  readonly position: Position
  readonly tag?: string
  /** Element position, from 1. */
  readonly element?: number
  /** Component position, from 1. */
  readonly component?: number
  readonly params?: IssueParams
  readonly source?: string
  readonly severity?: Severity
  readonly fix?: 'act'
}

/** An issue at a place of the stream; its fix text is the row `<code>.fix`. */
export function finding(given: Finding): Issue {
  const { position, tag = '', element, component } = given
  const place = [`segments[${position.segment}]`, tag, element, component].filter((part) => part !== undefined && part !== '').join('.')
  const code = `edifact.${given.code}`
  const fix: { fix?: Fix } = given.fix === undefined ? {} : { fix: { kind: 'act', code: `${code}.fix` } }
  return issue({
    path: place,
    rule: code,
    code,
    severity: given.severity ?? 'error',
    params: { ...given.params, tag, offset: position.offset, segment: position.segment, line: position.line },
    source: given.source ?? syntaxSource,
    ...fix,
  })
}

/** A bounded list of issues; what is beyond the bound is said once. */
export class IssueList {
  readonly items: Issue[] = []
  readonly #maximum: number

  constructor(maximum: number) {
    this.#maximum = maximum
  }

  get isFull(): boolean {
    return this.items.length >= this.#maximum
  }

  countMore(position: Position): void {
    if (this.items.length === this.#maximum) this.items.push(finding({ code: 'more-issues', position, params: { limit: this.#maximum } }))
  }
}

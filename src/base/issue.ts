// An issue is a refusal or a warning as data: which field, which rule, why, from which source, and the smallest change
// that would pass. It carries no sentence; `message.ts` renders it in one of four languages.

export type Severity = 'error' | 'warning'

/** The smallest change that would make the issue go away. */
export type Fix =
  | { readonly kind: 'set'; readonly path: string; readonly value: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'choose'; readonly path: string; readonly options: readonly string[] }
  | { readonly kind: 'act'; readonly code: string; readonly params?: IssueParams }

export type IssueParams = Readonly<Record<string, string | number>>

export interface Issue {
  /** Field path, `lines[0].netWeightKg`; empty for the whole document. */
  readonly path: string
  /** Id of the rule that speaks: `R1`, or `mainland-declaration.GName.required` for a row of a form. */
  readonly rule: string
  /** Key of the message table; the fix text has the same key with `.fix`. */
  readonly code: string
  readonly severity: Severity
  readonly params: IssueParams
  /** Publication that the rule comes from. */
  readonly source: string
  readonly fix?: Fix
}

export interface IssueInput {
  readonly path?: string
  readonly rule: string
  readonly code: string
  readonly severity?: Severity
  readonly params?: IssueParams
  readonly source: string
  readonly fix?: Fix
}

const noParams: IssueParams = Object.freeze({})

/** Makes an issue; path '' and severity 'error' unless said. */
export function issue(input: IssueInput): Issue {
  const made = {
    path: input.path ?? '',
    rule: input.rule,
    code: input.code,
    severity: input.severity ?? ('error' as const),
    params: input.params ?? noParams,
    source: input.source,
  }
  return input.fix === undefined ? made : { ...made, fix: input.fix }
}

/** True when at least one issue is an error, so that nothing may be filed. */
export function hasError(issues: readonly Issue[]): boolean {
  return issues.some((each) => each.severity === 'error')
}

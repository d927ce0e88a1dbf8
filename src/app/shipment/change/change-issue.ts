// The refusals and warnings of changes to a filed shipment; their words are in data/messages/changes.csv.
import { issue, type Fix, type Issue, type IssueParams, type Severity } from '../../../base/issue.ts'
import type { OrganisationId } from '../../../domain/access/index.ts'
import type { Journal } from '../../ports.ts'
import type { Digest, Entry } from '../../../journal/index.ts'
import { chainOf } from '../events.ts'

const source = 'Lingding: changing what was filed'
export const maxReasonLength = 500

interface ChangeIssue {
  readonly path?: string
  readonly params?: IssueParams
  readonly severity?: Severity
  readonly source?: string
  readonly fix?: Fix
}

export function changeIssue(code: string, rule: string, more: ChangeIssue = {}): Issue {
  const { params = {} } = more
  return issue({ source, fix: { kind: 'act', code: `${code}.fix`, params }, ...more, rule: `change.${rule}`, code })
}

/** A reason is a sentence: there, and short enough to be read. */
export function reasonIssues(reason: string): readonly Issue[] {
  if (reason.trim() === '') return [changeIssue('change_reason_missing', 'reason')]
  return reason.length > maxReasonLength ? [changeIssue('change_reason_long', 'reason', { params: { length: reason.length, max: maxReasonLength } })] : []
}

/** An append that came too late: somebody or customs was faster. */
export function conflictAsIssue(issues: readonly Issue[], reference: string): readonly Issue[] {
  return issues.map((each) => (each.code === 'stream_conflict' ? changeIssue('change_conflict', 'newest', { params: { reference } }) : each))
}

export interface KeyedAct {
  readonly organisation: OrganisationId
  readonly idempotencyKey: string
  readonly inputHash: Digest
}

export type EarlierAnswer = { readonly kind: 'none' } | { readonly kind: 'same'; readonly entries: readonly Entry[] } | { readonly kind: 'other'; readonly issues: readonly Issue[] }

/** What the key was answered with before: the state has moved on since, the first answer has not. */
export async function earlierAnswer(journal: Journal, { organisation, idempotencyKey, inputHash }: KeyedAct): Promise<EarlierAnswer> {
  const found = await journal.findByKey(chainOf(organisation), organisation, idempotencyKey)
  const [first] = found?.entries ?? []
  if (found === undefined || first === undefined) return { kind: 'none' }
  if (first.inputHash === inputHash) return { kind: 'same', entries: found.entries }
  return { kind: 'other', issues: [issue({ rule: 'J1', code: 'idempotency_key_reused', params: { key: idempotencyKey }, source, fix: { kind: 'act', code: 'idempotency_key_reused.fix' } })] }
}

// The refusals of sharing; their words are in data/messages/shares.csv.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'

export function shareIssue(code: string, params: IssueParams = {}, path = ''): Issue {
  return issue({ path, rule: 'share.other-side', code, params, source: 'Lingding: no filing in the name of somebody without their act', fix: { kind: 'act', code: `${code}.fix`, params } })
}

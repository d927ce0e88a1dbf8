// Why something cannot be done with an import.
import { issue, type Issue, type IssueParams } from '../../base/issue.ts'

export function importIssue(code: string, params: IssueParams = {}): Issue {
  return issue({ rule: 'workbook.import', code, params, source: 'Lingding: workbooks', fix: { kind: 'act', code: `${code}.fix`, params } })
}

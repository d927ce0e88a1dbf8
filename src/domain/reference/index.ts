// The door of the code lists: everything that other folders may use.
export { codeBookFrom, type CodeBook } from './code-book.ts'
export { codeIssue, type CodeIssueInput } from './code-issue.ts'
export { codeListIds, isCodeListId, type CodeListId } from './code-list-id.ts'
export { entriesOn, nameOf, type CodeEntry, type CodeList, type Mark } from './code-list.ts'
export {
  concordanceFrom,
  concordanceIds,
  reversed,
  translate,
  type Concordance,
  type ConcordanceId,
  type Translation,
} from './concordance.ts'
export { lookup, type Lookup, type ValidAround } from './lookup.ts'
export type { Suggestion } from './nearest.ts'
export { quoted } from './quoted.ts'
export { sharesSubheading, subheadingOf } from './harmonised-system.ts'

// The door of the submission domain.
export type * from './submission.ts'
export { isDraftObject, resolveProfiles, type DraftObject, type DraftValue, type Profiles, type ResolvedDraft } from './draft.ts'
export { maxDraftCharacters, readDraftText, type ReadDraft } from './draft-text.ts'
export { parsePath, pathAt, pathTemplate, patternOf, type SubmissionPath } from './field-path.ts'
export { fieldTableFrom, type Field, type FieldKind, type FieldNode, type FieldTable } from './field-table.ts'
export { valueAt } from './value-at.ts'
export { maxListLength, parseDraft, type Origins, type ParsedSubmission, type Translation } from './parse-draft.ts'

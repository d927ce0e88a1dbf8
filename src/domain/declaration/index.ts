// The door of the declaration domain.
export { stageOf, stages, type AnswerReference, type AnswerStage, type CustomsAnswer, type Stage, type StagedAnswer } from './answer/answer.ts'
export { exchangeBoxes, exchangeFolderOf, exchangeFolders, inBoxOf, resultName, type ExchangeBox } from './answer/answer-file.ts'
export { simulatedMark } from './answer/answer-issue.ts'
export { answerTablesFrom, codeMeaning, type AnswerTables } from './answer/answer-tables.ts'
export { maxAnswerBytes } from './answer/answer-text.ts'
export { answerWords, stageNameCode, stageNextCode, type AnswerWords } from './answer/answer-words.ts'
export { decidedAnswer, decisionCodes, type AnswerFile, type Decided, type OfficerDecision } from './answer/decided-answer.ts'
export { formatNoticeInstant, formatNoticeTime } from './answer/notice-time.ts'
export { readAnswer } from './answer/read-answer.ts'
export { formatOfAnswer, writeAnswer, type ResultDetails } from './answer/write-answer.ts'
export { askedItems, countItems, isUsuallyKeyed, itemsAsked, itemsFrom, type AskedItems, type Count, type Item, type Items } from './count.ts'
export { elementFactsFrom, factKey, type ElementFact, type ElementFacts, type Mark } from './element-fact.ts'
export {
  buildFiling,
  elementPath,
  valueOf,
  type BuiltFiling,
  type FiledElement,
  type FiledGroup,
  type Filing,
  type Origin,
} from './filing.ts'
export { filingsFor } from './filing-plan.ts'
export {
  filingKinds,
  formFrom,
  type Customs,
  type FilingKind,
  type Form,
  type FormContext,
  type FormDefinition,
  type FormGroup,
  type FormRow,
} from './form.ts'
export { formDefinitions, ruleChecks } from './forms.ts'
export { judge, ruleFactsFrom, rulesFrom, type Rule, type RuleContext, type RuleFact } from './rule.ts'
export { cusdecFromMainland, withMainlandItems } from './mainland/cusdec-items.ts'
export { judgeDeclaration } from './mainland/judge-declaration.ts'
export { contentIssues } from './mainland/message-checks.ts'
export { messageNodesFrom, messagePlanFrom, type MessagePlan } from './mainland/message-plan.ts'
export { readDecMessage, readOutBoxZip, type ReadDeclaration } from './mainland/read-message.ts'
export { writeReadDeclaration } from './mainland/rewrite-message.ts'
export { writeDecMessage, writeOutBoxZip } from './mainland/wire.ts'
export { hongKongCharge, type HongKongCharge } from './hongkong/charge-of-submission.ts'
export { chooseForm, type FormChoice } from './hongkong/choose-form.ts'
export { groupingOf, type Grouping } from './hongkong/grouping.ts'
export { writeHongKong } from './hongkong/wire.ts'
export { needsMacaoDeclaration, type MacaoNeed } from './macao/operation.ts'
export { writeMacao } from './macao/wire.ts'
export { readFilingJson, type ReadFilingJson } from './read-filing-json.ts'
export { printFiling } from './print/print-filing.ts'
export { printedFormFrom, type PrintedForm } from './print/printed-form.ts'
export { writeFiling, type WireFile, type WireOptions } from './wire-json.ts'
export { valuesToConfirm, type ShipmentFilings } from './values-to-confirm.ts'
export type {
  CountView,
  ElementView,
  FilingView,
  GroupView,
  HongKongChargeView,
  OriginKind,
  OriginView,
  ShipmentView,
} from './view.ts'
export { sniffFormat } from './wire/sniff.ts'
export { writeStoredZip } from './wire/zip-writer.ts'
export { cusdecFields, cusdecFromWco, cusdecMessage, unreadComponents, wcoFromCusdec, type CusdecField } from './edifact/cusdec.ts'
export { cusdecMap, type CusdecMap } from './edifact/cusdec-map.ts'
export { readCusres, type Cusres } from './edifact/cusres.ts'
export { edifactDirectory, type EdifactDirectory } from './edifact/directory.ts'
export { interchangeHeader, type EdifactRead } from './edifact/interchange.ts'
export { readEdifact, readEdifactStream } from './edifact/reader.ts'
export type { EdifactSegment } from './edifact/segment.ts'
export { documentsOf, writeEdifact } from './edifact/writer.ts'
export { wcoFromDeclaration, type WcoContext } from './wco/from-declaration.ts'
export { declarationFromWco } from './wco/to-declaration.ts'
export { wcoBindingsFrom } from './wco/wco-map.ts'
export { wcoModelFrom, type WcoModel } from './wco/wco-model.ts'
export { wcoPath, withoutIndexes, type WcoValue } from './wco/wco-value.ts'
export { checkWcoValues, readWcoXml, writeWcoXml } from './wco/wco-xml.ts'

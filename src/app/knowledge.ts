// Everything that Lingding knows, read once from the files of data/: code lists, the submission's fields, the forms with
// their published facts, rules, items and texts. Pure: it takes the texts of the files and gives tables.
import { parseCsvRows, type CsvRow } from '../base/csv-rows.ts'
import { invariant } from '../base/invariant.ts'
import type { Label } from '../base/language.ts'
import { labelOf, messagesFrom, type Messages } from '../base/message.ts'
import {
  answerTablesFrom,
  askedItems,
  elementFactsFrom,
  filingsFor,
  formDefinitions,
  formFrom,
  itemsFrom,
  messageNodesFrom,
  messagePlanFrom,
  printedFormFrom,
  ruleChecks,
  ruleFactsFrom,
  rulesFrom,
  type AnswerTables,
  type AskedItems,
  type ElementFacts,
  type FilingKind,
  type Form,
  type Items,
  type MessagePlan,
  type PrintedForm,
  type Rule,
} from '../domain/declaration/index.ts'
import { codeBookFrom, type CodeBook } from '../domain/reference/index.ts'
import { officerDecisionsFrom, type OfficerDecisions } from './officer/decisions.ts'
import { fieldTableFrom, type Counterpart, type FieldTable } from '../domain/submission/index.ts'

/** Texts of the data files by their path under data/, `reference/country.csv`. */
export type DataFiles = ReadonlyMap<string, string>

/** The filings of one case, and what they ask: with the verified items, and with the unverified ones too. */
export interface FilingPlan {
  readonly forms: readonly Form[]
  readonly asked: AskedItems
  readonly askedWithUnverified: AskedItems
}

export interface Knowledge {
  readonly book: CodeBook
  readonly fields: FieldTable
  readonly forms: ReadonlyMap<FilingKind, Form>
  readonly plans: Readonly<Record<Counterpart, FilingPlan>>
  readonly items: Items
  readonly rules: readonly Rule[]
  readonly derivations: ReadonlyMap<string, Label>
  readonly conditions: ReadonlyMap<string, Label>
  readonly messages: Messages
  /** Order and wrappers of the nodes of DecMessage. */
  readonly messagePlan: MessagePlan
  /** What the codes of customs' answers mean. */
  readonly answers: AnswerTables
  /** Boxes of the mainland's printed declaration. */
  readonly printedForm: PrintedForm
  /** What an officer may decide at each stage. */
  readonly officerDecisions: OfficerDecisions
  /** Rows of a data file, for the formats that keep tables of their own. */
  readonly rows: (file: string) => readonly CsvRow[]
}

/** Throws when a shipped file is missing or broken. */
export function knowledgeFrom(files: DataFiles): Knowledge {
  const rows = (file: string): readonly CsvRow[] => {
    const text = files.get(file)
    invariant(text !== undefined, `data/ has ${file}`)
    return parseCsvRows(text)
  }
  const rowsUnder = (pattern: RegExp): readonly CsvRow[] => [...files.keys()].filter((file) => pattern.test(file)).toSorted().flatMap(rows)
  const fieldRows = rows('submission/fields.csv')
  const forms = new Map(formDefinitions.map((definition) => [definition.kind, formFrom(definition, factsOf(definition.kind, rows))]))
  return {
    book: codeBookFrom(referenceRows(files)),
    fields: fieldTableFrom(fieldRows),
    forms,
    plans: { hongkong: planFor('hongkong', forms), macao: planFor('macao', forms) },
    items: itemsFrom(rows('declarations/items.csv')),
    rules: rulesFrom(ruleFactsFrom(rowsUnder(/^rules\/[a-z]+-rules\.csv$/)), ruleChecks),
    derivations: labelsById(rows('rules/derivations.csv')),
    conditions: labelsById(rows('rules/conditions.csv')),
    messages: new Map([...messagesFrom(rowsUnder(/^messages\/.*\.csv$/), fieldRows), ...elementNames(forms), ...channelNames(rows('reference/receipt-channel.csv'))]),
    messagePlan: messagePlanFrom(messageNodesFrom(rows('declarations/mainland-nodes.csv')), factsOf('mainland-declaration', rows)),
    answers: answerTablesFrom(rows('declarations/answer-codes.csv')),
    printedForm: printedFormFrom(rows('declarations/mainland-printed.csv'), rows('declarations/mainland-printed-map.csv')),
    officerDecisions: officerDecisionsFrom(rows('access/officer-decisions.csv')),
    rows,
  }
}

function planFor(counterpart: Counterpart, all: ReadonlyMap<FilingKind, Form>): FilingPlan {
  const forms = filingsFor(counterpart).flatMap((kind) => all.get(kind) ?? [])
  return { forms, asked: askedItems(forms, ['V']), askedWithUnverified: askedItems(forms, ['V', 'U']) }
}

function factsOf(kind: FilingKind, rows: (file: string) => readonly CsvRow[]): ElementFacts {
  return elementFactsFrom(rows(`declarations/${kind}.csv`))
}

function referenceRows(files: DataFiles): Readonly<Record<string, readonly CsvRow[]>> {
  const prefix = 'reference/'
  const found = [...files].filter(([file]) => file.startsWith(prefix) && file.endsWith('.csv'))
  return Object.fromEntries(found.map(([file, text]) => [file.slice(prefix.length), parseCsvRows(text)]))
}

function labelsById(rows: readonly CsvRow[]): ReadonlyMap<string, Label> {
  return new Map(rows.map((row) => [row['id'] ?? '', labelOf(row)]))
}

/** Names of elements, so that an issue can call them by name: `element.mainland-declaration.GName`. */
function elementNames(forms: ReadonlyMap<FilingKind, Form>): readonly (readonly [string, Label])[] {
  return [...forms.values()].flatMap((form) =>
    form.groups.flatMap((group) => group.rows.map((row) => [`element.${row.id}`, withFallback(row.fact.label)] as const)),
  )
}

/** Names of the mainland's channel codes, so that a timeline can call them by name: `channel.L`. */
function channelNames(rows: readonly CsvRow[]): readonly (readonly [string, Label])[] {
  return rows.map((row) => [`channel.${row['code'] ?? ''}`, labelOf(row)] as const)
}

/** Where a publisher has no name in a language, the English one stands in, else the Chinese. */
function withFallback(label: Label): Label {
  const english = label.en || label['zh-Hans']
  return { 'zh-Hans': label['zh-Hans'] || english, 'zh-Hant': label['zh-Hant'] || english, en: english, pt: label.pt || english }
}

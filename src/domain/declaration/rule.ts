// A rule checks what a table cannot: values against each other, dates against windows, filings against filings. The facts
// of a rule (title, validity, source) are rows of data/rules/<customs>-rules.csv; its check is a function of the same id. So the same
// submission can be judged as of another day.
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { issue, type Fix, type Issue, type IssueParams, type Severity } from '../../base/issue.ts'
import type { Label } from '../../base/language.ts'
import { dateIn } from '../../base/instant.ts'
import { labelOf } from '../../base/message.ts'
import { holdsOn, type Validity } from '../../base/validity.ts'
import type { Mark } from './element-fact.ts'
import type { Filing } from './filing.ts'
import type { Customs, FormContext } from './form.ts'

export interface RuleFact {
  /** `R1`, or `R12.window` for one of several conditions under a published rule. */
  readonly id: string
  readonly customs: Customs | 'all'
  readonly title: Label
  readonly severity: Severity
  readonly validity: Validity
  readonly mark: Mark
  readonly source: string
}

export interface RuleContext extends FormContext {
  readonly filings: readonly Filing[]
}

export interface Finding {
  readonly path: string
  readonly code: string
  readonly params?: IssueParams
  readonly fix?: Fix
  /** Weaker than the rule's own severity where the source is weaker. */
  readonly severity?: Severity
}

export type RuleCheck = (context: RuleContext) => readonly Finding[]

export interface Rule {
  readonly fact: RuleFact
  readonly check: RuleCheck
}

export type RuleChecks = Readonly<Record<string, RuleCheck>>

const severities: readonly string[] = ['error', 'warning']
const marks: readonly string[] = ['V', 'D', 'U']
const whose: readonly string[] = ['mainland', 'hongkong', 'macao', 'all']

/** Columns: id, customs, severity, from, to, mark, source, zh-Hans, zh-Hant, en, pt. Throws at a row that is none. */
export function ruleFactsFrom(rows: readonly CsvRow[]): readonly RuleFact[] {
  return rows.map((row) => {
    const id = row['id'] ?? ''
    const one = <Value extends string>(column: string, of: readonly string[]): Value => {
      const value = row[column] ?? ''
      invariant(of.includes(value), `rule ${id} has ${column} ${of.join(', ')}, not '${value}'`)
      return value as Value
    }
    return {
      id,
      customs: one<Customs | 'all'>('customs', whose),
      title: labelOf(row),
      severity: one<Severity>('severity', severities),
      validity: { ...dayOf(row, 'from'), ...dayOf(row, 'to') },
      mark: one<Mark>('mark', marks),
      source: row['source'] ?? '',
    }
  })
}

function dayOf<Column extends 'from' | 'to'>(row: CsvRow, column: Column): { readonly [C in Column]?: CivilDate } {
  const text = row[column]
  if (text === undefined || text === '') return {}
  const day = parseCivilDate(text)
  invariant(day !== undefined, `rule ${row['id']} has a date, not '${text}'`)
  return { [column]: day } as { readonly [C in Column]?: CivilDate }
}

/** Joins facts and checks; throws unless each fact has a check and each check a fact. */
export function rulesFrom(facts: readonly RuleFact[], checks: RuleChecks): readonly Rule[] {
  const ids = new Set(facts.map((fact) => fact.id))
  for (const id of Object.keys(checks)) invariant(ids.has(id), `rule ${id} has a row in data/rules`)
  return facts.map((fact) => {
    const check = checks[fact.id]
    invariant(check !== undefined, `rule ${fact.id} has a check`)
    return { fact, check }
  })
}

/**
 * The findings of every rule that holds on the context's day. A rule that comes into force between that day and the
 * crossing warns: the goods will meet it on the road.
 */
export function judge(rules: readonly Rule[], context: RuleContext): readonly Issue[] {
  const issues: Issue[] = []
  const crossing = dayOfCrossing(context)
  for (const { fact, check } of rules) {
    const holds = holdsOn(fact.validity, context.on)
    if (!holds && !holdsOn(fact.validity, crossing)) continue
    for (const finding of check(context)) {
      const severity = holds ? (finding.severity ?? fact.severity) : 'warning'
      issues.push(issue({ ...finding, rule: fact.id, severity, source: fact.source }))
    }
  }
  return issues
}

/** The later of the day of judgement and the expected crossing. */
function dayOfCrossing({ submission, on }: RuleContext): CivilDate {
  const { crossingAt } = submission.movement
  const day = crossingAt === undefined ? on : dateIn('Asia/Shanghai', crossingAt)
  return day > on ? day : on
}

// The rules that the mainland checks, by the id of data/rules/mainland-rules.csv, where their titles, days and sources stand.
import type { RuleChecks } from '../rule.ts'
import { agreementChecks } from './rules/agreement.ts'
import { codeChecks } from './rules/codes.ts'
import { countryChecks } from './rules/countries.ts'
import { dangerousGoodsChecks } from './rules/dangerous-goods.ts'
import { exportControlChecks } from './rules/export-control.ts'
import { manifestChecks } from './rules/manifest.ts'
import { plateChecks } from './rules/plates.ts'
import { unitChecks } from './rules/units.ts'
import { valueChecks } from './rules/values.ts'
import { weightChecks } from './rules/weights.ts'

export const mainlandChecks: RuleChecks = {
  ...weightChecks,
  ...valueChecks,
  ...unitChecks,
  ...countryChecks,
  ...codeChecks,
  ...plateChecks,
  ...dangerousGoodsChecks,
  ...exportControlChecks,
  ...manifestChecks,
  ...agreementChecks,
}

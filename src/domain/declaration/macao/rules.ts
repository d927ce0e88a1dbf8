// Every check of Macao's rules, by the ids of data/rules/macao-rules.csv.
import type { RuleChecks } from '../rule.ts'
import { foodChecks } from './food-rules.ts'
import { tradeChecks } from './trade-rules.ts'

export const macaoChecks: RuleChecks = { ...tradeChecks, ...foodChecks }

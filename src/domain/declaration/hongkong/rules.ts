// Every check of Hong Kong's rules, by the ids of data/rules/hongkong-rules.csv.
import type { RuleChecks } from '../rule.ts'
import { cargoChecks } from './cargo-rules.ts'
import { declarationChecks } from './declaration-rules.ts'

export const hongKongChecks: RuleChecks = { ...cargoChecks, ...declarationChecks }

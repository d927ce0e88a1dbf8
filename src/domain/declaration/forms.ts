// Every form and every rule check that Lingding has. Adding a customs adds a line here and a folder beside.
import type { FormDefinition } from './form.ts'
import { hongKongBundling } from './hongkong/bundling-form.ts'
import { hongKongCargo } from './hongkong/cargo-form.ts'
import { hongKongDeclaration } from './hongkong/declaration-form.ts'
import { hongKongChecks } from './hongkong/rules.ts'
import { macaoDeclaration } from './macao/declaration-form.ts'
import { macaoChecks } from './macao/rules.ts'
import { mainlandDeclaration } from './mainland/declaration-form.ts'
import { mainlandManifests } from './mainland/manifest-form.ts'
import { mainlandChecks } from './mainland/rules.ts'
import type { RuleChecks } from './rule.ts'

export const formDefinitions: readonly FormDefinition[] = [
  mainlandDeclaration,
  ...mainlandManifests,
  hongKongCargo,
  hongKongBundling,
  hongKongDeclaration,
  macaoDeclaration,
]

export const ruleChecks: RuleChecks = { ...mainlandChecks, ...hongKongChecks, ...macaoChecks }

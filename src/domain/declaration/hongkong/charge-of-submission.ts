// The charge of a shipment's Hong Kong declaration: its value in HKD, its form, the charge and the working of all three.
import type { CivilDate } from '../../../base/civil-date.ts'
import type { Decimal } from '../../../base/decimal.ts'
import type { Submission } from '../../submission/index.ts'
import { localValue, type ValueStep } from '../local-value.ts'
import { chooseForm, type FormChoice } from './choose-form.ts'
import { declarationCharge, type DeclarationCharge } from './declaration-charge.ts'

export interface HongKongCharge {
  readonly choice: FormChoice
  readonly valueHkd: Decimal
  readonly valueSteps: readonly ValueStep[]
  readonly charge: DeclarationCharge
}

/** Undefined while the value is not known; R13.value says what is lacking. An entered form goes before the chosen one. */
export function hongKongCharge(submission: Submission, on: CivilDate): HongKongCharge | undefined {
  const value = localValue(submission, 'hongkong')
  if (value.kind === 'lacking') return undefined
  const choice = chooseForm(submission)
  const charge = declarationCharge(value.total, submission.hongkong.form ?? choice.form, on)
  return { choice, valueHkd: value.total, valueSteps: value.steps, charge }
}

// Which of Hong Kong's six forms a shipment needs, and why. 1 import, 1A import of food, 1B import exempt from charge;
// 2 export or re-export, 2A clothing and footwear made in Hong Kong, 2B exempt (C&SD; fees of the Hong Kong General
// Chamber of Commerce, 2024). What counts as food, as clothing or footwear and as exempt is entered, never guessed.
import type { GoodsLine, HongKongFormType, Submission } from '../../submission/index.ts'

export interface FormChoice {
  readonly form: HongKongFormType
  /** Codes of the message table, the deciding one last. */
  readonly reasons: readonly string[]
  /** Lines of which only some belong on the special form, so that they need declarations of their own. */
  readonly isMixed: boolean
}

/** The form by what the goods are; an entered form is compared with it by R13.form. */
export function chooseForm(submission: Submission): FormChoice {
  return submission.direction === 'export' ? importForm(submission) : exportForm(submission)
}

function importForm({ hongkong, lines }: Submission): FormChoice {
  const moves = 'hk_form_reason_import'
  if (hongkong.isChargeExempt === true) return { form: '1B', reasons: [moves, 'hk_form_reason_exempt'], isMixed: false }
  const food = share(lines, (line) => line.isFood === true)
  if (food === 'all') return { form: '1A', reasons: [moves, 'hk_form_reason_food'], isMixed: false }
  if (food === 'some') return { form: '1', reasons: [moves, 'hk_form_reason_some_food'], isMixed: true }
  return { form: '1', reasons: [moves, 'hk_form_reason_not_food'], isMixed: false }
}

function exportForm({ hongkong, lines }: Submission): FormChoice {
  const moves = hongkong.isReexport === true ? 'hk_form_reason_reexport' : 'hk_form_reason_export'
  if (hongkong.isChargeExempt === true) return { form: '2B', reasons: [moves, 'hk_form_reason_exempt'], isMixed: false }
  if (hongkong.isLocallyMade !== true) return { form: '2', reasons: [moves, 'hk_form_reason_not_local'], isMixed: false }
  const clothing = share(lines, (line) => line.isClothingOrFootwear === true)
  if (clothing === 'all') return { form: '2A', reasons: [moves, 'hk_form_reason_clothing'], isMixed: false }
  if (clothing === 'some') return { form: '2', reasons: [moves, 'hk_form_reason_some_clothing'], isMixed: true }
  return { form: '2', reasons: [moves, 'hk_form_reason_not_clothing'], isMixed: false }
}

function share(lines: readonly GoodsLine[], is: (line: GoodsLine) => boolean): 'all' | 'some' | 'none' {
  const count = lines.filter(is).length
  if (count === 0) return 'none'
  return count === lines.length ? 'all' : 'some'
}

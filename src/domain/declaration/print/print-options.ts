// What a printed filing needs beside the filing and its form.
import type { CivilDate } from '../../../base/civil-date.ts'
import type { Language } from '../../../base/language.ts'
import type { Messages } from '../../../base/message.ts'
import type { CodeBook } from '../../reference/index.ts'
import type { PrintedForm } from './printed-form.ts'

export interface PrintOptions {
  readonly language: Language
  readonly messages: Messages
  readonly book: CodeBook
  /** The day of the code lists. */
  readonly on: CivilDate
  readonly reference: string
  readonly isSample: boolean
  /** The boxes of the mainland's printed declaration. */
  readonly printed: PrintedForm
}

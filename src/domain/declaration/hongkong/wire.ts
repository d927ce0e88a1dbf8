// How Hong Kong's filings leave: documented JSON and a sheet for bulk entry. The message formats of the Road Cargo System,
// of the Trade Single Window and of the declaration service providers are not public (docs/formats/hongkong.md).
import { invariant } from '../../../base/invariant.ts'
import type { Filing } from '../filing.ts'
import type { Form } from '../form.ts'
import { writeFiling, type WireFile, type WireOptions } from '../wire-json.ts'

export function writeHongKong(filing: Filing, form: Form, options: WireOptions): readonly WireFile[] {
  invariant(form.customs === 'hongkong' && filing.kind === form.kind, `${filing.kind} is written by the Hong Kong form of its kind`)
  return writeFiling(filing, form, options)
}

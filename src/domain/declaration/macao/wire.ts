// How Macao's declaration leaves: documented JSON and a sheet for bulk entry. The message format of the DSEDT platform is
// not public (docs/formats/macao.md).
import { invariant } from '../../../base/invariant.ts'
import type { Filing } from '../filing.ts'
import type { Form } from '../form.ts'
import { writeFiling, type WireFile, type WireOptions } from '../wire-json.ts'

export function writeMacao(filing: Filing, form: Form, options: WireOptions): readonly WireFile[] {
  invariant(form.customs === 'macao' && filing.kind === form.kind, `${filing.kind} is written by the Macao form of its kind`)
  return writeFiling(filing, form, options)
}

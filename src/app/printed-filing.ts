// A filing of a shipment as a page to be printed, with the official box names.
import { printFiling } from '../domain/declaration/index.ts'
import { encodeUtf8 } from '../base/text-codec.ts'
import type { Language } from '../base/language.ts'
import type { FilingFile } from './filing-files.ts'
import type { Knowledge } from './knowledge.ts'
import type { PreparedShipment } from './prepare-shipment.ts'

/** Self-contained HTML; undefined when the shipment has no filing of that kind. */
export function printedFiling(shipment: PreparedShipment, kind: string, knowledge: Knowledge, language: Language): string | undefined {
  const index = shipment.forms.findIndex((form) => form.kind === kind)
  const [form, filing] = [shipment.forms[index], shipment.filings[index]]
  if (form === undefined || filing === undefined) return undefined
  const { reference, isSample } = shipment.submission
  return printFiling(filing, form, {
    language,
    messages: knowledge.messages,
    book: knowledge.book,
    on: shipment.on,
    reference,
    isSample: isSample === true,
    printed: knowledge.printedForm,
  })
}

/** A page for each filing, in the folder `print`. */
export function printedFiles(shipment: PreparedShipment, knowledge: Knowledge, language: Language): readonly FilingFile[] {
  return shipment.forms.flatMap(({ kind, customs }) => {
    const page = printedFiling(shipment, kind, knowledge, language)
    if (page === undefined) return []
    return [{ customs, kind, folder: 'print', name: `${kind}.html`, mediaType: 'text/html; charset=utf-8', bytes: encodeUtf8(page) }]
  })
}

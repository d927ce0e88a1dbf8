// The code lists that Lingding knows. One CSV of the same name per list in data/reference; data/reference/lists.csv
// says who publishes it and what it is called there.

export const codeListIds = [
  'agent-type',
  'attached-document',
  'attached-document-format',
  'charge-mark',
  'check-flag',
  'control-document',
  'country',
  'currency',
  'customs-office',
  'declaration-type-prefix',
  'direction',
  'domestic-port',
  'duty-mode',
  'edi-id',
  'electronic-seal-flag',
  'entry-type',
  'foreign-port',
  'hongkong-control-point',
  'inspection-office',
  'levy-nature',
  'macao-control-point',
  'operation-type',
  'origin-criterion',
  'origin-mark',
  'package-kind',
  'paper-mode',
  'promised-material',
  'receipt-channel',
  'record-list-type',
  'royalty-declaration',
  'royalty-payment',
  'signer-role',
  'source-district',
  'supervision-mode',
  'tax-admin-mark',
  'trade-term',
  'transit-flag',
  'transit-relation',
  'transport-mode',
  'unit',
  'use',
  'yes-no',
] as const

export type CodeListId = (typeof codeListIds)[number]

export function isCodeListId(text: string): text is CodeListId {
  return (codeListIds as readonly string[]).includes(text)
}

// What is checked, by name, and what one file says to a check.

export const checkIds = [
  'folder',
  'temporary',
  'name',
  'one-xml',
  'readable',
  'encoding',
  'namespace',
  'version',
  'client-number',
  'client-number-unique',
  'client-number-name',
  'sequence-blank',
  'elements',
  'sizes',
  'codes',
  'rules',
  'json-format',
  'json-elements',
  'json-shipment',
  'answers-handled',
  'answers-doubled',
  'answers-malformed',
] as const
export type CheckId = (typeof checkIds)[number]

/** What one file says to a check that concerns it. */
export interface Finding {
  readonly isGood: boolean
  readonly evidence: string
}

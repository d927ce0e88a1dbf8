// Cells of comma-separated files. A spreadsheet takes a text that begins with = + - @ or a control character for a formula
// (OWASP ASVS 5.0, 1.2.10), so such a text is written with an apostrophe before it, and read without. Plain numbers stay.
const startsFormula = /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/
const plainNumber = /^[+-]?\d+([.,]\d+)*%?$/
const escaped = /^'(?=[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20])/

/** One field of a record (RFC 4180), quoted where it has to be. */
export function csvField(text: string, separator: string): string {
  const safe = startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(separator) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text that was escaped on the way out. */
export function csvText(field: string): string {
  return field.replace(escaped, '')
}

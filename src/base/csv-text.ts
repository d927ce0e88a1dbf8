// Comma-separated text (RFC 4180) that a spreadsheet opens as it is. A spreadsheet takes a text that begins with = + - @ or a
// control character for a formula (OWASP ASVS 5.0, 1.2.10), also in full width or behind spaces, so such a text is written
// with an apostrophe before it, and read without. Plain numbers stay.
const formula = String.raw`\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\0]`
// A text that has the apostrophe already gets one more, so that reading takes away no one's own.
const startsFormula = new RegExp(`^'*(?:${formula})`)
const escaped = new RegExp(`^'(?='*(?:${formula}))`)
const plainNumber = /^[+-]?\d+([.,]\d+)*%?$/
/** Without it spreadsheets read Chinese as another code page. */
const byteOrderMark = '\uFEFF'

/** A whole file, with its byte order mark. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map((text) => csvField(text, ',')).join(',')}\r\n`).join('')
}

/** One field of a record, quoted where it has to be. */
export function csvField(text: string, separator: string): string {
  const safe = startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /["\r\n]/.test(safe) || safe.includes(separator) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text that was escaped on the way out. */
export function unescapedField(field: string): string {
  return field.replace(escaped, '')
}

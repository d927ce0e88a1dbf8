// Comma-separated text (RFC 4180) that a spreadsheet opens as it is: a byte order mark for UTF-8, CRLF, quotes where needed,
// and no cell that a spreadsheet would run as a formula.

/** A byte order mark, without which spreadsheets read Chinese as another code page. */
export const byteOrderMark = '\uFEFF'

export function csvText(rows: readonly (readonly string[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

/** Numbers stay numbers; a text that begins like a formula, also in full width or behind spaces, gets an apostrophe. */
export function csvCell(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text.replace(/^[\t\r\n]+/, ' ')
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

// A table as CSV that a spreadsheet opens as it is: in UTF-8 with its mark, and with no cell that a spreadsheet would run. And
// how a file is handed over.

const byteOrderMark = '\uFEFF'

export function csvText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return byteOrderMark + [head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n') + '\r\n'
}

/** A text that begins like a formula gets an apostrophe; a number keeps its sign. */
function cellText(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Hands the reader a file that was made here. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

// What somebody typed, as a message repeats it: one line of at most 60 characters, so that a megabyte does not fill the screen.

const maxQuoted = 60

export function quoted(text: string): string {
  const start = text.slice(0, maxQuoted).replace(/\p{Cc}+/gu, ' ')
  return text.length <= maxQuoted ? start : `${start.slice(0, maxQuoted - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

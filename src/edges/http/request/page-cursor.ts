// The cursors of lists: the place of the last row of a page, which clients take as it is. A cursor that was not given here
// reads as undefined.

/** `text` is the place, in characters of ASCII and without NUL. */
export function cursorOf(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64url')
}

/** The groups of the pattern in the place that the cursor stands for. */
export function placeIn(cursor: string, pattern: RegExp): readonly string[] | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  return cursorOf(text) === cursor ? pattern.exec(text)?.slice(1) : undefined
}

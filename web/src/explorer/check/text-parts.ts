// A text cut at its numbers, so that each can be marked where it stands.

export interface TextPart {
  readonly text: string
  /** Which number it is; left out between them. */
  readonly index?: number
}

/** Offsets are in UTF-16 units. Of two numbers that overlap the first is marked. */
export function partsOfText(text: string, numbers: readonly { readonly text: string; readonly offset: number }[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  const placed = numbers.map(({ text: words, offset }, index) => ({ length: words.length, offset, index })).toSorted((a, b) => a.offset - b.offset)
  for (const { offset, length, index } of placed) {
    if (offset < at) continue
    if (offset > at) parts.push({ text: text.slice(at, offset) })
    parts.push({ text: text.slice(offset, offset + length), index })
    at = offset + length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

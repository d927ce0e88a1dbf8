// How wide a text is, from a table, so that the same picture is laid out in Node and in a browser. Widths are those of a wide
// system face in thousandths of the size; a face that is narrower leaves room, never an overlap.
const narrow = "il|!'.,:;jI"
const tight = 'frt()[]{}/\\-·'
const wide = 'mwMWOQ%@—＝'
const capitals = /[A-ZÀ-Þ&+−–<>=#]/
const fullWidth = /[\u1100-\u115F\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFF}]/u

/** Pixels of one line. */
export function textWidth(text: string, size: number, isBold = false): number {
  let thousandths = 0
  for (const character of text.normalize('NFC')) thousandths += widthOf(character)
  return (thousandths * size * (isBold ? 1.09 : 1)) / 1000
}

function widthOf(character: string): number {
  if (fullWidth.test(character)) return 1020
  if (narrow.includes(character)) return 330
  if (tight.includes(character)) return 430
  if (wide.includes(character)) return 960
  if (capitals.test(character)) return 740
  if (character === ' ' || character === '\u00A0') return 330
  return 640
}

export const lineHeight = 1.3

/** Lines no wider than `width`; words are kept whole, Chinese breaks anywhere but before closing punctuation. */
export function wrapText(text: string, width: number, size: number, isBold = false): readonly string[] {
  const pieces = text.match(/[\u2E80-\u9FFF\uFF01-\uFF60\u3000-\u303F][，。、；：）」”]*|[^\s\u2E80-\u9FFF\uFF01-\uFF60]+\s*|\s+/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const piece of pieces.flatMap((each) => cut(each, width, size, isBold))) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size, isBold) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

/** The text, or its beginning with an ellipsis; undefined when not even three characters fit. */
export function fitText(text: string, width: number, size: number, isBold = false): string | undefined {
  if (textWidth(text, size, isBold) <= width) return text
  const characters = [...text]
  for (let count = characters.length - 1; count >= 3; count -= 1) {
    const shorter = `${characters.slice(0, count).join('').trimEnd()}…`
    if (textWidth(shorter, size, isBold) <= width) return shorter
  }
  return undefined
}

/** A word wider than the line, such as an address, is cut where the line ends. */
function cut(piece: string, width: number, size: number, isBold: boolean): readonly string[] {
  if (textWidth(piece.trimEnd(), size, isBold) <= width) return [piece]
  const parts: string[] = []
  let part = ''
  for (const character of piece) {
    if (part !== '' && textWidth(part + character, size, isBold) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}

// How large and how deep a YAML text can be at most, told from its characters alone, before the parser sees it.

export interface YamlShape {
  readonly lines: number
  /** Lines and every mark that may open a value or be a fault; the parser's time grows with them. */
  readonly marks: number
  /**
   * Never less than the real depth: the deepest run of open brackets (those inside quoted text count too), or too much where
   * indentation or indicators alone could nest deeper.
   */
  readonly depth: number
  readonly deepestLine: number
}

/** Columns of white space and of `-`, `?` and `:` before the first word of a line; each level takes two. */
const maxIndentation = 200
/** Indicators that stand alone in one line, each of which may open a level. */
const maxIndicators = 64
const tooDeep = 1_000
const newLine = 0x0a

export function shapeOf(text: string): YamlShape {
  let lines = 1
  let marks = 1
  let open = 0
  let depth = 0
  let deepestLine = 1
  let indentation = 0
  let isIndenting = true
  let indicators = 0
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index)
    if (character === newLine) {
      lines += 1
      marks += 1
      indentation = 0
      indicators = 0
      isIndenting = true
      continue
    }
    const isIndicator = character === 0x2d || character === 0x3f || character === 0x3a
    isIndenting = isIndenting && (isIndicator || character === 0x20 || character === 0x09)
    if (isIndenting) indentation += 1
    marks += weightOf(character)
    if (isIndicator && isBlank(text.charCodeAt(index - 1)) && isBlank(text.charCodeAt(index + 1))) indicators += 1
    if (isIndicator && isBlank(text.charCodeAt(index + 1))) marks += 1
    let reached = indentation > maxIndentation || indicators > maxIndicators ? tooDeep : 0
    if (character === 0x5b || character === 0x7b) {
      open += 1
      reached = Math.max(reached, open)
    } else if ((character === 0x5d || character === 0x7d) && open > 0) open -= 1
    if (reached > depth) {
      depth = reached
      deepestLine = lines
    }
  }
  return { lines, marks, depth, deepestLine }
}

/** Comma, brackets, quotation marks, backslash, and the marks of anchors, aliases and tags: each may cost a value or a fault. */
const weights: ReadonlyMap<number, number> = new Map([
  ...Array.from(',[]{}\\&*!', (mark) => [mark.charCodeAt(0), 1] as const),
  ...Array.from('"\'', (mark) => [mark.charCodeAt(0), 0.5] as const),
])

function weightOf(character: number): number {
  return character > 0x7d ? 0 : (weights.get(character) ?? 0)
}

/** White space, or the end of the text. */
function isBlank(character: number): boolean {
  return Number.isNaN(character) || character === 0x20 || character === 0x09 || character === newLine || character === 0x0d
}

// The character set of an interchange, named by the syntax identifier of UNB (data element 0001), and its decoding and encoding.
// UNOA and UNOB are subsets of ASCII, UNOC is ISO 8859-1 (ISO 9735:1988 with amendment 1); UNOY and UNOW are ISO 10646 written as
// UTF-8 (UN/EDIFACT code list 0001). Others (UNOD to UNOK: further parts of ISO 8859; UNOX: ISO 2022) are refused, not guessed.

export type Charset = 'latin1' | 'utf8'

const charsets: ReadonlyMap<string, Charset> = new Map([
  ['UNOA', 'latin1'],
  ['UNOB', 'latin1'],
  ['UNOC', 'latin1'],
  ['UNOW', 'utf8'],
  ['UNOY', 'utf8'],
])

export const supportedSyntaxIdentifiers: readonly string[] = [...charsets.keys()]

/** The character set of a syntax identifier; undefined when it is not supported. */
export function charsetOf(syntaxIdentifier: string): Charset | undefined {
  return charsets.get(syntaxIdentifier)
}

/**
 * ISO 8859-1: every byte is the character of the same number. Components are short and repeat: up to four characters come from a
 * table, up to eight from one call, more from an array of that length that is used again. Each is several times faster than a view.
 */
export function decodeLatin1(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start
  if (length <= 4) return shortText(bytes, start, length)
  if (length <= 8) return eightText(bytes, start, length)
  const scratch = length < scratches.length ? scratches[length] : undefined
  const codes = scratch ?? Array.from({ length }, () => 0)
  for (let at = 0; at < length; at += 1) codes[at] = bytes[start + at] ?? 0
  return String.fromCharCode.apply(null, codes)
}

const scratches: readonly number[][] = Array.from({ length: 65 }, (_, length) => Array.from({ length }, () => 0))

const shortSlots = 4096
const shortKeys = new Int32Array(shortSlots)
const shortTexts = Array.from({ length: shortSlots }, () => '')

function shortText(bytes: Uint8Array, start: number, length: number): string {
  if (length <= 0) return ''
  let key = bytes[start] ?? 0
  for (let at = 1; at < length; at += 1) key = (key << 8) | (bytes[start + at] ?? 0)
  const slot = (Math.imul(key, 0x9e3779b1) >>> 20) & (shortSlots - 1)
  const kept = shortTexts[slot] ?? ''
  if (shortKeys[slot] === key && kept.length === length) return kept
  let text = ''
  for (let at = 0; at < length; at += 1) text += String.fromCharCode(bytes[start + at] ?? 0)
  shortKeys[slot] = key
  shortTexts[slot] = text
  return text
}

function eightText(b: Uint8Array, s: number, length: number): string {
  const [p, q, r, t, u] = [b[s] ?? 0, b[s + 1] ?? 0, b[s + 2] ?? 0, b[s + 3] ?? 0, b[s + 4] ?? 0]
  if (length === 5) return String.fromCharCode(p, q, r, t, u)
  if (length === 6) return String.fromCharCode(p, q, r, t, u, b[s + 5] ?? 0)
  if (length === 7) return String.fromCharCode(p, q, r, t, u, b[s + 5] ?? 0, b[s + 6] ?? 0)
  return String.fromCharCode(p, q, r, t, u, b[s + 5] ?? 0, b[s + 6] ?? 0, b[s + 7] ?? 0)
}

/** UTF-8; undefined when the bytes are not UTF-8 (too long forms, surrogates and what is past U+10FFFF included). */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = ''
  let at = start
  while (at < end) {
    const first = bytes[at] ?? 0
    const length = utf8Length(first)
    if (length === 0 || at + length > end) return undefined
    let point = length === 1 ? first : first & (0xff >> (length + 1))
    for (let next = at + 1; next < at + length; next += 1) {
      const byte = bytes[next] ?? 0
      if ((byte & 0xc0) !== 0x80) return undefined
      point = (point << 6) | (byte & 0x3f)
    }
    const isTooLong = (length === 3 && point < 0x800) || (length === 4 && point < 0x10000)
    const isNoCharacter = point > 0x10ffff || (point >= 0xd800 && point < 0xe000)
    if (isTooLong || isNoCharacter) return undefined
    text += String.fromCodePoint(point)
    at += length
  }
  return text
}

/** Bytes of the character that begins so; 0 for a byte that begins none. */
function utf8Length(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

/** The bytes of a text; undefined when a character does not exist in the character set. */
export function encodeText(text: string, charset: Charset): Uint8Array | undefined {
  const bytes = new Uint8Array(charset === 'latin1' ? text.length : text.length * 3)
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (charset === 'latin1') {
      if (point > 0xff) return undefined
      bytes[length] = point
      length += 1
    } else {
      if (point >= 0xd800 && point < 0xe000) return undefined
      length = putUtf8(bytes, length, point)
    }
  }
  return bytes.subarray(0, length)
}

function putUtf8(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point
    return at + 1
  }
  const tail = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3
  bytes[at] = (tail === 1 ? 0xc0 : tail === 2 ? 0xe0 : 0xf0) | (point >> (6 * tail))
  for (let next = 1; next <= tail; next += 1) bytes[at + next] = 0x80 | ((point >> (6 * (tail - next))) & 0x3f)
  return at + tail + 1
}

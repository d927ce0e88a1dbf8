// Text from bytes and back. Both classes are in every JavaScript engine but in no ECMAScript library type, so the part of
// them that is used is declared here. Bytes that are not text of the charset are refused with their offset, never replaced.

declare const TextEncoder: { new (): { readonly encode: (text: string) => Uint8Array } }
interface Decoder {
  readonly decode: (bytes: Uint8Array, options?: { readonly stream: boolean }) => string
}
declare const TextDecoder: { new (label: string, options: { readonly fatal: boolean }): Decoder }

/** GB18030 reads GBK and GB 2312 as well: they are parts of it. */
export type Charset = 'utf-8' | 'gb18030'

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  /** Offset in bytes of the byte at which the text breaks; the length where it ends in the middle of a character. */
  | { readonly kind: 'invalid'; readonly offset: number }

const encoder = new TextEncoder()
/** Made anew after a failure, so that no half-read character is left over. */
const decoders = new Map<Charset, Decoder>()

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** A byte order mark at the start of UTF-8 is left out. */
export function decodeText(bytes: Uint8Array, charset: Charset): DecodedText {
  const text = decodeOrNothing(bytes, charset, false)
  return text === undefined ? { kind: 'invalid', offset: firstInvalid(bytes, charset) } : { kind: 'text', text }
}

/** The shortest prefix that cannot be the start of a text, found by halving: at most 24 decodings of 8 MB. */
function firstInvalid(bytes: Uint8Array, charset: Charset): number {
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1
    if (decodeOrNothing(bytes.subarray(0, middle), charset, true) === undefined) bad = middle
    else good = middle
  }
  return Math.min(bad - 1, bytes.length)
}

function decodeOrNothing(bytes: Uint8Array, charset: Charset, isStart: boolean): string | undefined {
  const decoder = decoders.get(charset) ?? new TextDecoder(charset, { fatal: true })
  decoders.delete(charset)
  try {
    const text = decoder.decode(bytes, { stream: isStart })
    if (!isStart) decoders.set(charset, decoder)
    return text
  } catch {
    return undefined
  }
}

// The text of an answer, whatever it was encoded in. Answers come from many programs: UTF-8 with or without its mark,
// GB18030 and its parts, UTF-16 of either order, and files whose first line names another encoding than they have. What can
// be read without doubt is read; the numbers and codes of an answer are ASCII in all of them.
import { accepted, refused, type Result } from '../../../base/result.ts'
import { decodeText } from '../../../base/text-codec.ts'
import { decodeXmlBytes } from '../wire/xml-bytes.ts'
import { unusable } from './answer-issue.ts'

/** An answer is a few hundred bytes; much more is no answer. */
export const maxAnswerBytes = 1_000_000

export function answerText(bytes: Uint8Array): Result<string> {
  if (bytes.length === 0) return unusable('answer_empty')
  if (bytes.length > maxAnswerBytes) return unusable('answer_too_large', { bytes: bytes.length, max: maxAnswerBytes })
  const order = utf16Order(bytes)
  if (order !== undefined) return utf16(bytes, order)
  const [first, second] = bytes
  if (first === 0x50 && second === 0x4b) return unusable('answer_is_zip')
  const text = isXml(bytes) ? xmlText(bytes) : plainText(bytes)
  return text.ok && text.value.trim() === '' ? unusable('answer_empty') : text
}

/** As its first line says; where the bytes are not that, as UTF-8 or GB18030, of which they can only be one. */
function xmlText(bytes: Uint8Array): Result<string> {
  const named = decodeXmlBytes(bytes)
  if (named.ok && named.value.encoding.toLowerCase().startsWith('gb')) {
    // UTF-8 that calls itself GBK gives characters that nobody wrote; GBK that happens to be UTF-8 as well is very rare.
    const other = decodeText(bytes, 'utf-8')
    return accepted(other.kind === 'text' && hasCharactersBeyondAscii(other.text) ? other.text : named.value.text)
  }
  if (named.ok) return accepted(named.value.text)
  const other = decodeText(bytes, named.issues.some(({ code }) => code === 'xml_bytes_invalid') ? 'gb18030' : 'utf-8')
  return other.kind === 'text' ? accepted(other.text) : refused(named.issues)
}

function plainText(bytes: Uint8Array): Result<string> {
  for (const charset of ['utf-8', 'gb18030'] as const) {
    const decoded = decodeText(bytes, charset)
    if (decoded.kind === 'text') return accepted(decoded.text)
  }
  return unusable('answer_not_text')
}

function isXml(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 64))
  return /^(?:\u00EF\u00BB\u00BF)?\s*</.test(start)
}

function hasCharactersBeyondAscii(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text)
}

type ByteOrder = 'little' | 'big'

function utf16Order([first, second]: Uint8Array): ByteOrder | undefined {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'little'
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'big' : undefined
}

function utf16(bytes: Uint8Array, order: ByteOrder): Result<string> {
  if (bytes.length % 2 === 1) return unusable('answer_cut_off')
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 2) {
    const [low = 0, high = 0] = order === 'little' ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]]
    parts.push(String.fromCharCode(low | (high << 8)))
  }
  const text = parts.join('').replace(/^\uFEFF/, '')
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text) ? unusable('answer_not_text') : accepted(text)
}

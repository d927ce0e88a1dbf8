// From the bytes of an XML document to its text: UTF-8 with or without a byte order mark, and GB18030 (with it GBK and
// GB 2312) where the XML declaration says so. Any other encoding, and bytes that are not text, are refused.
import { issue, type IssueParams } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { decodeText, type Charset } from '../../../base/text-codec.ts'

export const maxXmlBytes = 8 * 1024 * 1024

export interface DecodedXml {
  readonly text: string
  /** As the document names it; UTF-8 where it names none. */
  readonly encoding: string
}

const source = 'XML 1.0 (W3C), appendix F: detection of encodings'
const charsets: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
}
/** The XML declaration stands in the first bytes and is ASCII in every encoding read here. */
const declarationBytes = 256

export function decodeXmlBytes(bytes: Uint8Array): Result<DecodedXml> {
  if (bytes.length > maxXmlBytes) return refuse('xml_too_large', { bytes: bytes.length, max: maxXmlBytes })
  const encoding = encodingOf(bytes)
  const charset = charsets[encoding.toLowerCase()]
  if (charset === undefined) return refuse('xml_encoding_unknown', { encoding: encoding.slice(0, 40) })
  const decoded = decodeText(bytes, charset)
  if (decoded.kind === 'invalid') return refuse('xml_bytes_invalid', { encoding, offset: decoded.offset })
  return accepted({ text: decoded.text, encoding })
}

function encodingOf(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return 'UTF-16'
  if (bytes[0] === 0 || bytes[1] === 0) return 'UTF-16'
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const start = String.fromCharCode(...bytes.subarray(isMarked ? 3 : 0, declarationBytes))
  const named = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'<>]{1,40})["']/.exec(start)?.[1]
  if (isMarked || named === undefined) return 'UTF-8'
  return named
}

function refuse(code: string, params: IssueParams): Result<never> {
  return refused([issue({ rule: 'wire.xml', code, params, source })])
}

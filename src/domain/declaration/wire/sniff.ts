// What a file is, from its first bytes; its name is not asked. A guess that the reader of that format then proves.
import { localName } from './xml.ts'

export type WireFormat = 'decmessage-xml' | 'zip' | 'wco-xml' | 'edifact' | 'receipt-xml' | 'unknown'

/** The root element of an XML document stands within these bytes. */
const sniffedBytes = 8192
const receiptRoots: ReadonlySet<string> = new Set(['DecImportResponse', 'DEC_DATA', 'DEC_RESULT'])
/** What public programs put around a DecMessage. */
export const decWrappers: ReadonlySet<string> = new Set(['ImportMessage', 'SWImpData'])
const wcoNamespace = 'urn:wco:datamodel:'

export function sniffFormat(bytes: Uint8Array): WireFormat {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))) return 'zip'
  // Declarations of this kind are never in UTF-16; the XML reader says so better than "unknown format" would.
  if (isUtf16(bytes)) return 'decmessage-xml'
  const start = asciiStart(bytes)
  if (/^(UNA|UN[BGH][^A-Za-z])/.test(start)) return 'edifact'
  return start.startsWith('<') ? xmlFormat(start) : 'unknown'
}

function xmlFormat(start: string): WireFormat {
  const tag = rootTag(start)
  if (tag === undefined) return 'unknown'
  const root = localName(/^<([^\s/>]+)/.exec(tag)?.[1] ?? '')
  if (root === 'DecMessage' || decWrappers.has(root)) return 'decmessage-xml'
  if (receiptRoots.has(root)) return 'receipt-xml'
  if (root === 'Declaration' && tag.includes(wcoNamespace)) return 'wco-xml'
  return root === 'MetaData' && start.includes(wcoNamespace) ? 'wco-xml' : 'unknown'
}

/** The first tag that is no declaration, instruction or comment. */
function rootTag(start: string): string | undefined {
  let at = 0
  for (;;) {
    const rest = start.slice(at)
    const skipped = /^\s+/.exec(rest)?.[0].length ?? 0
    if (skipped > 0) at += skipped
    else if (rest.startsWith('<?')) at = after(start, '?>', at)
    else if (rest.startsWith('<!--')) at = after(start, '-->', at)
    else if (rest.startsWith('<!DOCTYPE')) at = after(start, documentTypeEnd(rest), at)
    else if (/^<[A-Za-z_]/.test(rest)) return rest.slice(0, after(rest, '>', 0))
    else return undefined
  }
}

/** A document type is refused, but by the reader, with its own words. */
function documentTypeEnd(rest: string): string {
  const [subset, end] = [rest.indexOf('['), rest.indexOf('>')]
  return subset >= 0 && subset < end ? ']>' : '>'
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0x3c && second === 0) || (first === 0 && second === 0x3c)
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

/** Byte by byte, byte order mark and white space at the start left out: names and namespaces are ASCII. */
function asciiStart(bytes: Uint8Array): string {
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let text = ''
  for (const byte of bytes.subarray(from, from + sniffedBytes)) text += String.fromCharCode(byte)
  return text.trimStart()
}

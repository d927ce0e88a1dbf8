// The central directory of a zip and the judgement on it. Nothing is inflated here; every reason against the archive is
// told at once.
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { decodeText } from '../../../base/text-codec.ts'
import { maxXmlBytes } from './xml-bytes.ts'

export interface ZipRecord {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly localStart: number
  /** Where the packed bytes begin. */
  readonly dataStart: number
}

export const zipLimits = {
  bytes: maxXmlBytes,
  entries: 16,
  nameBytes: 255,
  entryBytes: maxXmlBytes,
  totalBytes: 2 * maxXmlBytes,
  /** Customs messages pack 5 to 60 to one; files up to `smallBytes` may pack better. */
  ratio: 250,
  smallBytes: 65_536,
} as const

interface CentralRecord extends ZipRecord {
  readonly flags: number
  readonly madeBy: number
  readonly attributes: number
}

const source = 'PKWARE APPNOTE.TXT 6.3 and the limits of docs/formats/decmessage.md'
const endLength = 22
const centralLength = 46
const localLength = 30
const longestComment = 65_535
const unix = 3

export function zipFault(code: string, params: IssueParams = {}): Issue {
  return issue({ rule: 'wire.zip', code, params, source })
}

export function readDirectory(bytes: Uint8Array): Result<readonly ZipRecord[]> {
  if (bytes.length > zipLimits.bytes) return refused([zipFault('zip_too_large', { bytes: bytes.length, max: zipLimits.bytes })])
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return refused([zipFault('zip_no_directory')])
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    return refused([zipFault('zip_split')])
  }
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) return refused([zipFault('zip_zip64')])
  if (start + size !== end) return refused([zipFault('zip_directory_wrong', { offset: start })])
  if (count > zipLimits.entries) return refused([zipFault('zip_too_many_entries', { count, max: zipLimits.entries })])
  const records = readRecords(bytes, view, start, end, count)
  if (records === undefined) return refused([zipFault('zip_directory_wrong', { offset: start })])
  const faults = [...records.flatMap((record) => faultsOf(record, view)), ...faultsBetween(records, start)]
  return faults.length > 0 ? refused(faults) : accepted(records)
}

/** The end record whose comment reaches exactly to the last byte. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endLength
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50 && at + endLength + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return undefined
}

function readRecords(bytes: Uint8Array, view: DataView, start: number, end: number, count: number): readonly CentralRecord[] | undefined {
  const records: CentralRecord[] = []
  let at = start
  for (let index = 0; index < count; index += 1) {
    if (at + centralLength > end || view.getUint32(at, true) !== 0x02014b50) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const next = at + centralLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return undefined
    const localStart = view.getUint32(at + 42, true)
    const isThere = localStart + localLength <= start && view.getUint32(localStart, true) === 0x04034b50
    records.push({
      name: nameOf(bytes.subarray(at + centralLength, at + centralLength + nameLength)),
      madeBy: view.getUint16(at + 4, true) >>> 8,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      attributes: view.getUint32(at + 38, true),
      localStart,
      dataStart: isThere ? localStart + localLength + view.getUint16(localStart + 26, true) + view.getUint16(localStart + 28, true) : -1,
    })
    at = next
  }
  return at === end ? records : undefined
}

/** UTF-8 where it is; the names that Chinese Windows writes are GBK. */
function nameOf(bytes: Uint8Array): string {
  const utf8 = decodeText(bytes, 'utf-8')
  if (utf8.kind === 'text') return utf8.text
  const gbk = decodeText(bytes, 'gb18030')
  return gbk.kind === 'text' ? gbk.text : '\u0000'
}

function faultsOf(record: CentralRecord, view: DataView): readonly Issue[] {
  const faults: Issue[] = []
  const name = record.name.slice(0, 80)
  const mode = record.madeBy === unix ? (record.attributes >>> 16) & 0xf000 : 0
  if (!isPlainName(record.name)) faults.push(zipFault('zip_name_unsafe', { name: JSON.stringify(name) }))
  if (mode !== 0 && mode !== 0x8000 && mode !== 0x4000) faults.push(zipFault('zip_not_a_file', { name }))
  if ((record.flags & 0x2041) !== 0) faults.push(zipFault('zip_encrypted', { name }))
  if (record.method !== 0 && record.method !== 8) faults.push(zipFault('zip_method_unknown', { name, method: record.method }))
  if (record.packedSize === 0xffffffff || record.size === 0xffffffff) faults.push(zipFault('zip_zip64'))
  else if (record.size > zipLimits.entryBytes) faults.push(zipFault('zip_entry_too_large', { name, bytes: record.size, max: zipLimits.entryBytes }))
  else if (record.size > zipLimits.smallBytes && record.size > record.packedSize * zipLimits.ratio) {
    faults.push(zipFault('zip_ratio', { name, max: zipLimits.ratio }))
  }
  if (record.method === 0 && record.size !== record.packedSize) faults.push(zipFault('zip_size_wrong', { name, found: record.packedSize, promised: record.size }))
  if (record.dataStart < 0) faults.push(zipFault('zip_entry_missing', { name, offset: record.localStart }))
  else if (!agreesWithLocal(record, view)) faults.push(zipFault('zip_header_differs', { name }))
  return faults
}

/** A relative path without any way out of the folder that it is unpacked into. */
function isPlainName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (name === '' || name.length > zipLimits.nameBytes || /[\u0000-\u001F\u007F\\:]/.test(name)) return false
  if (name.startsWith('/')) return false
  return !name.split('/').some((part) => part === '..' || part === '.' || /[. ]$/.test(part))
}

/** The local header repeats method, name length and, unless a descriptor follows, sizes and checksum. */
function agreesWithLocal(record: CentralRecord, view: DataView): boolean {
  const at = record.localStart
  if (view.getUint16(at + 8, true) !== record.method) return false
  if ((view.getUint16(at + 6, true) & 0x2041) !== (record.flags & 0x2041)) return false
  const hasDescriptor = (record.flags & 8) !== 0
  return (
    hasDescriptor ||
    (view.getUint32(at + 14, true) === record.crc &&
      view.getUint32(at + 18, true) === record.packedSize &&
      view.getUint32(at + 22, true) === record.size)
  )
}

function faultsBetween(records: readonly CentralRecord[], directoryStart: number): readonly Issue[] {
  const faults: Issue[] = []
  const total = records.reduce((sum, record) => sum + record.size, 0)
  if (total > zipLimits.totalBytes) faults.push(zipFault('zip_entry_too_large', { name: '*', bytes: total, max: zipLimits.totalBytes }))
  const names = new Set(records.map((record) => record.name.toLowerCase()))
  if (names.size < records.length) faults.push(zipFault('zip_name_twice'))
  const inOrder = records.filter((record) => record.dataStart >= 0).toSorted((a, b) => a.localStart - b.localStart)
  for (const [index, record] of inOrder.entries()) {
    const limit = inOrder[index + 1]?.localStart ?? directoryStart
    if (record.dataStart + record.packedSize > limit) faults.push(zipFault('zip_overlap', { name: record.name.slice(0, 80) }))
  }
  return faults
}

// Reads a zip from anywhere. The central directory is judged before a byte is inflated: number, names and sizes of the
// files, encryption, links, overlap, ratio. Inflation then stops at the size that was promised, whatever the stream holds,
// and the checksum must be right. Format: APPNOTE.TXT 6.3 of PKWARE; zip64 and split archives are refused.
import { Inflate } from 'fflate'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { crc32 } from './crc32.ts'
import { readDirectory, zipFault, type ZipRecord } from './zip-directory.ts'

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const stored = 0
/** Compressed bytes given to the inflater at once: deflate grows at most 1,032-fold, so one step adds at most 4 MB. */
const stepBytes = 4096

/** The files of a zip, folders left out; refused with every reason that the directory shows, or the first of the content. */
export function readZip(bytes: Uint8Array): Result<readonly ZipEntry[]> {
  const directory = readDirectory(bytes)
  if (!directory.ok) return directory
  const entries: ZipEntry[] = []
  for (const record of directory.value) {
    if (record.name.endsWith('/')) continue
    const content = contentOf(bytes, record)
    if (!content.ok) return content
    entries.push({ name: record.name, bytes: content.value })
  }
  return accepted(entries)
}

function contentOf(bytes: Uint8Array, record: ZipRecord): Result<Uint8Array> {
  const packed = bytes.subarray(record.dataStart, record.dataStart + record.packedSize)
  const content = record.method === stored ? packed : inflated(packed, record.size)
  if (typeof content === 'string') return refused([zipFault(content, { name: record.name, max: record.size })])
  if (content.length !== record.size) return refused([zipFault('zip_size_wrong', { name: record.name, found: content.length, promised: record.size })])
  if (crc32(content) !== record.crc) return refused([zipFault('zip_checksum_wrong', { name: record.name })])
  if (isArchive(content)) return refused([zipFault('zip_nested', { name: record.name })])
  return accepted(content)
}

/** The content, or the code of what is wrong. */
function inflated(packed: Uint8Array, promised: number): Uint8Array | string {
  const content = new Uint8Array(promised)
  const reached = { length: 0 }
  const inflate = new Inflate((part) => {
    if (reached.length + part.length <= promised) content.set(part, reached.length)
    reached.length += part.length
  })
  try {
    for (let at = 0; at < packed.length && reached.length <= promised; at += stepBytes) {
      inflate.push(packed.subarray(at, at + stepBytes), at + stepBytes >= packed.length)
    }
  } catch {
    return 'zip_damaged'
  }
  return reached.length > promised ? 'zip_bomb' : content.subarray(0, reached.length)
}

/** Another zip, gzip, 7z or RAR inside. */
function isArchive(content: Uint8Array): boolean {
  const [a, b, c, d] = content
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5) && (d === 4 || d === 6)) return true
  if (a === 0x1f && b === 0x8b) return true
  return (a === 0x37 && b === 0x7a && c === 0xbc) || (a === 0x52 && b === 0x61 && c === 0x72 && d === 0x21)
}

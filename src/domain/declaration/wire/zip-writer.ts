// Writes a zip, always the same bytes for the same content: the time is fixed (1980-01-01, the first that a zip can hold),
// nothing of the writer's machine goes in. Format: APPNOTE.TXT 6.3 of PKWARE.
import { deflateSync } from 'fflate'
import { invariant } from '../../../base/invariant.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { crc32 } from './crc32.ts'

export interface ZipContent {
  readonly name: string
  readonly content: Uint8Array
}

interface Packed {
  readonly name: Uint8Array
  readonly method: number
  readonly crc: number
  readonly size: number
  readonly bytes: Uint8Array
}

const version = 20 // 2.0: deflate
const utf8Names = 0x0800 // general purpose flag, bit 11
const [stored, deflated] = [0, 8] as const
const firstDay = 0x0021 // 1980-01-01 in the date of DOS
const [localLength, centralLength] = [30, 46] as const
const endLength: number = 22
/** More would need the fields of zip64. */
const maxEntries = 0xffff

/** One file, deflated. */
export function writeZip(name: string, content: Uint8Array): Uint8Array {
  return archive([{ ...described(name, content, deflated), bytes: deflateSync(content, { level: 6 }) }])
}

/** Files as they are, for a zip that is compressed as a whole. */
export function writeStoredZip(files: readonly ZipContent[]): Uint8Array {
  return archive(files.map(({ name, content }) => ({ ...described(name, content, stored), bytes: content })))
}

function described(name: string, content: Uint8Array, method: number): Omit<Packed, 'bytes'> {
  return { name: encodeUtf8(name), method, crc: crc32(content), size: content.length }
}

function archive(entries: readonly Packed[]): Uint8Array {
  invariant(entries.length <= maxEntries, 'a zip without zip64 has at most 65,535 files')
  const length = entries.reduce((sum, { name, bytes }) => sum + localLength + centralLength + 2 * name.length + bytes.length, endLength)
  const zip = new Uint8Array(length)
  const view = new DataView(zip.buffer)
  const starts: number[] = []
  let at = 0
  for (const entry of entries) {
    starts.push(at)
    view.setUint32(at, 0x04034b50, true)
    view.setUint16(at + 4, version, true)
    writeCommon(view, at + 6, entry)
    zip.set(entry.name, at + localLength)
    zip.set(entry.bytes, at + localLength + entry.name.length)
    at += localLength + entry.name.length + entry.bytes.length
  }
  const centralStart = at
  for (const [index, entry] of entries.entries()) {
    view.setUint32(at, 0x02014b50, true)
    view.setUint16(at + 4, version, true)
    view.setUint16(at + 6, version, true)
    writeCommon(view, at + 8, entry)
    view.setUint32(at + 42, starts[index] ?? 0, true)
    zip.set(entry.name, at + centralLength)
    at += centralLength + entry.name.length
  }
  view.setUint32(at, 0x06054b50, true)
  view.setUint16(at + 8, entries.length, true)
  view.setUint16(at + 10, entries.length, true)
  view.setUint32(at + 12, at - centralStart, true)
  view.setUint32(at + 16, centralStart, true)
  return zip
}

/** What both headers of a file say; comments, extra fields and attributes are empty. */
function writeCommon(view: DataView, at: number, { name, method, crc, size, bytes }: Packed): void {
  view.setUint16(at, utf8Names, true)
  view.setUint16(at + 2, method, true)
  view.setUint16(at + 6, firstDay, true)
  view.setUint32(at + 8, crc, true)
  view.setUint32(at + 12, bytes.length, true)
  view.setUint32(at + 16, size, true)
  view.setUint16(at + 20, name.length, true)
}

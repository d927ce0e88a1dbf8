// Writes a zip with one file, always the same bytes for the same content: the time is fixed (1980-01-01, the first that a
// zip can hold), nothing of the writer's machine goes in. Format: APPNOTE.TXT 6.3 of PKWARE.
import { deflateSync } from 'fflate'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { crc32 } from './crc32.ts'

const version = 20 // 2.0: deflate
const utf8Names = 0x0800 // general purpose flag, bit 11
const deflated = 8
const firstDay = 0x0021 // 1980-01-01 in the date of DOS

export function writeZip(name: string, content: Uint8Array): Uint8Array {
  const nameBytes = encodeUtf8(name)
  const packed = deflateSync(content, { level: 6 })
  const common = [...u16(utf8Names), ...u16(deflated), ...u16(0), ...u16(firstDay), ...u32(crc32(content)), ...u32(packed.length), ...u32(content.length), ...u16(nameBytes.length), ...u16(0)]
  const local = [...u32(0x04034b50), ...u16(version), ...common]
  const central = [...u32(0x02014b50), ...u16(version), ...u16(version), ...common, ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(0)]
  const centralStart = local.length + nameBytes.length + packed.length
  const centralSize = central.length + nameBytes.length
  const end = [...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(1), ...u16(1), ...u32(centralSize), ...u32(centralStart), ...u16(0)]
  return joined([local, nameBytes, packed, central, nameBytes, end])
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function u16(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function u32(value: number): readonly number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)]
}

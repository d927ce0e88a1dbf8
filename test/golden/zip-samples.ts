// Zip files made by hand for tests: the container of PKWARE's APPNOTE.TXT 6.3, with every field open to a lie.
import { deflateSync } from 'fflate'
import { crc32 } from '../../src/domain/declaration/wire/crc32.ts'

export interface ZipLie {
  readonly name?: string
  readonly content?: Uint8Array
  readonly packed?: Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly packedSize?: number
  readonly size?: number
  /** Host in the high byte of "version made by": 3 is Unix. */
  readonly host?: number
  readonly attributes?: number
  readonly localStart?: number
  readonly localMethod?: number
}

export interface EndLie {
  readonly count?: number
  readonly disk?: number
  readonly start?: number
}

/** A zip of the entries, lies and all. */
export function makeZip(entries: readonly ZipLie[], end: EndLie = {}): Uint8Array {
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const lie of entries) {
    const content = lie.content ?? new TextEncoder().encode('<a/>')
    const packed = lie.packed ?? deflateSync(content)
    const name = new TextEncoder().encode(lie.name ?? 'a.xml')
    const sizes = [...u32(lie.crc ?? crc32(content)), ...u32(lie.packedSize ?? packed.length), ...u32(lie.size ?? content.length)]
    const fields = (method: number): number[] => [...u16(20), ...u16(lie.flags ?? 0), ...u16(method), ...u16(0), ...u16(0x21), ...sizes, ...u16(name.length), ...u16(0)]
    const method = lie.method ?? 8
    const local = Uint8Array.from([...u32(0x04034b50), ...fields(lie.localMethod ?? method), ...name])
    parts.push(local, packed)
    central.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(((lie.host ?? 0) << 8) | 20),
        ...fields(method),
        ...u16(0),
        ...u16(0),
        ...u16(0),
        ...u32(lie.attributes ?? 0),
        ...u32(lie.localStart ?? offset),
        ...name,
      ]),
    )
    offset += local.length + packed.length
  }
  const size = central.reduce((sum, each) => sum + each.length, 0)
  const count = end.count ?? entries.length
  const tail = Uint8Array.from([...u32(0x06054b50), ...u16(end.disk ?? 0), ...u16(end.disk ?? 0), ...u16(count), ...u16(count), ...u32(size), ...u32(end.start ?? offset), ...u16(0)])
  return Uint8Array.from([...parts, ...central, tail].flatMap((part) => [...part]))
}

/** Deflate of zeros: a thousand to one. */
export function bomb(bytes: number): Uint8Array {
  return deflateSync(new Uint8Array(bytes), { level: 9 })
}

function u16(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff]
}

function u32(value: number): readonly number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)]
}

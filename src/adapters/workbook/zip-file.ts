// A zip on the disk, read part by part without holding any of them. The directory is judged before a byte is inflated:
// number, names and sizes of the parts, encryption, overlap, ratio; inflating then stops at the size that was promised.
// Format: APPNOTE.TXT 6.3 of PKWARE; zip64 and split archives are refused.
import type { FileHandle } from 'node:fs/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'
import { Unreadable, workbookLimits as limits } from './limits.ts'

export interface ZipPart {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly localStart: number
}

const endLength = 22
const longestComment = 65_535
const localLength = 30
const stepBytes = 65_536

/** The parts by name; throws Unreadable. */
export async function readParts(file: FileHandle): Promise<ReadonlyMap<string, ZipPart>> {
  const { size } = await file.stat()
  const tail = await read(file, Math.max(0, size - endLength - longestComment), Math.min(size, endLength + longestComment))
  const at = findEnd(tail)
  if (at === undefined) throw new Unreadable('workbook_zip_damaged')
  const count = tail.readUInt16LE(at + 10)
  const [directorySize, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)]
  if (count === 0xffff || directorySize === 0xffffffff || start === 0xffffffff) throw new Unreadable('workbook_zip64')
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== count) throw new Unreadable('workbook_zip_damaged')
  if (count > limits.entries) throw new Unreadable('workbook_too_many_parts', { count, max: limits.entries })
  if (directorySize > limits.entries * (46 + 3 * limits.nameBytes)) throw new Unreadable('workbook_zip_damaged')
  if (start + directorySize !== size - (tail.length - at)) throw new Unreadable('workbook_zip_damaged')
  const parts = directory(await read(file, start, directorySize), count)
  judge(parts, start)
  return new Map(parts.map((part) => [part.name, part]))
}

function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endLength; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === 0x06054b50 && at + endLength + tail.readUInt16LE(at + 20) === tail.length) return at
  }
  return undefined
}

function directory(bytes: Buffer, count: number): readonly ZipPart[] {
  const parts: ZipPart[] = []
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new Unreadable('workbook_zip_damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw new Unreadable('workbook_zip_damaged')
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      localStart: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  if (at !== bytes.length) throw new Unreadable('workbook_zip_damaged')
  return parts
}

function judge(parts: readonly ZipPart[], directoryStart: number): void {
  let [total, names] = [0, new Set<string>()]
  for (const part of parts) {
    const name = part.name.slice(0, 80)
    if (!isPlainName(part.name) || names.has(part.name.toLowerCase())) throw new Unreadable('workbook_name_unsafe', { name: JSON.stringify(name) })
    names.add(part.name.toLowerCase())
    if ((part.flags & 0x2041) !== 0) throw new Unreadable('workbook_encrypted')
    if (part.method !== 0 && part.method !== 8) throw new Unreadable('workbook_zip_damaged')
    if (part.size === 0xffffffff || part.packedSize === 0xffffffff) throw new Unreadable('workbook_zip64')
    if (part.method === 0 && part.size !== part.packedSize) throw new Unreadable('workbook_zip_damaged')
    total += part.size
    if (part.size > limits.partBytes || total > limits.totalBytes) throw new Unreadable('workbook_unpacks_too_large', { name, max: limits.partBytes })
    if (part.size > limits.smallBytes && part.size > part.packedSize * limits.ratio) throw new Unreadable('workbook_bomb', { name })
  }
  const inOrder = parts.toSorted((a, b) => a.localStart - b.localStart)
  for (const [index, part] of inOrder.entries()) {
    const end = inOrder[index + 1]?.localStart ?? directoryStart
    if (part.localStart + localLength + part.packedSize > end) throw new Unreadable('workbook_zip_damaged')
  }
}

function isPlainName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
  if (name === '' || name.length > limits.nameBytes || /[\u0000-\u001F\u007F\\:\uFFFD]/.test(name) || name.startsWith('/')) return false
  return !name.split('/').some((step) => step === '..' || step === '.')
}

/** The bytes of a part as they are stored. */
export async function* packedBytes(file: FileHandle, part: ZipPart): AsyncGenerator<Buffer, void> {
  const head = await read(file, part.localStart, localLength)
  if (head.length < localLength || head.readUInt32LE(0) !== 0x04034b50) throw new Unreadable('workbook_zip_damaged')
  let at = part.localStart + localLength + head.readUInt16LE(26) + head.readUInt16LE(28)
  for (let left = part.packedSize; left > 0; ) {
    const step = await read(file, at, Math.min(left, stepBytes))
    if (step.length === 0) throw new Unreadable('workbook_zip_damaged')
    yield step
    at += step.length
    left -= step.length
  }
}

/** The content of a part; never more of it than was promised. */
export async function* contentOf(file: FileHandle, part: ZipPart): AsyncGenerator<Buffer, void> {
  const packed = Readable.from(packedBytes(file, part))
  const inflating = part.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: stepBytes }))
  packed.once('error', (error) => inflating.destroy(error))
  let [length, crc] = [0, 0]
  try {
    for await (const chunk of inflating as AsyncIterable<Buffer>) {
      length += chunk.length
      crc = crc32(chunk, crc)
      if (length > part.size) throw new Unreadable('workbook_bomb', { name: part.name.slice(0, 80) })
      yield chunk
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable('workbook_zip_damaged')
  } finally {
    packed.destroy()
    inflating.destroy()
  }
  if (length !== part.size || crc !== part.crc) throw new Unreadable('workbook_zip_damaged')
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

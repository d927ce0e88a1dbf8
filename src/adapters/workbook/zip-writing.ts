// Writes a zip as it streams: parts that stay are copied packed as they are, parts that change are packed anew with their
// sizes behind them. The time of every part is 1980-01-01, so that the same content gives the same bytes.
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { ZipPart } from './zip-file.ts'

export type PartSource =
  | { readonly kind: 'copy'; readonly part: ZipPart; readonly packed: () => AsyncIterable<Buffer> }
  | { readonly kind: 'pack'; readonly name: string; readonly content: () => AsyncIterable<Buffer> }

interface Written {
  readonly name: Buffer
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly start: number
}

const utf8Names = 0x0800
const sizesBehind = 0x0008
const firstDay = 0x0021

export async function* writeParts(sources: readonly PartSource[]): AsyncGenerator<Buffer, void> {
  const written: Written[] = []
  let at = 0
  for (const source of sources) {
    const start = at
    for await (const chunk of source.kind === 'copy' ? copied(source, start, written) : packed(source, start, written)) {
      at += chunk.length
      yield chunk
    }
  }
  const central = Buffer.concat(written.map(centralRecord))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(written.length, 8)
  end.writeUInt16LE(written.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  yield central
  yield end
}

async function* copied({ part, packed: bytes }: Extract<PartSource, { kind: 'copy' }>, start: number, written: Written[]): AsyncGenerator<Buffer, void> {
  const { method, crc, packedSize, size } = part
  const entry = { name: Buffer.from(part.name), flags: utf8Names, method, crc, packedSize, size, start }
  yield localRecord(entry)
  yield* bytes()
  written.push(entry)
}

async function* packed({ name, content }: Extract<PartSource, { kind: 'pack' }>, start: number, written: Written[]): AsyncGenerator<Buffer, void> {
  let [crc, size, packedSize] = [0, 0, 0]
  const opened = { name: Buffer.from(name), flags: utf8Names | sizesBehind, method: 8, crc: 0, packedSize: 0, size: 0, start }
  yield localRecord(opened)
  const counted = async function* (): AsyncGenerator<Buffer, void> {
    for await (const chunk of content()) {
      crc = crc32(chunk, crc)
      size += chunk.length
      yield chunk
    }
  }
  const source = Readable.from(counted())
  const deflating = source.pipe(createDeflateRaw())
  source.once('error', (error) => deflating.destroy(error))
  try {
    for await (const chunk of deflating as AsyncIterable<Buffer>) {
      packedSize += chunk.length
      yield chunk
    }
  } finally {
    source.destroy()
    deflating.destroy()
  }
  const behind = Buffer.alloc(16)
  behind.writeUInt32LE(0x08074b50, 0)
  behind.writeUInt32LE(crc, 4)
  behind.writeUInt32LE(packedSize, 8)
  behind.writeUInt32LE(size, 12)
  yield behind
  written.push({ ...opened, crc, packedSize, size })
}

function localRecord(entry: Written): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32LE(0x04034b50)
  return Buffer.concat([head, shared(entry), entry.name])
}

function centralRecord(entry: Written): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(0x02014b50)
  head.writeUInt16LE(20, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(entry.start, 10)
  return Buffer.concat([head, shared(entry), tail, entry.name])
}

/** From the version needed to the length of the extra field: the same in both headers. */
function shared({ name, flags, method, crc, packedSize, size }: Written): Buffer {
  const bytes = Buffer.alloc(26)
  bytes.writeUInt16LE(20, 0)
  bytes.writeUInt16LE(flags, 2)
  bytes.writeUInt16LE(method, 4)
  bytes.writeUInt16LE(firstDay, 8)
  bytes.writeUInt32LE(crc, 10)
  bytes.writeUInt32LE(packedSize, 14)
  bytes.writeUInt32LE(size, 18)
  bytes.writeUInt16LE(name.length, 22)
  return bytes
}

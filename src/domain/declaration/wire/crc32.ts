// CRC-32 of ISO 3309 and ZIP (polynomial 0xEDB88320, reflected), eight bytes at a time ("slicing by 8": Kounavis and Berry,
// A systematic approach to building high performance, software-based, CRC generators, ISCC 2005).

const slices = 8
const tableSize = 256
const tables = new Int32Array(slices * tableSize)

for (let byte = 0; byte < tableSize; byte += 1) {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  tables[byte] = value
}
for (let at = tableSize; at < tables.length; at += 1) {
  const before = tables[at - tableSize] ?? 0
  tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0)
}

export function crc32(bytes: Uint8Array): number {
  const wholeLength = bytes.length - (bytes.length % slices)
  let crc = -1
  let at = 0
  for (; at < wholeLength; at += slices) {
    const first = crc ^ (byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24))
    crc =
      entry(7, first) ^ entry(6, first >>> 8) ^ entry(5, first >>> 16) ^ entry(4, first >>> 24) ^
      entry(3, byteAt(bytes, at + 4)) ^ entry(2, byteAt(bytes, at + 5)) ^ entry(1, byteAt(bytes, at + 6)) ^ entry(0, byteAt(bytes, at + 7))
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ entry(0, crc ^ byteAt(bytes, at))
  return (crc ^ -1) >>> 0
}

function entry(slice: number, value: number): number {
  return tables[slice * tableSize + (value & 0xff)] ?? 0
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

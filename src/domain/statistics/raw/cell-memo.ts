// Remembers what the bytes of a cell mean, so that a code which stands in a million rows is decoded, checked and numbered
// once. A hash table of its own over bytes: a Map would need a string for every cell.

const slots = 1 << 15
/** Beyond this the table is emptied and begun again: room stays bounded whatever a file holds. */
const maxKept = slots / 2
const maxKeyBytes = 48

export class CellMemo {
  private readonly hashes = new Int32Array(slots)
  private readonly lengths = new Int16Array(slots).fill(-1)
  private readonly values = new Int32Array(slots)
  private readonly keys = new Uint8Array(slots * maxKeyBytes)
  private kept = 0

  /** `read` gives a number of 0 or more to be kept, or one below 0 that is given on and not kept. */
  get(bytes: Uint8Array, from: number, to: number, read: (bytes: Uint8Array, from: number, to: number) => number): number {
    const length = to - from
    if (length > maxKeyBytes) return read(bytes, from, to)
    let hash = length
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
    hash ^= hash >>> 15
    let slot = hash & (slots - 1)
    while ((this.lengths[slot] ?? -1) >= 0) {
      if (this.hashes[slot] === hash && this.lengths[slot] === length && this.isKey(slot, bytes, from, length)) return this.values[slot] ?? 0
      slot = (slot + 1) & (slots - 1)
    }
    const value = read(bytes, from, to)
    if (value >= 0) this.keep(slot, hash, bytes, from, length, value)
    return value
  }

  private isKey(slot: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = slot * maxKeyBytes
    for (let at = 0; at < length; at += 1) if (this.keys[start + at] !== bytes[from + at]) return false
    return true
  }

  private keep(slot: number, hash: number, bytes: Uint8Array, from: number, length: number, value: number): void {
    if (this.kept >= maxKept) {
      this.lengths.fill(-1)
      this.kept = 0
      return
    }
    this.hashes[slot] = hash
    this.lengths[slot] = length
    this.values[slot] = value
    this.keys.set(bytes.subarray(from, from + length), slot * maxKeyBytes)
    this.kept += 1
  }
}

// Documents as they are stored: deflated where that makes them smaller. A dossier shrinks to less than a third and stays in
// its row, so that less is sent, logged and synced. The hash is always of the document itself.
import { deflateRawSync, inflateRawSync } from 'node:zlib'

export type Packing = 'none' | 'deflate'

export interface PackedDocument {
  readonly packing: Packing
  readonly bytes: Buffer
}

/** Below this a document is not worth the work. */
const minBytes = 1_024
/** Fast, and hardly larger than the best. */
const level = 3
/** No document that was accepted is larger. */
const maxBytes = 256 * 1024 * 1024

export function packDocument(document: Uint8Array): PackedDocument {
  const plain = Buffer.from(document.buffer, document.byteOffset, document.byteLength)
  if (plain.length < minBytes) return { packing: 'none', bytes: plain }
  const packed = deflateRawSync(plain, { level })
  return packed.length < plain.length ? { packing: 'deflate', bytes: packed } : { packing: 'none', bytes: plain }
}

/** Bytes that were damaged in the store come out as they lie there: whoever checks the hash sees it. */
export function unpackDocument({ packing, bytes }: PackedDocument): Uint8Array {
  if (packing === 'none') return bytes
  try {
    return inflateRawSync(bytes, { maxOutputLength: maxBytes })
  } catch {
    return bytes
  }
}

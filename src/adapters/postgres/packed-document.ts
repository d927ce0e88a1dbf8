// Documents as they are stored: deflated where that makes them smaller. A dossier shrinks to less than a third and stays in
// its row, so that less is sent, logged and synced. The hash is always of the document itself.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { AppendedDocument } from '../../journal/index.ts'

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

/** One that comes deflated is kept so; whoever reads it checks its hash. */
export function packDocument({ bytes, deflated = deflate(bytes) }: AppendedDocument): PackedDocument {
  return deflated === undefined ? { packing: 'none', bytes: asBuffer(bytes) } : { packing: 'deflate', bytes: asBuffer(deflated) }
}

/** Undefined where it is not worth it. */
export function deflate(document: Uint8Array): Uint8Array | undefined {
  if (document.length < minBytes) return undefined
  const packed = deflateRawSync(document, { level })
  return packed.length < document.length ? packed : undefined
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
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

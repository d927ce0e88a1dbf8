// A checkpoint says how long a chain is and what its root is (C2SP tlog-checkpoint): three lines, origin, size in
// decimal, root in base64, and lines of extension that are read over; signed as a note. Who keeps an old checkpoint
// sees any later change. The origin of a chain is the name of the log and the chain, `lingding.example/cn-2026`.
import { fromBase64, toBase64 } from './digest.ts'
import { openNote, signNote, type NoteSigner, type NoteVerifier } from './signed-note.ts'

export interface TreeHead {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
}

export interface SignedCheckpoint {
  readonly size: number
  readonly root: Uint8Array
  /** The signed note, as it is published and handed to witnesses. */
  readonly note: string
}

export function checkpointText(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`
}

/** Reads the text of a checkpoint; undefined when it is malformed. */
export function parseCheckpoint(text: string): TreeHead | undefined {
  if (!text.endsWith('\n')) return undefined
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || origin === '' || sizeText === undefined || rootText === undefined) return undefined
  const size = /^(0|[1-9]\d{0,15})$/.test(sizeText) ? Number(sizeText) : Number.NaN
  const root = fromBase64(rootText)
  if (!Number.isSafeInteger(size) || root?.length !== 32 || extensions.includes('')) return undefined
  return { origin, size, root }
}

export function signCheckpoint(head: TreeHead, signer: NoteSigner): SignedCheckpoint {
  return { size: head.size, root: head.root, note: signNote(checkpointText(head), [signer]) }
}

/** The tree head that a known key signed; undefined when the note, the signature or the text is not right. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): TreeHead | undefined {
  const text = openNote(note, verifiers)
  return text === undefined ? undefined : parseCheckpoint(text)
}

// A signed note (C2SP signed-note): a text that ends in a new line, an empty line, and one line for each signature:
// `— <key name> <base64 of 4 bytes key id ‖ signature>`. Ed25519 keys have the id SHA-256(name ‖ 0A ‖ 01 ‖ public key)
// cut to 4 bytes. Signing and verifying are arguments; a key that is not known is passed over, as the format asks.
import { invariant } from '../base/invariant.ts'
import { equalBytes, fromBase64, toBase64, toHex, type Sha256 } from './digest.ts'

export interface NoteSigner {
  readonly name: string
  readonly keyId: Uint8Array
  /** Signature over the UTF-8 bytes of the text. */
  readonly sign: (text: string) => Uint8Array
}

export interface NoteVerifier {
  readonly name: string
  readonly keyId: Uint8Array
  readonly verify: (text: string, signature: Uint8Array) => boolean
}

export const ed25519Algorithm = 1
const signatureLine = /^— ([^ +]+) ([A-Za-z0-9+/=]+)$/
/** Longer notes are refused unread; a checkpoint with every witness of C2SP stays far below. */
export const maxNoteLength = 65_536

export function ed25519KeyId(name: string, publicKey: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(name, Uint8Array.of(0x0a, ed25519Algorithm), publicKey).slice(0, 4)
}

/** `name+keyid+base64`: what a witness or a customs office is given to check this log (C2SP signed-note, vkey). */
export function verifierKey(name: string, publicKey: Uint8Array, sha256: Sha256): string {
  return `${name}+${toHex(ed25519KeyId(name, publicKey, sha256))}+${toBase64(Uint8Array.of(ed25519Algorithm, ...publicKey))}`
}

export function signNote(text: string, signers: readonly NoteSigner[]): string {
  invariant(text.endsWith('\n'), 'the text of a note ends in a new line')
  return `${text}\n${signers.map((signer) => signatureOf(text, signer)).join('')}`
}

/** The text of the note when a known key signed it; undefined when it is malformed, or a known key's signature is false. */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): string | undefined {
  if (note.length > maxNoteLength || !note.endsWith('\n')) return undefined
  const split = note.lastIndexOf('\n\n')
  if (split === -1) return undefined
  const text = note.slice(0, split + 1)
  let isSigned = false
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, base64] = signatureLine.exec(line) ?? []
    const bytes = base64 === undefined ? undefined : fromBase64(base64)
    if (name === undefined || bytes === undefined || bytes.length < 5) return undefined
    const verifier = verifiers.find((known) => known.name === name && equalBytes(known.keyId, bytes.slice(0, 4)))
    if (verifier === undefined) continue
    if (!verifier.verify(text, bytes.slice(4))) return undefined
    isSigned = true
  }
  return isSigned ? text : undefined
}

function signatureOf(text: string, signer: NoteSigner): string {
  return `— ${signer.name} ${toBase64(Uint8Array.of(...signer.keyId, ...signer.sign(text)))}\n`
}

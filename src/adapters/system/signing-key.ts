// The Ed25519 key that signs checkpoints (RFC 8032). It lies in one file (PKCS #8, PEM) that only its owner can read; the
// verifier key, which anyone may have, is printed in the form of C2SP signed-note.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ed25519Algorithm, ed25519KeyId, fromBase64, verifierKey, type NoteSigner, type NoteVerifier } from '../../journal/index.ts'
import { sha256 } from './hash.ts'

export interface SigningKey {
  readonly signer: NoteSigner
  readonly verifier: NoteVerifier
  /** `name+keyid+base64`, to publish. */
  readonly verifierKey: string
}

/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410 section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Reads the key from the file, or makes the file; `name` is the origin of the log and has no space and no plus. */
export function loadSigningKey(file: string, name: string): SigningKey {
  mkdirSync(dirname(file), { recursive: true })
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(file, made, { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return signingKey(createPrivateKey(readFileSync(file)), name)
}

export function signingKey(privateKey: KeyObject, name: string): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(spkiPrefix.length)
  const keyId = ed25519KeyId(name, publicKey, sha256)
  return {
    signer: { name, keyId, sign: (text) => sign(null, Buffer.from(text), privateKey) },
    verifier: verifierOf(name, publicKey),
    verifierKey: verifierKey(name, publicKey, sha256),
  }
}

/** The verifier of a key as it is published; undefined when the text is none, or not an Ed25519 key. */
export function verifierFromKey(text: string): NoteVerifier | undefined {
  const [, name, base64] = /^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/.exec(text) ?? []
  const bytes = fromBase64(base64 ?? '')
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== ed25519Algorithm) return undefined
  const publicKey = bytes.slice(1)
  return verifierKey(name, publicKey, sha256) === text ? verifierOf(name, publicKey) : undefined
}

function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' })
  return {
    name,
    keyId: ed25519KeyId(name, publicKey, sha256),
    verify: (text, signature) => verify(null, Buffer.from(text), key, signature),
  }
}

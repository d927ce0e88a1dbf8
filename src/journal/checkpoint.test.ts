// The signed note is the example of golang.org/x/mod/sumdb/note (the format's first implementation); the checkpoint is
// the layout of C2SP tlog-checkpoint.
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { fromBase64, fromHex, toBase64, toHex, type Sha256 } from './digest.ts'
import { ed25519KeyId, openNote, signNote, verifierKey, type NoteSigner, type NoteVerifier } from './signed-note.ts'

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return { name, keyId: ed25519KeyId(name, publicKey, sha256), verify: (text, signature) => verify(null, Buffer.from(text), key, signature) }
}

function newKey(name: string): { readonly signer: NoteSigner; readonly verifier: NoteVerifier } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12)
  return { signer: { name, keyId: ed25519KeyId(name, raw, sha256), sign: (text) => sign(null, Buffer.from(text), privateKey) }, verifier: verifierOf(name, raw) }
}

const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const publicKey = (fromBase64('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW') ?? new Uint8Array()).slice(1)
const text = `If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n`
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

test('the published note opens with the published key, and the key prints as published', () => {
  expect(verifierKey('PeterNeumann', publicKey, sha256)).toBe(vkey)
  expect(openNote(note, [verifierOf('PeterNeumann', publicKey)])).toBe(text)
})

test.each([
  ['a changed letter', note.replace('answer', 'Answer')],
  ['another name', note.replace('— PeterNeumann', '— PeterNewman')],
  ['no signature', `${text}\n`],
  ['no empty line', note.replace('\n\n', '\n')],
  ['a cut signature', note.replace('nAM=', '')],
  ['no new line at the end', note.slice(0, -1)],
  ['too long', `${'x'.repeat(70_000)}\n${note}`],
])('a note with %s does not open', (_, spoiled) => {
  expect(openNote(spoiled, [verifierOf('PeterNeumann', publicKey)])).toBeUndefined()
})

test('a witness adds its line, and either key opens the note; a false line of a known key closes it', () => {
  const [log, witness, forger] = [newKey('log.example'), newKey('witness.example'), newKey('witness.example')]
  const both = signNote('log.example/c\n1\nAAAA\n', [log.signer, witness.signer])
  expect(openNote(both, [log.verifier])).toBe('log.example/c\n1\nAAAA\n')
  expect(openNote(both, [witness.verifier])).toBe('log.example/c\n1\nAAAA\n')
  expect(openNote(both, [forger.verifier])).toBeUndefined()
  const forged = signNote('log.example/c\n1\nAAAA\n', [log.signer, { ...forger.signer, keyId: witness.signer.keyId }])
  expect(openNote(forged, [log.verifier, witness.verifier])).toBeUndefined()
})

test('a checkpoint is three lines and comes back from its note', () => {
  const { signer, verifier } = newKey('log.example')
  const head = { origin: 'log.example/cn-2026', size: 8, root: sha256('root') }
  expect(checkpointText(head)).toBe(`log.example/cn-2026\n8\n${Buffer.from(head.root).toString('base64')}\n`)
  expect(openCheckpoint(signCheckpoint(head, signer).note, [verifier])).toEqual({ ...head, root: Uint8Array.from(head.root) })
})

const root = Buffer.from(sha256('root')).toString('base64')

test.each([
  ['o\n1\n', undefined],
  [`o\n01\n${root}\n`, undefined],
  [`o\n-1\n${root}\n`, undefined],
  [`o\n99999999999999999\n${root}\n`, undefined],
  [`\n1\n${root}\n`, undefined],
  [`o\n1\n${root.slice(4)}\n`, undefined],
  [`o\n1\n${root}`, undefined],
  [`o\n1\n${root}\n\n`, undefined],
  [`o\n0\n${root}\nextension\n`, 0],
])('reads %j as size %s', (written, size) => {
  expect(parseCheckpoint(written)?.size).toBe(size)
})

// RFC 4648 section 10.
test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
])('base64 of %j is %j', (plain, base64) => {
  expect(toBase64(Buffer.from(plain))).toBe(base64)
  expect(Buffer.from(fromBase64(base64) ?? []).toString()).toBe(plain)
})

test.each(['Zg', 'Zg=', 'Zh==', 'Z===', 'Zm9v\n', 'Zm-_', '===='])('%j is not canonical base64', (base64) => {
  expect(fromBase64(base64)).toBeUndefined()
})

test('hexadecimal digits come in pairs', () => {
  expect(toHex(Uint8Array.of(0, 15, 255))).toBe('000fff')
  expect(fromHex('000fff')).toEqual(Uint8Array.of(0, 15, 255))
  expect([fromHex('0'), fromHex('0g')]).toEqual([undefined, undefined])
})

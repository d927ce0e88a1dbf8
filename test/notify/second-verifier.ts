// A receipt verified a second time, from docs/formats/receipt.md and the publications alone: node:crypto, and nothing of
// the product. It shares no line with what it is compared with.
import { createHash, createPublicKey, verify } from 'node:crypto'

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Throws at whatever does not hold; answers with the leaf. */
export function verifyAgain(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const receipt = JSON.parse(text) as Readonly<Record<string, string>> & { readonly proof: readonly string[]; readonly statement: Readonly<Record<string, unknown>> }
  must(receipt['format'] === 'lingding-receipt/1' && JSON.stringify(receipt) === text, 'one text')
  const [log = '', keyId = '', keyText = ''] = split(receipt['verifierKey'] ?? '')
  const key = exact(keyText)
  must(key.length === 33 && key[0] === 1, 'an Ed25519 key')
  must(sha256(log, '\n', key).subarray(0, 4).toString('hex') === keyId, 'the id of the key')
  const note = receipt['checkpoint'] ?? ''
  const end = note.lastIndexOf('\n\n')
  const signed = note.slice(0, end + 1)
  const line = new RegExp(`^— ${log} (\\S+)\\n$`).exec(note.slice(end + 2))
  const signature = exact(line?.[1] ?? '')
  must(signature.length === 68 && signature.subarray(0, 4).toString('hex') === keyId, 'a signature line of this key')
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.subarray(1)])
  must(verify(null, Buffer.from(signed), createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature.subarray(4)), 'the signature')
  const [origin, size, root] = signed.split('\n')
  const leaf = JSON.parse(receipt['entry'] ?? '') as Readonly<Record<string, unknown>>
  must(origin === `${log}/${String(leaf['chain'])}`, 'the log of the entry')
  const path = receipt.proof.map(exact)
  must(rootFrom(sha256('\0', receipt['entry'] ?? ''), Number(leaf['position']), Number(size), path).toString('base64') === root, 'the root')
  must(sha256(receipt['payload'] ?? '').toString('hex') === leaf['payloadHash'], 'the payload')
  // The statement, member by member, from what is proven.
  const said = JSON.parse(receipt['payload'] ?? '') as Readonly<Record<string, unknown>>
  const { statement } = receipt
  must(statement['organisation'] === leaf['organisation'] && statement['position'] === leaf['position'] && statement['ruleSet'] === leaf['ruleSet'], 'the statement')
  must(`shipment-${String(statement['shipment'])}` === leaf['stream'], 'the shipment')
  must(new Date(Number(leaf['writtenAt']) + 8 * 3_600_000).toISOString().slice(0, 16) + '+08:00' === statement['recordedAt'], 'the time')
  if (statement['kind'] === 'answered') {
    must(leaf['kind'] === 'CustomsAnswered' && statement['received'] === said['digest'], 'the bytes of the answer')
    for (const member of ['customs', 'filing', 'stage', 'code', 'isSimulated', 'fileName']) must(statement[member] === said[member], member)
    must(Object.keys(statement).length === 13, 'nothing else')
    return leaf
  }
  must(statement['kind'] === (leaf['kind'] === 'ShipmentFiled' ? 'filed' : 'amended') && /^Shipment(Filed|Amended)$/.test(String(leaf['kind'])), 'the kind')
  for (const member of ['reference', 'isSample', 'received']) must(statement[member] === said[member], member)
  must(statement['revision'] === (said['revision'] ?? 1) && Object.keys(statement).length === 11, 'the revision')
  const named = (said['files'] as readonly Readonly<Record<string, unknown>>[]).map(({ customs, kind, name, sha256: hash, bytes: count }) => ({ customs, filing: kind, name, sha256: hash, bytes: count }))
  must(JSON.stringify(named) === JSON.stringify(statement['files']), 'the files')
  return leaf
}

/** RFC 6962 section 2.1.1 read backwards: what the path makes of the leaf at an index of a tree of a size. */
function rootFrom(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  must(index >= 0 && index < size, 'a place in the tree')
  if (size === 1) {
    must(path.length === 0, 'no hash too many')
    return leaf
  }
  let left = 1
  while (2 * left < size) left *= 2
  const [last, rest] = [path.at(-1), path.slice(0, -1)]
  if (last === undefined) throw new Error('no hash too few')
  return index < left ? sha256('\u0001', rootFrom(leaf, index, left, rest), last) : sha256('\u0001', last, rootFrom(leaf, index - left, size - left, rest))
}

function split(key: string): readonly string[] {
  const [log = '', keyId = '', ...rest] = key.split('+')
  return [log, keyId, rest.join('+')]
}

function exact(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  must(bytes.toString('base64') === base64, 'base64')
  return bytes
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

// Roots: the test data of certificate-transparency (merkletree/merkle_tree_test.cc), whose 8 leaves every implementation
// of RFC 6962 is checked with. Proofs: against the recursive definitions of RFC 6962 section 2.1, written again here.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf, equalBytes, toHex, type Sha256 } from './digest.ts'
import { appendLeaf, emptyRange, hashLeaf, hashNode, rangeHashCount, rootOf, type Subtree } from './merkle.ts'
import { planConsistency, planInclusion, proofFrom, verifyConsistency, verifyInclusion } from './proof.ts'

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('the roots of the published eight leaves, for every size', () => {
  let range = emptyRange
  expect(digestOf(rootOf(range, sha256))).toBe(roots[0])
  for (const [at, leaf] of leaves.entries()) {
    range = appendLeaf(range, hashLeaf(Buffer.from(leaf, 'hex'), sha256), sha256)
    expect(digestOf(rootOf(range, sha256))).toBe(roots[at + 1])
  }
})

// MTH, PATH and PROOF of RFC 6962 section 2.1, word for word.
const largest = 300
const leafHashes = Array.from({ length: largest }, (_, at) => hashLeaf(`leaf ${at}`, sha256))
const known = new Map<string, Uint8Array>()

function split(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

function mth(from: number, to: number): Uint8Array {
  const name = `${from}-${to}`
  const hash = known.get(name) ?? computed(from, to)
  known.set(name, hash)
  return hash
}

function computed(from: number, to: number): Uint8Array {
  if (to === from) return sha256()
  if (to - from === 1) return leafHashes[from] ?? sha256()
  const k = split(to - from)
  return hashNode(mth(from, from + k), mth(from + k, to), sha256)
}

function path(m: number, from: number, to: number): readonly Uint8Array[] {
  if (to - from === 1) return []
  const k = split(to - from)
  return m < k ? [...path(m, from, from + k), mth(from + k, to)] : [...path(m - k, from + k, to), mth(from, from + k)]
}

function subproof(m: number, from: number, to: number, b: boolean): readonly Uint8Array[] {
  if (m === to - from) return b ? [] : [mth(from, to)]
  const k = split(to - from)
  return m <= k ? [...subproof(m, from, from + k, b), mth(from + k, to)] : [...subproof(m - k, from + k, to, false), mth(from, from + k)]
}

const hashAt = ({ level, index }: Subtree): Uint8Array => mth(index * 2 ** level, (index + 1) * 2 ** level)
const hex = (hashes: readonly Uint8Array[]): string => hashes.map(toHex).join(' ')

test('T5: the consistency proof of every pair of sizes up to 300 is the published one, and verifies', () => {
  let pairs = 0
  for (let newSize = 0; newSize <= largest; newSize += 1) {
    for (let oldSize = 0; oldSize <= newSize; oldSize += 1) {
      const proof = proofFrom(planConsistency(oldSize, newSize), hashAt, sha256)
      const claim = { oldSize, newSize, oldRoot: mth(0, oldSize), newRoot: mth(0, newSize) }
      if (oldSize > 0 && hex(proof) !== hex(subproof(oldSize, 0, newSize, true))) throw new Error(`proof ${oldSize} to ${newSize}`)
      if (!verifyConsistency(claim, proof, sha256)) throw new Error(`verify ${oldSize} to ${newSize}`)
      pairs += 1
    }
  }
  expect(pairs).toBe(45_451)
})

test('the inclusion proof of every leaf in every tree up to 130 is the published one, and verifies', () => {
  for (let size = 1; size <= 130; size += 1) {
    for (let index = 0; index < size; index += 1) {
      const proof = proofFrom(planInclusion(index, size), hashAt, sha256)
      expect(hex(proof)).toBe(hex(path(index, 0, size)))
      const claim = { index, size, leafHash: mth(index, index + 1), root: mth(0, size) }
      expect(verifyInclusion(claim, proof, sha256)).toBe(true)
    }
  }
})

test('a proof for another leaf, size, root, or with a hash changed, added or left out does not verify', () => {
  const cases = fc.record({ size: fc.integer({ min: 2, max: largest }), at: fc.nat(), other: fc.nat(), bit: fc.nat(7) })
  const property = fc.property(cases, ({ size, at, other, bit }) => {
    const [index, old] = [at % size, 1 + (at % (size - 1))]
    const inclusion = proofFrom(planInclusion(index, size), hashAt, sha256)
    const inclusionClaim = { index, size, leafHash: mth(index, index + 1), root: mth(0, size) }
    const consistency = proofFrom(planConsistency(old, size), hashAt, sha256)
    const claim = { oldSize: old, newSize: size, oldRoot: mth(0, old), newRoot: mth(0, size) }
    for (const proof of spoiled(inclusion, other, bit)) expect(verifyInclusion(inclusionClaim, proof, sha256)).toBe(false)
    for (const proof of spoiled(consistency, other, bit)) expect(verifyConsistency(claim, proof, sha256)).toBe(false)
    const stranger = sha256('stranger')
    expect(verifyInclusion({ ...inclusionClaim, leafHash: stranger }, inclusion, sha256)).toBe(false)
    expect(verifyInclusion({ ...inclusionClaim, root: stranger }, inclusion, sha256)).toBe(false)
    expect(verifyInclusion({ ...inclusionClaim, index: size }, inclusion, sha256)).toBe(false)
    expect(verifyConsistency({ ...claim, oldRoot: stranger }, consistency, sha256)).toBe(false)
    expect(verifyConsistency({ ...claim, newRoot: stranger }, consistency, sha256)).toBe(false)
    expect(verifyConsistency({ ...claim, oldSize: size, newSize: old }, consistency, sha256)).toBe(false)
  })
  fc.assert(property, { numRuns: 300, seed: 6962 })
})

function spoiled(proof: readonly Uint8Array[], other: number, bit: number): readonly (readonly Uint8Array[])[] {
  const at = proof.length === 0 ? 0 : other % proof.length
  const flipped = proof.map((hash, place) => (place === at ? hash.map((byte, byteAt) => (byteAt === other % 32 ? byte ^ (1 << bit) : byte)) : hash))
  const added = [...proof, sha256('more')]
  return proof.length === 0 ? [added] : [flipped, added, proof.slice(0, -1), proof.slice(1)]
}

test('a compact range keeps one hash for each one-bit, and tells of every subtree it completes', () => {
  const told = new Map<string, Uint8Array>()
  let range = emptyRange
  for (const leaf of leafHashes) {
    range = appendLeaf(range, leaf, sha256, ({ level, index }, hash) => told.set(`${level}/${index}`, hash))
    expect(range.hashes).toHaveLength(rangeHashCount(range.size))
  }
  // 300 leaves complete 150 + 75 + 37 + 18 + 9 + 4 + 2 + 1 subtrees of levels 1 to 8.
  expect(told.size).toBe(296)
  for (const [name, hash] of told) {
    const [level, index] = name.split('/').map(Number)
    expect(equalBytes(hash, hashAt({ level: level ?? 0, index: index ?? 0 }))).toBe(true)
  }
})

// Inclusion proofs (RFC 6962 section 2.1.1) and consistency proofs (2.1.2), and their verification (RFC 9162 sections
// 2.1.3.2 and 2.1.4.2). A proof is planned first as ranges of leaves, each a list of full subtrees, so that a store
// fetches only those; then the hashes are folded. Sizes and indexes count leaves.
import { invariant } from '../base/invariant.ts'
import { equalBytes, type Sha256 } from './digest.ts'
import { foldRightEdge, hashNode, type Subtree } from './merkle.ts'

/** One hash of a proof, as the neighbouring full subtrees that it is folded from. */
export type ProofNode = readonly Subtree[]

export interface InclusionClaim {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly root: Uint8Array
}

export interface ConsistencyClaim {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
}

/** PATH(index, D[size]): what proves that the leaf is in the tree of that size. */
export function planInclusion(index: number, size: number): readonly ProofNode[] {
  invariant(index >= 0 && index < size, 'the leaf is in the tree')
  return pathWithin(index, 0, size)
}

/** PROOF(oldSize, D[newSize]): what proves that the larger tree begins with the smaller one. */
export function planConsistency(oldSize: number, newSize: number): readonly ProofNode[] {
  invariant(oldSize >= 0 && oldSize <= newSize, 'the older tree is not larger')
  return oldSize === 0 || oldSize === newSize ? [] : subproof(oldSize, 0, newSize, true)
}

/** Folds a planned proof; `hashAt` answers for every subtree named in the plan. */
export function proofFrom(plan: readonly ProofNode[], hashAt: (subtree: Subtree) => Uint8Array, sha256: Sha256): readonly Uint8Array[] {
  return plan.map((node) => {
    const hash = foldRightEdge(node.map(hashAt), sha256)
    invariant(hash !== undefined, 'a proof node has at least one subtree')
    return hash
  })
}

export function verifyInclusion(claim: InclusionClaim, proof: readonly Uint8Array[], sha256: Sha256): boolean {
  if (!isCount(claim.index) || !isCount(claim.size) || claim.index >= claim.size) return false
  let [at, last, hash] = [claim.index, claim.size - 1, claim.leafHash]
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = hashNode(sibling, hash, sha256)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = hashNode(hash, sibling, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && equalBytes(hash, claim.root)
}

export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Uint8Array[], sha256: Sha256): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot)
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, sha256())
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  if (first === undefined) return false
  let [at, last] = [oldSize - 1, newSize - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  let [oldHash, newHash] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldHash = hashNode(sibling, oldHash, sha256)
      newHash = hashNode(sibling, newHash, sha256)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else newHash = hashNode(newHash, sibling, sha256)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot)
}

/** The full subtrees that leaves `from` to below `to` are made of, from left to right. */
export function subtreesOf(from: number, to: number): ProofNode {
  const subtrees: Subtree[] = []
  for (let at = from; at < to;) {
    let [level, width] = [0, 1]
    while (at % (2 * width) === 0 && at + 2 * width <= to) [level, width] = [level + 1, 2 * width]
    subtrees.push({ level, index: at / width })
    at += width
  }
  return subtrees
}

function pathWithin(index: number, from: number, to: number): readonly ProofNode[] {
  if (to - from === 1) return []
  const middle = from + largestPowerBelow(to - from)
  return index < middle
    ? [...pathWithin(index, from, middle), subtreesOf(middle, to)]
    : [...pathWithin(index, middle, to), subtreesOf(from, middle)]
}

function subproof(oldSize: number, from: number, to: number, isWhole: boolean): readonly ProofNode[] {
  if (oldSize === to - from) return isWhole ? [] : [subtreesOf(from, to)]
  const width = largestPowerBelow(to - from)
  return oldSize <= width
    ? [...subproof(oldSize, from, from + width, isWhole), subtreesOf(from + width, to)]
    : [...subproof(oldSize - width, from + width, to, false), subtreesOf(from, from + width)]
}

function largestPowerBelow(size: number): number {
  let power = 1
  while (2 * power < size) power *= 2
  return power
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isPowerOfTwo(value: number): boolean {
  return value === 2 ** Math.round(Math.log2(value))
}

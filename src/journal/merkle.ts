// The Merkle tree of RFC 6962 section 2.1: leaf hash SHA-256(00 ‖ leaf), node hash SHA-256(01 ‖ left ‖ right), the left
// subtree as large as a power of two allows. While it grows only its right edge is kept: a compact range, one hash for
// each one-bit of the size, the largest subtree first. Sizes and indexes count leaves.
import { invariant } from '../base/invariant.ts'
import type { Sha256 } from './digest.ts'

export interface CompactRange {
  readonly size: number
  /** Roots of the full subtrees that make up the tree, from the largest (left) to the smallest (right). */
  readonly hashes: readonly Uint8Array[]
}

/** A full subtree: 2^level leaves, the first of them at index · 2^level. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

export const emptyRange: CompactRange = Object.freeze({ size: 0, hashes: Object.freeze([]) })

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

export function hashLeaf(leaf: Uint8Array | string, sha256: Sha256): Uint8Array {
  return sha256(leafPrefix, leaf)
}

export function hashNode(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(nodePrefix, left, right)
}

/** The range with one leaf more. `onSubtree` hears of every subtree of level 1 and above that this leaf completes. */
export function appendLeaf(
  range: CompactRange,
  leafHash: Uint8Array,
  sha256: Sha256,
  onSubtree?: (subtree: Subtree, hash: Uint8Array) => void,
): CompactRange {
  const hashes = [...range.hashes]
  let hash = leafHash
  let [level, rest] = [0, range.size]
  while (rest % 2 === 1) {
    const left = hashes.pop()
    invariant(left !== undefined, 'a compact range has a hash for each one-bit of its size')
    hash = hashNode(left, hash, sha256)
    level += 1
    rest = Math.floor(rest / 2)
    onSubtree?.({ level, index: rest }, hash)
  }
  hashes.push(hash)
  return { size: range.size + 1, hashes }
}

/** The root of the tree; SHA-256 of nothing for the empty tree. */
export function rootOf(range: CompactRange, sha256: Sha256): Uint8Array {
  return foldRightEdge(range.hashes, sha256) ?? sha256()
}

/** Joins neighbouring subtrees from right to left; undefined when there are none. */
export function foldRightEdge(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array | undefined {
  return hashes.reduceRight<Uint8Array | undefined>((right, left) => (right === undefined ? left : hashNode(left, right, sha256)), undefined)
}

/** The number of hashes that a compact range of this size has. */
export function rangeHashCount(size: number): number {
  let [count, rest] = [0, size]
  for (; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2
  return count
}

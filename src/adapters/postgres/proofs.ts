// The hashes that a proof needs, read from the store: leaf hashes from the entries, and the roots of subtrees of 2^8,
// 2^16 … leaves, from which every subtree in between is folded.
import type { ClientBase } from 'pg'
import { invariant } from '../../base/invariant.ts'
import { hashNode, proofFrom, storedLevelStep, type ProofNode, type Sha256, type Subtree } from '../../journal/index.ts'

export async function readProof(client: ClientBase, chain: string, plan: readonly ProofNode[], sha256: Sha256): Promise<readonly Uint8Array[]> {
  const hashes = new Map<string, Uint8Array>()
  for (const subtree of plan.flat()) hashes.set(nameOf(subtree), await readSubtree(client, chain, subtree, sha256))
  const hashAt = (subtree: Subtree): Uint8Array => {
    const hash = hashes.get(nameOf(subtree))
    invariant(hash !== undefined, 'every subtree of the plan was read')
    return hash
  }
  return proofFrom(plan, hashAt, sha256)
}

async function readSubtree(client: ClientBase, chain: string, { level, index }: Subtree, sha256: Sha256): Promise<Uint8Array> {
  const base = level - (level % storedLevelStep)
  const width = 2 ** (level - base)
  const { rows } = await client.query<{ hash: Buffer }>(
    base === 0
      ? {
          name: 'read-leaf-hashes',
          text: 'select leaf_hash as hash from lingding.entries where chain = $1 and position >= $2 and position < $3 order by position',
          values: [chain, index * width, (index + 1) * width],
        }
      : {
          name: 'read-subtrees',
          text: 'select hash from lingding.subtrees where chain = $1 and level = $2 and index >= $3 and index < $4 order by index',
          values: [chain, base, index * width, (index + 1) * width],
        },
  )
  invariant(rows.length === width, `subtree ${level}/${index} of ${chain} is stored`)
  let hashes: readonly Uint8Array[] = rows.map((row) => row.hash)
  while (hashes.length > 1) hashes = pairsOf(hashes).map(([left, right]) => hashNode(left, right, sha256))
  const [hash] = hashes
  invariant(hash !== undefined, 'a subtree has a hash')
  return hash
}

function pairsOf(hashes: readonly Uint8Array[]): readonly (readonly [Uint8Array, Uint8Array])[] {
  return hashes.flatMap((left, at) => {
    const right = hashes[at + 1]
    return at % 2 === 0 && right !== undefined ? [[left, right] as const] : []
  })
}

function nameOf({ level, index }: Subtree): string {
  return `${level}/${index}`
}

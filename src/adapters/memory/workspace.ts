// What organisations keep, in memory: the oracle of the one in PostgreSQL.
import type { KeptItem, KeptKind, Workspace } from '../../app/ports.ts'

export function openMemoryWorkspace(): Workspace {
  const items = new Map<string, KeptItem>()
  return {
    list: async (organisation, kind, { limit, after = '', isWithRemoved = false, isWithoutContent = false }) =>
      [...items.values()]
        .filter((each) => each.organisation === organisation && each.kind === kind && inOrder(after, each.id) < 0 && (isWithRemoved || !each.isRemoved))
        .toSorted((a, b) => inOrder(a.id, b.id))
        .slice(0, limit)
        .map((each) => (isWithoutContent ? { ...each, content: '' } : each)),
    count: async (organisation, kind) => [...items.values()].filter((each) => each.organisation === organisation && each.kind === kind).length,
    find: async (organisation, kind, id) => items.get(keyOf(organisation, kind, id)),
    keep: async (given, expectedVersion) => {
      const key = keyOf(given.organisation, given.kind, given.id)
      const found = items.get(key)
      if ((found?.version ?? 0) !== expectedVersion) return { kind: 'conflict', item: found }
      const item = { ...given, version: expectedVersion + 1 }
      items.set(key, item)
      return { kind: 'kept', item }
    },
  }
}

/** By code point, as PostgreSQL orders; UTF-16 would put the rarest Chinese characters elsewhere. */
function inOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function keyOf(organisation: string, kind: KeptKind, id: string): string {
  return `${organisation}\n${kind}\n${id}`
}

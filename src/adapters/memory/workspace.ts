// What organisations keep, in memory: the oracle of the one in PostgreSQL.
import type { KeptItem, KeptKind, Workspace } from '../../app/ports.ts'

export function openMemoryWorkspace(): Workspace {
  const items = new Map<string, KeptItem>()
  return {
    list: async (organisation, kind, { limit, after = '', isWithRemoved = false }) =>
      [...items.values()]
        .filter((each) => each.organisation === organisation && each.kind === kind && each.id > after && (isWithRemoved || !each.isRemoved))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
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

function keyOf(organisation: string, kind: KeptKind, id: string): string {
  return `${organisation}\n${kind}\n${id}`
}

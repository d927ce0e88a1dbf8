// The journal read for somebody: the same readings under row-level security, and looked through once more here.
import type { ScopedJournal } from '../../app/ports.ts'
import type { Scope } from '../../domain/access/index.ts'
import { entryOf, type Entry, type EntryRecord } from '../../journal/index.ts'
import type { Database } from './database.ts'
import { readDocument, readPositions, readVersions } from './reading.ts'
import { within } from './scoped.ts'

/** `members` works as lingding_member. */
export function scopedPostgresJournal(members: Database): ScopedJournal {
  return {
    readStream: (scope, chain, stream, fromVersion = 1) => entriesIn(scope, readVersions(within(members, scope), chain, stream, fromVersion)),
    readChain: (scope, chain, fromPosition = 0) => entriesIn(scope, readPositions(within(members, scope), chain, fromPosition)),
    document: async (scope, chain, organisation, digest) =>
      isIn(scope, organisation) ? readDocument(within(members, scope), chain, organisation, digest) : undefined,
  }
}

async function* entriesIn(scope: Scope, batches: AsyncIterable<readonly EntryRecord[]>): AsyncGenerator<readonly Entry[]> {
  if (scope.kind === 'addressed') return
  for await (const batch of batches) yield batch.map(entryOf).filter((entry) => isIn(scope, entry.organisation))
}

function isIn(scope: Scope, organisation: string): boolean {
  return scope.kind === 'all' || (scope.kind === 'own' && scope.organisation === organisation)
}

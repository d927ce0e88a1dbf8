// The journal read within a scope, for the journal in memory: what is outside the scope is left out.
import type { Journal, ScopedJournal } from '../../app/ports.ts'
import type { Scope } from '../../domain/access/index.ts'

export function scopedMemoryJournal(journal: Journal): ScopedJournal {
  return {
    readStream: async function* (scope, chain, stream, fromVersion) {
      for await (const entries of journal.readStream(chain, stream, fromVersion)) yield entries.filter((entry) => isIn(scope, entry.organisation))
    },
    readChain: async function* (scope, chain, fromPosition) {
      for await (const entries of journal.readChain(chain, fromPosition)) yield entries.filter((entry) => isIn(scope, entry.organisation))
    },
    document: async (scope, chain, organisation, sha256) => (isIn(scope, organisation) ? journal.document(chain, organisation, sha256) : undefined),
  }
}

function isIn(scope: Scope, organisation: string): boolean {
  return scope.kind === 'all' || (scope.kind === 'own' && scope.organisation === organisation)
}

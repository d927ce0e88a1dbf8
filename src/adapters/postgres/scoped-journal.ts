// The journal read for somebody: the same readings, under row-level security.
import type { ScopedJournal } from '../../app/ports.ts'
import { entryOf, type EntryRecord } from '../../journal/index.ts'
import type { Database } from './database.ts'
import { readPositions, readVersions } from './reading.ts'
import { bytesOf } from './rows.ts'
import { within } from './scoped.ts'

/** `members` works as lingding_member. */
export function scopedPostgresJournal(members: Database): ScopedJournal {
  return {
    readStream: (scope, chain, stream, fromVersion = 1) => entriesOf(readVersions(within(members, scope), chain, stream, fromVersion)),
    readChain: (scope, chain, fromPosition = 0) => entriesOf(readPositions(within(members, scope), chain, fromPosition)),
    document: async (scope, chain, organisation, digest) => {
      const text = 'select media_type, bytes from lingding.documents where chain = $1 and organisation = $2 and sha256 = $3'
      const query = { name: 'read-document', text, values: [chain, organisation, bytesOf(digest)] }
      const { rows } = await within(members, scope).patiently((client) => client.query<{ media_type: string; bytes: Buffer }>(query))
      return rows[0] === undefined ? undefined : { mediaType: rows[0].media_type, bytes: rows[0].bytes }
    },
  }
}

async function* entriesOf(batches: AsyncIterable<readonly EntryRecord[]>): AsyncGenerator<ReturnType<typeof entryOf>[]> {
  for await (const batch of batches) yield batch.map(entryOf)
}

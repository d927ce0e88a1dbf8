// What the policy table says, read from the file itself and not by the product's code: whether a request is let in, and
// whether what it names is there for whoever asks.
import { parseCsvRows, type CsvRow } from '../../../src/base/csv-rows.ts'
import { dataFiles } from '../../knowledge.ts'
import type { Thing } from './names.ts'
import type { Who } from './world.ts'

const rows: ReadonlyMap<string, CsvRow> = new Map(parseCsvRows(dataFiles.get('access/policy.csv') ?? '').map((row) => [row['action'] ?? '', row]))

export type Verdict = 'not-signed-in' | 'not-allowed' | 'not-found' | 'found'

export function isInPolicy(action: string): boolean {
  return rows.has(action)
}

/** `own`, `addressed`, `all`; empty when it is not allowed. */
export function reachOf(action: string, who: Who): string {
  const row = rows.get(action) ?? {}
  if (who.kind === 'key' && row['person_only'] === 'yes') return ''
  return (who.role === 'nobody' ? '' : row[who.role]) || (row['nobody'] ?? '')
}

/** `thing` is undefined for a route that names none: it is there for whoever is let in. */
export function expected(action: string, who: Who, thing: Thing | undefined): Verdict {
  const reach = reachOf(action, who)
  if (reach === '') return who.kind === 'nobody' ? 'not-signed-in' : 'not-allowed'
  if (thing === undefined) return 'found'
  if (thing.owner === undefined) return 'not-found'
  if (thing.owner === 'anybody' || reach === 'all') return 'found'
  // What nobody may do reaches no organisation, also when somebody does it who has one.
  const isByRole = who.role !== 'nobody' && (rows.get(action)?.[who.role] ?? '') !== ''
  if (reach === 'own') return isByRole && thing.owner === who.organisation ? 'found' : 'not-found'
  return thing.customs !== undefined && who.role === `officer-${thing.customs}` ? 'found' : 'not-found'
}

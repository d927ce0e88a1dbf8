// The one table that decides who may read or do what: data/access/policy.csv, a row per action, a column per role. A cell
// says how far: `own` (of the own organisation), `addressed` (filings made with the officer's administration), `all`, or
// nothing. What the table does not allow is denied.
import type { CsvRow } from '../../base/csv-rows.ts'
import { invariant } from '../../base/invariant.ts'
import { customsOf, nobody, roles, type Principal, type Role, type Scope } from './role.ts'

export type Reach = 'own' | 'addressed' | 'all'

export interface Rule {
  readonly action: string
  readonly reach: ReadonlyMap<Role | 'nobody', Reach>
  /** Needs a second person of the same organisation, under the condition named. */
  readonly secondPerson: string
  /** Never with an API key: what asks for a person's own judgement, and what makes keys. */
  readonly isPersonOnly: boolean
}

export type Policy = ReadonlyMap<string, Rule>

export type Decision = { readonly kind: 'allow'; readonly scope: Scope } | { readonly kind: 'deny'; readonly reason: 'not-signed-in' | 'not-allowed' }

const reaches: ReadonlySet<string> = new Set(['own', 'addressed', 'all'])
/** The widest first, where somebody has several roles. */
const widest: readonly Reach[] = ['all', 'addressed', 'own']

/** Columns: action, nobody, one for each role, person_only, second_person, note. Throws at a cell that is none of the reaches. */
export function policyFrom(rows: readonly CsvRow[]): Policy {
  return new Map(
    rows.map((row) => {
      const action = row['action'] ?? ''
      const cells = (['nobody', ...roles] as const).flatMap((role) => {
        const cell = row[role] ?? ''
        invariant(cell === '' || reaches.has(cell), `${action} for ${role} is own, addressed, all or empty, not '${cell}'`)
        return cell === '' ? [] : [[role, cell as Reach] as const]
      })
      return [action, { action, reach: new Map(cells), secondPerson: row['second_person'] ?? '', isPersonOnly: row['person_only'] === 'yes' }]
    }),
  )
}

export function decide(policy: Policy, principal: Principal, action: string): Decision {
  const rule = policy.get(action)
  invariant(rule !== undefined, `the policy has a row for ${action}`)
  if (principal.kind === 'key' && rule.isPersonOnly) return { kind: 'deny', reason: 'not-allowed' }
  const granted = new Set(principal.roles.flatMap((role) => rule.reach.get(role) ?? []))
  const reach = widest.find((each) => granted.has(each))
  if (reach !== undefined) return scopeOf(reach, principal)
  const anybody = rule.reach.get('nobody')
  if (anybody !== undefined) return scopeOf(anybody, nobody)
  return { kind: 'deny', reason: principal.kind === 'nobody' ? 'not-signed-in' : 'not-allowed' }
}

function scopeOf(reach: Reach, principal: Principal): Decision {
  if (reach === 'all') return { kind: 'allow', scope: { kind: 'all' } }
  if (reach === 'own') return { kind: 'allow', scope: { kind: 'own', organisation: principal.organisation } }
  const customs = customsOf(principal)
  return customs === undefined ? { kind: 'deny', reason: 'not-allowed' } : { kind: 'allow', scope: { kind: 'addressed', customs } }
}

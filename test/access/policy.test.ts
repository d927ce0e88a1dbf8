// The policy table: every cell is a reach, nobody alone can submit and release, and a few decisions by hand.
import { describe, expect, test } from 'vitest'
import { parseCsvRows } from '../../src/base/csv-rows.ts'
import { clashing, decide, nobody, policyFrom, roles, type Principal, type Role } from '../../src/domain/access/index.ts'
import { dataFiles } from '../knowledge.ts'

const rows = parseCsvRows(dataFiles.get('access/policy.csv') ?? '')
const policy = policyFrom(rows)
const person = (...held: Role[]): Principal => ({ kind: 'person', id: 'p', organisation: 'red', roles: held })
const key = (...held: Role[]): Principal => ({ ...person(...held), kind: 'key' })

describe('a decision', () => {
  test.each<[string, Principal, string, unknown]>([
    ['nobody reads the form', nobody, 'form.read', { kind: 'allow', scope: { kind: 'all' } }],
    ['nobody files nothing', nobody, 'shipment.file', { kind: 'deny', reason: 'not-signed-in' }],
    ['a receiver files nothing of their own', person('receiver'), 'shipment.file', { kind: 'deny', reason: 'not-allowed' }],
    ['a trader files for the own organisation', person('trader'), 'shipment.file', { kind: 'allow', scope: { kind: 'own', organisation: 'red' } }],
    ['the widest of several roles', person('trader', 'auditor'), 'shipment.read', { kind: 'allow', scope: { kind: 'all' } }],
    ['an officer decides on what is addressed to the own customs', person('officer-macao'), 'filing.decide', { kind: 'allow', scope: { kind: 'addressed', customs: 'macao' } }],
    ['a key approves nothing', key('trader'), 'change.decide', { kind: 'deny', reason: 'not-allowed' }],
    ['a key decides nothing for an officer', key('officer-macao'), 'filing.decide', { kind: 'deny', reason: 'not-allowed' }],
    ['a key makes no key', key('agent'), 'key.manage', { kind: 'deny', reason: 'not-allowed' }],
    ['what nobody may do reaches no organisation', person(), 'shipment.preview', { kind: 'allow', scope: { kind: 'own', organisation: '' } }],
    ['also for somebody with another role', person('auditor'), 'shipment.preview', { kind: 'allow', scope: { kind: 'own', organisation: '' } }],
  ])('%s', (_, principal, action, decision) => expect(decide(policy, principal, action)).toEqual(decision))

  test('an action that is in no row is a bug', () => expect(() => decide(policy, nobody, 'no.such')).toThrow('no.such'))
  test('a cell that is no reach is a bug', () => expect(() => policyFrom([{ action: 'a', trader: 'some' }])).toThrow('own, addressed, all or empty'))
})

test('P14: no set of roles that a person may hold both files and decides as customs', () => {
  const sets = Array.from({ length: 2 ** roles.length }, (_, bits) => roles.filter((_role, at) => (bits & (2 ** at)) !== 0))
  const isAllowed = (held: readonly Role[], action: string): boolean => decide(policy, person(...held), action).kind === 'allow'
  const both = sets.filter((held) => isAllowed(held, 'filing.decide') && ['shipment.file', 'shipment.amend', 'share.receive', 'person.manage'].some((action) => isAllowed(held, action)))
  expect(both.length).toBeGreaterThan(0)
  expect(both.filter((held) => clashing(held).length === 0)).toEqual([])
})

test('every action is named once, every mark of the table is one there is', () => {
  expect(new Set(rows.map((row) => row['action'])).size).toBe(rows.length)
  for (const row of rows) {
    expect(['', 'yes'], row['action']).toContain(row['person_only'])
    expect(['', 'after-acceptance', 'other-person'], row['action']).toContain(row['second_person'])
    if (row['second_person'] === 'other-person') expect(row['person_only'], `${row['action']} asks for a person`).toBe('yes')
  }
})

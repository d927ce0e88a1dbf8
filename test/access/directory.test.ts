// The directory: what may be registered and changed, in four languages why not, and what holds at once or after a restart.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Asked, NewOrganisation, NewPerson } from '../../src/app/access/directory.ts'
import { noAccounts } from '../../src/app/access/given-accounts.ts'
import { freshForMs, openDirectory } from '../../src/app/access/open-directory.ts'
import { instant } from '../../src/base/instant.ts'
import { languages } from '../../src/base/language.ts'
import { renderIssue } from '../../src/base/message.ts'
import { clashing, roles as allRoles, type Role } from '../../src/domain/access/index.ts'
import { hashText } from '../../src/edges/compose.ts'
import { hashOfKey, keyPrefix } from '../../src/edges/session-keeper.ts'
import { knowledge } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'

const red: NewOrganisation = { id: 'red', name: 'Red', administrations: ['mainland'], numbers: ['N-1'], mandates: [] }
const ann: Asked<NewPerson> = { id: 'ann', name: 'Ann', organisation: 'red', roles: ['trader'], subject: 'https://id.example ann' }

async function withRed() {
  const { directory, journal } = memoryPlatform()
  expect((await directory.registerOrganisation(red, 'operator')).ok).toBe(true)
  expect((await directory.registerPerson(ann, 'operator')).ok).toBe(true)
  return { directory, journal }
}

type Asking = (directory: Awaited<ReturnType<typeof withRed>>['directory']) => Promise<{ readonly ok: boolean } | undefined>

const refusals: readonly [string, Asking][] = [
  ['access_id_malformed', (directory) => directory.registerOrganisation({ ...red, id: 'Red!', numbers: [] }, 'operator')],
  ['access_id_taken', (directory) => directory.registerOrganisation({ ...red, numbers: [] }, 'operator')],
  ['access_id_taken', (directory) => directory.registerPerson({ ...ann, id: 'sample-agent', subject: 'https://id.example x' }, 'operator')],
  ['access_text_malformed', (directory) => directory.registerPerson({ ...ann, id: 'bob', name: 'a\nb', subject: 'https://id.example bob' }, 'operator')],
  ['access_organisation_unknown', (directory) => directory.registerPerson({ ...ann, id: 'bob', organisation: 'blue', subject: 'https://id.example bob' }, 'operator')],
  ['access_role_unknown', (directory) => directory.registerPerson({ ...ann, id: 'bob', roles: ['king'], subject: 'https://id.example bob' }, 'operator')],
  ['access_subject_malformed', (directory) => directory.registerPerson({ ...ann, id: 'bob', subject: 'bob' }, 'operator')],
  ['access_subject_taken', (directory) => directory.registerPerson({ ...ann, id: 'bob' }, 'operator')],
  ['access_administration_unknown', (directory) => directory.registerOrganisation({ ...red, id: 'blue', numbers: [], administrations: ['mars' as 'macao'] }, 'operator')],
  ['access_number_malformed', (directory) => directory.registerOrganisation({ ...red, id: 'blue', numbers: ['N 1'] }, 'operator')],
  ['access_number_taken', (directory) => directory.registerOrganisation({ ...red, id: 'blue' }, 'operator')],
  ['access_number_taken', (directory) => directory.changeOrganisation('red', { numbers: ['10000008'] }, 'operator')],
  ['access_numbers_too_many', (directory) => directory.changeOrganisation('red', { numbers: Array.from({ length: 51 }, (_, at) => `A${at}`) }, 'operator')],
  ['access_own_roles', (directory) => directory.changePerson('operator', { roles: ['operator', 'auditor'] }, 'operator')],
  ['access_own_roles', (directory) => directory.changePerson('operator', { isActive: false }, 'operator')],
  ['access_roles_clash', (directory) => directory.changePerson('ann', { roles: ['trader', 'officer-macao'] }, 'operator')],
  ['access_key_roles_missing', (directory) => directory.makeKey({ id: 'key-1', organisation: 'red', label: 'x', roles: [], secretHash: 'h' }, 'ann')],
  ['access_key_roles_beyond', (directory) => directory.makeKey({ id: 'key-1', organisation: 'red', label: 'x', roles: ['trader', 'auditor'], secretHash: 'h' }, 'ann')],
]

describe('is refused', () => {
  test.each(refusals)('%s', async (code, ask) => {
    const { directory, journal } = await withRed()
    const before = await journal.size('directory')
    const result = (await ask(directory)) as Awaited<ReturnType<typeof directory.registerPerson>>
    expect(result.ok ? [] : result.issues.map((each) => each.code)).toContain(code)
    expect(await journal.size('directory')).toBe(before)
    if (result.ok) return
    for (const issue of result.issues) {
      for (const language of languages) {
        const { reason, fix } = renderIssue(issue, knowledge.messages, language)
        expect(`${reason} ${fix}`).not.toMatch(/[{}]|access_/)
        expect(fix).not.toBe('')
      }
    }
  })

  test('P14: an officer’s role beside any other, whatever the order and however often', () => {
    const officers = new Set(allRoles.filter((role) => role.startsWith('officer-')))
    const property = fc.property(fc.uniqueArray(fc.constantFrom<Role>(...allRoles), { minLength: 1 }), (held) => {
      const isClash = held.some((role) => officers.has(role)) && held.length > 1
      expect(clashing(held).length > 0).toBe(isClash)
    })
    fc.assert(property, { numRuns: 300, seed: 14 })
  })

  test('what is not there', async () => {
    const { directory } = await withRed()
    expect(await directory.changePerson('nobody', { name: 'x' }, 'operator')).toBeUndefined()
    expect(await directory.changeOrganisation('nowhere', { name: 'x' }, 'operator')).toBeUndefined()
    expect(await directory.revokeKey('red', 'key-0', 'ann')).toBeUndefined()
  })
})

describe('API keys', () => {
  const secret = `${keyPrefix}${'x'.repeat(43)}`

  async function withKey() {
    const platform = memoryPlatform()
    const { directory } = platform
    await directory.registerOrganisation(red, 'operator')
    await directory.registerPerson({ ...ann, roles: ['trader', 'receiver'] }, 'operator')
    await directory.makeKey({ id: 'key-1', organisation: 'red', label: 'warehouse', roles: ['trader', 'receiver'], secretHash: hashOfKey(secret) }, 'ann')
    const whoIs = () => platform.principalOf((name) => (name === 'Authorization' ? `Bearer ${secret}` : undefined))
    return { directory, whoIs, journal: platform.journal }
  }

  test('may what it was made for, and its maker answers for it', async () => {
    const { directory, whoIs } = await withKey()
    expect(await whoIs()).toEqual({ kind: 'key', id: 'key-1', organisation: 'red', roles: ['trader', 'receiver'] })
    expect(await directory.personBehind('key-1')).toBe('ann')
    expect(await directory.personBehind('ann')).toBe('ann')
  })

  test('may never more than its maker today, from the next request on', async () => {
    const { directory, whoIs } = await withKey()
    await directory.changePerson('ann', { roles: ['receiver', 'operator'] }, 'operator')
    expect((await whoIs()).roles).toEqual(['receiver'])
    await directory.changePerson('ann', { isActive: false }, 'operator')
    expect((await whoIs()).kind).toBe('nobody')
  })

  test('revoked, it is nobody from the next request on; another organisation cannot revoke it', async () => {
    const { directory, whoIs } = await withKey()
    expect(await directory.revokeKey('sample-agent', 'key-1', 'sample-agent')).toBeUndefined()
    expect((await whoIs()).kind).toBe('key')
    await directory.revokeKey('red', 'key-1', 'ann')
    expect((await whoIs()).kind).toBe('nobody')
  })

  test('the secret is nowhere in the journal', async () => {
    const { journal } = await withKey()
    for await (const entries of journal.readChain('directory')) for (const entry of entries) expect(JSON.stringify(entry)).not.toContain(secret)
  })
})

describe('on the journal', () => {
  test('another process sees a change within a second, and both keep what must hold for all', async () => {
    const { journal } = memoryPlatform()
    let now = instant(1_000_000)
    const open = () => openDirectory({ journal, clock: () => now, ruleSet: 'data-test', hashText, given: noAccounts, reserved: new Set() })
    const [one, two] = [open(), open()]
    expect(await two.organisations()).toEqual([])
    await one.registerOrganisation(red, 'op')
    expect(await one.organisation('red')).toMatchObject({ name: 'Red', isSample: false })
    expect(await two.organisation('red')).toBeUndefined()
    now = instant(now + freshForMs)
    expect(await two.organisation('red')).toMatchObject({ name: 'Red' })
    await Promise.all([one.registerPerson(ann, 'op'), two.registerPerson({ ...ann, id: 'ann-again' }, 'op')])
    now = instant(now + freshForMs)
    expect((await one.people()).filter((person) => person.subject === ann.subject)).toHaveLength(1)
    expect(await open().people()).toEqual(await one.people())
  })

  test('many changes at once are all made, in one order', async () => {
    const { directory } = await withRed()
    const names = Array.from({ length: 50 }, (_, at) => `p${at}`)
    const made = await Promise.all(names.map((id) => directory.registerPerson({ ...ann, id, subject: `https://id.example ${id}` }, 'operator')))
    expect(made.map((each) => each.ok)).toEqual(names.map(() => true))
  })

  test('events about an account that is not given any more say nothing', async () => {
    const platform = memoryPlatform()
    await platform.directory.endSessions('sample-agent')
    await platform.directory.makeKey({ id: 'key-1', organisation: 'sample-agent', label: 'x', roles: ['agent'], secretHash: 'h' }, 'sample-agent')
    const { journal, clock } = platform
    const bare = openDirectory({ journal, clock, ruleSet: 'data-test', hashText, given: noAccounts, reserved: new Set() })
    expect(await bare.people()).toEqual([])
    expect((await bare.keyByHash('h'))?.roles).toEqual([])
  })
})

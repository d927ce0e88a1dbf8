// The settings: what each session may see of them, and that what is pressed happens.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { axeFaults, deskSession, sidewaysPixels, type DeskPage } from './desk-session.ts'

const session = deskSession('')

const seen: readonly (readonly [string, readonly string[]])[] = [
  ['sample-agent', ['API keys', 'Profiles', 'Webhooks', 'People', 'Organisations', 'Ways to customs']],
  ['officer-macao', ['People', 'Organisations', 'Ways to customs']],
  ['operator', ['People', 'Organisations', 'Ways to customs', 'Parked answers', 'Log of decisions']],
  ['auditor', ['People', 'Organisations', 'Ways to customs', 'Parked answers', 'Log of decisions']],
]

async function openPart(part: string, person: string, language = 'en'): Promise<DeskPage> {
  const desk = await session.open(`${language}/settings/${part}`, { person })
  await desk.page.locator('.settings-part').waitFor()
  await desk.page.locator('.settings-part p[role=status]:not(.said)').waitFor({ state: 'detached' })
  return desk
}

test.each(seen)('%s sees the parts that the session may act on', async (person, parts) => {
  const { page, faults, close } = await session.open('en/settings', { person })
  await page.locator('.settings-body nav a').first().waitFor()
  expect((await page.locator('.settings-body nav a').allTextContents()).filter((part) => part !== 'Webhooks' || parts.includes(part))).toEqual(parts)
  expect(faults).toEqual([])
  await close()
})

test('nobody is asked to sign in', async () => {
  const { page, close } = await session.open('en/settings')
  await page.locator('.sign-in').waitFor()
  expect(await page.locator('.settings-body').count()).toBe(0)
  await close()
})

test('a part whose route the server does not have is left out', async () => {
  const { page, close } = await session.open('en/today', { person: 'sample-agent' })
  await page.route('**/api/v1/webhooks?*', (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"type":"https://lingding.invalid/problems/not-found","title":"There is nothing at this address.","status":404}' }))
  await page.goto(`${session.server().address}/#/en/settings/webhooks`)
  await page.getByRole('heading', { name: 'API keys' }).waitFor()
  expect(await page.locator('.settings-body nav').textContent()).not.toContain('Webhooks')
  await close()
})

describe('keys', () => {
  test('made, shown once, works, revoked', async () => {
    const { page, faults, close } = await openPart('keys', 'sample-agent')
    await page.locator('summary', { hasText: 'Make a key' }).click()
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByText('Give the key a name.').waitFor()
    await page.getByLabel('Name of the key').fill('warehouse')
    await page.getByRole('button', { name: 'Make a key' }).click()
    const secret = await page.locator('.secret output').textContent()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('secret-title')
    expect(await axeFaults(page)).toEqual([])
    const asked = () => fetch(`${session.server().address}/api/v1/keys`, { headers: { Authorization: `Bearer ${secret}` } })
    const who = async () => ((await (await fetch(`${session.server().address}/api/v1/session`, { headers: { Authorization: `Bearer ${secret}` } })).json()) as { readonly principal: unknown }).principal
    expect(await who()).toMatchObject({ kind: 'key', organisation: { id: 'sample-agent' } })
    expect((await asked()).status).toBe(403)
    await page.getByRole('button', { name: 'I have copied it' }).click()
    expect(await page.locator('main').textContent()).not.toContain(String(secret))
    await page.getByRole('button', { name: 'Revoke: warehouse' }).click()
    await page.getByRole('button', { name: 'Revoke for good: warehouse' }).click()
    await page.getByText('The key “warehouse” is revoked.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('said')
    await page.locator('tr.removed', { hasText: 'warehouse' }).waitFor()
    expect((await asked()).status).toBe(401)
    expect(faults).toEqual([])
    await close()
  })
})

test('a profile is described, changed by two people, removed and had back', async () => {
  const { page, another, faults, close } = await openPart('profiles', 'sample-exporter')
  await page.locator('summary', { hasText: 'Describe a party' }).click()
  await page.getByLabel('Name', { exact: true }).fill('own-exporter')
  await page.getByLabel('Party', { exact: true }).selectOption({ label: 'Domestic party' })
  await page.getByLabel('Domestic party: English name').fill('Sample Exporter')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.locator('summary', { hasText: 'own-exporter' }).click()
  await page.locator('.facts', { hasText: 'Sample Exporter' }).waitFor()
  const other = await another('en/settings/profiles')
  await other.page.locator('summary', { hasText: 'own-exporter' }).click()
  for (const [each, address] of [[page, 'Own Street 1'], [other.page, 'Own Street 2']] as const) {
    await each.getByRole('button', { name: 'Change: own-exporter' }).click()
    await each.getByLabel('Domestic party: address').fill(address)
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('.facts', { hasText: 'Own Street 1' }).waitFor()
  await other.page.getByRole('button', { name: 'Save' }).click()
  await other.page.getByText('Somebody changed this profile meanwhile').waitFor()
  await other.page.locator('.facts', { hasText: 'Own Street 1' }).waitFor()
  expect(await other.page.getByLabel('Domestic party: address').inputValue()).toBe('Own Street 2')
  await page.getByRole('button', { name: 'Remove: own-exporter' }).click()
  await page.getByText('The profile “own-exporter” is removed.').waitFor()
  expect(await page.locator('summary', { hasText: 'own-exporter' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('summary', { hasText: 'own-exporter' }).waitFor()
  expect(faults).toEqual([])
  await close()
})

test('a webhook is added, its secret shown once, and stopped', async () => {
  const { page, close } = await openPart('webhooks', 'sample-exporter')
  await page.locator('summary', { hasText: 'Tell this address' }).click()
  await page.getByLabel('Address').fill('https://hooks.invalid/lingding')
  await page.getByRole('button', { name: 'Tell this address' }).click()
  expect(await page.locator('.secret output').textContent()).toMatch(/^whsec_/)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await page.locator('summary', { hasText: 'Deliveries' }).click()
  await page.getByText('Nothing has been delivered yet.').waitFor()
  await page.getByRole('button', { name: /^Stop telling/ }).click()
  await page.getByRole('button', { name: /^Stop for good/ }).click()
  await page.getByText('No address is told anything yet.').waitFor()
  await close()
})

describe('people and organisations', () => {
  test('the operator registers, changes roles, and ends access', async () => {
    const { page, close } = await openPart('people', 'operator')
    await page.locator('summary', { hasText: 'Register a person' }).click()
    await page.getByRole('button', { name: 'Register a person' }).click()
    await page.getByText('Fill in every field and choose at least one role.').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Sample clerk Z')
    await page.getByLabel('Organisation').selectOption({ label: 'Sample Electronics (Dongguan)' })
    await page.getByLabel('As the identity provider names them').fill('https://identity.invalid sample-z')
    await page.getByLabel('Sender').check()
    await page.getByRole('button', { name: 'Register a person' }).click()
    const row = page.locator('tr', { hasText: 'Sample clerk Z' })
    await row.waitFor()
    await page.getByRole('button', { name: 'Change roles: Sample clerk Z' }).click()
    await row.getByLabel('Broker').check()
    await row.getByLabel('Sender').uncheck()
    await row.getByRole('button', { name: 'Save' }).click()
    await row.locator('td', { hasText: 'Broker' }).waitFor()
    await page.getByRole('button', { name: 'End access: Sample clerk Z' }).click()
    await page.getByRole('button', { name: 'End access now: Sample clerk Z' }).click()
    await page.getByText('Sample clerk Z may not sign in any more').waitFor()
    await page.getByRole('button', { name: 'Give access back: Sample clerk Z' }).click()
    await page.getByText('Sample clerk Z may sign in again.').waitFor()
    await close()
  })

  test('what is refused says why, and what was typed stays', async () => {
    const { page, close } = await openPart('organisations', 'operator')
    await page.locator('summary', { hasText: 'Register an organisation' }).click()
    await page.getByLabel('Short name').fill('Not A Short Name')
    await page.getByLabel('Name', { exact: true }).fill('Sample Carrier')
    await page.getByRole('checkbox', { name: 'Mainland' }).check()
    await page.getByRole('button', { name: 'Register an organisation' }).click()
    await page.locator('.issue').first().waitFor()
    expect(await page.getByLabel('Short name').inputValue()).toBe('Not A Short Name')
    await page.getByLabel('Short name').fill('sample-carrier')
    await page.getByRole('button', { name: 'Register an organisation' }).click()
    await page.locator('h3', { hasText: 'Sample Carrier' }).waitFor()
    await page.getByRole('button', { name: 'Change: Sample Carrier' }).click()
    await page.getByLabel('Own numbers').fill('10000024, 10000032')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('10000024 10000032').waitFor()
    await close()
  })

  test('others read and do not change', async () => {
    const { page, close } = await openPart('people', 'sample-agent')
    expect(await page.locator('tbody tr').count()).toBe(2)
    expect(await page.locator('.settings-part button').count()).toBe(0)
    await close()
  })
})

test('the log of decisions comes in pages', async () => {
  const { page, close } = await session.open('en/today', { person: 'auditor' })
  await page.route('**/api/v1/decisions?*', async (route) => {
    const address = new URL(route.request().url())
    address.searchParams.set('limit', '3')
    await route.continue({ url: address.href })
  })
  await page.goto(`${session.server().address}/#/en/settings/decisions`)
  await page.locator('tbody tr').nth(2).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(3)
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.locator('tbody tr').nth(5).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(6)
  await close()
})

describe.each(languages)('%s', (language) => {
  test.each([
    ['sample-agent', ['keys', 'profiles', 'webhooks']],
    ['operator', ['people', 'organisations', 'channels', 'parked', 'decisions']],
  ] as const)('%s: accessible and narrow', async (person, parts) => {
    for (const part of parts) {
      const { page, faults, close } = await openPart(part, person, language)
      const form = page.locator('.unfolding summary')
      if ((await form.count()) > 0) await form.first().click()
      expect([part, await axeFaults(page)]).toEqual([part, []])
      await page.setViewportSize({ width: 360, height: 740 })
      expect([part, await sidewaysPixels(page)]).toEqual([part, 0])
      expect(faults).toEqual([])
      await close()
    }
  })
})

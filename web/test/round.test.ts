// What somebody types survives: a page that is closed, a network that is away, another person on the same draft. What is
// filed without a network is sent once.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults, deskSession, untilChecked, type DeskPage } from './desk-session.ts'

const session = deskSession()
const batteries = 'dongguan-hongkong-batteries'

async function rename(page: Page, reference: string): Promise<void> {
  const text = page.locator('#shipment-text')
  await text.waitFor()
  await text.fill((await text.inputValue()).replace(/^reference: .*$/m, `reference: ${reference}`))
  await page.locator('h1', { hasText: reference }).waitFor()
}

async function filedUnder(reference: string): Promise<number> {
  const answer = await fetch(`${session.server().address}/api/v1/shipments?limit=500`)
  const { shipments } = (await answer.json()) as { readonly shipments: readonly { readonly reference: string }[] }
  return shipments.filter((shipment) => shipment.reference === reference).length
}

/** In the browser: the service worker answers for the page and has the tables. */
async function hasEverything(): Promise<boolean> {
  const names = await caches.keys()
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
  return navigator.serviceWorker.controller !== null && kept.flat().some(({ url }) => url.includes('local-tables'))
}

/** Opens the desk and waits until this browser has everything that it needs without a network. */
async function readyForOffline(reference: string): Promise<DeskPage> {
  const desk = await session.open(`en/desk/${batteries}?view=text`)
  await rename(desk.page, reference)
  await untilChecked(desk.page)
  await expect.poll(() => desk.page.evaluate(hasEverything), { timeout: 20_000 }).toBe(true)
  return desk
}

describe('drafts', () => {
  test('a page that is closed in the middle of typing loses nothing', async () => {
    const desk = await session.open(`en/desk/${batteries}?view=text`)
    await rename(desk.page, 'SAMPLE-CRASH-1')
    await desk.page.close({ runBeforeUnload: false })
    const { page, close } = await desk.another('en/drafts')
    await page.getByRole('link', { name: 'SAMPLE-CRASH-1', exact: true }).click()
    await page.locator('h1', { hasText: 'SAMPLE-CRASH-1' }).waitFor()
    await page.locator('.restored').waitFor()
    await close()
  })

  test('a draft reaches the server, and another browser goes on with it', async () => {
    const first = await session.open(`en/desk/${batteries}?view=text`)
    await rename(first.page, 'SAMPLE-ELSEWHERE-1')
    await first.page.locator('.kept[data-where=server]').waitFor()
    const second = await session.open('en/drafts')
    await second.page.getByRole('link', { name: 'SAMPLE-ELSEWHERE-1', exact: true }).click()
    await second.page.locator('h1', { hasText: 'SAMPLE-ELSEWHERE-1' }).waitFor()
    expect(second.faults).toEqual([])
    await first.close()
    await second.close()
  })

  test('two browsers on one draft: both texts side by side, a choice, and nothing lost', async () => {
    const first = await session.open(`en/desk/${batteries}?view=text`)
    await rename(first.page, 'SAMPLE-BOTH-1')
    await first.page.locator('.kept[data-where=server]').waitFor()
    const address = new URL(first.page.url()).hash.slice(2)
    const second = await session.open(address)
    await second.page.locator('h1', { hasText: 'SAMPLE-BOTH-1' }).waitFor()
    await rename(second.page, 'SAMPLE-BOTH-SECOND')
    await second.page.locator('.kept[data-where=server]').waitFor()
    await rename(first.page, 'SAMPLE-BOTH-FIRST')
    const conflict = first.page.locator('.conflict')
    await conflict.waitFor()
    expect(await conflict.locator('tbody td').allTextContents()).toEqual(['reference: SAMPLE-BOTH-FIRST', 'reference: SAMPLE-BOTH-SECOND'])
    expect(await axeFaults(first.page)).toEqual([])
    await conflict.getByRole('button', { name: 'Go on with yours' }).click()
    await conflict.waitFor({ state: 'detached' })
    await first.page.locator('.kept[data-where=server]').waitFor()
    expect(await first.page.locator('#shipment-text').inputValue()).toContain('SAMPLE-BOTH-FIRST')
    await first.page.goto(`${session.server().address}/#/en/drafts`)
    await first.page.getByRole('link', { name: 'SAMPLE-BOTH-SECOND', exact: true }).waitFor()
    await first.page.getByRole('link', { name: 'SAMPLE-BOTH-FIRST', exact: true }).waitFor()
    await first.close()
    await second.close()
  })

  test('two tabs of one browser follow each other', async () => {
    const first = await session.open(`en/desk/${batteries}?view=text`)
    await rename(first.page, 'SAMPLE-TABS-1')
    await first.page.locator('.kept[data-where=server]').waitFor()
    const second = await first.another(new URL(first.page.url()).hash.slice(2))
    await second.page.locator('h1', { hasText: 'SAMPLE-TABS-1' }).waitFor()
    await rename(first.page, 'SAMPLE-TABS-2')
    await second.page.locator('h1', { hasText: 'SAMPLE-TABS-2' }).waitFor()
    await rename(second.page, 'SAMPLE-TABS-3')
    await first.page.locator('h1', { hasText: 'SAMPLE-TABS-3' }).waitFor()
    expect(await first.page.locator('.conflict').count()).toBe(0)
    await first.close()
  })

  test('what is removed can be had back, and a template begins a shipment', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await rename(page, 'SAMPLE-SHELF-1')
    await page.locator('.kept[data-where=server]').waitFor()
    await page.getByRole('button', { name: 'Save as template' }).click()
    await page.getByText('Saved as a template').waitFor()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('heading', { name: 'Drafts', level: 1 }).waitFor()
    await page.locator('.shelf').first().getByLabel('Show removed ones').check()
    await page.getByRole('button', { name: 'Have back: SAMPLE-SHELF-1' }).click()
    await page.getByRole('button', { name: 'Remove: SAMPLE-SHELF-1' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'Go on: SAMPLE-SHELF-1' }).waitFor()
    await page.getByRole('button', { name: /Begin a shipment/ }).first().click()
    await page.getByRole('heading', { name: 'New shipment' }).waitFor()
    await page.locator('.issue', { hasText: 'reference' }).first().waitFor()
    await close()
  })
})

describe('without a network', () => {
  test('the desk opens, checks, and what is filed is sent once, also after a reload', async () => {
    const desk = await readyForOffline('SAMPLE-OFFLINE-1')
    const { page } = desk
    await desk.setOffline(true)
    await page.reload()
    await page.locator('h1', { hasText: 'SAMPLE-OFFLINE-1' }).waitFor()
    await rename(page, 'SAMPLE-OFFLINE-2')
    await page.locator('#filing-state', { hasText: 'Checked in this browser' }).waitFor()
    await page.locator('[data-element="mainland-declaration/DecList[0]/GName"]').waitFor()
    await page.locator('.filing-act button.main[aria-disabled=false]').click()
    await page.getByRole('alert').filter({ hasText: 'it waits for the server' }).waitFor()
    await page.reload()
    await page.getByRole('alert').filter({ hasText: 'it waits for the server' }).waitFor()
    const other = await desk.another('en/today')
    await other.page.locator('[data-outcome=waiting]', { hasText: 'SAMPLE-OFFLINE-2' }).waitFor()
    expect(await filedUnder('SAMPLE-OFFLINE-2')).toBe(0)
    await desk.setOffline(false)
    await page.locator('.receipt').waitFor()
    await other.page.locator('[data-outcome=filed]', { hasText: 'SAMPLE-OFFLINE-2' }).waitFor()
    await page.reload()
    await other.page.reload()
    await other.page.locator('[data-outcome=filed]', { hasText: 'SAMPLE-OFFLINE-2' }).waitFor()
    expect(await filedUnder('SAMPLE-OFFLINE-2')).toBe(1)
    await desk.close()
  })

  test('what waits can be taken back', async () => {
    const desk = await readyForOffline('SAMPLE-TAKEN-BACK')
    const { page } = desk
    await page.locator('.filing-act button.main[aria-disabled=false]').waitFor()
    await desk.setOffline(true)
    await page.locator('.filing-act button.main').click()
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.locator('.filing-act button.main[aria-disabled=false]').waitFor()
    await desk.setOffline(false)
    await page.locator('.world .notice').waitFor({ state: 'detached' })
    expect(await filedUnder('SAMPLE-TAKEN-BACK')).toBe(0)
    await desk.close()
  })

  test('the check here says the same as the server', async () => {
    const desk = await readyForOffline('SAMPLE-SAME-1')
    const { page } = desk
    const seen = async (): Promise<readonly string[]> => page.locator('.elements tbody tr').allTextContents()
    const text = page.locator('#shipment-text')
    await text.fill((await text.inputValue()).replace('grossWeightKg: "1164"', 'grossWeightKg: "1"'))
    await page.locator('.issue.alarm').first().waitFor()
    const [rows, issues] = [await seen(), await page.locator('.issue').allTextContents()]
    await desk.setOffline(true)
    await text.fill(`${await text.inputValue()}# offline\n`)
    await page.locator('#filing-state', { hasText: 'Checked in this browser' }).waitFor()
    expect(await page.locator('.issue').allTextContents()).toEqual(issues)
    expect(await seen()).toEqual(rows)
    await desk.close()
  })
})

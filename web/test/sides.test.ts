// The round between people: signing in and out, the other side's draft by a one-time code, its correction and the
// amendment that takes it over, and the second person. The main path is done by keyboard alone.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { administrations } from '../../src/domain/access/index.ts'
import { carryDecisions } from './customs.ts'
import { axeFaults, deskSession, sidewaysPixels, untilChecked, type DeskPage } from './desk-session.ts'

const session = deskSession('')
const batteries = 'dongguan-hongkong-batteries'

/** Files the sample as its sender under a reference of the test's own, and stays on the page of the shipment. */
async function filedBySender(reference: string): Promise<DeskPage> {
  const desk = await session.open(`en/desk/${batteries}?view=text`, { person: 'sample-exporter' })
  const text = desk.page.locator('#shipment-text')
  await text.waitFor()
  await text.fill((await text.inputValue()).replace(/^reference: .*$/m, `reference: ${reference}`))
  await desk.page.locator('h1', { hasText: reference }).waitFor()
  await desk.page.getByRole('button', { name: 'File with the mainland' }).and(desk.page.locator('[aria-disabled=false]')).click()
  await desk.page.locator('.receipt').getByRole('link', { name: 'Go to the shipment' }).click()
  await desk.page.locator('.timeline li').first().waitFor()
  return desk
}

function isFocused(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
}

/** Presses a key until something has the focus. */
async function press(page: Page, key: string, selector: string): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    if (await isFocused(page, selector)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} does not lead to ${selector}`)
}

describe('signing in', () => {
  test('a sample account is chosen on the start page, says who it is, and signs out', async () => {
    const { page, close } = await session.open('en')
    await page.getByRole('link', { name: /Sample clerk A/ }).click()
    await page.locator('.who', { hasText: 'Sample clerk A' }).waitFor()
    await page.locator('.session summary').click()
    await page.locator('.session-card', { hasText: 'Sample Electronics (Dongguan)' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to try the whole round' }).waitFor()
    expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allTextContents()).toEqual(['Start', 'Desk', 'Explorer'])
    await close()
  })

  test('whoever is signed out in the middle of work loses nothing and files after signing in again', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`, { person: 'sample-agent' })
    await untilChecked(page)
    await page.context().clearCookies()
    const text = page.locator('#shipment-text')
    await text.fill((await text.inputValue()).replace(/^reference: .*$/m, 'reference: SAMPLE-LAPSED-1'))
    await page.locator('.world', { hasText: 'You are signed out' }).waitFor()
    await page.getByRole('link', { name: /Sample broker E/ }).click()
    await page.locator('h1', { hasText: 'SAMPLE-LAPSED-1' }).waitFor()
    await page.locator('.who', { hasText: 'Sample broker E' }).waitFor()
    await page.locator('.filing-act button.main[aria-disabled=false]').click()
    await page.locator('.receipt').waitFor()
    await close()
  })
})

/** What the officer of the mainland decides about the declaration of a shipment comes to its sender. */
async function mainlandDecides(shipment: string, decision: string): Promise<void> {
  const { address, cookieOf, platform } = session.server()
  for (const customs of administrations) await platform.channels.sendTurn(customs)
  const { name, value } = cookieOf('officer-mainland')
  const answer = await fetch(`${address}/api/v1/filings/sample-dongguan/${shipment}/mainland-declaration/decision`, {
    method: 'POST',
    headers: { Cookie: `${name}=${value}`, 'Content-Type': 'application/json', 'Idempotency-Key': `${shipment}-${decision}` },
    body: JSON.stringify({ decision, reason: 'A decision of this test.' }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
  await carryDecisions(platform)
}

describe('after customs has spoken', () => {
  test('what it returned stands first in the queue of the day, with the way to the shipment', async () => {
    const { page, close } = await filedBySender('SAMPLE-RETURNED-1')
    await mainlandDecides(new URL(page.url()).hash.split('/').at(-1) ?? '', 'returned')
    await page.goto(`${session.server().address}/#/en/today`)
    await page.locator('.queue').first().waitFor()
    expect(await page.locator('.queue h2').first().textContent()).toContain('Returned or rejected')
    await page.locator('.queue.alarm').getByRole('link', { name: 'SAMPLE-RETURNED-1' }).click()
    await page.locator('.stage[data-course=stopped]').first().waitFor()
    await page.locator('.timeline .mark', { hasText: 'Simulated' }).first().waitFor()
    expect(await axeFaults(page)).toEqual([])
    await close()
  })

  test('a change of what it accepted is proposed, and a second person approves it', async () => {
    const first = await filedBySender('SAMPLE-FOUR-EYES-1')
    const shipment = new URL(first.page.url()).hash.split('/').at(-1) ?? ''
    await mainlandDecides(shipment, 'accepted')
    await first.page.goto(`${session.server().address}/#/en/shipments/${shipment}/amend?view=text`)
    const text = first.page.locator('#shipment-text')
    await text.waitFor()
    await text.fill((await text.inputValue()).replace('marks: ', 'marks: X'))
    await first.page.getByLabel('Reason').fill('The marks were wrong.')
    await first.page.getByRole('button', { name: 'Propose the amendment' }).and(first.page.locator('[aria-disabled=false]')).click()
    await first.page.getByText('The change is proposed').waitFor()
    await first.page.getByRole('link', { name: 'Go to the shipment' }).click()
    await first.page.getByText('who proposed it cannot').waitFor()
    expect(await first.page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    const second = await session.open('en/today', { person: 'sample-exporter-second' })
    await second.page.getByRole('region', { name: /second person/ }).getByRole('link', { name: 'SAMPLE-FOUR-EYES-1' }).click()
    await second.page.locator('.proposal .changes tbody tr').first().waitFor()
    expect(await axeFaults(second.page)).toEqual([])
    expect(await second.page.getByRole('button', { name: 'Refuse' }).getAttribute('aria-disabled')).toBe('true')
    await second.page.locator('.proposal').getByLabel('Reason').fill('Looked at the invoice.')
    await second.page.getByRole('button', { name: 'Approve' }).click()
    await second.page.locator('.proposal').waitFor({ state: 'detached' })
    await second.page.locator('.facts div', { hasText: 'Revision' }).locator('dd', { hasText: /^2$/ }).waitFor()
    await first.close()
    await second.close()
  })
})

describe('two sides', () => {
  test('a code leads the receiving party to the draft; it corrects and files; the sender takes the correction over', async () => {
    const sender = await filedBySender('SAMPLE-SIDES-1')
    await sender.page.getByRole('button', { name: 'Make a one-time code' }).click()
    const code = (await sender.page.locator('.code-shown').textContent()) ?? ''
    expect(code).toMatch(/^[0-9A-Z-]{10,}$/)

    const receiver = await session.open('en/incoming', { person: 'sample-importer-hongkong' })
    await receiver.page.getByLabel('One-time code').fill('WRONG-CODE-0000')
    await receiver.page.getByRole('button', { name: 'Get the draft' }).click()
    await receiver.page.getByRole('alert').filter({ hasText: 'opens nothing' }).waitFor()
    await receiver.page.getByLabel('One-time code').fill(code)
    await receiver.page.getByRole('button', { name: 'Get the draft' }).click()
    await receiver.page.locator('h1', { hasText: 'SAMPLE-SIDES-1' }).waitFor()
    expect(await receiver.page.locator('.given .mark').first().textContent()).toBe('Received')
    await receiver.page.locator('.section > summary', { hasText: 'Packages' }).click()
    await receiver.page.locator('[id="field-packages.count"]').fill('121')
    await receiver.page.locator('.field', { has: receiver.page.locator('[id="field-packages.count"]') }).locator('.given .mark', { hasText: 'Entered' }).waitFor()
    await receiver.page.locator('.kept[data-where=server]').waitFor()
    await receiver.page.getByRole('button', { name: 'File with Hong Kong in our name' }).and(receiver.page.locator('[aria-disabled=false]')).click()
    await receiver.page.locator('.receipt').waitFor()
    expect(receiver.faults.filter((fault) => !fault.includes('404'))).toEqual([])
    await receiver.close()

    await sender.page.reload()
    await sender.page.getByRole('heading', { name: 'The other side corrected your draft' }).waitFor()
    expect(await axeFaults(sender.page)).toEqual([])
    await sender.page.getByRole('button', { name: 'Take them over' }).click()
    await sender.page.locator('.change-preview tbody tr', { hasText: '121' }).waitFor()
    expect(await axeFaults(sender.page)).toEqual([])
    await sender.page.getByLabel('Reason').fill('The receiving party counted again.')
    await sender.page.getByRole('button', { name: 'File the amendment' }).and(sender.page.locator('[aria-disabled=false]')).click()
    await sender.page.getByText('filed as revision 2').waitFor()
    await sender.page.getByRole('link', { name: 'Go to the shipment' }).click()
    await sender.page.getByRole('heading', { name: 'What happened' }).waitFor()
    expect(await sender.page.getByRole('heading', { name: 'The other side corrected your draft' }).count()).toBe(0)
    expect(sender.faults).toEqual([])
    await sender.close()
  })

  test('a shipment is cancelled with a reason, after a look at what that does', async () => {
    const { page, close } = await filedBySender('SAMPLE-CANCELLED-1')
    await page.locator('.cancel summary').click()
    await page.locator('.cancel .effects li').first().waitFor()
    expect(await page.getByRole('button', { name: 'Cancel the shipment' }).getAttribute('aria-disabled')).toBe('true')
    await page.locator('.cancel').getByLabel('Reason').fill('The truck did not come.')
    await page.getByRole('button', { name: 'Cancel the shipment' }).click()
    await page.locator('.desk-title', { hasText: 'Cancelled' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Amend' }).count()).toBe(0)
    await close()
  })
})

test('by keyboard alone: sign in, open a sample, file it, look at the shipment, amend it', async () => {
  const { page, close } = await session.open('en')
  await page.locator('.account-groups a').first().waitFor()
  await press(page, 'Tab', 'a[href*="account=sample-agent&"], a[href$="account=sample-agent"]')
  await page.keyboard.press('Enter')
  await page.locator('.who', { hasText: 'Sample broker E' }).waitFor()
  await page.locator('.card').first().waitFor()
  await press(page, 'Tab', 'a[href$="zhuhai-macao-food"]')
  await page.keyboard.press('Enter')
  await page.locator('.filing-act button.main[aria-disabled=false]').waitFor()
  await press(page, 'Tab', '.filing-act button.main')
  await page.keyboard.press('Enter')
  await page.locator('.receipt').waitFor()
  await press(page, 'Tab', '.receipt a.button')
  await page.keyboard.press('Enter')
  await page.locator('.timeline li').first().waitFor()
  await press(page, 'Tab', '.acts a[href$="/amend"]')
  await page.keyboard.press('Enter')
  await page.locator('.form').waitFor()
  await press(page, 'Tab', '[id="field-packages.marks"], .section:has(.section-name) summary')
  for (let count = 0; count < 30 && !(await page.evaluate(() => document.activeElement?.textContent?.startsWith('Packages') ?? false)); count += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await press(page, 'Tab', '[id="field-packages.marks"]')
  await page.keyboard.type('X')
  await page.locator('.change-preview tbody tr').waitFor()
  await press(page, 'Shift+Tab', '#amend-reason')
  await page.keyboard.type('Marks were missing.')
  await press(page, 'Tab', '.filing-act button.main')
  await page.keyboard.press('Enter')
  await page.getByText('filed as revision 2').waitFor()
  expect(await sidewaysPixels(page)).toBe(0)
  await close()
})

// An officer's day at the desk: the queue, one filing, a decision with its reason, and the next one, all from the keyboard.
import { beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { carryDecisions, fileAndSend, fileDiffering } from './customs.ts'
import { axeFaults, deskSession, sidewaysPixels } from './desk-session.ts'

const session = deskSession('')
const officer = { person: 'officer-hongkong' } as const
const rows = '.list tbody tr'

beforeAll(async () => {
  const { platform } = session.server()
  await fileAndSend(platform, ['SAMPLE-OFFICER-1', 'SAMPLE-OFFICER-2'])
  await fileDiffering(platform, 'SAMPLE-DIFFERS-1')
})

describe('the queue', () => {
  test('holds what was filed with the own administration, says that customs is played, and filters', async () => {
    const { page, faults, close } = await session.open('en/officer', officer)
    await page.locator(rows).first().waitFor()
    await page.getByText('You are playing customs on this platform').waitFor()
    expect(await page.locator(rows).count()).toBe(9)
    expect(await page.locator('main').textContent()).not.toContain('ainland declaration')
    expect(await page.locator(`${rows} .badge`).count()).toBe(9)
    await page.getByLabel('Only where the two sides differ').check()
    await page.locator(rows).nth(3).waitFor({ state: 'detached' })
    expect(await page.locator(`${rows} th`).allTextContents()).toEqual(Array(3).fill('SAMPLE-DIFFERS-1 Sample data'))
    await page.getByLabel('Only where the two sides differ').uncheck()
    await page.locator(rows).nth(8).waitFor()
    await page.getByLabel('Stage').selectOption('cleared')
    await page.getByRole('button', { name: 'Show all filings' }).click()
    await page.locator(rows).nth(8).waitFor()
    expect(faults).toEqual([])
    await close()
  })

  test('the next page is fetched when it is asked for, and comes once', async () => {
    const { page, close } = await session.open('en/today', officer)
    await page.route('**/api/v1/filings?*', async (route) => {
      const address = new URL(route.request().url())
      address.searchParams.set('limit', '4')
      await route.continue({ url: address.href })
    })
    await page.goto(`${session.server().address}/#/en/officer`)
    await page.getByText('4 filings are shown.').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('8 filings are shown.').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('9 filings are shown.').waitFor()
    const ids = await page.locator('[data-filing]').evaluateAll((links) => links.map((link) => link.getAttribute('data-filing')))
    expect(new Set(ids).size).toBe(9)
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
    await close()
  })

  test('the head has their own page and no desk, also while the server has not said who is here', async () => {
    const { page, close } = await session.open('en/start', officer)
    await page.addInitScript(() => localStorage.clear())
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    await page.route('**/api/v1/session?*', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${session.server().address}/?again#/en/officer`)
    const links = page.locator('.head nav').first().getByRole('link')
    await links.first().waitFor()
    expect(await links.allTextContents()).toEqual(['Start', 'Filings', 'Explorer'])
    expect(await page.title()).toBe('Filings · Lingding')
    goOn()
    await page.locator(rows).first().waitFor()
    expect(await links.allTextContents()).toEqual(['Start', 'Filings', 'Explorer', 'Settings'])
    await close()
  })

  test.each([
    ['zh-Hans', '没有这份申报。'],
    ['zh-Hant', '沒有這份申報。'],
    ['en', 'There is no such filing.'],
    ['pt', 'Essa declaração não existe.'],
  ])('a filing that is not there is told in %s', async (language, words) => {
    const { page, close } = await session.open(`${language}/officer/nobody/0000000000000000/hongkong-cargo`, officer)
    await page.getByText(words).waitFor()
    await close()
  })

  test('somebody else does not see it', async () => {
    const { page, close } = await session.open('en/officer', { person: 'sample-agent' })
    await page.getByText('Your role does not allow this').waitFor()
    expect(await page.locator(rows).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Filings', exact: true }).count()).toBe(0)
    await close()
  })
})

describe('from the keyboard', () => {
  test('down, open, decide with a reason, the next one, and back to the place in the list', async () => {
    const { page, faults, close } = await session.open('en/officer', officer)
    await page.locator(rows).first().waitFor()
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('data-filing') ?? document.activeElement?.id ?? '')
    const ids = await page.locator('[data-filing]').evaluateAll((links) => links.map((link) => link.getAttribute('data-filing')))
    await page.keyboard.press('j')
    expect(await focused()).toBe(ids[0])
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('k')
    expect(await focused()).toBe(ids[1])
    await page.keyboard.press('Enter')
    await page.locator('.decisions').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    const at = new URL(page.url()).hash
    // A return for amendment needs a reason: the digit leads there.
    const digit = (await page.locator('.decisions label').allTextContents()).findIndex((label) => label.startsWith('Return for amendment')) + 1
    await page.keyboard.press(String(digit))
    expect(await focused()).toBe('decision-reason')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Say why: this decision needs a reason.').waitFor()
    expect(await focused()).toBe('decision-reason')
    await page.keyboard.type('The weight is missing, n and j are letters here')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Decided: Return for amendment.').waitFor()
    expect(await focused()).toBe('next-filing')
    await page.keyboard.press('n')
    await page.waitForFunction((before) => location.hash !== before, at)
    await page.locator('.decisions').waitFor()
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#/en/officer/${ids[2]}`)
    await page.keyboard.press('Escape')
    await page.locator(rows).first().waitFor()
    await expect.poll(focused).toBe(ids[2])
    await page.locator('tr.done', { hasText: 'Decided: Return for amendment, going out' }).waitFor()
    expect(faults).toEqual([])
    await close()
  })

  test('single keys can be switched off', async () => {
    const { page, close } = await session.open('en/officer', officer)
    await page.locator(rows).first().waitFor()
    await page.getByLabel('Single keys on').uncheck()
    await page.locator('h1').focus()
    await page.keyboard.press('j')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await close()
  })
})

describe('one filing', () => {
  test('a decision comes back as an answer and moves the filing on', async () => {
    const { page, close } = await session.open('en/officer', officer)
    await page.locator('tr', { hasText: 'SAMPLE-OFFICER-1' }).filter({ hasText: 'cargo information' }).getByRole('link').click()
    await page.getByRole('radio', { name: 'Inspect the goods', exact: true }).check()
    await page.getByLabel('Reason').fill('Sample: papers and load differ')
    await page.getByRole('button', { name: 'Decide: Inspect the goods' }).click()
    await page.getByText('Decided: Inspect the goods.').waitFor()
    await carryDecisions(session.server().platform)
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.locator('.stage[data-course=asks]', { hasText: 'Inspection' }).waitFor()
    await page.locator('.timeline q', { hasText: 'papers and load differ' }).waitFor()
    await page.getByRole('radio', { name: 'Release', exact: true }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Look again')
    await close()
  })

  test('a decision without an answer is sent again under the same key', async () => {
    const { page, close } = await session.open('en/officer', officer)
    await page.locator('tr', { hasText: 'SAMPLE-OFFICER-2' }).filter({ hasText: 'bundling' }).getByRole('link').click()
    await page.getByRole('radio', { name: 'Accept', exact: true }).check()
    const keys: (string | undefined)[] = []
    let isFirst = true
    await page.route('**/decision?*', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      if (!isFirst) return route.continue()
      isFirst = false
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'Decide: Accept' }).click()
    await page.getByText('it is not known whether the decision arrived').waitFor()
    await page.getByRole('button', { name: 'Decide: Accept' }).click()
    await page.getByText('Decided: Accept.').waitFor()
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
    await close()
  })

  test('shows what the two sides say, side by side, and where a value came from', async () => {
    const { page, close } = await session.open('en/officer', officer)
    await page.locator('tr', { hasText: 'SAMPLE-DIFFERS-1' }).filter({ hasText: 'declaration' }).getByRole('link').click()
    await page.locator('.differing').waitFor()
    expect(await page.locator('.differing tbody tr').first().locator('th, td').allTextContents()).toEqual(['Packages', '118 × 22', '120 × 22'])
    await page.locator('.elements button.value').first().click()
    await page.locator('.origin .facts').waitFor()
    await close()
  })
})

describe.each(languages)('%s', (language) => {
  test.each(['light', 'dark'] as const)('accessible and narrow, %s', async (scheme) => {
    const desk = await session.open(`${language}/officer`, { ...officer, scheme })
    const { page, faults, close } = desk
    await page.locator(rows).first().waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPixels(page)).toBe(0)
    await page.locator('tr', { hasText: 'SAMPLE-DIFFERS-1' }).getByRole('link').first().click()
    await page.locator('.elements').first().waitFor()
    expect(await sidewaysPixels(page)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(await axeFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await close()
  })
})

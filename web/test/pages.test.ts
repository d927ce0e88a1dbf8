// Every page in every language: accessible as far as axe can tell, nothing in the console, nothing asked from outside, no
// sideways scrolling on a phone.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { axeFaults, deskSession, sidewaysPixels, untilChecked, type DeskPage } from './desk-session.ts'

const session = deskSession()
const batteries = 'dongguan-hongkong-batteries'

interface Visit {
  readonly name: string
  readonly address: string
  readonly ready: (desk: DeskPage) => Promise<void>
}

const visits: readonly Visit[] = [
  { name: 'start', address: '', ready: ({ page }) => page.locator('.card').first().waitFor() },
  { name: 'desk, form', address: `desk/${batteries}`, ready: ({ page }) => untilChecked(page) },
  { name: 'desk, text', address: `desk/${batteries}?view=text`, ready: ({ page }) => untilChecked(page) },
  {
    name: 'desk, a value chosen',
    address: `desk/${batteries}?element=mainland-declaration%2FDecList%5B0%5D%2FGName`,
    ready: ({ page }) => page.locator('.origin .facts').waitFor(),
  },
  { name: 'desk, empty', address: 'desk', ready: ({ page }) => page.locator('.form').waitFor() },
  { name: 'shipments', address: 'shipments', ready: ({ page }) => page.locator('.list, .empty').waitFor() },
  { name: 'no such page', address: 'nowhere', ready: ({ page }) => page.locator('h1').waitFor() },
]

describe.each(languages)('%s', (language) => {
  test.each(visits)('$name', async ({ address, ready }) => {
    const desk = await session.open(`${language}/${address}`)
    await ready(desk)
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe(language === 'zh-Hant' ? 'zh-Hant-HK' : language)
    expect(await desk.page.locator('h1').count()).toBe(1)
    expect(await axeFaults(desk.page)).toEqual([])
    await desk.page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPixels(desk.page)).toBe(0)
    expect(desk.faults).toEqual([])
    await desk.close()
  })

  test('what is filed', async () => {
    const desk = await session.open(`${language}/desk/${batteries}?view=text`)
    const { page } = desk
    const text = page.locator('#shipment-text')
    await text.fill((await text.inputValue()).replace('SAMPLE-BATTERIES-1', `SAMPLE-${language}`))
    await page.locator('h1', { hasText: `SAMPLE-${language}` }).waitFor()
    await page.locator('#filing-state', { hasText: /\.|。|Checked|已核|Conferido/ }).waitFor()
    await page.locator('.filing-act button.main[aria-disabled=false]').click()
    await page.locator('.receipt').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.locator('.receipt a.button').click()
    await page.locator('.files').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPixels(page)).toBe(0)
    await page.goto(`${session.server().address}/#/${language}/shipments`)
    await page.locator('.list').waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(await sidewaysPixels(page)).toBe(0)
    expect(desk.faults).toEqual([])
    await desk.close()
  })
})

describe('dark', () => {
  test.each(visits.filter((visit) => visit.name !== 'desk, form' && visit.name !== 'no such page'))('$name', async ({ address, ready }) => {
    const desk = await session.open(`en/${address}`, { scheme: 'dark' })
    await ready(desk)
    expect(await axeFaults(desk.page)).toEqual([])
    await desk.close()
  })
})

describe('the language', () => {
  const wishes: readonly [string, string][] = [
    ['zh-HK', 'zh-Hant-HK'],
    ['zh-CN', 'zh-Hans'],
    ['pt-PT', 'pt'],
    ['fr-FR', 'en'],
  ]
  test.each(wishes)('a browser that wishes %s begins in %s', async (locale, expected) => {
    const desk = await session.open('', { locale })
    await desk.page.locator('h1').waitFor()
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe(expected)
    await desk.close()
  })

  test('changes where the reader is, and stays in the address', async () => {
    const desk = await session.open(`en/desk/${batteries}?view=text&filing=hongkong-cargo`)
    await untilChecked(desk.page)
    await desk.page.getByRole('link', { name: 'Português' }).click()
    await desk.page.getByRole('heading', { name: 'O que introduz' }).waitFor()
    expect(desk.page.url()).toContain(`#/pt/desk/${batteries}?view=text&filing=hongkong-cargo`)
    await desk.page.reload()
    await desk.page.getByRole('heading', { name: 'O que introduz' }).waitFor()
    await desk.close()
  })
})

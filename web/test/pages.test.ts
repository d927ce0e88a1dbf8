// Every page in every language: accessible as far as axe can tell, nothing in the console, nothing asked from outside, no
// sideways scrolling on a phone.
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { axeFaults, deskSession, sidewaysPixels, untilChecked, type DeskOptions, type DeskPage } from './desk-session.ts'

const session = deskSession()
const batteries = 'dongguan-hongkong-batteries'
const [sender, receiver] = ['sample-exporter', 'sample-importer-hongkong']

/** A request as the desk sends it, by somebody who has signed in. */
async function ask<Value>(person: string, path: string, body?: object, method = 'POST'): Promise<Value> {
  const { address, cookieOf } = session.server()
  const { name, value } = cookieOf(person)
  const headers = { Cookie: `${name}=${value}`, 'Content-Type': 'application/json', 'Idempotency-Key': `pages-test-${path}` }
  const answer = await fetch(`${address}/api/v1${path}`, { headers, ...(body === undefined ? {} : { method, body: JSON.stringify(body) }) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Value
}

let givenBefore: { readonly shipment: string; readonly share: string } | undefined

/** A shipment that its sender filed and gave to the receiving party, and a draft and a template of the broker. */
async function given(): Promise<{ readonly shipment: string; readonly share: string }> {
  if (givenBefore !== undefined) return givenBefore
  const { examples } = await ask<{ readonly examples: readonly { readonly id: string; readonly text: string }[] }>(sender, '/examples')
  const text = examples.find((each) => each.id === batteries)?.text ?? ''
  const filed = await ask<{ readonly id: string }>(sender, '/shipments', { text })
  const { share } = await ask<{ readonly share: string }>(sender, `/shipments/${filed.id}/shares`, { by: 'push' })
  await ask('sample-agent', '/drafts/draft-00000000000000aa', { text: 'reference: SAMPLE-DRAFT-1\n', version: 0 }, 'PUT')
  await ask('sample-agent', '/templates/template-00000000000000aa', { text: 'reference: SAMPLE-TEMPLATE-1\n', version: 0 }, 'PUT')
  givenBefore = { shipment: filed.id, share }
  return givenBefore
}

async function visit({ address, person }: Visit, language: string, options: DeskOptions = {}): Promise<DeskPage> {
  await given()
  const path = typeof address === 'string' ? address : await address()
  return session.open(`${language}/${path}`, { ...options, ...(person === undefined ? {} : { person }) })
}

interface Visit {
  readonly name: string
  /** Undefined for whoever the server takes without a session. */
  readonly person?: string
  readonly address: string | (() => Promise<string>)
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
  { name: 'today', address: 'today', ready: ({ page }) => page.locator('.queue').first().waitFor() },
  { name: 'drafts', address: 'drafts', ready: ({ page }) => page.locator('.shelf .list').first().waitFor() },
  { name: 'workbooks', address: 'imports', ready: ({ page }) => page.locator('.drop').waitFor() },
  { name: 'incoming', person: receiver, address: 'incoming', ready: ({ page }) => page.locator('.list').waitFor() },
  { name: 'a draft of the other side', person: receiver, address: async () => `incoming/${(await given()).share}`, ready: ({ page }) => untilChecked(page) },
  { name: 'a shipment given to the other side', person: sender, address: async () => `shipments/${(await given()).shipment}`, ready: ({ page }) => page.locator('.timeline li').first().waitFor() },
  { name: 'an amendment', person: sender, address: async () => `shipments/${(await given()).shipment}/amend`, ready: ({ page }) => page.locator('.elements').first().waitFor() },
  { name: 'desk, empty', address: 'desk', ready: ({ page }) => page.locator('.form').waitFor() },
  { name: 'shipments', address: 'shipments', ready: ({ page }) => page.locator('.list, .empty').waitFor() },
  { name: 'no such page', address: 'nowhere', ready: ({ page }) => page.locator('h1').waitFor() },
]

describe.each(languages)('%s', (language) => {
  test.each(visits)('$name', async (visited) => {
    const desk = await visit(visited, language)
    await visited.ready(desk)
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
  test.each(visits.filter((visit) => visit.name !== 'desk, form' && visit.name !== 'no such page'))('$name', async (visited) => {
    const desk = await visit(visited, 'en', { scheme: 'dark' })
    await visited.ready(desk)
    expect(await axeFaults(desk.page)).toEqual([])
    await desk.close()
  })
})

describe('nobody signed in', () => {
  const out = deskSession('')
  test.each(languages)('the start page and the desk in %s', async (language) => {
    for (const [address, ready] of [
      ['', '.account-groups'],
      [`desk/${batteries}`, '.account-groups'],
      ['today', '.account-groups'],
      ['imports', '.account-groups'],
    ] as const) {
      const desk = await out.open(`${language}/${address}`)
      await desk.page.locator(ready).waitFor()
      expect(await axeFaults(desk.page)).toEqual([])
      await desk.page.setViewportSize({ width: 360, height: 740 })
      expect(await sidewaysPixels(desk.page)).toBe(0)
      expect(desk.faults).toEqual([])
      await desk.close()
    }
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

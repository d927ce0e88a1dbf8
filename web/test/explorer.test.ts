// The Explorer in a browser: from the search to a receipt by keys, a table as a file, a text checked, a story recomputed, and
// what was known on a day. Nobody is signed in.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { axeFaults, deskSession, sidewaysPixels, type DeskPage } from './desk-session.ts'
import { siteFolder } from './site.ts'

const session = deskSession('')

/** Files of data: their names begin with those of the modules that gather them. */
const dataFile = /\/(figure-rows|figure-tables|check-tables|story-files)-/

const visits: readonly (readonly [name: string, address: string, ready: string])[] = [
  ['start', 'explorer', '.latest'],
  ['a group', 'explorer/place/GBA9', '.matrix'],
  ['a port', 'explorer/place/HZMBZhuhai?only=all', '.cells'],
  ['a place that is not there', 'explorer/place/Atlantis', 'main h1'],
  ['a measure with a definition', 'explorer/measure/new_three_export', '#definition-title'],
  ['a receipt', 'explorer/figure?recipe=share(total%5BShenzhen,2023%5D,total%5BGBA9,2023%5D)', '.big-number'],
  ['a receipt with cautions and missing cells', 'explorer/figure?recipe=rest(total%5BGBA9,2019/2023%5D,total%5BGBA9.*,2019..2023%5D)', '.big-number'],
  ['a cell that is missing', 'explorer/figure?recipe=sum(total%5BZhaoqing,2018..2023%5D)', '.notice'],
  ['a recipe that cannot be read', 'explorer/figure?recipe=total%5BGBA9', '.notice.alarm'],
  ['check', 'check', '#check-text'],
  ['story', 'stories/nine-cities', '.claims'],
]

describe.each(languages)('%s', (language) => {
  test.each(visits)('%s', async (_, address, ready) => {
    const desk = await session.open(`${language}/${address}`)
    await desk.page.locator(ready).first().waitFor()
    expect(await desk.page.locator('h1').count()).toBe(1)
    expect(await axeFaults(desk.page)).toEqual([])
    await desk.page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPixels(desk.page)).toBe(0)
    expect(desk.faults).toEqual([])
    await desk.close()
  })
})

describe('dark', () => {
  test.each(visits)('%s', async (_, address, ready) => {
    const desk = await session.open(`en/${address}`, { scheme: 'dark' })
    await desk.page.locator(ready).first().waitFor()
    expect(await axeFaults(desk.page)).toEqual([])
    await desk.close()
  })
})

test.each([
  ['en', 'Shenzhen total trade 2023', '3.871070 trillion yuan'],
  ['zh-Hans', '深圳 进出口总额 2023', '3.871070万亿元'],
] as const)('%s: from the search to a receipt by keys, and back', async (language, asked, value) => {
  const { page, faults, close } = await session.open(`${language}/explorer`)
  const field = page.getByRole('combobox')
  await field.focus()
  await page.keyboard.type(asked)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('ArrowDown')
  expect(await field.getAttribute('aria-activedescendant')).toBe(await page.getByRole('option').first().getAttribute('id'))
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.locator('.big-number', { hasText: value }).waitFor()
  expect(decodeURIComponent(page.url())).toContain('recipe=total[Shenzhen,+2023]')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await page.goBack()
  await field.waitFor()
  expect(faults).toEqual([])
  await close()
})

describe('a receipt', () => {
  test('has working, vintage, sources with date and link, and a sentence to cite', async () => {
    const { page, close } = await session.open('en/explorer/figure?recipe=share(total%5BShenzhen,2023%5D,total%5BGBA9,2023%5D)')
    // 38710.70 ÷ 79500: facts of data/statistics.
    await page.locator('.big-number', { hasText: '48.69%' }).waitFor()
    expect(await page.locator('.working tbody tr').count()).toBe(3)
    expect(await page.locator('.sources li').allTextContents()).toEqual([expect.stringContaining('3.871070 trillion yuan'), expect.stringContaining('2024-02-24')])
    expect(await page.locator('.sources a').getAttribute('href')).toBe('https://news.youth.cn/jsxw/202402/t20240224_15093815.htm')
    expect(await page.locator('blockquote').textContent()).toContain('share(total[Shenzhen, 2023], total[GBA9, 2023])')
    await close()
  })

  test('is recomputed when asked, and says so', async () => {
    const { page, close } = await session.open('en/explorer/figure?recipe=total%5BGBA9,2019/2023%5D')
    await page.getByRole('button', { name: 'Recompute now' }).click()
    await page.getByText('Recomputed just now from the 619 figures in this browser: 37.34 trillion yuan (37.335–37.345 trillion yuan), the same.').waitFor()
    await close()
  })

  test('an own recipe is evaluated, its errors are clear, and every step is one back', async () => {
    const { page, close } = await session.open('en/explorer/figure')
    const recipe = page.getByRole('textbox', { name: 'Recipe' })
    await recipe.fill('cagr(total[GBA9, 2025], total[GBA9, 2023], 2)')
    await recipe.press('Enter')
    // (91500 ÷ 79500)^(1/2) − 1 = 7.28 percent.
    await page.locator('.big-number', { hasText: '7.28%' }).waitFor()
    await recipe.fill('total[GBA9, 2023] + nev_output[Guangdong, 2023]')
    await page.getByRole('button', { name: 'Compute', exact: true }).click()
    await page.getByText('1e8 CNY and 1e4 vehicles do not go together').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.goBack()
    await page.locator('.big-number', { hasText: '7.28%' }).waitFor()
    await close()
  })

  test('as of a day a figure is another one', async () => {
    const { page, close } = await session.open('en/explorer/figure?recipe=total%5BGBA9,2023%5D&asof=2024-02-24')
    await page.locator('.big-number', { hasText: '7.95 trillion yuan' }).waitFor()
    await page.getByLabel('As published on').fill('2024-02-23')
    await page.getByLabel('As published on').press('Enter')
    await page.getByRole('heading', { name: 'There is no number' }).waitFor()
    expect(page.url()).toContain('asof=2024-02-23')
    await page.goBack()
    await page.locator('.big-number', { hasText: '7.95 trillion yuan' }).waitFor()
    await page.getByLabel('As published on').fill('2024')
    await page.getByLabel('As published on').press('Enter')
    await page.getByText('Write the day as 2024-02-24.').waitFor()
    await close()
  })
})

describe('a place', () => {
  test('its gaps are named, and what they must hold together', async () => {
    const { page, close } = await session.open('en/explorer/place/GBA9')
    // Counts and bounds of statistics.md, section 2.
    await page.getByText('Of 45 cells 31 are sourced and 14 are missing.').waitFor()
    expect(await page.locator('.matrix .hatched').count()).toBe(14)
    expect(await page.locator('.matrix .facts').textContent()).toContain('5.402018–5.440136 trillion yuan')
    expect(await page.locator('.cells').getByText('missing').count()).toBe(3)
    await page.locator('.cells').getByRole('link', { name: 'total trade · the nine mainland cities · 2020: missing' }).click()
    await page.getByRole('heading', { name: 'There is no number' }).waitFor()
    await close()
  })

  test('is a chart too, walked through by keys, and a picture to take away', async () => {
    const { page, close } = await session.open('en/explorer/place/GBA9')
    const walk = page.locator('.chart-walk')
    await walk.waitFor()
    await walk.focus()
    const said: string[] = []
    for (const key of ['ArrowRight', 'ArrowRight', 'End']) {
      await page.keyboard.press(key)
      said.push((await page.locator('.chart-stop').textContent()) ?? '')
      expect(await page.locator('.chart-walk .here').count()).toBe(1)
    }
    expect([said[0], said[1], said[2]]).toEqual([expect.stringContaining('2019'), expect.stringMatching(/2020.*no figure/i), expect.stringMatching(/2025.*9\.15/)])
    const [saved] = await Promise.all([page.waitForEvent('download'), page.locator('.chart button').click()])
    const svg = readFileSync((await saved.path()) ?? '', 'utf8')
    expect([saved.suggestedFilename(), svg.startsWith('<svg xmlns='), svg.includes('<desc')]).toEqual(['GBA9-total.svg', true, true])
    await close()
  })

  test('sorts by every column', async () => {
    const { page, close } = await session.open('en/explorer/place/Shenzhen?only=total')
    const values = (): Promise<readonly string[]> => page.locator('.cells tbody td.number:nth-child(2) > a').allTextContents()
    await page.locator('.cells').waitFor()
    await page.getByRole('button', { name: 'Value' }).click()
    expect(await page.locator('.cells [aria-sort]').textContent()).toBe('Value ↓')
    expect((await values())[0]).toMatch(/^17\.|^4\.55/)
    await page.getByRole('button', { name: 'Value' }).press('Enter')
    expect(await page.locator('.cells [aria-sort]').getAttribute('aria-sort')).toBe('ascending')
    await close()
  })

  test('is a CSV file that a spreadsheet opens', async () => {
    const { page, close } = await session.open('zh-Hant/explorer/place/GBA9?only=total')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下載 CSV' }).click()])
    const bytes = readFileSync(await download.path())
    expect(download.suggestedFilename()).toBe('GBA9-total.csv')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = parse(bytes, { bom: true, columns: true }) as Readonly<Record<string, string>>[]
    expect(rows.find(({ period }) => period === '2019/2023')).toMatchObject({ place: 'GBA9', place_name: '大灣區內地九市', printed: '37.34', printed_unit: '1e12 CNY', low: '373350', high: '373450', unit: '1e8 CNY', published: '2024-02-24', recipe: 'total[GBA9, 2019/2023]' })
    expect(rows.find(({ period }) => period === '2020')).toMatchObject({ printed: '', value: '', standing: 'missing' })
    await close()
  })

  test('as of a day, with what is known since', async () => {
    const { page, close } = await session.open('en/explorer/place/GBA9?only=total&asof=2024-12-31')
    const row = page.locator('.cells tr', { has: page.getByRole('rowheader', { name: '2024', exact: true }) })
    await row.getByText('not out yet').waitFor()
    expect(await row.textContent()).toContain('8.75 trillion yuan')
    await close()
  })
})

describe('a text', () => {
  const texts: readonly (readonly [language: string, text: string, wrong: string, right: string])[] = [
    ['en', 'In 2024 the imports and exports of the nine cities reached 8.57 trillion yuan. In 2023 the imports and exports of the nine cities reached 7.95 trillion yuan.', '8.57 trillion yuan', '7.95 trillion yuan'],
    ['zh-Hans', '2024年九市进出口8.57万亿元。2023年九市进出口7.95万亿元。', '8.57万亿元', '7.95万亿元'],
  ]
  test.each(texts)('%s: a wrong number is told from a right one, by sign and word, and by keys', async (language, text, wrong, right) => {
    const desk = await session.open(`${language}/check`)
    const { page } = desk
    const asked: string[] = []
    await page.locator('#check-text').fill(text)
    page.on('request', (request) => asked.push(request.url()))
    await page.locator('.check-form button.main').click()
    await page.locator('.number-mark').first().waitFor()
    const marks = page.locator('.number-mark')
    expect(await marks.count()).toBe(2)
    expect(await marks.nth(0).textContent()).toContain(wrong)
    expect(await marks.nth(0).getAttribute('data-sign')).toBe('fails')
    expect(await marks.nth(0).textContent()).toMatch(/differs|不符/)
    expect(await marks.nth(1).textContent()).toContain(right)
    expect(await marks.nth(1).getAttribute('data-sign')).toBe('holds')
    expect(await page.locator('.numbers > li').first().locator('details').getAttribute('open')).not.toBeNull()
    await page.locator('.check-form button.main').focus()
    for (const [key, at] of [['n', 0], ['n', 1], ['n', 0], ['p', 1]] as const) {
      await page.keyboard.press(key)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(`mark-${at}`)
      expect(await page.locator('.numbers > li.chosen').getAttribute('id')).toBe(`number-${at}`)
    }
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await sidewaysPixels(page)).toBe(0)
    expect(asked).toEqual([])
    expect(desk.faults).toEqual([])
    await desk.close()
  })

  test.each(languages)('the example in %s: six numbers hold, two do not, one is open', async (language) => {
    const { page, close } = await session.open(`${language}/check`)
    await page.locator('.check-form button.minor').nth(languages.indexOf(language)).click()
    await page.locator('.number-mark').first().waitFor()
    const signs = await page.locator('.number-mark').evaluateAll((marks) => marks.map((mark) => (mark as HTMLElement).dataset['sign']))
    expect(signs).toEqual(['holds', 'holds', 'holds', 'fails', 'holds', 'holds', 'holds', 'fails', 'open'])
    expect(await page.locator('.notice .badge').count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    await close()
  })
})

describe('the story', () => {
  test.each(languages)('in %s recomputes when it is opened', async (language) => {
    const { page, faults, close } = await session.open(`${language}/stories/nine-cities`)
    const told = page.locator('.recount [role=status]')
    await told.waitFor()
    expect((await told.textContent())?.match(/45/g)).toHaveLength(2)
    expect(await told.locator('.verdict').getAttribute('data-sign')).toBe('holds')
    const claim = page.locator('.claim[data-claim=C5-as-worded]')
    await claim.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    expect(await page.locator('.claim-dialog .verdict').getAttribute('data-sign')).toBe('fails')
    expect(page.url()).toContain('claim=C5-as-worded')
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.locator('.claim-dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['claim'])).toBe('C5-as-worded')
    expect(faults).toEqual([])
    await close()
  })

  test('as of a day before its sources fewer of its numbers hold', async () => {
    const { page, close } = await session.open('en/stories/nine-cities?asof=2024-12-31')
    await page.locator('.recount [role=status]').waitFor()
    const [holding, all] = ((await page.locator('.recount [role=status]').textContent()) ?? '').match(/\d+/g) ?? []
    expect(all).toBe('45')
    expect(Number(holding)).toBeLessThan(45)
    expect(await page.locator('.claim[data-claim=total-2025] [data-sign]').getAttribute('data-sign')).toBe('open')
    await close()
  })

  test('prints without what can only be pressed', async () => {
    const { page, close } = await session.open('en/stories/nine-cities')
    await page.locator('.recount').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.recount button, .parts, #as-of').evaluateAll((all) => all.filter((each) => each.getClientRects().length > 0).length)).toBe(0)
    expect(await page.locator('.told').evaluate((told) => getComputedStyle(told).columnCount)).toBe('2')
    await close()
  })

  test.each(languages)('in %s its first view runs at most 150 KB of script', async (language) => {
    const { page, close } = await session.open(`${language}/stories/nine-cities`)
    await page.locator('.recount').waitFor()
    const { script, data } = await fetchedBytes(page)
    console.log(`story in ${language}: script ${script} bytes, data ${data} bytes, as gzip sends them`)
    expect(script).toBeGreaterThan(30_000)
    expect(script).toBeLessThanOrEqual(150 * 1024)
    expect(data).toBeLessThanOrEqual(60 * 1024)
    await close()
  })
})

test('works without a network once it was loaded, also on another page of it', async () => {
  const desk: DeskPage = await session.open('en/explorer')
  const { page } = desk
  await page.locator('.latest').waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (navigator.serviceWorker.controller === null) await new Promise((next) => setTimeout(next, 50))
  })
  await desk.setOffline(true)
  await page.goto(`${session.server().address}/#/en/stories/nine-cities`)
  await page.reload()
  await page.locator('.recount').waitFor()
  await page.goto(`${session.server().address}/#/pt/check`)
  await page.locator('.check-form button.minor').nth(3).click()
  await page.locator('.number-mark').first().waitFor()
  await page.goto(`${session.server().address}/#/pt/explorer/figure?recipe=total%5BGBA9,2019/2023%5D`)
  await page.locator('.big-number', { hasText: '37,34 biliões de yuans' }).waitFor()
  await desk.close()
})

/** What the page has fetched of script and of data, as gzip sends it. */
async function fetchedBytes(page: DeskPage['page']): Promise<{ readonly script: number; readonly data: number }> {
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).pathname)
      .filter((path) => path.endsWith('.js') && !path.includes('service-worker')),
  )
  const size = (name: string): number => gzipSync(readFileSync(join(siteFolder, name))).length
  const sum = (all: readonly string[]): number => all.reduce((total, name) => total + size(name), 0)
  return { script: sum(names.filter((name) => !dataFile.test(name))), data: sum(names.filter((name) => dataFile.test(name))) }
}

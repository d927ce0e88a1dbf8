// Workbooks on the desk, by keyboard alone: sent in, columns said, mended, filed, and had back with their results.
import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import type { Download, Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { settled } from '../../test/bulk/desk-run.ts'
import { axeFaults, deskSession, sidewaysPixels, type DeskPage } from './desk-session.ts'

const session = deskSession()
const examples = new URL('../../examples/workbooks/', import.meta.url)
const five = (await readFile(new URL('five-shipments.csv', examples))).toString()
/** The wine has a quantity that is no number. */
const withBadRow = five.split('\n').map((line) => (line.startsWith('SAMPLE-WINE-1,') ? line.replace(',600,142,', ',many,142,') : line)).join('\n')

/** As somebody's own table: heads and no field paths, and two heads that say nothing. */
const ownTable = five.split('\n').filter((_, at) => at !== 1).join('\n').replace('Your reference', 'Our own count').replace('"Direction, seen from the mainland"', 'Way')
/** One shipment of it; the way stands in a column too, but nobody says so. */
const ownExports = ownTable.split('\n').filter((_, at) => at < 2).join('\n').replaceAll('SAMPLE-BATTERIES-1', 'SAMPLE-OWN-1')

const settle = (): Promise<void> => settled(session.server().platform.imports)

interface GivenFile {
  readonly name: string
  readonly content: string | Buffer
}

const press = async (page: Page, control: Locator): Promise<void> => {
  await control.focus()
  await page.keyboard.press('Enter')
}

/** Chooses a file as the keyboard does, and waits for the page of the workbook. */
async function sendIn({ page }: DeskPage, { name, content }: GivenFile): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, page.locator('.drop button'))])
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  await page.locator('h1', { hasText: name }).waitFor()
}

async function openList(language = 'en', person?: string): Promise<DeskPage> {
  const desk = await session.open(`${language}/imports`, person === undefined ? {} : { person })
  await desk.page.locator('.drop button').waitFor()
  return desk
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

test('a workbook with a bad row: judged, its good rows filed, had back with what is to be mended', async () => {
  const desk = await openList()
  const { page } = desk
  await page.getByText('There is none yet.').waitFor()
  await sendIn(desk, { name: 'five-shipments.csv', content: withBadRow })
  await page.getByText('The workbook is being read.').waitFor()
  expect(await page.locator('progress').count()).toBe(1)
  await settle()
  await page.locator('[data-count=bad].alarm', { hasText: '1' }).waitFor()
  const row = page.locator('.import-problems tbody tr').first()
  expect(await row.textContent()).toMatch(/row \d+/)
  expect(await row.locator('td').nth(1).textContent()).toBe('SAMPLE-WINE-1')
  expect(await row.locator('td').nth(2).textContent()).toContain('many')

  const file = page.getByRole('button', { name: 'File 4 shipments' })
  await press(page, file)
  await page.getByText('Choose one of the two first.').waitFor()
  await page.getByLabel('All or none').focus()
  await page.keyboard.press('Space')
  await press(page, file)
  await page.locator('.issue', { hasText: 'by “all or none” nothing was filed' }).waitFor()
  await page.getByLabel('All or none').focus()
  await page.keyboard.press('ArrowDown')
  await press(page, file)
  await page.getByText('The shipments are being filed.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-status')
  await settle()
  await page.locator('[data-count=filed]', { hasText: '4' }).waitFor()
  expect(await axeFaults(page)).toEqual([])

  const [download] = await Promise.all([page.waitForEvent('download'), press(page, page.getByRole('link', { name: 'Download the result' }))])
  expect(download.suggestedFilename()).toBe('five-shipments-lingding.csv')
  const [heads = '', , ...rows] = (await bytesOf(download)).toString().trimEnd().split(/\r?\n(?=Your|reference|SAMPLE)/)
  expect(heads).toMatch(/,Lingding$/)
  expect(rows.filter((each) => each.includes('✓ Filed, id')).length).toBe(rows.length - 1)
  expect(rows.filter((each) => each.includes('✗ Not filed; mend:') && each.startsWith('SAMPLE-WINE-1,'))).toHaveLength(1)
  await press(page, page.getByRole('link', { name: 'See the filed shipments' }))
  await page.getByRole('link', { name: 'SAMPLE-BATTERIES-1' }).waitFor()
  expect(await page.getByRole('link', { name: 'SAMPLE-WINE-1' }).count()).toBe(0)
  expect(desk.faults.filter((each) => !each.includes('422'))).toEqual([])
  await desk.close()
})

test('a table of one’s own: columns that are not known are said once, and remembered', async () => {
  const desk = await openList()
  const { page } = desk
  await sendIn(desk, { name: 'own table.csv', content: ownExports })
  await settle()
  await page.getByText('Say what the columns are').waitFor()
  const reference = page.getByLabel('Is read as: A Our own count')
  await page.getByText('SAMPLE-OWN-1').waitFor()
  const save = page.getByRole('button', { name: 'Save and check' })
  await press(page, save)
  await page.locator('.issue', { hasText: 'No column says “Direction, seen from the mainland”' }).waitFor()
  await reference.focus()
  await page.keyboard.type('Your reference')
  expect(await reference.locator('option:checked').textContent()).toBe('Your reference')
  await page.getByLabel('Direction, seen from the mainland').focus()
  await page.keyboard.type('Exp')
  await page.locator('summary', { hasText: 'columns are known by their heads' }).focus()
  await page.keyboard.press('Enter')
  expect(await page.getByLabel('Is read as: C Other side').locator('option:checked').textContent()).toBe('Other side')
  await press(page, save)
  await page.getByText('Every shipment is being checked.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-status')
  await settle()
  await page.locator('[data-count=good]', { hasText: '1' }).waitFor()

  await press(page, page.getByRole('link', { name: 'All workbooks' }))
  await page.locator('.drop button').waitFor()
  await sendIn(desk, { name: 'next month.csv', content: `${ownExports.replaceAll('SAMPLE-OWN-1', 'SAMPLE-OWN-2')}\n` })
  await settle()
  await page.locator('[data-count=good]', { hasText: '1' }).waitFor()
  await press(page, page.locator('summary', { hasText: 'Columns' }))
  await page.getByText('as somebody in your organisation said for a workbook with the same heads').waitFor()
  expect(desk.faults.filter((each) => !each.includes('422'))).toEqual([])
  await desk.close()
})

test('dropped on the page, an Excel workbook is filed and comes back as one', async () => {
  const desk = await openList('zh-Hant', 'sample-exporter')
  const { page } = desk
  const bytes = [...(await readFile(new URL('batteries.xlsx', examples)))]
  await page.evaluate((content) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([Uint8Array.from(content)], 'batteries.xlsx'))
    document.querySelector('.import-ways')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
  }, bytes)
  await page.locator('h1', { hasText: 'batteries.xlsx' }).waitFor()
  await settle()
  const file = page.getByRole('button', { name: '申報 1 票貨物' })
  await file.waitFor()
  expect(await page.locator('input[value=all-or-none]').isChecked()).toBe(true)
  await press(page, file)
  await page.getByText('正在申報。').waitFor()
  await settle()
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, page.getByRole('link', { name: '下載結果' }))])
  const sheet = new TextDecoder().decode(unzipSync(new Uint8Array(await bytesOf(download)))['xl/worksheets/sheet1.xml'])
  expect(sheet).toContain('✓ 已申報')
  expect(desk.faults).toEqual([])
  await desk.close()
})

test('the template comes in the language of the page', async () => {
  const desk = await openList('pt')
  const [download] = await Promise.all([desk.page.waitForEvent('download'), press(desk.page, desk.page.getByRole('link', { name: 'Descarregar o modelo' }))])
  expect(download.suggestedFilename()).toBe('lingding-pt.xlsx')
  expect(new TextDecoder().decode(unzipSync(new Uint8Array(await bytesOf(download)))['xl/workbook.xml'])).toContain('Remessas')
  await desk.close()
})

test('what cannot be read says why; it is removed after asking once more; the same file again is the same', async () => {
  const desk = await openList('en', 'sample-exporter')
  const { page } = desk
  await sendIn(desk, { name: 'old.xls', content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]) })
  await settle()
  await page.locator('.issue', { hasText: 'Take the password off in Excel' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await press(page, page.getByRole('button', { name: 'Remove: old.xls' }))
  await page.keyboard.press('Enter')
  await page.getByText('“old.xls” is removed.').waitFor()
  expect(await page.locator('tbody tr', { hasText: 'old.xls' }).count()).toBe(0)
  await sendIn(desk, { name: 'batteries.xlsx', content: await readFile(new URL('batteries.xlsx', examples)) })
  await page.getByText('This very file was sent in before.').waitFor()
  await desk.close()
})

test('what is worked on is stopped; what has come to its end meanwhile is not taken away', async () => {
  const desk = await openList()
  const { page } = desk
  await sendIn(desk, { name: 'stopped.csv', content: `${five}\n\n` })
  await press(page, page.getByRole('button', { name: 'Stop: stopped.csv' }))
  await page.keyboard.press('Enter')
  await page.getByText('It is stopped.').waitFor()
  await page.locator('[data-step=stopped]').waitFor()
  await press(page, page.getByRole('link', { name: 'All workbooks' }))
  await page.locator('.drop button').waitFor()
  await sendIn(desk, { name: 'stopped.csv', content: `${five}\n\n` })
  await page.getByText('The workbook is being read.').waitFor()
  const stop = page.getByRole('button', { name: 'Stop: stopped.csv' })
  // It comes to its end while the desk still shows it at work.
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/v1/imports/*', async (route) => {
    await released
    await route.continue()
  })
  await press(page, stop)
  await page.keyboard.press('Enter')
  await settle()
  release()
  await page.getByText('It had come to its end before it could be stopped.').waitFor()
  await page.locator('.stage', { hasText: 'checked, to be filed' }).waitFor()
  await desk.close()
})

test('too much, too many and no answer are said in plain words', async () => {
  const desk = await openList()
  const { page } = desk
  const choose = async (...sizes: readonly number[]): Promise<void> =>
    page.evaluate((all) => {
      const transfer = new DataTransfer()
      for (const size of all) transfer.items.add(new File([new Uint8Array(size)], `${size}.csv`))
      document.querySelector('.import-ways')?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
    }, sizes)
  await choose(25_000_001)
  await page.getByText('“25000001.csv” has more than 25 MB').waitFor()
  await choose(1, 2)
  await page.getByText('Send in one file at a time.').waitFor()
  session.server().setAway(true)
  await choose(3)
  await page.getByText('the same file is never taken twice').waitFor()
  session.server().setAway(false)
  await page.goto(`${session.server().address}/#/en/imports/0123456789abcdef0123456789abcdef`)
  await page.getByText('There is no such workbook.').waitFor()
  await desk.close()
})

test.each([
  ['sample-importer-hongkong', false],
  ['officer-mainland', false],
  ['operator', false],
  ['sample-exporter', true],
] as const)('%s is led there: %s', async (person, isLed) => {
  const { page, close } = await session.open('en/imports', { person })
  await page.locator(isLed ? '.drop' : 'main p', { hasText: isLed ? 'Choose a file' : 'Your role does not send in workbooks.' }).waitFor()
  expect(await page.locator('.head nav').first().getByRole('link', { name: 'Workbooks' }).count()).toBe(isLed ? 1 : 0)
  await close()
})

describe.each(languages)('%s', (language) => {
  test('accessible and narrow, at every step', async () => {
    const desk = await openList(language)
    const { page } = desk
    const look = async (step: string): Promise<void> => {
      expect([step, await axeFaults(page)]).toEqual([step, []])
      await page.setViewportSize({ width: 360, height: 740 })
      expect([step, await sidewaysPixels(page)]).toEqual([step, 0])
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    // Another file in each language: the same one would be the same import.
    const own = '\n'.repeat(3 + languages.indexOf(language))
    await look('list')
    await sendIn(desk, { name: 'bad.csv', content: withBadRow.replaceAll('SAMPLE-', `SAMPLE-${language}-`) + own })
    await look('reading')
    await settle()
    await page.locator('.import-problems').waitFor()
    await press(page, page.locator('summary').last())
    await page.locator('details details > summary').waitFor()
    await press(page, page.locator('details details > summary'))
    await look('judged')
    await page.goto(`${session.server().address}/#/${language}/imports`)
    await page.locator('.list').waitFor()
    await look('list of several')
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await axeFaults(page)).toEqual([])
    await sendIn(desk, { name: 'own.csv', content: ownTable.replace('Way', `Way ${language}`).replace('Our own count', '') + own })
    await settle()
    await page.locator('.import-columns').first().waitFor()
    await press(page, page.locator('details details > summary'))
    await look('mapping')
    expect(desk.faults).toEqual([])
    await desk.close()
  })
})

test('dark', async () => {
  const desk = await session.open('en/imports', { scheme: 'dark' })
  await desk.page.locator('.list').waitFor()
  expect(await axeFaults(desk.page)).toEqual([])
  await press(desk.page, desk.page.locator('tbody a').first())
  await desk.page.locator('.import-steps').waitFor()
  expect(await axeFaults(desk.page)).toEqual([])
  await desk.close()
})

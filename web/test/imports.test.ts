// Workbooks on the desk, by keyboard alone: sent in, columns said, mended, filed, and had back with their results.
import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from '../../test/bulk/desk-run.ts'
import { axeFaults, deskSession, type DeskPage } from './desk-session.ts'

const session = deskSession()
const examples = new URL('../../examples/workbooks/', import.meta.url)
const five = (await readFile(new URL('five-shipments.csv', examples))).toString()
/** The wine has a quantity that is no number. */
const withBadRow = five.split('\n').map((line) => (line.startsWith('SAMPLE-WINE-1,') ? line.replace(',600,142,', ',many,142,') : line)).join('\n')

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

// The desk at work: two clicks to a filing, issues that lead to their field, provenance both ways, the keyboard alone, and
// a server that goes away.
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { deskSession, sidewaysPixels, untilChecked } from './desk-session.ts'

const session = deskSession()
const batteries = 'dongguan-hongkong-batteries'

async function editText(page: Page, from: string | RegExp, to: string): Promise<void> {
  const text = page.locator('#shipment-text')
  await text.waitFor()
  const before = await text.inputValue()
  expect(typeof from === 'string' ? before.includes(from) : from.test(before), `${from} stands in the text`).toBe(true)
  await text.fill(before.replace(from, to))
}

/** Files a sample under a reference of the test's own, so that no test needs another to have run. */
async function fileSample(example: string, reference: string): Promise<void> {
  const api = `${session.server().address}/api/v1`
  const { examples } = (await (await fetch(`${api}/examples?language=en`)).json()) as { readonly examples: readonly { readonly id: string; readonly text: string }[] }
  const text = examples.find((each) => each.id === example)?.text.replace(/^reference: .*$/m, `reference: ${reference}`)
  const answer = await fetch(`${api}/shipments?language=en`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `desk-test-${reference}` },
    body: JSON.stringify({ text }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}

test('a sample is filed in two clicks from the start page', async () => {
  const { page, faults, close } = await session.open('en')
  const card = page.locator('.card', { has: page.locator(`a[href$="${batteries}"]`) })
  await card.getByRole('link').click()
  await page.getByRole('button', { name: 'File with the mainland and Hong Kong' }).and(page.locator('[aria-disabled=false]')).click()
  const receipt = page.getByRole('region', { name: 'Filed' })
  await receipt.waitFor()
  expect(await receipt.textContent()).toMatch(/Position in the journal\s*\d/)
  const files = receipt.locator('table a')
  expect(await files.count()).toBeGreaterThan(3)
  const zip = await page.request.get(new URL((await files.first().getAttribute('href')) ?? '', session.server().address).href)
  expect((await zip.body()).subarray(0, 2).toString()).toBe('PK')
  const checkpoint = await page.request.get(new URL((await receipt.getByRole('link', { name: 'Signed checkpoint' }).getAttribute('href')) ?? '', session.server().address).href)
  expect(await checkpoint.text()).toMatch(/^lingding.*\n[1-9]\d*\n/)
  await receipt.getByRole('link', { name: 'Go to the shipment' }).click()
  await page.getByRole('heading', { name: 'What each customs saw' }).waitFor()
  expect(await page.locator('.badge').textContent()).toBe('Sample data')
  expect(faults).toEqual([])
  await close()
})

test('the same shipment again is told to be there already, with the way to the list', async () => {
  await fileSample(batteries, 'SAMPLE-TWICE-1')
  const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
  await editText(page, /^reference: .*$/m, 'reference: SAMPLE-TWICE-1')
  await page.locator('h1', { hasText: 'SAMPLE-TWICE-1' }).waitFor()
  await page.locator('.filing-act button.main[aria-disabled=false]').click()
  const notice = page.getByRole('alert')
  await notice.waitFor()
  expect(await notice.textContent()).toContain('filed before')
  await notice.getByRole('link').click()
  await page.locator('.list').waitFor()
  await close()
})

test('the list sorts by every column', async () => {
  await fileSample('zhuhai-macao-food', 'SAMPLE-SORT-2')
  await fileSample('zhuhai-macao-food', 'SAMPLE-SORT-1')
  const { page, close } = await session.open('en/shipments')
  await page.locator('.list').waitFor()
  const references = async (): Promise<readonly string[]> => page.locator('.list tbody th a').allTextContents()
  const sorted = async (): Promise<readonly string[]> => (await references()).filter((reference) => reference.startsWith('SAMPLE-SORT-'))
  await page.getByRole('button', { name: 'Reference' }).click()
  expect(await page.locator('th[aria-sort=ascending]').textContent()).toContain('Reference')
  const ascending = await references()
  expect(await sorted()).toEqual(['SAMPLE-SORT-1', 'SAMPLE-SORT-2'])
  await page.getByRole('button', { name: 'Reference' }).click()
  expect(await references()).toEqual(ascending.toReversed())
  await close()
})

describe('issues', () => {
  test('an issue leads to its line in the text', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await editText(page, 'grossWeightKg: "1164"', 'grossWeightKg: "1"')
    const link = page.locator('.issue.alarm button.link').first()
    await link.waitFor()
    expect(await page.locator('.filing-act button.main').getAttribute('aria-disabled')).toBe('true')
    await link.click()
    const at = await page.locator('#shipment-text').evaluate((area: HTMLTextAreaElement) => {
      const line = area.value.slice(0, area.selectionStart).split('\n').length
      return { isFocused: document.activeElement === area, line: area.value.split('\n')[line - 1] ?? '' }
    })
    expect(at.isFocused).toBe(true)
    expect(at.line).toMatch(/WeightKg/)
    await close()
  })

  test('an issue about a missing value opens and focuses the empty field of the form', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await editText(page, '  transportMode: "4"\n', '')
    const link = page.locator('.issue.alarm button.link', { hasText: 'movement.transportMode' }).first()
    await link.click()
    const field = page.locator('[id="field-movement.transportMode"]')
    await field.waitFor()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await field.fill('4')
    await page.locator('.filing-act button.main[aria-disabled=false]').waitFor()
    await page.getByRole('tab', { name: 'Text', exact: true }).click()
    expect(await page.locator('#shipment-text').inputValue()).toContain('transportMode: 4')
    await close()
  })

  test('the count of issues is announced', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await untilChecked(page)
    const status = page.locator('.filing-state [role=status]')
    expect(await status.textContent()).toContain('Nothing has to be mended')
    await editText(page, '  transportMode: "4"\n', '')
    await page.locator('.filing-state [role=status]', { hasText: /\d+ things? to mend/ }).waitFor()
    await close()
  })
})

describe('provenance', () => {
  test('an element shows where it came from, marks its line and leads to its field', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await page.locator('[data-element="mainland-declaration/DecList[0]/GName"]').click()
    const panel = page.locator('.origin')
    await panel.locator('.facts').waitFor()
    expect(await panel.locator('.mark').textContent()).toBe('Entered')
    const line = (await page.locator('#shipment-text').inputValue()).split('\n').findIndex((each) => each.includes('nameZh: ')) + 1
    expect(await panel.locator('.facts').textContent()).toContain(`line ${line}`)
    expect(await page.locator('.line-mark').getAttribute('style')).toContain(`--at: ${line - 1}`)
    expect(page.url()).toContain('element=mainland-declaration%2FDecList%5B0%5D%2FGName')
    await page.getByRole('tab', { name: 'Form', exact: true }).click()
    expect(await page.locator('.field.chosen').count()).toBe(1)
    await panel.getByRole('button', { name: /lines\[0\]\.nameZh/ }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-lines[0].nameZh')
    await close()
  })

  test('a derived element names its rule and what it was computed from', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}`)
    await page.locator('[data-element="mainland-declaration/DecHead[0]/GrossWet"]').click()
    const facts = await page.locator('.origin .facts').textContent()
    expect(facts).toContain('sum-of-gross-weights')
    expect(facts).toContain('lines[].grossWeightKg')
    expect(facts).toMatch(/Evidence for the element\s*(verified|derived from verified facts|not verified): \S/)
    await close()
  })

  test('a field shows where it goes, and a use leads to its filing', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?field=lines%5B0%5D.grossWeightKg`)
    const uses = page.locator('.uses button')
    await uses.first().waitFor()
    expect(await uses.count()).toBeGreaterThan(2)
    const last = uses.last()
    const title = ((await last.textContent()) ?? '').split(':')[0] ?? ''
    await last.click()
    expect(((await page.locator('[role=tab][aria-selected=true]').last().textContent()) ?? '').toLowerCase()).toBe(title.toLowerCase())
    expect(await page.locator('tr.chosen').count()).toBe(1)
    await close()
  })

  test('a translated value shows what it was before, and the count names what is to be confirmed', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?filing=hongkong-declaration`)
    await page.locator('[data-element="hongkong-declaration/Header[0]/packages_type"]').click()
    await page.locator('.origin .facts div', { hasText: 'Translated from' }).locator('dd', { hasText: /^22$/ }).waitFor()
    const toConfirm = page.locator('.count details', { hasText: '1 value to confirm for the receiving side' })
    await toConfirm.locator('summary').click()
    await toConfirm.getByRole('button').filter({ hasText: 'lines[0].codes.hongkong' }).click()
    await page.locator('[id="field-lines[0].codes.hongkong"]:focus').waitFor()
    await close()
  })

  test('every value has one of the marks, as shape and word', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}`)
    await page.locator('.elements').first().waitFor()
    for (const tab of await page.getByRole('tablist', { name: 'Filings' }).getByRole('tab').all()) {
      await tab.click()
      const rows = await page.locator('.elements tbody tr').count()
      expect(rows).toBeGreaterThan(0)
      expect(await page.locator('.elements tbody td .mark svg').count()).toBe(rows)
      const words = new Set(await page.locator('.elements tbody td .mark span').allTextContents())
      expect([...words].filter((word) => !/^(Entered|Profile|Derived|Translated|Constant|Assigned)$/.test(word))).toEqual([])
    }
    await close()
  })
})

test('the form writes into the text and the filings follow', async () => {
  const { page, close } = await session.open(`en/desk/${batteries}`)
  await page.locator('.section > summary', { hasText: 'Packages' }).click()
  const field = page.locator('[id="field-packages.marks"]')
  await field.fill('SAMPLE MARKS')
  await page.locator('[data-element="mainland-declaration/DecHead[0]/MarkNo"]', { hasText: 'SAMPLE MARKS' }).waitFor()
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await close()
})

test("the browser's own undo works in the text", async () => {
  const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
  await untilChecked(page)
  const text = page.locator('#shipment-text')
  const before = await text.inputValue()
  await text.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# mine')
  expect(await text.inputValue()).toBe(`# mine${before}`)
  await page.keyboard.press('Control+Z')
  expect(await text.inputValue()).toBe(before)
  await close()
})

test('a code is found by a part of its name', async () => {
  const { page, close } = await session.open(`en/desk/${batteries}`)
  await page.locator('.section > summary', { hasText: 'Packages' }).click()
  const field = page.locator('[id="field-packages.kind"]')
  await field.focus()
  await page.locator('#codes-package-kind option').first().waitFor({ state: 'attached' })
  expect(await field.getAttribute('list')).toBe('codes-package-kind')
  expect(await page.locator('#codes-package-kind option[value="22"]').textContent()).toMatch(/^22 \S/)
  await close()
})

test('a line is added and removed', async () => {
  const { page, close } = await session.open(`en/desk/${batteries}`)
  await page.getByRole('button', { name: 'Add: Goods line' }).click()
  await page.locator('[id="field-lines[1].nameEn"]').fill('Sample spare parts')
  await page.locator('[data-element="mainland-declaration/DecList[1]/DeclGoodsEname"], .issue').first().waitFor()
  await page.getByRole('button', { name: 'Remove: Goods line 2' }).click()
  await page.locator('[id="field-lines[1].nameEn"]').waitFor({ state: 'detached' })
  await page.getByRole('tab', { name: 'Text', exact: true }).click()
  expect(await page.locator('#shipment-text').inputValue()).not.toContain('Sample spare parts')
  await close()
})

describe('a broken world', () => {
  test('a text that cannot be read names its line, and the last filings stay', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await page.locator('.elements').first().waitFor()
    await editText(page, 'counterpart: hongkong', 'counterpart: "hongkong')
    await page.locator('.notice', { hasText: 'cannot be read at line' }).waitFor()
    await page.locator('.notice', { hasText: 'last text that could be read' }).waitFor()
    expect(await page.locator('.elements').count()).toBeGreaterThan(0)
    await page.getByRole('tab', { name: 'Form', exact: true }).click()
    expect(await page.locator('[id="field-reference"]').isDisabled()).toBe(true)
    await close()
  })

  test('while the server is away nothing typed is lost, and it is checked here', async () => {
    const { page, close } = await session.open(`en/desk/macao-zhuhai-wine?view=text`)
    await untilChecked(page)
    const { setAway } = session.server()
    setAway(true)
    try {
      await editText(page, 'reference: ', 'reference: KEPT-')
      await page.locator('.world', { hasText: 'The server does not answer' }).waitFor()
      await page.locator('#filing-state', { hasText: 'Checked in this browser' }).waitFor()
      await page.locator('.kept[data-where=waiting]').waitFor()
    } finally {
      setAway(false)
    }
    await page.reload()
    await page.locator('h1', { hasText: 'KEPT-' }).waitFor()
    await page.locator('.restored', { hasText: 'This is what you typed until' }).waitFor()
    await page.locator('.filing-act button.main[aria-disabled=false]').click()
    await page.locator('.receipt').waitFor()
    await close()
  })

  test('a start page without its server says so and tries again', async () => {
    const { setAway } = session.server()
    setAway(true)
    const { page, close } = await session.open('en')
    try {
      await page.getByRole('alert').waitFor()
    } finally {
      setAway(false)
    }
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.card').first().waitFor()
    await close()
  })

  test('start again takes the sample as it was', async () => {
    const { page, close } = await session.open(`en/desk/${batteries}?view=text`)
    await editText(page, /SAMPLE-BATTERIES-\d+/, 'SAMPLE-OTHER')
    await page.locator('h1', { hasText: 'SAMPLE-OTHER' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Start again from the sample' }).click()
    await page.locator('h1', { hasText: /SAMPLE-BATTERIES-\d+/ }).waitFor()
    await close()
  })
})

test('the keyboard alone opens a sample, asks where a value came from, and files', async () => {
  const { page, close } = await session.open('en')
  await page.locator('.card').first().waitFor()
  const press = async (key: string, until: () => Promise<boolean>): Promise<void> => {
    for (let count = 0; count < 80; count += 1) {
      if (await until()) return
      await page.keyboard.press(key)
    }
    throw new Error(`${key} does not lead there`)
  }
  const focused = (selector: string) => (): Promise<boolean> => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)
  await page.keyboard.press('Tab')
  expect(await focused('.skip')()).toBe(true)
  await page.keyboard.press('Enter')
  await press('Tab', focused('a[href$="hongkong-dongguan-components"]'))
  await page.keyboard.press('Enter')
  await page.locator('.elements').first().waitFor()
  expect(await focused('h1')()).toBe(true)
  await press('Tab', focused('[role=tab]'))
  await page.keyboard.press('ArrowRight')
  await page.locator('#shipment-text').waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.locator('.form').waitFor()
  await press('Tab', focused('button.value'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.origin .facts').waitFor()
  await press('Shift+Tab', focused('.filing-act button.main'))
  await page.locator('.filing-act button.main[aria-disabled=false]').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.receipt').waitFor()
  await press('Tab', focused('.receipt table a'))
  await close()
})

test('a phone files too, without scrolling sideways', async () => {
  const { page, close } = await session.open('zh-Hant/desk/dongguan-hongkong-cars', { width: 360 })
  await page.locator('.filing-act button.main[aria-disabled=false]').click()
  await page.locator('.receipt').waitFor()
  expect(await sidewaysPixels(page)).toBe(0)
  await close()
})

test('on paper there is the filing and nothing to press', async () => {
  const { page, close } = await session.open(`en/desk/${batteries}`)
  await page.locator('.elements').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.printed-title').isVisible()).toBe(true)
  expect(await page.locator('.filing-bar').isVisible()).toBe(false)
  expect(await page.locator('.form').isVisible()).toBe(false)
  await close()
})

// The program as a newcomer runs it: `lingding serve` on an empty folder with the real PostgreSQL, a sample filed in two
// clicks in a real Chromium, the server stopped and started again, the journal verified.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../web/test/browser.ts'

const program = new URL('../../bin/lingding.js', import.meta.url).pathname
const data = mkdtempSync(join(tmpdir(), 'lingding-e2e-'))
// Started as root, the database runs as another user, who must be able to reach its folder.
chmodSync(data, 0o711)
const running = new Set<ChildProcess>()
let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  for (const child of running) child.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

async function serve(): Promise<{ readonly address: string; readonly stop: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--data', data, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { address } = JSON.parse(line.toString()) as { address: string }
  return {
    address,
    stop: async () => {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await exited) as [number | null]
      running.delete(child)
      return code
    },
  }
}

test('served, filed in two clicks, stopped, started again, verified', async () => {
  const first = await serve()
  const page = await browser.newPage()
  // Through the test provider, back to the desk, in the cookie of this browser.
  await page.goto(`${first.address}/api/v1/sign-in?account=sample-agent&return=${encodeURIComponent('#/en')}`)
  await page.locator('.card', { has: page.locator('a[href$="dongguan-hongkong-batteries"]') }).getByRole('link').click()
  await page.getByRole('button', { name: 'File with the mainland and Hong Kong' }).and(page.locator('[aria-disabled=false]')).click()
  await page.getByRole('region', { name: 'Filed' }).waitFor()
  expect(await first.stop()).toBe(0)

  // Another port is another address to the browser, but not another site: its cookie goes along, and is still good.
  const second = await serve()
  await page.goto(`${second.address}/#/zh-Hans/shipments`)
  await page.locator('.list tbody th a').first().click()
  await page.locator('.badge').first().waitFor()
  expect(await page.locator('body').textContent()).toContain('SAMPLE-BATTERIES-1')
  expect(await second.stop()).toBe(0)

  // The same file kept twice: the second time the first answer, and the very files of then.
  const folders = ['first', 'second'].map((name) => join(data, name))
  const example = new URL('../../examples/zhuhai-macao-food.yaml', import.meta.url).pathname
  const kept = folders.map((out) => spawnSync(process.execPath, [program, 'file', example, '--keep', '--data', data, '--out', out, '--json'], { encoding: 'utf8' }))
  expect(kept.map((each) => each.status)).toEqual([0, 0])
  const [one, two] = kept.map((each) => JSON.parse(each.stdout) as { kept: unknown; filings: { path: string }[] })
  expect(two?.kept).toEqual(one?.kept)
  for (const [index, { path }] of (one?.filings ?? []).entries()) {
    expect(readFileSync(two?.filings[index]?.path ?? '').equals(readFileSync(path)), path).toBe(true)
  }

  const verified = spawnSync(process.execPath, [program, 'verify', '--data', data, '--json'], { encoding: 'utf8' })
  expect(verified.status).toBe(0)
  const { entries, faultCount } = JSON.parse(verified.stdout) as { readonly entries: number; readonly faultCount: number }
  // What was filed twice over, that it was sent, and what the simulated customs said by then.
  expect([entries > 2, faultCount]).toEqual([true, 0])
})

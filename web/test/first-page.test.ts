// The first page is small: all script that the browser runs for it stays under 100 KB, as gzip sends it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { languages } from '../../src/base/language.ts'
import { deskSession } from './desk-session.ts'
import { siteFolder } from './site.ts'

const session = deskSession()
const mostBytes = 100 * 1024

test.each(languages)('script of the first page in %s', async (language) => {
  const { page, close } = await session.open(language)
  await page.locator('.card').first().waitFor()
  const names = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => new URL(entry.name).pathname)
      .filter((path) => path.endsWith('.js')),
  )
  expect(names.length).toBeGreaterThan(2)
  const bytes = names.map((name) => gzipSync(readFileSync(join(siteFolder, name))).length)
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(mostBytes)
  await close()
})

// A browser and a server for one test file, and pages that remember what went wrong in them.
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './browser.ts'
import { openServer, type TestServer } from './server.ts'

export interface DeskPage {
  readonly page: Page
  /** What the console and uncaught errors said. */
  readonly faults: readonly string[]
  /** Another page of the same browser. */
  readonly another: (address: string) => Promise<DeskPage>
  readonly setOffline: (isOffline: boolean) => Promise<void>
  readonly close: () => Promise<void>
}

export interface DeskOptions {
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
  /** Locale of the browser. */
  readonly locale?: string
  /** Who has signed in; whom the server takes without a session when absent. */
  readonly person?: string
}

export interface DeskSession {
  readonly server: () => TestServer
  /** Opens the address after `#/` in a browser that has kept nothing. */
  readonly open: (address: string, options?: DeskOptions) => Promise<DeskPage>
}

/** Whoever comes without a session is `person`; nobody when it is empty. */
export function deskSession(person?: string): DeskSession {
  let browser: Browser | undefined
  let server: TestServer | undefined
  const started = (): { readonly browser: Browser; readonly server: TestServer } => {
    if (browser === undefined || server === undefined) throw new Error('the session has started')
    return { browser, server }
  }
  beforeAll(async () => {
    server = await openServer(person)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  return {
    server: () => started().server,
    open: async (address, options = {}) => {
      const context = await started().browser.newContext({
        viewport: { width: options.width ?? 1280, height: 800 },
        colorScheme: options.scheme ?? 'light',
        locale: options.locale ?? 'en-GB',
        reducedMotion: 'reduce',
      })
      const { server } = started()
      if (options.person !== undefined) await context.addCookies([{ ...server.cookieOf(options.person), url: server.address, httpOnly: true, sameSite: 'Lax' }])
      return openPage(context, server.address, address)
    },
  }
}

async function openPage(context: BrowserContext, origin: string, address: string): Promise<DeskPage> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('about:')) faults.push(`asked ${request.url()}`)
  })
  await page.goto(`${origin}/#/${address}`)
  return {
    page,
    faults,
    another: (to) => openPage(context, origin, to),
    setOffline: (isOffline) => context.setOffline(isOffline),
    close: () => context.close(),
  }
}

/** Sentences about what axe found; none is an accessible page as far as a program can tell. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html.slice(0, 200)} (${node.failureSummary ?? ''})`).join(' | ')}`)
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Waits until the desk has heard from the server about the text as it stands. */
export async function untilChecked(page: Page): Promise<void> {
  await page.locator('.filing-act button.main[aria-disabled=false], .issues').first().waitFor()
}

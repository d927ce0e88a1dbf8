// Signing in through the test provider as a browser does it, being somebody, and signing out; and what must not work.
import { describe, expect, test } from 'vitest'
import { httpApp } from '../../src/edges/http/server.ts'
import { identitySettings } from '../../src/edges/identity/settings.ts'
import { openTestProvider } from '../../src/edges/identity/test-provider.ts'
import { sampleAccountsFrom } from '../../src/app/access/given-accounts.ts'
import { knowledge } from '../knowledge.ts'
import { memoryPlatform } from '../platform.ts'
import { testBrowser } from './browser.ts'

const issuerSettings = { LINGDING_OIDC_ISSUER: 'https://id.example', LINGDING_OIDC_CLIENT_ID: 'lingding', LINGDING_PUBLIC_URL: 'https://lingding.example' }

function desk() {
  const platform = memoryPlatform()
  return { platform, browser: testBrowser(httpApp(platform)) }
}

interface SessionView {
  readonly principal: { readonly id: string; readonly roles: readonly string[]; readonly organisation: { readonly id: string; readonly isSample: boolean } } | null
  readonly actions: readonly string[]
  readonly sampleAccounts: readonly { readonly person: string; readonly organisationName: string }[]
}

async function sessionOf(browser: ReturnType<typeof testBrowser>): Promise<SessionView> {
  return (await (await browser.go('/api/v1/session')).json()) as SessionView
}

describe('signing in', () => {
  test('nobody is nobody, and sees the sample accounts', async () => {
    const { browser } = desk()
    const view = await sessionOf(browser)
    expect(view.principal).toBeNull()
    expect(view.actions).toContain('form.read')
    expect(view.actions).not.toContain('shipment.read')
    expect(view.sampleAccounts.find((each) => each.person === 'sample-agent')?.organisationName).toBe('Sample Forwarding (all three)')
  })

  test('as a sample account named beforehand: through the provider, back to where one was', async () => {
    const { browser } = desk()
    const { way } = await browser.follow('/api/v1/sign-in?account=sample-agent&return=%23%2Fpt%2Fshipments')
    expect(way[1]).toMatch(/^http:\/\/lingding\.test\/identity\/authorize\?/)
    expect(new URL(way[1] ?? '').searchParams.get('code_challenge_method')).toBe('S256')
    expect(way.at(-1)).toBe('/#/pt/shipments')
    const { principal, actions } = await sessionOf(browser)
    expect([principal?.id, principal?.organisation.id, principal?.organisation.isSample]).toEqual(['sample-agent', 'sample-agent', true])
    expect(actions).toContain('shipment.file')
    expect(browser.cookies.has('lingding-sign-in')).toBe(false)
  })

  test.each([
    ['zh-Hans', '测试登录'],
    ['zh-Hant', '測試登入'],
    ['en', 'Test sign-in'],
    ['pt', 'Início de sessão de teste'],
  ])('the page of sample accounts in %s', async (language, words) => {
    const { browser } = desk()
    const { response } = await browser.follow(`/api/v1/sign-in?language=${language}`)
    const page = await response.text()
    expect([response.status, page.includes(words), page.includes(`<html lang="${language}"`)]).toEqual([200, true, true])
    const link = /href="(\?[^"]*account=officer-macao[^"]*)"/.exec(page)?.[1]?.replaceAll('&#38;', '&')
    expect((await browser.follow(`/identity/authorize${link}`)).way.at(-1)).toBe('/')
    expect((await sessionOf(browser)).principal?.roles).toEqual(['officer-macao'])
  })

  test('the session cookie is for this site and no script, and Secure behind https', async () => {
    const cookieOf = async (app: ReturnType<typeof httpApp>, origin: string) => {
      const browser = testBrowser(app, origin)
      const { response } = await browser.follow('/api/v1/sign-in?account=operator')
      return response.headers.getSetCookie().find((line) => line.startsWith('lingding-session=')) ?? ''
    }
    const plain = await cookieOf(httpApp(memoryPlatform()), 'http://lingding.test')
    expect(plain).toMatch(/; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/)
    const settings = identitySettings({ LINGDING_PUBLIC_URL: 'https://lingding.test' })
    expect(await cookieOf(httpApp(memoryPlatform({ identity: settings })), 'https://lingding.test')).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
  })

  test.each(['https://evil.example/', '//evil.example', '#/x"><script>', 'javascript:alert(1)'])('nobody is sent to %s', async (back) => {
    const { browser } = desk()
    expect((await browser.follow(`/api/v1/sign-in?account=operator&return=${encodeURIComponent(back)}`)).way.at(-1)).toBe('/')
  })
})

describe('what proves nothing', () => {
  /** Begins a sign-in and stops before the callback. */
  async function begun() {
    const { platform, browser } = desk()
    const first = await browser.go('/api/v1/sign-in?account=sample-agent')
    const second = await browser.go(first.headers.get('Location') ?? '')
    return { platform, browser, callback: new URL(second.headers.get('Location') ?? '') }
  }

  test('another state, another code, no cookie of one’s own', async () => {
    const changed = async (change: (url: URL) => void, headers: Record<string, string> = {}) => {
      const { browser, callback } = await begun()
      change(callback)
      const response = await browser.go(callback.href, { headers })
      expect([response.status, browser.cookies.has('lingding-session')]).toEqual([400, false])
    }
    await changed((url) => url.searchParams.set('state', 'x'))
    await changed((url) => url.searchParams.set('code', 'x'))
    await changed((url) => url.searchParams.set('iss', 'http://evil.example'))
    await changed((url) => url.searchParams.delete('code'))
    await changed(() => undefined, { Cookie: 'lingding-sign-in=e30.x' })
    await changed(() => undefined, { Cookie: 'a=b' })
  })

  test('a code is used once', async () => {
    const { browser, callback } = await begun()
    const cookie = `lingding-sign-in=${browser.cookies.get('lingding-sign-in')}`
    expect((await browser.go(callback.href, { headers: { Cookie: cookie } })).status).toBe(302)
    expect((await browser.go(callback.href, { headers: { Cookie: cookie } })).status).toBe(400)
  })

  test('the code of one browser in another', async () => {
    const { callback, platform } = await begun()
    const other = testBrowser(httpApp(platform))
    await other.go('/api/v1/sign-in?account=sample-agent')
    expect((await other.go(callback.href)).status).toBe(400)
  })

  test('the provider lets nobody in for another client or another address', async () => {
    const { browser } = desk()
    const address = new URL((await browser.go('/api/v1/sign-in')).headers.get('Location') ?? '')
    for (const [name, value] of [['redirect_uri', 'https://evil.example/api/v1/sign-in/callback'], ['client_id', 'x'], ['code_challenge_method', 'plain'], ['response_type', 'token'], ['scope', 'x']] as const) {
      const changed = new URL(address)
      changed.searchParams.set(name, value)
      changed.searchParams.set('account', 'operator')
      expect((await browser.go(changed.href)).status, name).toBe(400)
    }
  })

  test('a token that was changed, is over, or of somebody who has left', async () => {
    let now = Date.parse('2026-01-05T08:00:00Z')
    const platform = memoryPlatform({ clock: () => now as ReturnType<typeof platform.clock> })
    const app = httpApp(platform)
    const whoIs = async (token: string) => ((await (await app.request('/api/v1/session', { headers: { Authorization: `Bearer ${token}` } })).json()) as SessionView).principal?.id
    const token = platform.openSession('sample-exporter')
    expect(await whoIs(token)).toBe('sample-exporter')
    expect(await whoIs(token.replace('sample-exporter', 'operator'))).toBeUndefined()
    expect(await whoIs(`${token}x`)).toBeUndefined()
    now += 12 * 3_600_000
    expect(await whoIs(token)).toBeUndefined()
    const later = platform.openSession('sample-exporter')
    expect((await platform.directory.changePerson('sample-exporter', { isActive: false }, 'operator'))?.ok).toBe(true)
    expect(await whoIs(later)).toBeUndefined()
    expect(await whoIs(platform.openSession('sample-exporter'))).toBeUndefined()
    await platform.directory.changePerson('sample-exporter', { isActive: true }, 'operator')
    expect(await whoIs(later)).toBeUndefined()
  })

  test('a sealed text is for its purpose only', () => {
    const { platform } = desk()
    expect(platform.unseal('sign-in', platform.seal('sign-in', 'ü'))).toBe('ü')
    expect(platform.unseal('session', platform.seal('sign-in', 'x'))).toBeUndefined()
  })
})

describe('signing out', () => {
  test('ends every session of the person, and of nobody else', async () => {
    const { platform } = desk()
    const [one, two, other] = [testBrowser(httpApp(platform)), testBrowser(httpApp(platform)), testBrowser(httpApp(platform))]
    await one.follow('/api/v1/sign-in?account=sample-agent')
    await two.follow('/api/v1/sign-in?account=sample-agent')
    await other.follow('/api/v1/sign-in?account=sample-agent-second')
    expect((await one.go('/api/v1/session', { method: 'DELETE' })).status).toBe(204)
    expect(one.cookies.has('lingding-session')).toBe(false)
    expect((await sessionOf(two)).principal).toBeNull()
    expect((await sessionOf(other)).principal?.id).toBe('sample-agent-second')
    await two.follow('/api/v1/sign-in?account=sample-agent')
    expect((await sessionOf(two)).principal?.id).toBe('sample-agent')
  })

  test.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'none' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 204],
  ])('with %j: %i', async (headers, status) => {
    const { browser, platform } = desk()
    await browser.follow('/api/v1/sign-in?account=sample-agent')
    expect((await browser.go('/api/v1/session', { method: 'DELETE', headers })).status).toBe(status)
    if (status === 403) expect((await platform.decisions.list({ limit: 1 }))[0]).toMatchObject({ isAllowed: false, reason: 'other-site' })
  })

  test.each([
    [{ Origin: 'http://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{}, 403],
    [{ Origin: 'http://lingding.test' }, 204],
  ])('a browser that tells no more than %j: %i', async (headers, status) => {
    const { browser, platform } = desk()
    await browser.follow('/api/v1/sign-in?account=sample-agent')
    const cookie = `lingding-session=${browser.cookies.get('lingding-session')}`
    const response = await httpApp(platform).request('http://lingding.test/api/v1/session', { method: 'DELETE', headers: { Cookie: cookie, ...headers } as Record<string, string> })
    expect(response.status).toBe(status)
  })
})

describe('settings', () => {
  test.each([
    [{ LINGDING_OIDC_ISSUER: 'https://id.example' }, 'CLIENT_ID'],
    [{ LINGDING_OIDC_ISSUER: 'https://id.example', LINGDING_OIDC_CLIENT_ID: 'x' }, 'PUBLIC_URL'],
    [{ ...issuerSettings, LINGDING_OIDC_ISSUER: 'http://id.example' }, 'https'],
    [{ ...issuerSettings, LINGDING_OIDC_ISSUER: 'nonsense' }, 'address'],
    [{ ...issuerSettings, LINGDING_SAMPLES: 'on' }, 'exclude'],
    [{ LINGDING_SAMPLES: 'maybe' }, 'on or off'],
  ])('%j is refused: %s', (environment, words) => expect(() => identitySettings(environment)).toThrow(words))

  test('the test provider does not open beside an issuer, nor for real people', () => {
    const { people: accounts } = sampleAccountsFrom(knowledge.rows('access/sample-accounts.csv'))
    const options = { accounts, messages: knowledge.messages, clock: () => 0 }
    expect(() => openTestProvider({ ...options, settings: identitySettings(issuerSettings) })).toThrow('beside an issuer')
    expect(() => openTestProvider({ ...options, settings: identitySettings({ LINGDING_SAMPLES: 'off' }) })).toThrow('without samples')
    expect(() => openTestProvider({ ...options, accounts: accounts.map((each) => ({ ...each, isSample: false })), settings: identitySettings({}) })).toThrow('sample accounts only')
  })

  test('with an issuer there are no samples: no accounts, no provider, no session', async () => {
    const platform = memoryPlatform({ identity: identitySettings({ ...issuerSettings, LINGDING_OPERATOR: 'op' }) })
    const browser = testBrowser(httpApp(platform), 'https://lingding.example')
    expect((await sessionOf(browser)).sampleAccounts).toEqual([])
    const asSample = await browser.go('/api/v1/session', { headers: { Authorization: `Bearer ${platform.openSession('sample-agent')}` } })
    expect(((await asSample.json()) as SessionView).principal).toBeNull()
    expect(await platform.directory.personBySubject('https://id.example op')).toMatchObject({ roles: ['operator'] })
    expect((await browser.go('/identity/jwks')).headers.get('content-type')).not.toContain('json')
  })

  test('without issuer and samples nobody signs in', async () => {
    const browser = testBrowser(httpApp(memoryPlatform({ identity: identitySettings({ LINGDING_SAMPLES: 'off' }) })))
    const response = await browser.go('/api/v1/sign-in')
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '30'])
  })
})

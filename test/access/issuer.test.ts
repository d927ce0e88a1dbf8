// Signing in at an identity provider of one's own: a stand-in on a loopback port, with a client secret, that people come
// back from as whoever the test says.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { httpApp } from '../../src/edges/http/server.ts'
import { identitySettings } from '../../src/edges/identity/settings.ts'
import { memoryPlatform } from '../platform.ts'
import { testBrowser } from './browser.ts'

const keys = await generateKeyPair('RS256')
const stranger = await generateKeyPair('RS256')
const publicUrl = 'https://lingding.example'
let server: Server
let issuer = ''
/** What the provider does next. */
let next: { subject: string; nonce?: string; audience?: string; isForged?: boolean; isDown?: boolean }
let asked: { nonce: string; challenge: string }
let lookUps = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void answer(request.url ?? '', Buffer.concat(chunks).toString()).then(({ status, body }) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(body))
    }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  next = { subject: 'op' }
  lookUps = 0
})

async function answer(path: string, form: string): Promise<{ status: number; body: unknown }> {
  if (next.isDown === true) return { status: 503, body: {} }
  if (path === '/.well-known/openid-configuration') {
    lookUps += 1
    return { status: 200, body: { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] } }
  }
  if (path === '/jwks') return { status: 200, body: { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' }] } }
  const given = new URLSearchParams(form)
  const challenge = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url')
  if (given.get('client_secret') !== 'secret' || challenge !== asked.challenge || given.get('redirect_uri') !== `${publicUrl}/api/v1/sign-in/callback`) return { status: 400, body: { error: 'invalid_grant' } }
  const token = await new SignJWT({ nonce: next.nonce ?? asked.nonce })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' }).setIssuer(issuer).setSubject(next.subject).setAudience(next.audience ?? 'lingding').setIssuedAt().setExpirationTime('1 minute')
    .sign((next.isForged === true ? stranger : keys).privateKey)
  return { status: 200, body: { access_token: 'x', token_type: 'Bearer', id_token: token } }
}

function desk() {
  const identity = identitySettings({ LINGDING_OIDC_ISSUER: issuer, LINGDING_OIDC_CLIENT_ID: 'lingding', LINGDING_OIDC_CLIENT_SECRET: 'secret', LINGDING_PUBLIC_URL: publicUrl, LINGDING_OPERATOR: 'op' })
  const platform = memoryPlatform({ identity })
  const app = httpApp(platform)
  return { platform, open: () => testBrowser(app, publicUrl) }
}

async function signIn(browser: ReturnType<typeof testBrowser>, accept = 'text/html'): Promise<Response> {
  const begun = await browser.go('/api/v1/sign-in', { headers: { Accept: accept } })
  if (begun.status !== 302) return begun
  const address = new URL(begun.headers.get('Location') ?? '')
  asked = { nonce: address.searchParams.get('nonce') ?? '', challenge: address.searchParams.get('code_challenge') ?? '' }
  return browser.go(`/api/v1/sign-in/callback?code=c&state=${address.searchParams.get('state')}`, { headers: { Accept: accept } })
}

test('the first operator signs in, registers somebody, who signs in too; the provider was looked up once', async () => {
  const { open } = desk()
  const operator = open()
  expect(lookUps).toBe(0)
  const answered = await signIn(operator)
  expect([answered.status, answered.headers.getSetCookie().some((line) => /^lingding-session=.*; Secure$/.test(line))]).toEqual([302, true])
  const post = (path: string, body: unknown) => operator.go(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
  expect((await post('/organisations', { id: 'red', name: 'Red', administrations: ['mainland'], numbers: ['N-1'], mandates: [] })).status).toBe(201)
  const registered = await post('/people', { name: 'Ann', organisation: 'red', roles: ['trader'], subject: `${issuer} ann` })
  expect(registered.status).toBe(201)
  next = { subject: 'ann' }
  const ann = open()
  expect((await signIn(ann)).status).toBe(302)
  const { principal } = (await (await ann.go('/api/v1/session')).json()) as { principal: { name: string; organisation: { id: string } } }
  expect([principal.name, principal.organisation.id, lookUps]).toEqual(['Ann', 'red', 1])
})

test('nobody here knows the person: a page in the language for a browser, a problem for a program, no session', async () => {
  next = { subject: 'somebody' }
  const browser = desk().open()
  const page = await signIn(browser)
  expect([page.status, (await page.text()).includes('Nobody here knows you.')]).toEqual([403, true])
  const problem = await signIn(browser, 'application/json')
  expect([problem.status, ((await problem.json()) as { type: string }).type]).toEqual([403, 'https://lingding.invalid/problems/unknown-person'])
  expect(browser.cookies.has('lingding-session')).toBe(false)
})

test.each([
  ['another nonce', { nonce: 'x' }],
  ['for another client', { audience: 'other' }],
  ['signed by somebody else', { isForged: true }],
])('a token with %s proves nothing', async (_, change) => {
  next = { subject: 'op', ...change }
  const browser = desk().open()
  expect([(await signIn(browser)).status, browser.cookies.has('lingding-session')]).toEqual([400, false])
})

test('a provider that is away: 503 with Retry-After, and it works when it is back', async () => {
  const browser = desk().open()
  next = { subject: 'op', isDown: true }
  const away = await signIn(browser, 'application/json')
  expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '30'])
  next = { subject: 'op' }
  expect((await signIn(browser)).status).toBe(302)
})

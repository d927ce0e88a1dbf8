// A TEST identity provider, for trying out and for tests: it asks for no password and lets anybody in as a sample account.
// It speaks enough OpenID Connect for the platform's real sign-in to run against it: discovery, the page to choose an
// account, code flow with PKCE (S256 only), ID tokens signed ES256 with a key that is new at every start, JWKS. It does not
// open beside a configured issuer.
import { createHash, randomBytes } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Person } from '../../app/access/directory.ts'
import { invariant } from '../../base/invariant.ts'
import { isLanguage } from '../../base/language.ts'
import type { Messages } from '../../base/message.ts'
import { accountsPage, refusedPage } from './test-provider-pages.ts'
import type { IdentitySettings } from './settings.ts'

export const testProviderPath = '/identity'
export const testClientId = 'lingding'
const callbackPath = '/api/v1/sign-in/callback'
const codeLifeMs = 60_000
const maxCodes = 1_000
const maxFormBytes = 10_000
const keyId = 'test'

export interface TestProvider {
  /** The sample accounts that it lets anybody in as. */
  readonly accounts: readonly Person[]
  readonly handle: (request: Request) => Promise<Response>
}

interface IssuedCode {
  readonly account: string
  readonly challenge: string
  readonly nonce: string
  readonly redirectUri: string
  readonly expiresAt: number
}

export interface TestProviderOptions {
  readonly settings: IdentitySettings
  readonly accounts: readonly Person[]
  readonly messages: Messages
  /** Milliseconds since 1970, as everybody else's clock here. */
  readonly clock: () => number
}

export function openTestProvider({ settings, accounts, messages, clock }: TestProviderOptions): TestProvider {
  invariant(settings.issuer === undefined && settings.hasSamples, 'the test provider does not run beside an issuer, nor without samples')
  invariant(accounts.every((account) => account.isSample), 'the test provider lets in sample accounts only')
  const codes = new Map<string, IssuedCode>()
  const keys = generateKeyPair('ES256')
  const originOf = (context: Context): string => settings.publicUrl ?? new URL(context.req.url).origin
  const app = new Hono().basePath(testProviderPath)
  app.get('/.well-known/openid-configuration', (context) => context.json(configuration(`${originOf(context)}${testProviderPath}`)))
  app.get('/jwks', async (context) => context.json({ keys: [{ ...(await exportJWK((await keys).publicKey)), kid: keyId, alg: 'ES256', use: 'sig' }] }))
  app.get('/authorize', (context) => {
    const asked = (name: string): string => context.req.query(name) ?? ''
    const locale = asked('ui_locales')
    const language = isLanguage(locale) ? locale : 'en'
    const isRight = isAuthorizeRight(asked, originOf(context) + callbackPath)
    if (!isRight) return context.html(refusedPage(messages, language), 400)
    const account = accounts.find((each) => each.id === (asked('account') || asked('login_hint')))
    if (account === undefined) return context.html(accountsPage({ accounts, messages, language, query: context.req.query() }))
    const code = randomBytes(24).toString('base64url')
    for (const [known, { expiresAt }] of codes) if (expiresAt <= clock() || codes.size >= maxCodes) codes.delete(known)
    const redirectUri = asked('redirect_uri')
    codes.set(code, { account: account.id, challenge: asked('code_challenge'), nonce: asked('nonce'), redirectUri, expiresAt: clock() + codeLifeMs })
    const back = new URLSearchParams({ code, state: asked('state'), iss: `${originOf(context)}${testProviderPath}` })
    return context.redirect(`${redirectUri}?${back.toString()}`)
  })
  app.use('/token', bodyLimit({ maxSize: maxFormBytes }))
  app.post('/token', async (context) => {
    const form = new URLSearchParams(await context.req.text())
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    context.header('Cache-Control', 'no-store')
    if (code === undefined || code.expiresAt <= clock() || !isGrantRight(form, code)) return context.json({ error: 'invalid_grant' }, 400)
    // The library that reads the token looks at the clock of the machine.
    const token = await new SignJWT({ nonce: code.nonce })
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(`${originOf(context)}${testProviderPath}`)
      .setSubject(code.account)
      .setAudience(testClientId)
      .setIssuedAt()
      .setExpirationTime('1 minute')
      .sign((await keys).privateKey)
    return context.json({ access_token: randomBytes(24).toString('base64url'), token_type: 'Bearer', expires_in: 60, id_token: token })
  })
  return { accounts, handle: async (request) => app.fetch(request) }
}

function isAuthorizeRight(asked: (name: string) => string, callback: string): boolean {
  const isKnown = asked('client_id') === testClientId && asked('redirect_uri') === callback
  const isFlow = asked('response_type') === 'code' && asked('scope').split(' ').includes('openid')
  return isKnown && isFlow && asked('code_challenge_method') === 'S256' && /^[\w-]{43}$/.test(asked('code_challenge'))
}

function isGrantRight(form: URLSearchParams, { redirectUri, challenge }: IssuedCode): boolean {
  const isFlow = form.get('grant_type') === 'authorization_code' && form.get('client_id') === testClientId
  return isFlow && form.get('redirect_uri') === redirectUri && challengeOf(form.get('code_verifier') ?? '') === challenge
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function configuration(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
  }
}

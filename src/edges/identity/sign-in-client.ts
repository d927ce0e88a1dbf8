// The platform's side of OpenID Connect: authorization code flow with PKCE, state and nonce. The provider is looked up when
// the first person signs in, so that the platform starts quickly and without a network; a look-up that failed is tried
// again the next time. Beside the test provider nothing leaves the process.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client'
import { sampleSubject } from '../../app/access/given-accounts.ts'
import type { Issuer } from './settings.ts'
import { testClientId, testProviderPath, type TestProvider } from './test-provider.ts'

/** What the browser brings back to prove that it is the one that began. */
export interface BegunSignIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface AskedSignIn {
  readonly origin: string
  /** Chooses a sample account beforehand. */
  readonly account?: string
  /** For the provider's page. */
  readonly language: string
}

export interface SignInClient {
  /** Where to send the browser. */
  readonly begin: (asked: AskedSignIn) => Promise<{ readonly address: string; readonly begun: BegunSignIn }>
  /** Who it is, issuer and subject with a space between. Throws SignInRefused, or SignInUnreachable. */
  readonly finish: (came: { readonly origin: string; readonly answer: URLSearchParams; readonly begun: BegunSignIn }) => Promise<string>
}

/** The provider's answer proves nothing. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
}

/** The provider does not answer now. */
export class SignInUnreachable extends Error {
  override readonly name = 'SignInUnreachable'
}

export const callbackPath = '/api/v1/sign-in/callback'
const answerWithinSeconds = 10

export function openSignInClient(provider: { readonly issuer: Issuer } | { readonly testProvider: TestProvider }): SignInClient {
  const configurationAt = 'issuer' in provider ? configurationOf(provider.issuer) : testConfiguration(provider.testProvider)
  const subjectOf = (subject: string): string => ('issuer' in provider ? `${provider.issuer.address} ${subject}` : sampleSubject(subject))
  return {
    begin: async ({ origin, account, language }) => {
      const begun: BegunSignIn = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const address = buildAuthorizationUrl(await reach(() => configurationAt(origin)), {
        redirect_uri: origin + callbackPath,
        scope: 'openid',
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        ...(account === undefined ? {} : { login_hint: account }),
      })
      return { address: address.href, begun }
    },
    finish: async ({ origin, answer, begun }) => {
      const configuration = await reach(() => configurationAt(origin))
      const url = new URL(origin + callbackPath)
      for (const [name, value] of answer) url.searchParams.set(name, value)
      try {
        const tokens = await authorizationCodeGrant(configuration, url, {
          expectedState: begun.state,
          expectedNonce: begun.nonce,
          pkceCodeVerifier: begun.verifier,
          idTokenExpected: true,
        })
        const subject = tokens.claims()?.sub
        if (subject === undefined) throw new SignInRefused('the provider names nobody')
        return subjectOf(subject)
      } catch (error) {
        if (isUnreachable(error)) throw new SignInUnreachable('the identity provider does not answer', { cause: error })
        throw new SignInRefused('the sign-in proves nothing', { cause: error })
      }
    },
  }
}

/** One look-up for all who sign in; one that failed is forgotten. The signature of an ID token is checked, not only its way. */
function configurationOf({ address, clientId, clientSecret }: Issuer): (origin: string) => Promise<Configuration> {
  let known: Promise<Configuration> | undefined
  const isHttp = new URL(address).protocol === 'http:'
  const authentication = clientSecret === undefined ? None() : ClientSecretPost(clientSecret)
  const execute = [enableNonRepudiationChecks, ...(isHttp ? [allowInsecureRequests] : [])]
  return () => {
    known ??= discovery(new URL(address), clientId, undefined, authentication, { timeout: answerWithinSeconds, execute }).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
}

/** The test provider is reached at the address that the browser uses, but without a socket. */
function testConfiguration({ handle }: TestProvider): (origin: string) => Promise<Configuration> {
  return (origin) =>
    discovery(new URL(origin + testProviderPath), testClientId, undefined, None(), {
      execute: [enableNonRepudiationChecks, allowInsecureRequests],
      [customFetch]: (url, { signal, ...options }) => handle(new Request(url, { ...options, ...(signal === undefined ? {} : { signal }) } as RequestInit)),
    })
}

async function reach<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new SignInUnreachable('the identity provider does not answer', { cause: error })
  }
}

/** No answer came at all, or one that says that the provider itself is unwell. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { cause, code } = error as { readonly cause?: unknown; readonly code?: unknown }
  if (error.name === 'TimeoutError' || code === 'OAUTH_TIMEOUT') return true
  if (error instanceof TypeError && error.message === 'fetch failed') return true
  return (cause instanceof Response && cause.status >= 500) || isUnreachable(cause)
}

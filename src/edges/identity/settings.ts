// How people sign in, from the environment. With an issuer the platform is a real one: no sample accounts, no test
// provider, and an address of its own that the provider sends people back to.
//   LINGDING_OIDC_ISSUER         address of the OpenID Connect provider
//   LINGDING_OIDC_CLIENT_ID      what the platform is called there
//   LINGDING_OIDC_CLIENT_SECRET  its secret there; none for a public client
//   LINGDING_PUBLIC_URL          where people reach the platform, https://host
//   LINGDING_OPERATOR            subject of the first operator at that provider, who registers everybody else
//   LINGDING_SAMPLES             `off`: no sample accounts, also without an issuer
import { WrongUsage } from '../failure.ts'

export interface Issuer {
  readonly address: string
  readonly clientId: string
  readonly clientSecret: string | undefined
}

export interface IdentitySettings {
  /** Undefined: the test provider, or nobody at all when samples are off. */
  readonly issuer: Issuer | undefined
  /** Scheme and host without a path, `https://lingding.example`. */
  readonly publicUrl: string | undefined
  /** Subject of the first operator, issuer and subject with a space between. */
  readonly operator: string | undefined
  readonly hasSamples: boolean
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Throws WrongUsage when the settings do not go together. */
export function identitySettings(environment: Readonly<Record<string, string | undefined>>): IdentitySettings {
  const given = (name: string): string | undefined => environment[name] || undefined
  const issuer = given('LINGDING_OIDC_ISSUER')
  const samples = given('LINGDING_SAMPLES')
  const publicUrl = given('LINGDING_PUBLIC_URL')
  if (samples !== undefined && samples !== 'on' && samples !== 'off') throw new WrongUsage(`LINGDING_SAMPLES is on or off, not '${samples}'`)
  const origin = publicUrl === undefined ? undefined : secureAddress('LINGDING_PUBLIC_URL', publicUrl).origin
  if (issuer === undefined) return { issuer: undefined, publicUrl: origin, operator: undefined, hasSamples: samples !== 'off' }
  secureAddress('LINGDING_OIDC_ISSUER', issuer)
  const clientId = given('LINGDING_OIDC_CLIENT_ID')
  if (clientId === undefined) throw new WrongUsage('LINGDING_OIDC_ISSUER needs LINGDING_OIDC_CLIENT_ID: what the platform is called at the provider')
  if (origin === undefined) throw new WrongUsage('LINGDING_OIDC_ISSUER needs LINGDING_PUBLIC_URL: where the provider sends people back to, https://host')
  if (samples === 'on') throw new WrongUsage('LINGDING_SAMPLES=on and LINGDING_OIDC_ISSUER exclude each other: anybody may sign in as a sample account')
  const operator = given('LINGDING_OPERATOR')
  return {
    issuer: { address: issuer, clientId, clientSecret: given('LINGDING_OIDC_CLIENT_SECRET') },
    publicUrl: origin,
    operator: operator === undefined ? undefined : `${issuer} ${operator}`,
    hasSamples: false,
  }
}

/** What is sent in the clear can be read and changed on its way, except within one machine. */
function secureAddress(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new WrongUsage(`${name} is an address like https://host, not '${text}'`)
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) throw new WrongUsage(`${name} begins with https:// unless it is this very machine`)
  return url
}

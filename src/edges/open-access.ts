// Wires who somebody is and who may do what: directory, policy, sessions, and the way to sign in.
import { firstOperator, noAccounts, sampleAccountsFrom, type GivenAccounts } from '../app/access/given-accounts.ts'
import type { Directory } from '../app/access/directory.ts'
import { openDirectory, type DirectoryTools } from '../app/access/open-directory.ts'
import type { Knowledge } from '../app/knowledge.ts'
import { policyFrom, type Policy } from '../domain/access/index.ts'
import { identitySettings, type IdentitySettings } from './identity/settings.ts'
import { openSignInClient, type SignInClient } from './identity/sign-in-client.ts'
import { openTestProvider, type TestProvider } from './identity/test-provider.ts'
import { sessionKeeper, type SessionKeeper } from './session-keeper.ts'

export interface Access extends SessionKeeper {
  readonly directory: Directory
  readonly policy: Policy
  /** Undefined where nobody can sign in: no issuer, and no samples. */
  readonly signIn: SignInClient | undefined
  /** Lets anybody in as a sample account; undefined on a real platform. */
  readonly testProvider: TestProvider | undefined
  /** Where people reach the platform; undefined: at whatever address a request came to. */
  readonly publicUrl: string | undefined
}

export interface AccessTools extends Omit<DirectoryTools, 'given' | 'reserved'> {
  readonly knowledge: Knowledge
  readonly sessionSecret: Uint8Array
}

/** Sample accounts on, and the test provider. */
export const sampleSettings: IdentitySettings = identitySettings({})

export function openAccess(settings: IdentitySettings, tools: AccessTools): Access {
  const { knowledge, clock, sessionSecret } = tools
  const samples = sampleAccountsFrom(knowledge.rows('access/sample-accounts.csv'))
  const given = settings.hasSamples ? samples : settings.issuer === undefined ? noAccounts : firstOperator(settings.operator)
  const directory = openDirectory({ ...tools, given, reserved: idsOf([samples, firstOperator('')]) })
  const testProvider = settings.hasSamples ? openTestProvider({ settings, accounts: samples.people, messages: knowledge.messages, clock }) : undefined
  return {
    directory,
    policy: policyFrom(knowledge.rows('access/policy.csv')),
    ...sessionKeeper(directory, clock, sessionSecret),
    signIn: settings.issuer !== undefined ? openSignInClient({ issuer: settings.issuer }) : testProvider && openSignInClient({ testProvider }),
    testProvider,
    publicUrl: settings.publicUrl,
  }
}

function idsOf(accounts: readonly GivenAccounts[]): ReadonlySet<string> {
  return new Set(accounts.flatMap(({ organisations, people }) => [...organisations, ...people].map((each) => each.id)))
}

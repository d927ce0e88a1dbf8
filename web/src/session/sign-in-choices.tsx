// The ways to sign in: the sample accounts in groups, said to be samples, or the organisation's own sign-in. Whoever signs
// in comes back to the page that they are on.
import { createMemo, For, Show, type JSX } from 'solid-js'
import { address, formatAddress } from '../address.ts'
import { signInAddress, type SampleAccount } from '../api/session.ts'
import { language, texts } from '../language.ts'
import { SampleBadge } from '../parts/notices.tsx'
import { session } from './session.ts'

const groups = ['trader', 'receiver', 'agent', 'officer', 'operator', 'auditor'] as const
export type AccountGroup = (typeof groups)[number]

interface SignInChoicesProps {
  readonly title: string
  /** Groups that are offered; all of them when absent. */
  readonly actions?: readonly AccountGroup[]
}

export function SignInChoices(props: SignInChoicesProps): JSX.Element {
  const accounts = (): readonly SampleAccount[] => session()?.sampleAccounts ?? []
  const offered = createMemo(() =>
    groups
      .filter((group) => props.actions?.includes(group) ?? true)
      .map((group) => ({ group, accounts: accounts().filter((account) => groupOf(account) === group) }))
      .filter((each) => each.accounts.length > 0),
  )
  return (
    <section class="panel sign-in" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{props.title}</h2>
      <Show
        when={accounts().length > 0}
        fallback={
          <p>
            <a class="button main" href={signInHere()}>
              {texts().session.signIn}
            </a>
          </p>
        }
      >
        <p>
          <SampleBadge /> {texts().session.samples}
        </p>
        <div class="account-groups">
          <For each={offered()}>
            {(each) => (
              <div>
                <h3>{texts().session.groups[each.group]}</h3>
                <ul>
                  <For each={each.accounts}>
                    {(account) => (
                      <li>
                        <a class="button" href={signInHere(account.person)}>
                          <span>{account.name}</span>
                          <span class="small">{account.organisationName}</span>
                        </a>
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            )}
          </For>
        </div>
      </Show>
    </section>
  )
}

/** Reads the address, so that the way back follows it. */
function signInHere(account?: string): string {
  return signInAddress(language(), formatAddress(address()), account)
}

function groupOf({ roles }: SampleAccount): AccountGroup | undefined {
  return groups.find((group) => roles.some((role) => role === group || role.startsWith(`${group}-`)))
}

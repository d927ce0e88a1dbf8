// Who is signed in, in the head of every page: name, organisation, roles in words, and the way out.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { address, formatAddress } from '../address.ts'
import { signInAddress, type SessionPrincipal } from '../api/session.ts'
import { language, named, texts } from '../language.ts'
import { isAway } from '../offline/connection.ts'
import { Notice, SampleBadge } from '../parts/notices.tsx'
import { hasLapsed, principal, session, signOut } from './session.ts'

export function SessionHead(): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  return (
    <Show when={session() !== undefined}>
      <div class="session">
        <Show when={principal()} fallback={<SignInLink />}>
          {(who) => (
            <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
              <summary>
                <span class="who">{who().name}</span>
              </summary>
              <Show when={isOpen()}>
                <SessionCard who={who()} />
              </Show>
            </details>
          )}
        </Show>
      </div>
    </Show>
  )
}

function SessionCard(props: { readonly who: SessionPrincipal }): JSX.Element {
  return (
    <div class="session-card">
      <dl class="facts">
        <div>
          <dt>{texts().session.organisation}</dt>
          <dd>
            {props.who.organisation.name}{' '}
            <Show when={props.who.organisation.isSample}>
              <SampleBadge />
            </Show>
          </dd>
        </div>
        <div>
          <dt>{texts().session.roles}</dt>
          <dd>
            <For each={props.who.roles}>{(role) => <span class="block">{named(texts().session.roleNames, role)}</span>}</For>
          </dd>
        </div>
      </dl>
      <button type="button" class="minor" onClick={() => void signOut()}>
        {texts().session.signOut}
      </button>
    </div>
  )
}

/** With sample accounts the start page offers them; else the organisation's own sign-in is one step away. */
function SignInLink(): JSX.Element {
  const href = (): string =>
    (session()?.sampleAccounts.length ?? 0) > 0 ? `#/${language()}` : signInAddress(language(), formatAddress(address()))
  return <a href={href()}>{texts().session.signIn}</a>
}

/** What stands above every page while something is not as it should be: no network, or signed out in the middle of work. */
export function WorldNotices(): JSX.Element {
  return (
    <div class="world" aria-live="polite">
      <Show when={isAway()}>
        <Notice kind="look">
          <p>{texts().session.offline}</p>
        </Notice>
      </Show>
      <Show when={hasLapsed()}>
        <Notice kind="alarm">
          <p>{texts().session.lapsed}</p>
          <SignInLink />
        </Notice>
      </Show>
    </div>
  )
}

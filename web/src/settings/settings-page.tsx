// The settings: one part at a time, of those that the session may see.
import { For, Match, Show, Switch, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { texts } from '../language.ts'
import { principal } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'
import { ChannelsSection } from './channels-section.tsx'
import { DecisionsSection } from './decisions-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { OrganisationsSection } from './organisations-section.tsx'
import { ParkedSection } from './parked-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { ProfilesSection } from './profiles-section.tsx'
import { offeredSections, type Section } from './sections.ts'
import { WebhooksSection } from './webhooks-section.tsx'
import '../styles/settings.css'

export function SettingsPage(props: { readonly id: string }): JSX.Element {
  const chosen = (): Section | undefined => offeredSections().find((section) => section === props.id) ?? offeredSections()[0]
  return (
    <div class="page settings">
      <h1 tabindex="-1">{texts().settings.title}</h1>
      <Show when={principal() !== null} fallback={<SignInChoices title={texts().session.toSee} />}>
        <Show when={chosen()} fallback={<p>{texts().settings.nothing}</p>}>
          {(section) => (
            <div class="settings-body">
              <nav aria-label={texts().settings.nav}>
                <ul>
                  <For each={offeredSections()}>
                    {(each) => (
                      <li>
                        <a href={pageAddress('settings', each)} aria-current={each === section() ? 'page' : undefined}>
                          {texts().settings.sections[each]}
                        </a>
                      </li>
                    )}
                  </For>
                </ul>
              </nav>
              <section class="stack settings-part" aria-labelledby="part-title">
                <h2 id="part-title">{texts().settings.sections[section()]}</h2>
                <Part section={section()} />
              </section>
            </div>
          )}
        </Show>
      </Show>
    </div>
  )
}

function Part(props: { readonly section: Section }): JSX.Element {
  return (
    <Switch>
      <Match when={props.section === 'keys'}>
        <KeysSection />
      </Match>
      <Match when={props.section === 'profiles'}>
        <ProfilesSection />
      </Match>
      <Match when={props.section === 'webhooks'}>
        <WebhooksSection />
      </Match>
      <Match when={props.section === 'people'}>
        <PeopleSection />
      </Match>
      <Match when={props.section === 'organisations'}>
        <OrganisationsSection />
      </Match>
      <Match when={props.section === 'channels'}>
        <ChannelsSection />
      </Match>
      <Match when={props.section === 'parked'}>
        <ParkedSection />
      </Match>
      <Match when={props.section === 'decisions'}>
        <DecisionsSection />
      </Match>
    </Switch>
  )
}

// API keys of the own organisation: make one, copy its secret once, revoke it.
import { createEffect, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { getKeys, makeKey, revokeKey, type ApiKey } from '../api/settings.ts'
import { formatMoment, language, named, texts } from '../language.ts'
import { Answered } from '../parts/notices.tsx'
import { principal } from '../session/session.ts'
import { ActOutcome, createAct, SureButton, type Act } from './act.tsx'
import { ManyChoice, SecretOnce, TextField, Unfolding } from './parts.tsx'
import { noteAbsence } from './sections.ts'

export function KeysSection(): JSX.Element {
  const [keys, again] = createResource(language, getKeys)
  createEffect(() => noteAbsence('keys', keys()))
  const act = createAct()
  const [secret, setSecret] = createSignal('')
  const reload = (): void => void again.refetch()
  const revoke = (key: ApiKey): void => void act.run(() => revokeKey(key.id, language()), () => texts().settings.keys.wasRevoked(key.label)).then(reload)
  return (
    <>
      <p class="quiet">{texts().settings.keys.lead}</p>
      <NewKey act={act} onMade={(made) => (setSecret(made), reload())} />
      <ActOutcome act={act} />
      <Show when={secret()}>{(shown) => <SecretOnce secret={shown()} onSeen={() => setSecret('')} />}</Show>
      <Answered answer={keys.latest} again={reload}>
        {(value) => (
          <Show when={value().keys.length > 0} fallback={<p class="quiet">{texts().settings.keys.empty}</p>}>
            <KeyTable keys={value().keys} onRevoke={revoke} />
          </Show>
        )}
      </Answered>
    </>
  )
}

function NewKey(props: { readonly act: Act; readonly onMade: (secret: string) => void }): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  const [label, setLabel] = createSignal('')
  const own = (): readonly string[] => principal()?.roles ?? []
  const [chosen, setChosen] = createSignal<readonly string[]>(own())
  const make = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = label().trim()
    if (name === '') return props.act.say(texts().settings.keys.labelFirst)
    if (chosen().length === 0) return props.act.say(texts().settings.keys.rolesFirst)
    const sent = () => makeKey(name, chosen(), language())
    const isMade = await props.act.run(sent, ({ secret }) => {
      props.onMade(secret)
      return texts().settings.keys.made(name)
    })
    if (!isMade) return
    setLabel('')
    setIsOpen(false)
  }
  return (
    <Unfolding title={texts().settings.keys.make} isOpen={isOpen()} onToggle={setIsOpen}>
      <form class="stack" onSubmit={(event) => void make(event)}>
        <TextField id="key-label" label={texts().settings.keys.label} help={texts().settings.keys.labelHelp} value={label()} onInput={setLabel} />
        <ManyChoice title={texts().settings.roles} options={own()} nameOf={(role) => named(texts().session.roleNames, role)} chosen={chosen()} onChange={setChosen} />
        <div>
          <button type="submit" class="main" aria-disabled={props.act.isBusy()}>
            {texts().settings.keys.make}
          </button>
        </div>
      </form>
    </Unfolding>
  )
}

function KeyTable(props: { readonly keys: readonly ApiKey[]; readonly onRevoke: (key: ApiKey) => void }): JSX.Element {
  return (
    <table class="list stacks">
      <caption class="unseen">{texts().settings.sections.keys}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().settings.keys.label}</th>
          <th scope="col">{texts().settings.roles}</th>
          <th scope="col">{texts().settings.by}</th>
          <th scope="col">{texts().settings.at}</th>
          <th scope="col">{texts().settings.keys.state}</th>
          <th scope="col">{texts().settings.acts}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.keys}>
          {(key) => (
            <tr classList={{ removed: key.isRevoked }}>
              <th scope="row">
                {key.label} <code class="block">{key.id}</code>
              </th>
              <td>
                <For each={key.roles}>{(role) => <span class="block">{named(texts().session.roleNames, role)}</span>}</For>
              </td>
              <td data-name={texts().settings.by}>{key.by}</td>
              <td class="moment">{formatMoment(key.at)}</td>
              <td>{key.isRevoked ? texts().settings.keys.revoked : texts().settings.keys.works}</td>
              <td>
                <Show when={!key.isRevoked}>
                  <SureButton word={texts().settings.keys.revoke} sure={texts().settings.keys.sure} of={key.label} onSure={() => props.onRevoke(key)} />
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

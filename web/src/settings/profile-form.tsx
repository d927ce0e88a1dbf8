// A profile as a form: which party it describes, and that party's fields as the form of shipments has them. Values that the
// form does not know are kept as they are.
import { createMemo, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import type { FormField } from '../api/reading.ts'
import type { KeptProfile } from '../api/settings.ts'
import { language, named, texts } from '../language.ts'
import { getForm } from '../offline/form-source.ts'
import { TextField } from './parts.tsx'

export const profileName = /^[a-z0-9][a-z0-9-]{0,39}$/

interface ProfileFormProps {
  /** Undefined for a new one. */
  readonly profile: KeptProfile | undefined
  readonly fields: readonly FormField[]
  readonly isBusy: boolean
  readonly onSave: (name: string, values: KeptProfile['values']) => void
  readonly onLeave: () => void
  readonly say: (sentence: string) => void
}

export function ProfileForm(props: ProfileFormProps): JSX.Element {
  const fields = (): readonly FormField[] => props.fields
  const parties = createMemo(() => partiesOf(fields()))
  const [name, setName] = createSignal(props.profile?.name ?? '')
  const [chosen, setChosen] = createSignal('')
  const [values, setValues] = createSignal<KeptProfile['values']>(props.profile?.values ?? {})
  const party = (): string => (chosen() === '' ? (likelyParty(parties(), fields(), values()) ?? '') : chosen())
  const shown = (): readonly FormField[] => fields().filter(({ path }) => partyOf(path) === party())
  const others = (): readonly string[] => Object.keys(values()).filter((key) => !shown().some(({ path }) => keyOf(path) === key))
  const id = (key: string): string => `profile-${props.profile?.name ?? 'new'}-${key}`
  const save = (event: Event): void => {
    event.preventDefault()
    if (!profileName.test(name().trim())) return props.say(texts().settings.profiles.nameFirst)
    props.onSave(name().trim(), Object.fromEntries(Object.entries(values()).filter(([, value]) => value !== '')))
  }
  return (
    <form class="stack" onSubmit={save}>
      <TextField id={id('name')} label={texts().settings.profiles.name} help={texts().settings.profiles.nameHelp} value={name()} isReadOnly={props.profile !== undefined} onInput={setName} />
      <div class="setting">
        <label for={id('party')}>{texts().settings.profiles.party}</label>
        <select id={id('party')} onChange={(event) => setChosen(event.currentTarget.value)}>
          <For each={parties()}>
            {(each) => (
              <option value={each} selected={each === party()}>
                {named(texts().sections, `parties.${each}`)}
              </option>
            )}
          </For>
        </select>
      </div>
      <For each={shown()}>
        {({ path, label }) => (
          <TextField id={id(keyOf(path))} label={label} value={textOf(values()[keyOf(path)])} onInput={(value) => setValues((before) => ({ ...before, [keyOf(path)]: value }))} />
        )}
      </For>
      <Show when={others().length > 0}>
        <p class="quiet small">
          {texts().settings.profiles.other}
          {texts().colon}
          <code>{others().join(' ')}</code>
        </p>
      </Show>
      <div class="acts">
        <button type="submit" class="main" aria-disabled={props.isBusy}>
          {texts().settings.save}
        </button>
        <button type="button" onClick={() => props.onLeave()}>
          {texts().settings.leave}
        </button>
      </div>
    </form>
  )
}

/** The fields of parties, as the form of shipments has them. */
export function createPartyFields(): () => readonly FormField[] {
  const [form] = createResource(language, getForm)
  return createMemo((): readonly FormField[] => {
    const answer = form.latest
    return answer?.kind === 'done' ? answer.value.fields.filter(({ path }) => /^parties\.\w+\.\w+$/.test(path)) : []
  })
}

/** The label of a value in a profile, by the party that it seems to describe; undefined for one that no party has. */
export function labelIn(fields: readonly FormField[], values: KeptProfile['values'], key: string): string | undefined {
  const party = likelyParty(partiesOf(fields), fields, values)
  return fields.find(({ path }) => path === `parties.${party}.${key}`)?.label
}

function partiesOf(fields: readonly FormField[]): readonly string[] {
  return [...new Set(fields.map(({ path }) => partyOf(path)))]
}

/** The party whose fields have most of the values. */
function likelyParty(parties: readonly string[], fields: readonly FormField[], values: KeptProfile['values']): string | undefined {
  const fit = (party: string): number => fields.filter(({ path }) => partyOf(path) === party && values[keyOf(path)] !== undefined).length
  return parties.toSorted((a, b) => fit(b) - fit(a))[0]
}

function partyOf(path: string): string {
  return path.split('.')[1] ?? ''
}

function keyOf(path: string): string {
  return path.split('.')[2] ?? ''
}

export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

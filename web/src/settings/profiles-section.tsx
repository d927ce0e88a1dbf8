// Profiles: parties described once, which shipments name. Those that the server keeps for the organisation can be changed,
// removed and had back; samples and those of a file are shown.
import { createEffect, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import type { FormField } from '../api/reading.ts'
import { getKeptProfiles, getProfile, putProfile, removeProfile, type KeptProfile } from '../api/settings.ts'
import { language, languageOfValue, texts } from '../language.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { Rows } from '../parts/rows.tsx'
import { may } from '../session/session.ts'
import { ActOutcome, createAct, type Act } from './act.tsx'
import { createPartyFields, labelIn, ProfileForm, textOf } from './profile-form.tsx'
import { Unfolding } from './parts.tsx'
import { noteAbsence } from './sections.ts'

export function ProfilesSection(): JSX.Element {
  const [profiles, again] = createResource(language, getKeptProfiles)
  createEffect(() => noteAbsence('profiles', profiles()))
  const act = createAct()
  const fields = createPartyFields()
  const [isMaking, setIsMaking] = createSignal(false)
  const [removed, setRemoved] = createSignal('')
  const reload = (): void => void again.refetch()
  const save = async (name: string, values: KeptProfile['values'], version: number): Promise<boolean> => {
    const isDone = await keep(act, name, values, version)
    setRemoved('')
    reload()
    return isDone
  }
  const remove = async (profile: KeptProfile): Promise<void> => {
    const isDone = await act.run(() => removeProfile(profile.name, profile.version ?? 0, language()), () => '')
    setRemoved(isDone ? profile.name : '')
    reload()
  }
  const undo = async (): Promise<void> => {
    const kept = await getProfile(removed(), language())
    if (kept.kind === 'done') await save(removed(), kept.value.values, kept.value.version)
    else await act.run(() => Promise.resolve(kept), () => '')
  }
  return (
    <>
      <p class="quiet">{texts().settings.profiles.lead}</p>
      <Show when={may('profile.keep')}>
        <Unfolding title={texts().settings.profiles.make} isOpen={isMaking()} onToggle={setIsMaking}>
          <ProfileForm
            profile={undefined}
            fields={fields()}
            isBusy={act.isBusy()}
            say={act.say}
            onLeave={() => setIsMaking(false)}
            onSave={(name, values) => void save(name, values, 0).then((isDone) => setIsMaking(!isDone))}
          />
        </Unfolding>
      </Show>
      <ActOutcome act={act} />
      <div aria-live="polite">
        <Show when={removed()}>
          {(name) => (
            <Notice kind="plain">
              <p>{texts().settings.profiles.wasRemoved(name())}</p>
              <button type="button" onClick={() => void undo()}>
                {texts().settings.undo}
              </button>
            </Notice>
          )}
        </Show>
      </div>
      <Answered answer={profiles.latest} again={reload}>
        {(value) => (
          <Show when={value().profiles.length > 0} fallback={<p class="quiet">{texts().settings.profiles.empty}</p>}>
            <ul class="parked">
              <Rows each={value().profiles.toSorted((a, b) => Number(a.isSample === true) - Number(b.isSample === true))} by={({ name, isSample }) => `${name} ${isSample === true}`}>
                {(profile) => <One profile={profile()} fields={fields()} act={act} onSave={save} onRemove={() => void remove(profile())} />}
              </Rows>
            </ul>
          </Show>
        )}
      </Answered>
    </>
  )
}

/** Somebody else's change and a server that keeps no profiles are said in words of their own. */
async function keep(act: Act, name: string, values: KeptProfile['values'], version: number): Promise<boolean> {
  const answer = await putProfile(name, values, version, language())
  const words = texts().settings.profiles
  if (answer.kind === 'refused' && answer.type === 'changed-meanwhile') {
    act.say(words.changedMeanwhile)
    return false
  }
  if (answer.kind === 'refused' && (answer.status === 404 || answer.status === 405)) {
    act.say(words.notKept)
    return false
  }
  return act.run(() => Promise.resolve(answer), () => texts().settings.saved)
}

interface OneProps {
  readonly profile: KeptProfile
  readonly fields: readonly FormField[]
  readonly act: Act
  readonly onSave: (name: string, values: KeptProfile['values'], version: number) => Promise<boolean>
  readonly onRemove: () => void
}

function One(props: OneProps): JSX.Element {
  const [isChanging, setIsChanging] = createSignal(false)
  return (
    <li class="panel">
      <details>
        <summary>
          <h3>{props.profile.name}</h3>{' '}
          <Show when={props.profile.isSample}>
            <SampleBadge />
          </Show>
        </summary>
        <div class="stack">
          <Described {...props} isChanging={isChanging()} setIsChanging={setIsChanging} />
        </div>
      </details>
    </li>
  )
}

function Described(props: OneProps & { readonly isChanging: boolean; readonly setIsChanging: (isChanging: boolean) => void }): JSX.Element {
  let change: HTMLElement | undefined
  const isKept = (): boolean => props.profile.version !== undefined && props.profile.isSample !== true && may('profile.keep')
  const labelled = (act: string): string => `${act}${texts().colon}${props.profile.name}`
  return (
    <>
      <Show when={props.isChanging}>
        <ProfileForm
          profile={props.profile}
          fields={props.fields}
          isBusy={props.act.isBusy()}
          say={props.act.say}
          onLeave={() => (props.setIsChanging(false), change?.focus())}
          onSave={(name, values) => void props.onSave(name, values, props.profile.version ?? 0).then((isDone) => props.setIsChanging(!isDone))}
        />
      </Show>
      <dl class="facts">
        <For each={Object.entries(props.profile.values)}>
          {([key, value]) => (
            <div>
              <dt>{labelIn(props.fields, props.profile.values, key) ?? <code>{key}</code>}</dt>
              <dd lang={languageOfValue(textOf(value))}>{textOf(value)}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={isKept()} fallback={<Show when={props.profile.isSample !== true}><p class="quiet small">{texts().settings.profiles.fromFile}</p></Show>}>
        <div class="acts">
          <button type="button" class="minor" ref={(element) => (change = element)} aria-label={labelled(texts().settings.change)} aria-expanded={props.isChanging} onClick={() => props.setIsChanging(true)}>
            {texts().settings.change}
          </button>
          <button type="button" class="minor" aria-label={labelled(texts().settings.remove)} onClick={() => props.onRemove()}>
            {texts().settings.remove}
          </button>
        </div>
      </Show>
    </>
  )
}

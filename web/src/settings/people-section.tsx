// People: who they are, their roles, whether they may sign in. The operator registers and changes; others read.
import { createEffect, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { roles } from '../../../src/domain/access/index.ts'
import { addPerson, changePerson, getOrganisations, getPeople, type Person } from '../api/settings.ts'
import { language, named, texts } from '../language.ts'
import { Answered, SampleBadge } from '../parts/notices.tsx'
import { Rows } from '../parts/rows.tsx'
import { may } from '../session/session.ts'
import { ActOutcome, createAct, SureButton, type Act } from './act.tsx'
import { ManyChoice, TextField, Unfolding } from './parts.tsx'
import { noteAbsence } from './sections.ts'

interface Organised {
  /** Names of organisations by id. */
  readonly names: ReadonlyMap<string, string>
}

export function PeopleSection(): JSX.Element {
  const [people, again] = createResource(language, getPeople)
  const [organisations] = createResource(language, getOrganisations)
  createEffect(() => noteAbsence('people', people()))
  const act = createAct()
  const reload = (): void => void again.refetch()
  const names = (): ReadonlyMap<string, string> => {
    const found = organisations.latest
    return new Map(found?.kind === 'done' ? found.value.organisations.map(({ id, name }) => [id, name]) : [])
  }
  return (
    <>
      <p class="quiet">{texts().settings.people.lead}</p>
      <Show when={may('person.manage')}>
        <NewPerson act={act} names={names()} onDone={reload} />
      </Show>
      <ActOutcome act={act} />
      <Answered answer={people.latest} again={reload}>
        {(value) => (
          <Show when={value().people.length > 0} fallback={<p class="quiet">{texts().settings.people.empty}</p>}>
            <PeopleTable people={value().people} names={names()} act={act} onDone={reload} />
          </Show>
        )}
      </Answered>
    </>
  )
}

function NewPerson(props: Organised & { readonly act: Act; readonly onDone: () => void }): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  const [name, setName] = createSignal('')
  const [subject, setSubject] = createSignal('')
  const [organisation, setOrganisation] = createSignal('')
  const [chosen, setChosen] = createSignal<readonly string[]>([])
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    const person = { name: name().trim(), subject: subject().trim(), organisation: organisation(), roles: chosen() }
    if ([person.name, person.subject, person.organisation].includes('') || person.roles.length === 0) return props.act.say(texts().settings.people.allFirst)
    if (!(await props.act.run(() => addPerson(person, language()), () => texts().settings.saved))) return
    setName('')
    setSubject('')
    setChosen([])
    setIsOpen(false)
    props.onDone()
  }
  return (
    <Unfolding title={texts().settings.people.add} isOpen={isOpen()} onToggle={setIsOpen}>
      <form class="stack" onSubmit={(event) => void add(event)}>
        <TextField id="person-name" label={texts().settings.people.name} value={name()} onInput={setName} />
        <div class="setting">
          <label for="person-organisation">{texts().settings.people.organisation}</label>
          <select id="person-organisation" onChange={(event) => setOrganisation(event.currentTarget.value)}>
            <option value="" />
            <For each={[...props.names]}>{([id, title]) => <option value={id}>{title}</option>}</For>
          </select>
        </div>
        <TextField id="person-subject" label={texts().settings.people.subject} help={texts().settings.people.subjectHelp} value={subject()} onInput={setSubject} />
        <RoleChoice chosen={chosen()} onChange={setChosen} />
        <div>
          <button type="submit" class="main" aria-disabled={props.act.isBusy()}>
            {texts().settings.people.add}
          </button>
        </div>
      </form>
    </Unfolding>
  )
}

function RoleChoice(props: { readonly chosen: readonly string[]; readonly onChange: (chosen: readonly string[]) => void }): JSX.Element {
  return <ManyChoice title={texts().settings.roles} options={roles} nameOf={(role) => named(texts().session.roleNames, role)} chosen={props.chosen} onChange={props.onChange} />
}

function PeopleTable(props: Organised & { readonly people: readonly Person[]; readonly act: Act; readonly onDone: () => void }): JSX.Element {
  return (
    <table class="list stacks">
      <caption class="unseen">{texts().settings.sections.people}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().settings.people.name}</th>
          <th scope="col">{texts().settings.people.organisation}</th>
          <th scope="col">{texts().settings.roles}</th>
          <th scope="col">{texts().settings.people.state}</th>
          <Show when={may('person.manage')}>
            <th scope="col">{texts().settings.acts}</th>
          </Show>
        </tr>
      </thead>
      <tbody>
        <Rows each={props.people} by={({ id }) => id}>{(person) => <PersonRow {...props} person={person()} />}</Rows>
      </tbody>
    </table>
  )
}

function PersonRow(props: Organised & { readonly person: Person; readonly act: Act; readonly onDone: () => void }): JSX.Element {
  let opener: HTMLElement | undefined
  const [isChanging, setIsChanging] = createSignal(false)
  const [chosen, setChosen] = createSignal<readonly string[]>([])
  const begin = (): void => {
    setChosen(props.person.roles)
    setIsChanging(true)
  }
  const change = async (change: Parameters<typeof changePerson>[1], done: string): Promise<void> => {
    if (!(await props.act.run(() => changePerson(props.person.id, change, language()), () => done))) return
    setIsChanging(false)
    props.onDone()
  }
  return (
    <tr classList={{ ended: !props.person.isActive }}>
      <th scope="row">
        {props.person.name}{' '}
        <Show when={props.person.isSample}>
          <SampleBadge />
        </Show>
        <code class="block">{props.person.id}</code>
      </th>
      <td>{props.names.get(props.person.organisation) ?? props.person.organisation}</td>
      <td>
        <Show when={isChanging()} fallback={<For each={props.person.roles}>{(role) => <span class="block">{named(texts().session.roleNames, role)}</span>}</For>}>
          <RoleChoice chosen={chosen()} onChange={setChosen} />
          <div class="acts">
            <button type="button" class="minor" onClick={() => void change({ roles: chosen() }, texts().settings.saved)}>
              {texts().settings.save}
            </button>
            <button type="button" class="minor" onClick={() => (setIsChanging(false), opener?.focus())}>
              {texts().settings.leave}
            </button>
          </div>
        </Show>
      </td>
      <td>{props.person.isActive ? texts().settings.people.active : texts().settings.people.inactive}</td>
      <Show when={may('person.manage')}>
        <td>
          <div class="acts">
            <button type="button" class="minor" aria-label={`${texts().settings.people.changeRoles}${texts().colon}${props.person.name}`} aria-expanded={isChanging()} ref={(element) => (opener = element)} onClick={begin}>
              {texts().settings.people.changeRoles}
            </button>
            <Show
              when={props.person.isActive}
              fallback={
                <button
                  type="button"
                  class="minor"
                  aria-label={`${texts().settings.people.activate}${texts().colon}${props.person.name}`}
                  onClick={() => void change({ isActive: true }, texts().settings.people.back(props.person.name))}
                >
                  {texts().settings.people.activate}
                </button>
              }
            >
              <SureButton
                word={texts().settings.people.deactivate}
                sure={texts().settings.people.sure}
                of={props.person.name}
                onSure={() => void change({ isActive: false }, texts().settings.people.ended(props.person.name))}
              />
            </Show>
          </div>
        </td>
      </Show>
    </tr>
  )
}

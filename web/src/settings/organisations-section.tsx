// Organisations: with whom they file, their own numbers, and who gave them a mandate. The operator registers and changes.
import { createEffect, createResource, createSignal, Show, type JSX } from 'solid-js'
import { administrations } from '../../../src/domain/access/index.ts'
import { addOrganisation, changeOrganisation, getOrganisations, type Organisation } from '../api/settings.ts'
import { language, named, texts } from '../language.ts'
import { Answered, SampleBadge } from '../parts/notices.tsx'
import { Rows } from '../parts/rows.tsx'
import { may } from '../session/session.ts'
import { ActOutcome, createAct, type Act } from './act.tsx'
import { ManyChoice, TextField, Unfolding, wordsOf } from './parts.tsx'
import { noteAbsence } from './sections.ts'

export function OrganisationsSection(): JSX.Element {
  const [organisations, again] = createResource(language, getOrganisations)
  createEffect(() => noteAbsence('organisations', organisations()))
  const act = createAct()
  const reload = (): void => void again.refetch()
  return (
    <>
      <p class="quiet">{texts().settings.organisations.lead}</p>
      <Show when={may('person.manage')}>
        <NewOrganisation act={act} onDone={reload} />
      </Show>
      <ActOutcome act={act} />
      <Answered answer={organisations.latest} again={reload}>
        {(value) => (
          <Show when={value().organisations.length > 0} fallback={<p class="quiet">{texts().settings.organisations.empty}</p>}>
            <ul class="parked">
              <Rows each={value().organisations} by={({ id }) => id}>
                {(organisation) => <One organisation={organisation()} act={act} onDone={reload} />}
              </Rows>
            </ul>
          </Show>
        )}
      </Answered>
    </>
  )
}

function NewOrganisation(props: { readonly act: Act; readonly onDone: () => void }): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  const [id, setId] = createSignal('')
  const form = createForm({ name: '', administrations: [], numbers: [], mandates: [] })
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (id().trim() === '' || form.values().name === '') return props.act.say(texts().settings.organisations.allFirst)
    if (!(await props.act.run(() => addOrganisation({ id: id().trim(), ...form.values() }, language()), () => texts().settings.saved))) return
    setIsOpen(false)
    setId('')
    props.onDone()
  }
  return (
    <Unfolding title={texts().settings.organisations.add} isOpen={isOpen()} onToggle={setIsOpen}>
      <form class="stack" onSubmit={(event) => void add(event)}>
        <TextField id="organisation-id" label={texts().settings.organisations.id} help={texts().settings.organisations.idHelp} value={id()} onInput={setId} />
        <Fields form={form} name="new-organisation" />
        <div>
          <button type="submit" class="main" aria-disabled={props.act.isBusy()}>
            {texts().settings.organisations.add}
          </button>
        </div>
      </form>
    </Unfolding>
  )
}

type Values = Omit<Organisation, 'id' | 'isSample'>

interface OrganisationForm {
  readonly name: () => string
  readonly setName: (text: string) => void
  readonly chosen: () => readonly string[]
  readonly setChosen: (chosen: readonly string[]) => void
  readonly numbers: () => string
  readonly setNumbers: (text: string) => void
  readonly mandates: () => string
  readonly setMandates: (text: string) => void
  readonly values: () => Values
}

function createForm(from: Values): OrganisationForm {
  const [name, setName] = createSignal(from.name)
  const [chosen, setChosen] = createSignal<readonly string[]>(from.administrations)
  const [numbers, setNumbers] = createSignal(from.numbers.join(' '))
  const [mandates, setMandates] = createSignal(from.mandates.join(' '))
  const values = (): Values => ({ name: name().trim(), administrations: chosen(), numbers: wordsOf(numbers()), mandates: wordsOf(mandates()) })
  return { name, setName, chosen, setChosen, numbers, setNumbers, mandates, setMandates, values }
}

function Fields(props: { readonly form: OrganisationForm; readonly name: string }): JSX.Element {
  return (
    <>
      <TextField id={`${props.name}-name`} label={texts().settings.organisations.name} value={props.form.name()} onInput={props.form.setName} />
      <ManyChoice
        title={texts().settings.organisations.administrations}
        options={administrations}
        nameOf={(each) => named(texts().filings.customs, each)}
        chosen={props.form.chosen()}
        onChange={props.form.setChosen}
      />
      <TextField id={`${props.name}-numbers`} label={texts().settings.organisations.numbers} help={texts().settings.organisations.listHelp} value={props.form.numbers()} onInput={props.form.setNumbers} />
      <TextField id={`${props.name}-mandates`} label={texts().settings.organisations.mandates} help={texts().settings.organisations.listHelp} value={props.form.mandates()} onInput={props.form.setMandates} />
    </>
  )
}

function One(props: { readonly organisation: Organisation; readonly act: Act; readonly onDone: () => void }): JSX.Element {
  let opener: HTMLElement | undefined
  const [form, setForm] = createSignal<OrganisationForm>()
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const values = form()?.values()
    if (values === undefined) return
    if (!(await props.act.run(() => changeOrganisation(props.organisation.id, values, language()), () => texts().settings.saved))) return
    setForm(undefined)
    props.onDone()
  }
  return (
    <li class="panel stack">
      <h3>
        {props.organisation.name}{' '}
        <Show when={props.organisation.isSample}>
          <SampleBadge />
        </Show>
      </h3>
      <Facts organisation={props.organisation} isChanging={form() !== undefined} onChange={(from) => ((opener = from), setForm(createForm(props.organisation)))} />
      <Show when={form()}>
        {(changing) => (
          <form class="stack" onSubmit={(event) => void save(event)}>
            <Fields form={changing()} name={props.organisation.id} />
            <div class="acts">
              <button type="submit" class="main">
                {texts().settings.save}
              </button>
              <button type="button" onClick={() => (setForm(undefined), opener?.focus())}>
                {texts().settings.leave}
              </button>
            </div>
          </form>
        )}
      </Show>
    </li>
  )
}

function Facts(props: { readonly organisation: Organisation; readonly isChanging: boolean; readonly onChange: (opener: HTMLElement) => void }): JSX.Element {
  const customs = (): string => props.organisation.administrations.map((each) => named(texts().filings.customs, each)).join(texts().and)
  return (
    <>
      <dl class="facts">
        <Fact name={texts().settings.organisations.id} value={props.organisation.id} isCode />
        <Fact name={texts().settings.organisations.administrations} value={customs()} />
        <Fact name={texts().settings.organisations.numbers} value={props.organisation.numbers.join(' ')} isCode />
        <Fact name={texts().settings.organisations.mandates} value={props.organisation.mandates.join(' ')} isCode />
      </dl>
      <Show when={may('person.manage')}>
        <div>
          <button
            type="button"
            class="minor"
            aria-label={`${texts().settings.change}${texts().colon}${props.organisation.name}`}
            aria-expanded={props.isChanging}
            onClick={(event) => props.onChange(event.currentTarget)}
          >
            {texts().settings.change}
          </button>
        </div>
      </Show>
    </>
  )
}

function Fact(props: { readonly name: string; readonly value: string; readonly isCode?: boolean }): JSX.Element {
  return (
    <Show when={props.value}>
      {(value) => (
        <div>
          <dt>{props.name}</dt>
          <dd>{props.isCode === true ? <code>{value()}</code> : value()}</dd>
        </div>
      )}
    </Show>
  )
}

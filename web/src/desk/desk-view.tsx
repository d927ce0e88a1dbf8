// The desk as it is seen: on the left what somebody enters, as form or text; on the right what each customs will see of it.
// What is done with it, filing, amending or confirming, stands above as the page gives it.
import { createEffect, createMemo, createResource, createSignal, Match, on, Show, Switch, type JSX } from 'solid-js'
import { address, choose } from '../address.ts'
import type { Answer } from '../api/call.ts'
import { getProfiles, type FormField, type Profile } from '../api/reading.ts'
import { ConflictPanel } from '../draft/conflict-panel.tsx'
import { CountPanel } from '../filing/count-panel.tsx'
import type { FieldGuide } from '../filing/field-link.tsx'
import { FilingTabs } from '../filing/filing-tabs.tsx'
import { IssueList } from '../filing/issue-list.tsx'
import { OriginPanel } from '../filing/origin-panel.tsx'
import { MarkLegend } from '../filing/provenance-mark.tsx'
import { fieldsBehind, findElement } from '../filing/uses.ts'
import { language, texts } from '../language.ts'
import { getForm } from '../offline/form-source.ts'
import { Answered, Loading, Notice } from '../parts/notices.tsx'
import { Tabs } from '../parts/tabs.tsx'
import type { Desk } from './desk-state.ts'
import { bringIntoPane, createFieldGuide, hasPanes, pathAtLine } from './field-guide.ts'
import { createFormContext, type FormContext } from './form-context.ts'
import { FormView } from './form-view.tsx'
import { TextEditor } from './text-editor.tsx'

export interface DeskViewProps {
  readonly desk: Desk
  /** The act of the page, above the columns. */
  readonly act: (guide: FieldGuide) => JSX.Element
  /** What a field's value came with, `sender` where the other side gave it. */
  readonly givenBy?: (path: string) => string | undefined
}

export function DeskView(props: DeskViewProps): JSX.Element {
  const { desk } = props
  const [form, formAgain] = createResource(language, getForm)
  const [profiles] = createResource(language, getProfiles)
  const fields = createMemo(() => formFields(form()))
  const [touched, setTouched] = createSignal<ReadonlySet<string>>(new Set())
  const touch = (path: string): void => void (touched().has(path) || setTouched((before) => new Set(before).add(path)))
  const [revealed, setRevealed] = createSignal('', { equals: false })
  const guide = createFieldGuide(fields, desk, (path) => {
    touch(path)
    setRevealed(path)
  })
  const marked = createMemo(() => {
    const found = findElement(desk.filings(), address().element)
    return found === undefined ? [] : fieldsBehind(found.element.origin)
  })
  createEffect(
    on(marked, (paths) => {
      if (!hasPanes()) return
      for (const path of paths) setRevealed(path)
      for (const path of paths) bringIntoPane(path)
    }),
  )
  const context = createFormContext(desk, () => savedProfiles(profiles()), { touched, touch, marked, revealed, givenBy: (path) => props.givenBy?.(path) })
  return (
    <Show when={desk.text() !== undefined} fallback={<Missing desk={desk} />}>
      <Show when={desk.keeper.conflict()}>{(conflict) => <ConflictPanel conflict={conflict()} onChoose={(choice) => void desk.keeper.resolve(choice)} />}</Show>
      {props.act(guide)}
      <div class="columns panes">
        <section class="column" aria-labelledby="entry-title">
          <h2 id="entry-title">{texts().desk.entry}</h2>
          <Answered answer={form()} again={() => void formAgain.refetch()}>
            {() => <Entry desk={desk} fields={fields()} context={context} marked={marked} />}
          </Answered>
        </section>
        <section class="column" aria-labelledby="result-title">
          <h2 id="result-title">{texts().desk.result}</h2>
          <Result desk={desk} guide={guide} />
        </section>
      </div>
    </Show>
  )
}

function formFields(answer: Answer<{ readonly fields: readonly FormField[] }> | undefined): readonly FormField[] {
  return answer?.kind === 'done' ? answer.value.fields : []
}

function savedProfiles(answer: Answer<{ readonly profiles: readonly Profile[] }> | undefined): readonly Profile[] {
  return answer?.kind === 'done' ? answer.value.profiles : []
}

function Missing(props: { readonly desk: Desk }): JSX.Element {
  return (
    <Answered answer={props.desk.loadAnswer()} again={() => props.desk.checkAgain()}>
      {() => <Loading />}
    </Answered>
  )
}

interface EntryProps {
  readonly desk: Desk
  readonly fields: readonly FormField[]
  readonly context: FormContext
  readonly marked: () => readonly string[]
}

function Entry(props: EntryProps): JSX.Element {
  const lineOf = (path: string): number | undefined => {
    const reading = props.desk.reading()
    return reading?.kind === 'read' ? reading.positions.get(path)?.line : undefined
  }
  const line = (): number | undefined => [address().field, ...props.marked()].map(lineOf).find((found) => found !== undefined)
  const chooseLine = (at: number): void => {
    const path = pathAtLine(props.desk.reading(), at)
    if (path !== undefined) choose({ field: path, element: '' })
  }
  const unreadable = (): number | undefined => {
    const reading = props.desk.reading()
    return reading?.kind === 'unreadable' ? reading.line : undefined
  }
  return (
    <Tabs
      name="entry"
      label={texts().desk.viewsLabel}
      tabs={[
        { id: 'form', label: <>{texts().desk.views.form}</> },
        { id: 'text', label: <>{texts().desk.views.text}</> },
      ]}
      chosen={address().view}
      onChoose={(view) => choose({ view: view === 'text' ? 'text' : 'form' })}
    >
      <Show when={props.desk.text() === ''}>
        <p class="quiet">{texts().desk.empty}</p>
      </Show>
      <Show when={unreadable()}>
        {(at) => (
          <Notice kind="alarm" role="status">
            <p>{texts().desk.textUnreadable(at())}</p>
            <Show when={address().view === 'form'}>
              <button type="button" onClick={() => choose({ view: 'text' })}>
                {texts().desk.showText}
              </button>
            </Show>
          </Notice>
        )}
      </Show>
      <Switch>
        <Match when={address().view === 'text'}>
          <TextEditor text={props.desk.text() ?? ''} line={unreadable() ?? line()} onText={props.desk.setText} onLine={chooseLine} />
        </Match>
        <Match when={address().view === 'form'}>
          <label class="only-filled">
            <input type="checkbox" checked={props.context.onlyFilled()} onChange={(event) => props.context.setOnlyFilled(event.currentTarget.checked)} />
            {texts().desk.onlyFilled}
          </label>
          <fieldset class="form-frame" disabled={unreadable() !== undefined}>
            <legend class="unseen">{texts().desk.entry}</legend>
            <FormView fields={props.fields} context={props.context} />
          </fieldset>
        </Match>
      </Switch>
    </Tabs>
  )
}

function Result(props: { readonly desk: Desk; readonly guide: FieldGuide }): JSX.Element {
  return (
    <>
      <Show when={props.desk.issues().length > 0}>
        <section class="issues-panel" aria-labelledby="issues-title">
          <h3 id="issues-title" tabindex="-1">
            {texts().issues.title}
          </h3>
          <IssueList issues={props.desk.issues()} guide={props.guide} />
        </section>
      </Show>
      <Show when={props.desk.filings().length > 0} fallback={<p class="quiet">{texts().desk.emptyResult}</p>}>
        <Show when={props.desk.isStale()}>
          <Notice kind="look">
            <p>{texts().desk.stale}</p>
          </Notice>
        </Show>
        <FilingTabs filings={props.desk.filings()} between={<OriginPanel filings={props.desk.filings()} guide={props.guide} />} />
        <Show when={props.desk.preview()?.count}>
          {(count) => <CountPanel verified={count()} unverified={props.desk.preview()?.countWithUnverified} guide={props.guide} />}
        </Show>
      </Show>
      <details class="panel">
        <summary>{texts().marks.title}</summary>
        <MarkLegend />
      </details>
    </>
  )
}

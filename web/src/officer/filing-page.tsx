// One filing as the officer sees it: where it stands, where the two sides differ, the decision with its reason, what was
// answered before, and what was filed with the provenance of every value.
import { createMemo, createResource, createSignal, For, Show, untrack, type JSX } from 'solid-js'
import { patternOf } from '../../../src/domain/submission/index.ts'
import { choose, go, pageAddress } from '../address.ts'
import { getFiling, type OfficerFiling } from '../api/officer.ts'
import { FilingTables } from '../filing/filing-tabs.tsx'
import type { FieldGuide } from '../filing/field-link.tsx'
import { OriginPanel } from '../filing/origin-panel.tsx'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatMoment, language, named, texts } from '../language.ts'
import { getForm } from '../offline/form-source.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { may, owner } from '../session/session.ts'
import { createDecision, DecisionPanel, decisionShortcuts } from './decision-panel.tsx'
import { NotForThis, PlayingCustoms } from './queue-page.tsx'
import { beginQueue, nextAfter, setAt } from './queue.ts'
import { KeyHelp, useShortcuts } from './shortcuts.tsx'
import '../styles/officer.css'

export function FilingPage(props: { readonly id: string }): JSX.Element {
  return (
    <Show when={may('filing.read')} fallback={<NotForThis />}>
      <Filing id={props.id} />
    </Show>
  )
}

function Filing(props: { readonly id: string }): JSX.Element {
  beginQueue(untrack(owner))
  setAt(untrack(() => props.id))
  const [filing, again] = createResource(language, (tongue) => getFiling(props.id, tongue))
  const refresh = (): void => void again.refetch()
  const found = (): OfficerFiling | undefined => {
    const answer = filing.latest
    return answer?.kind === 'done' ? answer.value : undefined
  }
  // One frame, and the same heading before and after the answer: what stays in its place keeps the focus.
  return (
    <div class="page desk">
      <p class="back on-screen">
        <a href={pageAddress('officer')}>{texts().officer.back}</a>
      </p>
      <PlayingCustoms isSimulated={found()?.isSimulated} />
      <div class="desk-title">
        <h1 tabindex="-1">
          <Show when={found()} fallback={texts().pages.officer}>
            {(shown) => `${shown().row.reference}${texts().colon}${shown().title}`}
          </Show>
        </h1>
        <Show when={found()?.row.isSample}>
          <SampleBadge />
        </Show>
      </div>
      <Answered answer={filing.latest} again={refresh}>
        {(value) => <Shown filing={value()} id={props.id} refresh={refresh} />}
      </Answered>
    </div>
  )
}

interface ShownProps {
  readonly filing: OfficerFiling
  readonly id: string
  readonly refresh: () => void
}

function Shown(props: ShownProps): JSX.Element {
  const [hasNext, setHasNext] = createSignal(true)
  const toNext = async (): Promise<void> => {
    const next = await nextAfter(props.id, language())
    setHasNext(next !== '')
    if (next !== '') go('officer-filing', next)
  }
  const decision = createDecision(() => props.filing, props.id)
  const next = { key: 'n', shown: 'n', words: texts().officer.keys.next, act: () => void toNext() }
  useShortcuts(() => [
    ...decisionShortcuts(() => props.filing, decision),
    next,
    { key: 'Escape', shown: 'Esc', words: texts().officer.keys.back, act: () => go('officer') },
  ])
  return (
    <>
      <Standing filing={props.filing} />
      <KeyHelp keys={keysOf(props.filing)} />
      <div class="columns">
        <div class="column">
          <Differences filing={props.filing} />
          <DecisionPanel filing={props.filing} decision={decision} hasNext={hasNext()} toNext={() => void toNext()} refresh={props.refresh} />
          <History filing={props.filing} />
        </div>
        <section class="column" aria-labelledby="filed-title">
          <h2 id="filed-title">{texts().officer.filed}</h2>
          <Filed filing={props.filing} />
        </section>
      </div>
    </>
  )
}

function keysOf({ decisions }: OfficerFiling): readonly (readonly [string, string])[] {
  const { keys } = texts().officer
  const toDecide: readonly (readonly [string, string])[] = [
    [decisions.length > 1 ? `1 … ${decisions.length}` : '1', keys.choose],
    ['r', keys.reason],
    ['Ctrl+Enter', keys.send],
  ]
  const canDecide = may('filing.decide') && decisions.length > 0
  return [...(canDecide ? toDecide : []), ['n', keys.next], ['Esc', keys.back]]
}

function Standing(props: { readonly filing: OfficerFiling }): JSX.Element {
  const row = (): OfficerFiling['row'] => props.filing.row
  const numbers = (): readonly (readonly [string, string])[] => Object.entries(row().numbers ?? {}).filter(([, number]) => number !== '')
  return (
    <>
      <p class="stage-head">
        <StageMark stage={row().stage} {...(row().stageName === undefined ? {} : { name: row().stageName ?? '' })} />
        <span class="quiet small">
          {texts().officer.changedAt} {formatMoment(row().changedAt)}
        </span>
        <Show when={row().isCancelled}>
          <strong>{texts().officer.cancelled}</strong>
        </Show>
      </p>
      <dl class="facts">
        <div>
          <dt>{texts().officer.declaring}</dt>
          <dd>{row().organisationName}</dd>
        </div>
        <Show when={(row().revision ?? 1) > 1}>
          <div>
            <dt>{texts().officer.revision}</dt>
            <dd>{row().revision}</dd>
          </div>
        </Show>
        <For each={numbers()}>
          {([kind, number]) => (
            <div>
              <dt>{named(texts().shipment.numbers, kind)}</dt>
              <dd>
                <code>{number}</code>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </>
  )
}

function Differences(props: { readonly filing: OfficerFiling }): JSX.Element {
  return (
    <Show when={props.filing.differences.length > 0}>
      <section class="panel differing" aria-labelledby="differences-title">
        <h2 id="differences-title">{texts().officer.differences}</h2>
        <table class="changes stacks">
          <thead>
            <tr>
              <th scope="col">{texts().officer.fact}</th>
              <th scope="col">{texts().officer.own}</th>
              <th scope="col">{texts().officer.other}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.filing.differences}>
              {(difference) => (
                <tr>
                  <th scope="row">{difference.factName}</th>
                  <td data-name={texts().officer.own}>{difference.own}</td>
                  <td data-name={texts().officer.other}>{difference.other}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  )
}

function History(props: { readonly filing: OfficerFiling }): JSX.Element {
  return (
    <section class="panel stack" aria-labelledby="history-title">
      <h2 id="history-title">{texts().officer.history}</h2>
      <Show when={props.filing.history.length > 0} fallback={<p class="quiet">{texts().officer.noHistory}</p>}>
        <ol class="timeline">
          <For each={props.filing.history.toReversed()}>
            {(event) => (
              <li>
                <p class="quiet small">
                  <time dateTime={event.at}>{formatMoment(event.at)}</time>
                </p>
                <p>
                  <strong>{event.title}</strong> <code>{event.code}</code>
                </p>
                <Show when={event.note}>
                  <p>
                    {texts().shipment.note}
                    {texts().colon}
                    <q>{event.note}</q>
                  </p>
                </Show>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  )
}

function Filed(props: { readonly filing: OfficerFiling }): JSX.Element {
  const guide = createLabels()
  return (
    <Show
      when={props.filing.view}
      fallback={
        <Notice kind="look">
          <p>{texts().officer.unreadable}</p>
        </Notice>
      }
    >
      {(view) => (
        <>
          <OriginPanel filings={[view()]} guide={guide} />
          <FilingTables filing={view()} />
        </>
      )}
    </Show>
  )
}

/** Names the fields; an officer sees what was filed, not the text that it was made from. */
function createLabels(): FieldGuide {
  const [form] = createResource(language, getForm)
  const labels = createMemo(() => {
    const answer = form()
    return new Map(answer?.kind === 'done' ? answer.value.fields.map((field) => [field.path, field.label]) : [])
  })
  return {
    labelOf: (path) => labels().get(patternOf(path)) ?? path,
    lineOf: () => undefined,
    show: (path) => choose({ field: path, element: '' }),
  }
}

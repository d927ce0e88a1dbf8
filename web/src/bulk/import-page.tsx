// One workbook from being read to being filed: how far it is, what its columns are, what is to be mended, filing it, and
// having it back with its results.
import { createEffect, on, Show, type JSX } from 'solid-js'
import { go, pageAddress } from '../address.ts'
import { resultAddress, type Import } from '../api/imports.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { formatInteger, formatMoment, language, texts } from '../language.ts'
import { Loading, Notice } from '../parts/notices.tsx'
import { ActOutcome, createAct } from '../settings/act.tsx'
import { ForSenders } from './allowed.tsx'
import { ColumnsPanel } from './columns-panel.tsx'
import { EndButton, nameOf } from './end-button.tsx'
import { FilePanel } from './file-panel.tsx'
import { leaveNews, takeNews } from './import-news.ts'
import { watchImport, type WatchedImport } from './import-watch.ts'
import { ProblemTable } from './problem-table.tsx'
import { focusStatus, ProgressPanel } from './progress-panel.tsx'
import { StateMark } from './state-mark.tsx'
import '../styles/settings.css'
import '../styles/imports.css'

export function ImportPage(props: { readonly id: string }): JSX.Element {
  return (
    <ForSenders>
      <Watched id={props.id} />
    </ForSenders>
  )
}

function Watched(props: { readonly id: string }): JSX.Element {
  const watched = watchImport(props.id)
  const news = takeNews()
  return (
    <div class="page imports">
      <p class="back">
        <a href={pageAddress('imports')}>{texts().imports.back}</a>
      </p>
      <div class="desk-title">
        <h1 tabindex="-1">{titleOf(watched)}</h1>
        <Show when={watched.found()}>{(value) => <StateMark state={value().state} name={value().stateName} />}</Show>
      </div>
      <Show when={news !== ''}>
        <Notice kind="plain" role="status">
          <p>{news}</p>
        </Notice>
      </Show>
      <Failure watched={watched} />
      <Show when={watched.found()} fallback={<Show when={watched.failure() === undefined}><Loading /></Show>}>
        {(value) => <OneImport of={value()} watched={watched} />}
      </Show>
    </div>
  )
}

function titleOf({ found }: WatchedImport): string {
  const value = found()
  return value === undefined ? texts().imports.title : nameOf(value)
}

function Failure(props: { readonly watched: WatchedImport }): JSX.Element {
  const said = (): string => {
    const failure = props.watched.failure()
    if (failure?.kind !== 'refused') return texts().awayReading
    return failure.status === 404 ? texts().imports.gone : texts().refused(failure.reason)
  }
  return (
    <Show when={props.watched.failure()}>
      <Notice kind="alarm" role="alert">
        <p>{said()}</p>
        <button type="button" onClick={() => props.watched.look()}>
          {texts().tryAgain}
        </button>
      </Notice>
    </Show>
  )
}

function OneImport(props: { readonly of: Import; readonly watched: WatchedImport }): JSX.Element {
  const end = createAct()
  const isAsked = (): boolean => props.of.state === 'mapping'
  const isResult = (): boolean => ['judged', 'done', 'cancelled'].includes(props.of.state) && props.of.mapping.sheets.length > 0
  const removed = (): void => {
    leaveNews(texts().imports.removed(nameOf(props.of)))
    go('imports')
  }
  // What was pressed goes with its panel: the focus goes to the sentence that says what is done now.
  createEffect(on(() => props.of.state, (state, before) => (before !== undefined && (state === 'judging' || state === 'filing') ? focusStatus() : undefined)))
  return (
    <>
      <ProgressPanel of={props.of} />
      <Show when={props.of.issues.length > 0}>
        <IssueList issues={props.of.issues} whole={texts().imports.whole} />
      </Show>
      <Show when={isAsked()}>
        <ColumnsPanel of={props.of} onSaved={props.watched.take} />
      </Show>
      <Show when={props.of.rows > 0 && !isAsked()}>
        <Counts of={props.of} />
      </Show>
      <Show when={props.of.problems.length > 0}>
        <ProblemTable problems={props.of.problems} />
      </Show>
      <Show when={props.of.state === 'judged'}>
        <FilePanel of={props.of} onBegun={props.watched.take} />
      </Show>
      <Show when={isResult()}>
        <Result of={props.of} />
      </Show>
      <Show when={props.of.sheets.length > 0 && !isAsked()}>
        <Show when={props.of.state} keyed>
          <ColumnsPanel of={props.of} onSaved={props.watched.take} />
        </Show>
      </Show>
      <Facts of={props.of} />
      <div class="stack">
        <div>
          <EndButton of={props.of} act={end} onRemoved={removed} onStopped={props.watched.look} />
        </div>
        <ActOutcome act={end} whole={texts().imports.whole} away={texts().imports.away} />
      </div>
    </>
  )
}

function Counts(props: { readonly of: Import }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['counts'] => texts().imports.counts
  const shown = () => (['rows', 'good', 'bad', 'filed', 'filedBefore', 'leftOut'] as const).filter((each) => ['rows', 'good', 'bad'].includes(each) || props.of[each] > 0)
  return (
    <section aria-label={words().title}>
      <dl class="import-counts">
        {shown().map((each) => (
          <div data-count={each} classList={{ alarm: each === 'bad' && props.of.bad > 0 }}>
            <dt>{words()[each]}</dt>
            <dd>{formatInteger(props.of[each])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Result(props: { readonly of: Import }): JSX.Element {
  return (
    <section class="panel stack" aria-labelledby="result-title">
      <h2 id="result-title">{texts().imports.result.title}</h2>
      <p>{texts().imports.result.text}</p>
      <div class="acts">
        <a class="button" href={resultAddress(props.of.id, language())} download="">
          {texts().imports.result.download}
        </a>
        <Show when={props.of.filed > 0}>
          <a href={pageAddress('shipments')}>{texts().imports.toShipments}</a>
        </Show>
      </div>
    </section>
  )
}

function Facts(props: { readonly of: Import }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['facts'] => texts().imports.facts
  return (
    <dl class="facts">
      <div>
        <dt>{words().at}</dt>
        <dd>{formatMoment(props.of.at)}</dd>
      </div>
      <div>
        <dt>{words().by}</dt>
        <dd>{props.of.by}</dd>
      </div>
      <div>
        <dt>{words().size}</dt>
        <dd>{words().bytes(formatInteger(props.of.bytes))}</dd>
      </div>
    </dl>
  )
}

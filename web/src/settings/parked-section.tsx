// Answers of customs that could not be used: why, the bytes as they came, and another try.
import { createEffect, For, Show, type JSX } from 'solid-js'
import { getParked, parkedAddress, replayParked, type ParkedAnswer } from '../api/settings.ts'
import { IssueList } from '../filing/issue-list.tsx'
import { formatMoment, language, named, texts } from '../language.ts'
import { Answered } from '../parts/notices.tsx'
import { may } from '../session/session.ts'
import { ActOutcome, createAct } from './act.tsx'
import { createPages, itemsOf } from './pages.ts'
import { noteAbsence } from './sections.ts'

export function ParkedSection(): JSX.Element {
  const pages = createPages(async (after, tongue) => itemsOf(await getParked(after, tongue), ({ parked }) => parked))
  createEffect(() => noteAbsence('parked', pages.answer()))
  const act = createAct()
  const replay = (parked: ParkedAnswer): void => {
    const words = texts().settings.parked
    void act
      .run(() => replayParked(parked.id, language()), ({ kind }) => (kind === 'recorded' ? words.recorded(parked.fileName) : words.still(parked.fileName)))
      .then(() => pages.reload())
  }
  return (
    <>
      <p class="quiet">{texts().settings.parked.lead}</p>
      <ActOutcome act={act} />
      <Answered answer={pages.answer()} again={pages.reload}>
        {(value) => (
          <Show when={value().items.length > 0} fallback={<p class="quiet">{texts().settings.parked.empty}</p>}>
            <ol class="parked">
              <For each={value().items}>{(parked) => <Parked parked={parked} onReplay={() => replay(parked)} />}</For>
            </ol>
            <Show when={value().next !== undefined}>
              <div>
                <button type="button" onClick={pages.more}>
                  {texts().settings.more}
                </button>
              </div>
            </Show>
          </Show>
        )}
      </Answered>
    </>
  )
}

function Parked(props: { readonly parked: ParkedAnswer; readonly onReplay: () => void }): JSX.Element {
  const labelled = (act: string): string => `${act}${texts().colon}${props.parked.fileName}`
  return (
    <li class="panel stack">
      <h3>
        <code>{props.parked.fileName}</code>
      </h3>
      <p class="quiet small">
        {named(texts().filings.customs, props.parked.customs)} · {formatMoment(props.parked.at)} · {props.parked.isReplayed ? texts().settings.parked.replayed : texts().settings.parked.waits}
      </p>
      <Show when={(props.parked.issues ?? []).length > 0} fallback={<p>{props.parked.reason ?? props.parked.reasonCode}</p>}>
        <IssueList issues={props.parked.issues ?? []} />
      </Show>
      <div class="acts">
        <a class="button minor" href={parkedAddress(props.parked.id)} download={props.parked.fileName} aria-label={labelled(texts().settings.parked.download)}>
          {texts().settings.parked.download}
        </a>
        <Show when={may('parked.replay') && !props.parked.isReplayed}>
          <button type="button" class="minor" aria-label={labelled(texts().settings.parked.replay)} onClick={() => props.onReplay()}>
            {texts().settings.parked.replay}
          </button>
        </Show>
      </div>
    </li>
  )
}

// A page of the Explorer once its tables are here; before that it says so, and when they do not come it offers to try again.
import { createResource, onCleanup, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'
import { fetchFigures, type Figures } from './figures.ts'
import '../styles/explorer.css'

interface WithFiguresProps<Value> {
  /** Which part of the Explorer this page is. */
  readonly part: 'explorer' | 'check' | 'story'
  /** Stands as title while nothing is here. */
  readonly title: string
  /** What else the page needs. */
  readonly fetch: () => Promise<Value>
  readonly children: (figures: Figures, value: Value) => JSX.Element
}

export function WithFigures<Value>(props: WithFiguresProps<Value>): JSX.Element {
  const [found, { refetch }] = createResource(async () => {
    const [figures, value] = await Promise.all([fetchFigures(), props.fetch()])
    return { figures, value }
  })
  return (
    <div class="page explorer">
      <PartsNav part={props.part} />
      <Show
        when={found.error === undefined ? found() : undefined}
        fallback={
          <>
            <TitleAhead title={props.title} />
            <Show
              when={found.error !== undefined}
              fallback={
                <p class="quiet" role="status">
                  {texts().explorer.loadingData}…
                </p>
              }
            >
              <Notice kind="alarm" role="alert">
                <p>{texts().explorer.failed}</p>
                <button type="button" onClick={() => void refetch()}>
                  {texts().tryAgain}
                </button>
              </Notice>
            </Show>
          </>
        }
      >
        {(both) => props.children(both().figures, both().value)}
      </Show>
    </div>
  )
}

/** The title while nothing is here. Whoever stood on it when the page came stands on that of the page. */
function TitleAhead(props: { readonly title: string }): JSX.Element {
  onCleanup(() => {
    if (document.activeElement?.tagName === 'H1') queueMicrotask(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }))
  })
  return <h1 tabindex="-1">{props.title}</h1>
}

function PartsNav(props: { readonly part: WithFiguresProps<unknown>['part'] }): JSX.Element {
  const current = (part: WithFiguresProps<unknown>['part']): 'true' | undefined => (part === props.part ? 'true' : undefined)
  return (
    <nav class="parts" aria-label={texts().explorer.nav}>
      <a href={pageAddress('explorer')} aria-current={current('explorer')}>
        {texts().explorer.start}
      </a>
      <a href={pageAddress('check')} aria-current={current('check')}>
        {texts().check.title}
      </a>
      <a href={pageAddress('story', 'nine-cities')} aria-current={current('story')}>
        {texts().stories.title}
      </a>
    </nav>
  )
}

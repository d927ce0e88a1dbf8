// The frame of every page: skip link, head with pages, who is signed in and languages, the page, foot.
import { createEffect, createMemo, createSignal, For, on, Show, untrack, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { languages } from '../../src/base/language.ts'
import { address, languageAddress, pageAddress, placeOf, type Page } from './address.ts'
import { language, speak, texts } from './language.ts'
import { headPageOf, headPages, pageLoaders, type PageComponent } from './pages.ts'
import { Loading, Notice } from './parts/notices.tsx'
import { SessionHead, WorldNotices } from './session/session-head.tsx'
import { may, principal, session } from './session/session.ts'

interface ShownPage {
  readonly place: string
  readonly id: string
  readonly component: PageComponent
}

export function App(): JSX.Element {
  const place = createMemo(() => placeOf(address()))
  const [shown, setShown] = createSignal<ShownPage>()
  const [isMissing, setIsMissing] = createSignal(false)
  const show = async (wanted: string): Promise<void> => {
    const { page, id } = untrack(address)
    setIsMissing(false)
    try {
      const component = await pageLoaders[page]()
      if (untrack(place) !== wanted) return
      const isFirst = untrack(shown) === undefined
      setShown({ place: wanted, id, component })
      if (!isFirst) focusHeading()
    } catch {
      setIsMissing(true)
    }
  }
  createEffect(() => {
    document.documentElement.lang = language() === 'zh-Hant' ? 'zh-Hant-HK' : language()
    document.title = `${titleOf(shown()?.place.split('/')[0] ?? address().page)} · ${texts().product}`
  })
  createEffect(on(() => address().language, (wanted) => void speak(wanted).catch(() => undefined)))
  createEffect(on(place, (wanted) => void show(wanted)))
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {texts().skip}
      </a>
      <Head />
      <main id="main" tabindex="-1">
        <WorldNotices />
        <Show when={!isMissing()} fallback={<MissingPage again={() => void show(place())} />}>
          <Show when={shown()} keyed fallback={<Loading />}>
            {(page) => <Dynamic component={page.component} id={page.id} />}
          </Show>
        </Show>
      </main>
      <footer class="foot">
        <p>{texts().footer}</p>
      </footer>
    </>
  )
}

function Head(): JSX.Element {
  // While the server has not said who is here, an officer's page is not taken for the desk of nobody.
  const isOfficerUnknown = (): boolean => session() === undefined && headPageOf(address().page) === 'officer'
  const isForNobody = (page: Page): boolean => (isOfficerUnknown() ? page === 'officer' : page === 'desk' && principal() === null)
  const offered = createMemo(() => headPages.filter(({ page, action }) => action === '' || may(action) || isForNobody(page)))
  return (
    <header class="head">
      <a class="brand" href={pageAddress('start')}>
        <img src="./icon.svg" alt="" width="24" height="24" />
        <span>{texts().product}</span>
      </a>
      <nav aria-label={texts().pages.main}>
        <For each={offered()}>
          {({ page }) => (
            <a href={pageAddress(page)} aria-current={headPageOf(address().page) === page ? 'page' : undefined}>
              {titleOf(page)}
            </a>
          )}
        </For>
      </nav>
      <nav class="languages" aria-label={texts().language}>
        <For each={languages}>
          {(each) => (
            <a href={languageAddress(each)} lang={each} aria-current={each === language() ? 'true' : undefined}>
              {texts().languageNames[each]}
            </a>
          )}
        </For>
      </nav>
      <SessionHead />
    </header>
  )
}

/** A page that this browser does not have yet, and no network to fetch it. */
function MissingPage(props: { readonly again: () => void }): JSX.Element {
  return (
    <div class="page story">
      <h1 tabindex="-1">{texts().session.pageMissing}</h1>
      <Notice kind="alarm" role="alert">
        <p>{texts().awayReading}</p>
        <button type="button" onClick={() => props.again()}>
          {texts().tryAgain}
        </button>
      </Notice>
    </div>
  )
}

function titleOf(page: string): string {
  const { pages, unknownPage } = texts()
  const head = headPageOf(page as Page)
  return head === 'unknown' ? unknownPage : pages[head as keyof typeof pages]
}

function focusHeading(): void {
  scrollTo(0, 0)
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}

/** The hash is the address of a page, so the skip link moves the focus itself. */
function skip(event: MouseEvent): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('main')?.focus()
}

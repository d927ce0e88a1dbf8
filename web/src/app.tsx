// The frame of every page: skip link, head with pages and languages, the page, foot.
import { createEffect, createMemo, For, on, Show, Switch, Match, type JSX } from 'solid-js'
import { languages } from '../../src/base/language.ts'
import { address, languageAddress, pageAddress, type Page } from './address.ts'
import { DeskPage } from './desk/desk-page.tsx'
import { language, texts } from './language.ts'
import { ShipmentPage } from './pages/shipment-page.tsx'
import { ShipmentsPage } from './pages/shipments-page.tsx'
import { StartPage } from './pages/start-page.tsx'

export function App(): JSX.Element {
  const page = createMemo(() => `${address().page}/${address().id}`)
  createEffect(() => {
    document.documentElement.lang = language() === 'zh-Hant' ? 'zh-Hant-HK' : language()
    document.title = `${titleOf(address().page)} · ${texts().product}`
  })
  createEffect(on(page, () => focusHeading(), { defer: true }))
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        {texts().skip}
      </a>
      <Head />
      <main id="main" tabindex="-1">
        <Show when={page()} keyed>
          <Switch fallback={<UnknownPage />}>
            <Match when={address().page === 'start'}>
              <StartPage />
            </Match>
            <Match when={address().page === 'desk'}>
              <DeskPage id={address().id} />
            </Match>
            <Match when={address().page === 'shipments'}>
              <ShipmentsPage />
            </Match>
            <Match when={address().page === 'shipment'}>
              <ShipmentPage id={address().id} />
            </Match>
          </Switch>
        </Show>
      </main>
      <footer class="foot">
        <p>{texts().footer}</p>
      </footer>
    </>
  )
}

function Head(): JSX.Element {
  const isHere = (page: Page): boolean => address().page === page || (page === 'shipments' && address().page === 'shipment')
  return (
    <header class="head">
      <a class="brand" href={pageAddress('start')}>
        <img src="./icon.svg" alt="" width="24" height="24" />
        <span>{texts().product}</span>
      </a>
      <nav aria-label={texts().pages.main}>
        <For each={['start', 'desk', 'shipments'] as const}>
          {(page) => (
            <a href={pageAddress(page)} aria-current={isHere(page) ? 'page' : undefined}>
              {texts().pages[page]}
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
    </header>
  )
}

function UnknownPage(): JSX.Element {
  return (
    <div class="page story">
      <h1 tabindex="-1">{texts().unknownPage}</h1>
      <p>
        <a href={pageAddress('start')}>{texts().toStart}</a>
      </p>
    </div>
  )
}

function titleOf(page: Page): string {
  const { pages, unknownPage, start } = texts()
  if (page === 'unknown') return unknownPage
  if (page === 'start') return start.title
  return page === 'desk' ? pages.desk : pages.shipments
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

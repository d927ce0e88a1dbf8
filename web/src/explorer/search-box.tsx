// The search of the Explorer: a field with a list below it, as the ARIA pattern of a combobox has it. Arrows choose, Enter goes.
import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import type { FigureBook } from '../../../src/domain/statistics/index.ts'
import { pageAddress } from '../address.ts'
import { language, texts } from '../language.ts'
import { searchIn, type Hit } from './find-in-figures.ts'
import { receiptAddress } from './number-link.tsx'

export function SearchBox(props: { readonly book: FigureBook }): JSX.Element {
  const [asked, setAsked] = createSignal('')
  const [at, setAt] = createSignal(-1)
  const [isOpen, setIsOpen] = createSignal(false)
  const hits = createMemo(() => searchIn(props.book, asked(), language()))
  const list = createUniqueId()
  const isShown = (): boolean => isOpen() && hits().length > 0
  const keys = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined && hits().length > 0) {
      event.preventDefault()
      setIsOpen(true)
      setAt((before) => (before < 0 && move < 0 ? hits().length - 1 : (before + move + hits().length) % hits().length))
      document.getElementById(`${list}-${at()}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Escape') {
      setIsOpen(false)
      setAt(-1)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const hit = hits()[Math.max(at(), 0)]
      if (hit !== undefined) location.hash = addressOf(hit)
    }
  }
  return (
    <div class="search">
      <label for={`${list}-field`}>{texts().explorer.search.label}</label>
      <div class="search-field">
        <input
          id={`${list}-field`}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={isShown()}
          aria-controls={`${list}-list`}
          aria-activedescendant={isShown() && at() >= 0 ? `${list}-${at()}` : undefined}
          aria-describedby={`${list}-help`}
          value={asked()}
          onInput={(event) => {
            setAsked(event.currentTarget.value)
            setIsOpen(true)
            setAt(-1)
          }}
          onFocus={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={keys}
        />
        <HitList id={list} hits={hits()} at={at()} isShown={isShown()} />
      </div>
      <p id={`${list}-help`} class="quiet small">
        {texts().explorer.search.help}
      </p>
      <p class="small" role="status">
        {asked().trim() === '' ? '' : hits().length === 0 ? texts().explorer.search.none : texts().explorer.search.count(hits().length)}
      </p>
    </div>
  )
}

function HitList(props: { readonly id: string; readonly hits: readonly Hit[]; readonly at: number; readonly isShown: boolean }): JSX.Element {
  return (
    <ul id={`${props.id}-list`} role="listbox" aria-label={texts().explorer.search.label} hidden={!props.isShown}>
      <For each={props.hits}>
        {(hit, index) => (
          // The pointer is pressed before the field loses the focus.
          <li id={`${props.id}-${index()}`} role="option" aria-selected={index() === props.at} onPointerDown={(event) => event.preventDefault()} onClick={() => (location.hash = addressOf(hit))}>
            <span class="hit-kind">{texts().explorer.search.kinds[hit.kind]}</span>
            <span>{hit.label}</span>
            <Show when={hit.note !== ''}>
              <span class="quiet small">{hit.note}</span>
            </Show>
          </li>
        )}
      </For>
    </ul>
  )
}

function addressOf(hit: Hit): string {
  switch (hit.kind) {
    case 'figure':
      return receiptAddress(hit.id)
    case 'measure':
    case 'code':
      return pageAddress('measure', hit.id)
    case 'place':
    case 'port':
    case 'scheme':
      return pageAddress('place', hit.id)
  }
}

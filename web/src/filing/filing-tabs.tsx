// What each customs will see: one tab per filing, its elements in tables with their official names and provenance marks.
// Between the values the arrow keys move; choosing one is part of the address.
import { createEffect, createMemo, Index, on, Show, type JSX } from 'solid-js'
import { address, choose } from '../address.ts'
import type { ElementView, FilingView, GroupView } from '../../../src/domain/declaration/index.ts'
import { languageOfValue, texts } from '../language.ts'
import { stepTo, Tabs } from '../parts/tabs.tsx'
import { ProvenanceMark } from './provenance-mark.tsx'
import { isBehind } from './uses.ts'

export function FilingTabs(props: { readonly filings: readonly FilingView[]; readonly between: JSX.Element }): JSX.Element {
  const chosen = (): FilingView | undefined => props.filings.find((filing) => filing.kind === address().filing) ?? props.filings[0]
  const tabs = (): readonly { readonly id: string; readonly label: JSX.Element }[] =>
    props.filings.map((filing) => ({ id: filing.kind, label: <span class="sentence">{filing.title}</span> }))
  return (
    <Tabs
      name="filing"
      label={texts().filings.tabs}
      tabs={tabs()}
      chosen={chosen()?.kind ?? ''}
      onChoose={(kind) => choose({ filing: kind, element: '' })}
    >
      {props.between}
      <Show when={chosen()}>{(filing) => <FilingTables filing={filing()} />}</Show>
    </Tabs>
  )
}

export function FilingTables(props: { readonly filing: FilingView }): JSX.Element {
  const first = (): string => props.filing.groups[0]?.elements[0]?.path ?? ''
  // One stop for the Tab key: the chosen value, else the first.
  const stop = createMemo(() => {
    const chosen = address().element
    return props.filing.groups.some((group) => group.elements.some((each) => each.path === chosen)) ? chosen : first()
  })
  const repeated = createMemo(() => new Set(props.filing.groups.filter((group) => group.index > 0).map((group) => group.group)))
  const isRepeated = (group: GroupView): boolean => repeated().has(group.group)
  createEffect(on(() => address().element, (chosen) => (chosen === '' ? undefined : queueMicrotask(() => bringRowIntoSight(chosen)))))
  return (
    <div class="filing" onKeyDown={moveBetweenValues}>
      <h3 class="printed-title">{props.filing.title}</h3>
      <p class="filing-note on-screen">
        <span class="quiet small">{texts().filings.keys}</span>
        <button type="button" class="minor" onClick={() => print()}>
          {texts().filings.print}
        </button>
      </p>
      <Index each={props.filing.groups}>
        {(group) => (
          <table class="elements">
            <caption>{isRepeated(group()) ? texts().filings.number(group().title, group().index + 1) : group().title}</caption>
            <thead>
              <tr>
                <th scope="col">{texts().filings.official}</th>
                <th scope="col">{texts().filings.value}</th>
                <th scope="col">{texts().filings.origin}</th>
              </tr>
            </thead>
            <tbody>
              <Index each={group().elements}>{(element) => <ElementRow element={element()} isStop={element().path === stop()} />}</Index>
            </tbody>
          </table>
        )}
      </Index>
    </div>
  )
}

function bringRowIntoSight(path: string): void {
  document.querySelector(`[data-element="${CSS.escape(path)}"]`)?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

function ElementRow(props: { readonly element: ElementView; readonly isStop: boolean }): JSX.Element {
  const isChosen = (): boolean => address().element === props.element.path
  const isUsing = (): boolean => {
    const { field } = address()
    return field !== '' && isBehind(field, props.element.origin)
  }
  return (
    <tr class={isChosen() ? 'chosen' : isUsing() ? 'using' : undefined}>
      <th scope="row">
        <span lang={languageOfValue(props.element.name)}>{props.element.name}</span>
        <Show when={props.element.element !== props.element.name}>
          <code>{props.element.element}</code>
        </Show>
      </th>
      <td>
        <button
          type="button"
          class="value"
          data-element={props.element.path}
          aria-pressed={isChosen()}
          tabindex={props.isStop ? 0 : -1}
          onClick={() => choose({ element: isChosen() ? '' : props.element.path, field: '' })}
        >
          <span lang={languageOfValue(props.element.value)}>{props.element.value}</span>
          <Show when={props.element.valueName}>{(name) => <span class="value-name">{name()}</span>}</Show>
        </button>
      </td>
      <td>
        <ProvenanceMark kind={props.element.origin.kind} />
      </td>
    </tr>
  )
}

function moveBetweenValues(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') return
  const values = [...event.currentTarget.querySelectorAll<HTMLElement>('button.value')]
  const at = values.indexOf(event.target as HTMLElement)
  const to = at < 0 ? undefined : stepTo(event.key, at, values.length)
  if (to === undefined) return
  event.preventDefault()
  values[to]?.focus()
}

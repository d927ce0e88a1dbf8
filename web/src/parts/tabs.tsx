// Tabs as the ARIA pattern has them: one stop for the Tab key, arrows between tabs, the panel labelled by its tab.
import { For, type JSX } from 'solid-js'

export interface Tab {
  readonly id: string
  readonly label: JSX.Element
}

interface TabsProps {
  /** Stands before the ids in the document; unique on the page. */
  readonly name: string
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly children: JSX.Element
}

export function Tabs(props: TabsProps): JSX.Element {
  const idOf = (id: string): string => `${props.name}-tab-${id}`
  const panelId = (): string => `${props.name}-panel`
  const move = (event: KeyboardEvent): void => {
    const at = props.tabs.findIndex((tab) => tab.id === props.chosen)
    const to = stepTo(event.key, at, props.tabs.length)
    const tab = to === undefined ? undefined : props.tabs[to]
    if (tab === undefined) return
    event.preventDefault()
    props.onChoose(tab.id)
    document.getElementById(idOf(tab.id))?.focus()
  }
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={props.label} onKeyDown={move}>
        <For each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={idOf(tab.id)}
              aria-selected={tab.id === props.chosen}
              aria-controls={panelId()}
              tabindex={tab.id === props.chosen ? 0 : -1}
              onClick={() => props.onChoose(tab.id)}
            >
              {tab.label}
            </button>
          )}
        </For>
      </div>
      <div class="tab-panel" role="tabpanel" id={panelId()} aria-labelledby={idOf(props.chosen)}>
        {props.children}
      </div>
    </div>
  )
}

/** Where a key leads in a row of that many; round at the ends. */
export function stepTo(key: string, at: number, length: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  if (key === 'ArrowRight' || key === 'ArrowDown') return (at + 1) % length
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (at - 1 + length) % length
  return undefined
}

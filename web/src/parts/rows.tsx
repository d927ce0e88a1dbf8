// A list whose rows stay when it is fetched again, each with what is new about it, so that focus and open forms stay.
import { createMemo, For, Show, type JSX } from 'solid-js'

export function Rows<Item>(props: { readonly each: readonly Item[]; readonly by: (item: Item) => string; readonly children: (item: () => Item) => JSX.Element }): JSX.Element {
  const byKey = createMemo(() => new Map(props.each.map((item) => [props.by(item), item])))
  return (
    <For each={[...byKey().keys()]}>
      {(key) => {
        const item = createMemo((before: Item | undefined) => byKey().get(key) ?? before)
        return <Show when={item()}>{(found) => props.children(found)}</Show>
      }}
    </For>
  )
}

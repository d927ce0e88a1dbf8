// The marks of provenance: one shape and one word each, the same on every page.
import { For, type JSX } from 'solid-js'
import type { OriginKind } from '../../../src/domain/declaration/index.ts'
import { texts } from '../language.ts'

export type MarkKind = OriginKind | 'simulated'

export const markKinds: readonly MarkKind[] = ['entered', 'profile', 'derived', 'translated', 'constant', 'assigned', 'received', 'simulated']

/** Outlines on a grid of 16 by 16. */
const shapes: Readonly<Record<MarkKind, string>> = {
  // A pen.
  entered: 'M3 13l.8-3.2L11 2.6l2.4 2.4-7.2 7.2z',
  // Head and shoulders.
  profile: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.4c.4-2.8 2.4-4 5-4s4.6 1.2 5 4',
  // Two lines that become one.
  derived: 'M2.5 3.5C6 3.5 6 8 9.5 8M2.5 12.5C6 12.5 6 8 9.5 8h4M11.3 5.6L13.7 8l-2.4 2.4',
  // There and back.
  translated: 'M2.5 5.5h10M10 3l2.7 2.5L10 8M13.5 10.5h-10M6 8l-2.7 2.5L6 13',
  // Equal, in a box.
  constant: 'M2.8 2.8h10.4v10.4H2.8zM5.5 6.6h5M5.5 9.4h5',
  // A stamp.
  assigned: 'M6 9.5V7.8A2.7 2.7 0 1 1 10 7.8v1.7M3.2 9.5h9.6v2.6H3.2zM3.2 14h9.6',
  // A letter.
  received: 'M2.5 3.8h11v8.4h-11zM2.5 4.3L8 8.6l5.5-4.3',
  // A broken ring.
  simulated: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 1 1 0-11',
}

export function ProvenanceMark(props: { readonly kind: MarkKind }): JSX.Element {
  return (
    <span class="mark">
      <svg viewBox="0 0 16 16" aria-hidden="true" class={props.kind === 'simulated' ? 'broken' : undefined}>
        <path d={shapes[props.kind]} />
      </svg>
      <span>{texts().marks.names[props.kind]}</span>
    </span>
  )
}

export function MarkLegend(): JSX.Element {
  return (
    <dl class="legend">
      <For each={markKinds}>
        {(kind) => (
          <div>
            <dt>
              <ProvenanceMark kind={kind} />
            </dt>
            <dd>{texts().marks.meanings[kind]}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}

// One picture of the flow: a shipment on the left, three customs on the right. Wide and narrow windows get their own
// drawing; the words under it say the same.
import { For, type JSX } from 'solid-js'
import { texts } from '../language.ts'

interface Shore {
  readonly name: string
  readonly note: string
}

export function FlowPicture(): JSX.Element {
  const shores = (): readonly Shore[] => {
    const { start } = texts()
    return [
      { name: start.flowMainland, note: start.flowMainlandNote },
      { name: start.flowHongKong, note: start.flowHongKongNote },
      { name: start.flowMacao, note: start.flowMacaoNote },
    ]
  }
  return (
    <figure class="flow">
      <WideFlow shores={shores()} />
      <NarrowFlow shores={shores()} />
      <figcaption>
        <strong>{texts().start.flowTitle}</strong> {texts().start.flowText}
      </figcaption>
    </figure>
  )
}

function WideFlow(props: { readonly shores: readonly Shore[] }): JSX.Element {
  const top = (index: number): number => 8 + index * 76
  return (
    <svg class="wide" viewBox="0 0 860 232" role="img" aria-label={texts().start.flowText}>
      <rect class="box" x="1" y="78" width="200" height="72" rx="6" />
      <text class="strong" x="101" y="110" text-anchor="middle">
        {texts().start.flowEntry}
      </text>
      <text class="soft" x="101" y="132" text-anchor="middle">
        {texts().start.flowEntryNote}
      </text>
      <path class="line" d="M201 114h200" />
      <text class="soft" x="301" y="102" text-anchor="middle">
        {texts().start.flowStep}
      </text>
      <For each={props.shores}>
        {(shore, index) => (
          <>
            <path class="line" d={`M401 114C470 114 440 ${top(index()) + 32} 520 ${top(index()) + 32}`} />
            <path class="head-of-line" d={`M513 ${top(index()) + 27}l9 5-9 5z`} />
            <rect class="box shore" x="524" y={top(index())} width="334" height="64" rx="6" />
            <text class="strong" x="542" y={top(index()) + 27}>
              {shore.name}
            </text>
            <text class="soft" x="542" y={top(index()) + 48}>
              {shore.note}
            </text>
          </>
        )}
      </For>
    </svg>
  )
}

function NarrowFlow(props: { readonly shores: readonly Shore[] }): JSX.Element {
  const top = (index: number): number => 132 + index * 74
  return (
    <svg class="narrow" viewBox="0 0 320 350" role="img" aria-label={texts().start.flowText}>
      <rect class="box" x="1" y="1" width="318" height="64" rx="6" />
      <text class="strong" x="160" y="28" text-anchor="middle">
        {texts().start.flowEntry}
      </text>
      <text class="soft" x="160" y="49" text-anchor="middle">
        {texts().start.flowEntryNote}
      </text>
      <path class="line" d="M16 65v248" />
      <text class="soft" x="34" y="104">
        {texts().start.flowStep}
      </text>
      <For each={props.shores}>
        {(shore, index) => (
          <>
            <path class="line" d={`M16 ${top(index()) + 32}h14`} />
            <path class="head-of-line" d={`M25 ${top(index()) + 27}l9 5-9 5z`} />
            <rect class="box shore" x="36" y={top(index())} width="283" height="64" rx="6" />
            <text class="strong" x="48" y={top(index()) + 27}>
              {shore.name}
            </text>
            <text class="soft" x="48" y={top(index()) + 48}>
              {shore.note}
            </text>
          </>
        )}
      </For>
    </svg>
  )
}

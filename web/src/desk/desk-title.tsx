// The head of a desk: the reference, whether it is a sample, where what is typed is kept, and what may be done with the draft.
import { Show, type JSX } from 'solid-js'
import type { KeptWhere } from '../draft/draft-keeper.ts'
import { formatMoment, texts } from '../language.ts'
import { Notice, SampleBadge } from '../parts/notices.tsx'
import type { Desk } from './desk-state.ts'

interface DeskTitleProps {
  readonly desk: Desk
  /** Stands where the shipment has no reference yet. */
  readonly untitled: string
  readonly children?: JSX.Element
}

export function DeskTitle(props: DeskTitleProps): JSX.Element {
  const value = (path: string): string | undefined => {
    const reading = props.desk.reading()
    return reading?.kind === 'read' ? reading.values.get(path) : undefined
  }
  let before = ''
  // While the text cannot be read the title stays.
  const title = (): string => (before = value('reference') ?? (props.desk.reading()?.kind === 'unreadable' && before !== '' ? before : props.untitled))
  return (
    <>
      <div class="desk-title">
        <h1 tabindex="-1">{title()}</h1>
        <Show when={value('isSample') === 'true'}>
          <SampleBadge />
        </Show>
        <KeptState desk={props.desk} />
        {props.children}
      </div>
      <Show when={props.desk.keeper.where() === 'unkept'}>
        <Notice kind="look" role="status">
          <p>{texts().desk.notKept}</p>
        </Notice>
      </Show>
      <Show when={props.desk.keptAtMs()}>{(when) => <p class="quiet small restored">{texts().desk.restored(formatMoment(when()))}</p>}</Show>
    </>
  )
}

/** Always there, so that nothing moves when it has something to say. */
function KeptState(props: { readonly desk: Desk }): JSX.Element {
  const where = (): KeptWhere => props.desk.keeper.where()
  return (
    <p class="kept small" data-where={where()}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={keptShapes[where()]} />
      </svg>
      {texts().kept[where()]}
    </p>
  )
}

/** A dot for in this browser, a tick for at the server, a clock for waiting. */
const keptShapes: Readonly<Record<KeptWhere, string>> = {
  nothing: '',
  unkept: '',
  typing: 'M3 8h10',
  here: 'M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z',
  server: 'M3 8.5l3.2 3.2L13 4.8',
  waiting: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.6',
}

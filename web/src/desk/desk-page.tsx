// The desk for a new shipment: a sample, a draft, or an empty one.
import { Show, type JSX } from 'solid-js'
import { DraftMenu } from '../drafts/draft-menu.tsx'
import { DeskTitle } from './desk-title.tsx'
import { createDesk } from './desk-state.ts'
import { DeskView } from './desk-view.tsx'
import { FilingBar } from './filing-bar.tsx'
import { named, texts } from '../language.ts'
import { principal } from '../session/session.ts'

export function DeskPage(props: { readonly id: string }): JSX.Element {
  const desk = createDesk({ id: props.id })
  return (
    <div class="page desk">
      <DeskTitle desk={desk} untitled={texts().desk.newTitle}>
        <Show when={(desk.text() ?? '').trim() !== ''}>
          <DraftMenu desk={desk} />
        </Show>
      </DeskTitle>
      <DeskView desk={desk} act={() => <FilingBar desk={desk} label={fileLabel(desk.counterpart())} action="shipment.file" />} />
    </div>
  )
}

/** With whom the organisation files this: all that are concerned, or those among them that it files with itself. */
function fileLabel(counterpart: 'hongkong' | 'macao' | 'other'): string {
  const own = principal()?.organisation.administrations ?? []
  const concerned = ['mainland', counterpart].filter((each) => own.includes(each))
  if (counterpart === 'other' || concerned.length !== 1) return texts().desk.file[counterpart]
  return texts().fileWith(named(texts().fileWithNames, concerned[0] ?? ''))
}

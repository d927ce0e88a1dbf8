// What may be done with the draft on the desk beside filing it: keep it as a template, begin again, remove it.
import { createSignal, Show, type JSX } from 'solid-js'
import { go } from '../address.ts'
import { purposeOf } from '../draft/draft-id.ts'
import type { Desk } from '../desk/desk-state.ts'
import { texts } from '../language.ts'
import { may } from '../session/session.ts'
import { removeDraftOf, saveTemplate } from './draft-shelf.ts'

export function DraftMenu(props: { readonly desk: Desk }): JSX.Element {
  const [said, setSaid] = createSignal('')
  const isDraft = (): boolean => purposeOf(props.desk.draftId()) !== undefined && props.desk.filing().kind !== 'filed'
  const sample = (): string | undefined => props.desk.keeper.draft()?.sample
  const template = async (): Promise<void> => {
    const isDone = await saveTemplate(props.desk.text() ?? '')
    setSaid(isDone ? texts().drafts.templateSaved : texts().drafts.failed)
  }
  const leave = async (to: 'drafts' | 'desk', id = ''): Promise<void> => {
    if (await removeDraftOf(props.desk)) go(to, id)
    else setSaid(texts().drafts.failed)
  }
  return (
    <div class="acts draft-menu">
      <Show when={may('draft.keep')}>
        <button type="button" class="minor" onClick={() => void template()}>
          {texts().drafts.saveTemplate}
        </button>
      </Show>
      {/* Always there and hidden: what comes and goes beside the text while somebody types would cut the browser's undo in two. */}
      <button type="button" class="minor" hidden={!isDraft() || sample() === undefined} onClick={() => void leave('desk', sample())}>
        {texts().desk.startAgain}
      </button>
      <button type="button" class="minor" hidden={!isDraft()} onClick={() => void leave('drafts')}>
        {texts().drafts.remove}
      </button>
      <span class="small" role="status">
        {said()}
      </span>
    </div>
  )
}

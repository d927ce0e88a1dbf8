// The receipt of a claim, over the story: what is stated, what is computed, what becomes of it, and the working.
import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import type { ClaimView } from '../../../../src/app/statistics/recompute.ts'
import type { StoryClaim } from '../../../../src/app/statistics/story.ts'
import type { Messages } from '../../../../src/base/message.ts'
import { judge, type FigureBook } from '../../../../src/domain/statistics/index.ts'
import { choose } from '../../address.ts'
import { texts } from '../../language.ts'
import { receiptAddress } from '../number-link.tsx'
import { recipeInWords, sayBest, sayBounds } from '../said.ts'
import { VerdictMark } from '../verdict-mark.tsx'
import { SourceList, WorkingTable } from '../working-table.tsx'

interface ClaimDialogProps {
  readonly claim: ClaimView
  readonly source: StoryClaim | undefined
  readonly book: FigureBook
  readonly messages: Messages
}

export function ClaimDialog(props: ClaimDialogProps): JSX.Element {
  const judgement = props.source === undefined ? undefined : judge(props.source, props.book.context)
  const estimate = judgement?.estimate
  const [dialog, setDialog] = createSignal<HTMLDialogElement>()
  const close = (): void => dialog()?.close()
  onMount(() => dialog()?.showModal())
  return (
    <dialog
      ref={setDialog}
      class="claim-dialog"
      aria-labelledby="claim-title"
      onClose={() => choose({ claim: '' })}
      // A press beside the panel closes it.
      onClick={(event) => {
        if (event.target === dialog()) close()
      }}
    >
      <div class="stack">
        <div class="dialog-head">
          <p class="quiet small">{props.claim.of === 'story' ? texts().stories.ofStory : texts().stories.ofArticle}</p>
          <button type="button" autofocus onClick={close}>
            {texts().stories.close}
          </button>
        </div>
        <h2 id="claim-title">{props.claim.printed === '' ? texts().stories.noNumber : props.claim.printed}</h2>
        <p>
          <VerdictMark verdict={props.claim.verdict} word={props.claim.verdictText} />
        </p>
        <For each={props.claim.reasons}>{({ reason }) => <p>{reason}</p>}</For>
        <Show when={props.claim.recipe !== ''} fallback={<p class="quiet">{texts().stories.noRecipe}</p>}>
          <dl class="facts">
            <Show when={estimate}>
              {(found) => (
                <div>
                  <dt>{texts().stories.computed}</dt>
                  <dd>
                    <strong>{sayBest(props.book, found().interval, found().unit)}</strong> <span class="quiet">({sayBounds(props.book, found().interval, found().unit)})</span>
                  </dd>
                </div>
              )}
            </Show>
            <div>
              <dt>{texts().explorer.receipt.recipe}</dt>
              <dd>
                {recipeInWords(props.book, props.claim.recipe)}
                <code class="block">{props.claim.recipe}</code>
              </dd>
            </div>
          </dl>
        </Show>
        <Show when={estimate}>
          {(found) => (
            <>
              <h3>{texts().explorer.receipt.working}</h3>
              <WorkingTable book={props.book} steps={found().steps} />
              <h3>{texts().explorer.receipt.sources}</h3>
              <SourceList book={props.book} inputs={found().inputs} />
            </>
          )}
        </Show>
        <Show when={props.claim.recipe !== ''}>
          <p>
            <a class="button" href={receiptAddress(props.claim.recipe)}>
              {texts().stories.fullReceipt}
            </a>
          </p>
        </Show>
      </div>
    </dialog>
  )
}

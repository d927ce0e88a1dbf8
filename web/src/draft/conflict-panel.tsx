// Two texts of one draft, side by side: what was typed here and what somebody else kept meanwhile. One is chosen to go on
// with, the other becomes a draft of its own, so nothing is lost either way.
import { createMemo, For, onMount, type JSX } from 'solid-js'
import { formatMoment, texts } from '../language.ts'
import type { DraftConflict } from './draft-keeper.ts'
import { lineDifferences, type DifferingLine } from './line-differences.ts'

export function ConflictPanel(props: { readonly conflict: DraftConflict; readonly onChoose: (choice: 'mine' | 'theirs') => void }): JSX.Element {
  const lines = createMemo(() => lineDifferences(props.conflict.mine, props.conflict.theirs.text))
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  return (
    <section class="panel conflict" role="alert" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabindex="-1" ref={(element) => (heading = element)}>
        {texts().conflict.title}
      </h2>
      <p>{texts().conflict.text(props.conflict.theirs.changedBy, formatMoment(props.conflict.theirs.changedAt))}</p>
      <div class="wide-table" role="region" tabindex="0" aria-label={texts().conflict.title}>
        <table class="versions">
          <thead>
            <tr>
              <th scope="col">{texts().conflict.mine}</th>
              <th scope="col">{texts().conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            <For each={lines()}>
              {(line) => (
                <tr>
                  <VersionCell line={line} side="mine" />
                  <VersionCell line={line} side="theirs" />
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <div class="acts">
        <button type="button" onClick={() => props.onChoose('mine')}>
          {texts().conflict.keepMine}
        </button>
        <button type="button" onClick={() => props.onChoose('theirs')}>
          {texts().conflict.takeTheirs}
        </button>
        <p class="quiet small">{texts().conflict.nothingLost}</p>
      </div>
    </section>
  )
}

function VersionCell(props: { readonly line: DifferingLine; readonly side: 'mine' | 'theirs' }): JSX.Element {
  const text = (): string | undefined => props.line[props.side]
  return (
    <td class={text() === undefined ? 'none' : undefined}>
      <code>{text() ?? texts().conflict.notThere}</code>
    </td>
  )
}

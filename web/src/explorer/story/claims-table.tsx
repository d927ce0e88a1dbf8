// The claims of a story one by one: as stated, as computed, what becomes of each and why.
import { createMemo, createUniqueId, For, type JSX } from 'solid-js'
import type { ClaimView } from '../../../../src/app/statistics/recompute.ts'
import { formatInteger, texts } from '../../language.ts'
import { VerdictMark } from '../verdict-mark.tsx'
import type { Block } from './story-text.ts'

interface ClaimsTableProps {
  readonly title: string
  readonly claims: readonly ClaimView[]
  readonly blocks: readonly Block[]
  readonly onOpen: (id: string) => void
  readonly isOpen: boolean
}

export function ClaimsTable(props: ClaimsTableProps): JSX.Element {
  const id = createUniqueId()
  const words = createMemo(() => wordsOf(props.blocks))
  return (
    <details class="unfolding claims" open={props.isOpen}>
      <summary>
        <h2 id={id}>
          {props.title} ({formatInteger(props.claims.length)})
        </h2>
      </summary>
      <div class="wide-table" tabindex="0" role="group" aria-labelledby={id}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{texts().stories.claim}</th>
              <th scope="col">{texts().stories.printed}</th>
              <th scope="col">{texts().stories.verdict}</th>
              <th scope="col">{texts().stories.why}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.claims}>
              {(claim) => (
                <tr>
                  <th scope="row">
                    <code>{claim.id}</code>
                  </th>
                  <td>
                    <button type="button" class="link" aria-haspopup="dialog" onClick={() => props.onOpen(claim.id)}>
                      {claim.printed === '' ? (words().get(claim.id) ?? texts().stories.noNumber) : claim.printed}
                      <span class="unseen">{` ${claim.id}`}</span>
                    </button>
                  </td>
                  <td class="whole">
                    <VerdictMark verdict={claim.verdict} word={claim.verdictText} />
                  </td>
                  <td>{claim.reasons[0]?.reason ?? ''}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** The words by which the text tells each claim. */
function wordsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const inlines = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.inlines : block.kind === 'list' ? block.items.flat() : []))
  return new Map(inlines.flatMap((inline) => (inline.kind === 'claim' ? [[inline.id, inline.text] as const] : [])))
}

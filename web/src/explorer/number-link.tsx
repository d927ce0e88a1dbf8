// A number that leads to its receipt; every number of the Explorer is one.
import { Show, type JSX } from 'solid-js'
import { address, pageAddress } from '../address.ts'
import { texts } from '../language.ts'

interface NumberLinkProps {
  readonly recipe: string
  /** What it is a number of, for those who hear the link alone. */
  readonly of: string
  /** The number as it is said; left out where there is none. */
  readonly value?: string | undefined
  readonly asOf?: string | undefined
}

export function receiptAddress(recipe: string, asOf = address().asOf): string {
  return pageAddress('figure', '', { recipe, asOf })
}

export function NumberLink(props: NumberLinkProps): JSX.Element {
  return (
    <Show
      when={props.value}
      fallback={
        <a class="figure-link gap" href={receiptAddress(props.recipe, props.asOf)} aria-label={texts().explorer.missingOf(props.of)}>
          {texts().explorer.missing}
        </a>
      }
    >
      {(value) => (
        <a class="figure-link" href={receiptAddress(props.recipe, props.asOf)} aria-label={texts().explorer.receiptOf(props.of, value())}>
          {value()}
        </a>
      )}
    </Show>
  )
}

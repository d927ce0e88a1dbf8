// Chooses the one measure of a place, or the one place of a measure, that a table shows; part of the address.
import { createUniqueId, For, type JSX } from 'solid-js'
import { step } from '../address.ts'
import { texts } from '../language.ts'

interface ChoiceFieldProps {
  readonly label: string
  readonly chosen: string
  readonly options: readonly { readonly id: string; readonly name: string; readonly count: number }[]
}

/** Stands in the address for all of them, where one is shown otherwise. */
export const allOfThem = 'all'

export function ChoiceField(props: ChoiceFieldProps): JSX.Element {
  const id = createUniqueId()
  return (
    <div class="choice-field on-screen">
      <label for={id}>{props.label}</label>
      <select id={id} onChange={(event) => step({ only: event.currentTarget.value })}>
        <option value={allOfThem} selected={props.chosen === allOfThem}>
          {texts().explorer.all}
        </option>
        <For each={props.options}>
          {(option) => (
            <option value={option.id} selected={option.id === props.chosen}>
              {`${option.name} (${option.count})`}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

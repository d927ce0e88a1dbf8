// Chooses a field by its name. A workbook has hundreds of columns and the form hundreds of fields: the choices of a column are
// put in when somebody comes to it.
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { FieldGroup } from './field-choices.ts'

interface FieldSelectProps {
  readonly name: string
  /** What stands there when nothing is chosen. */
  readonly none: string
  /** A path; empty for none. */
  readonly value: string
  readonly groups: readonly FieldGroup[]
  readonly labelOf: (path: string) => string
  readonly onChange: (path: string) => void
}

export function FieldSelect(props: FieldSelectProps): JSX.Element {
  const [isFilled, setIsFilled] = createSignal(false)
  const fill = (): void => void setIsFilled(true)
  const isOffered = (): boolean => isFilled() && props.groups.some(({ choices }) => choices.some(({ path }) => path === props.value))
  return (
    <select aria-label={props.name} onFocus={fill} onPointerDown={fill} onPointerEnter={fill} onChange={(event) => props.onChange(event.currentTarget.value)}>
      <option value="" selected={props.value === ''}>
        {props.none}
      </option>
      <Show when={props.value !== '' && !isOffered()}>
        <option value={props.value} selected>
          {props.labelOf(props.value)}
        </option>
      </Show>
      <Show when={isFilled()}>
        <For each={props.groups}>
          {(group) => (
            <optgroup label={group.title}>
              <For each={group.choices}>
                {(choice) => (
                  <option value={choice.path} selected={choice.path === props.value}>
                    {choice.label}
                  </option>
                )}
              </For>
            </optgroup>
          )}
        </For>
      </Show>
    </select>
  )
}

// Values of every shipment in the file that no column says. Direction and other side are asked for where no column has them:
// without them nothing can be read.
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { FormField } from '../api/reading.ts'
import { named, texts } from '../language.ts'
import { labelIn, type FieldChoice, type FieldGroup } from './field-choices.ts'
import { FieldSelect } from './field-select.tsx'
import type { MappingDraft } from './mapping-draft.ts'

const asked = ['direction', 'counterpart'] as const

interface ConstantsProps {
  readonly draft: MappingDraft
  readonly groups: readonly FieldGroup[]
  readonly isChangeable: boolean
}

export function ConstantsPart(props: ConstantsProps): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['columns'] => texts().imports.columns
  const paths = createMemo(() => [...new Set([...asked.filter((path) => props.isChangeable && !props.draft.isSaid(path)), ...props.draft.constants().map(([path]) => path)])])
  /** Fields of the whole shipment that nothing says yet; what is chosen goes from the list, which shows nothing again. */
  const groups = createMemo(() =>
    props.groups
      .map(({ title, choices }) => ({ title, choices: choices.filter(({ path }) => !path.startsWith('#') && !path.startsWith('lines[') && !props.draft.isSaid(path) && !paths().includes(path)) }))
      .filter(({ choices }) => choices.length > 0),
  )
  const valueOf = (path: string): string => props.draft.constants().find(([each]) => each === path)?.[1] ?? ''
  const fieldOf = (path: string): FormField | undefined => choiceOf(props.groups, path)?.field
  const add = (path: string): void => {
    if (path !== '' && !paths().includes(path)) props.draft.setConstant(path, '')
  }
  return (
    <Show when={props.isChangeable || paths().length > 0}>
      <section class="stack" aria-labelledby="constants-title">
        <h3 id="constants-title">{words().constants}</h3>
        <Show when={props.isChangeable}>
          <p class="quiet">{words().constantsText}</p>
        </Show>
        <For each={paths()}>
          {(path) => (
            <div class="constant">
              <label for={`constant-${path}`}>{labelIn(props.groups, path)}</label>
              <Show when={props.isChangeable} fallback={<span>{valueOf(path)}</span>}>
                <ConstantValue id={`constant-${path}`} field={fieldOf(path)} value={valueOf(path)} onChange={(value) => props.draft.setConstant(path, value)} />
                <Show when={!asked.some((each) => each === path)}>
                  <button type="button" class="minor" onClick={() => props.draft.dropConstant(path)}>
                    {words().dropConstant(labelIn(props.groups, path))}
                  </button>
                </Show>
              </Show>
            </div>
          )}
        </For>
        <Show when={props.isChangeable}>
          <div class="constant">
            <span aria-hidden="true">{words().addConstant}</span>
            <FieldSelect name={words().addConstant} none={texts().desk.notSaid} value="" groups={groups()} labelOf={(path) => path} onChange={add} />
          </div>
        </Show>
      </section>
    </Show>
  )
}

function choiceOf(groups: readonly FieldGroup[], path: string): FieldChoice | undefined {
  return groups.flatMap(({ choices }) => choices).find((each) => each.path === path)
}

function ConstantValue(props: { readonly id: string; readonly field: FormField | undefined; readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const options = (): readonly (readonly [string, string])[] => {
    if (props.field?.kind === 'flag') return [['true', texts().desk.yes], ['false', texts().desk.no]]
    return (props.field?.options ?? []).map((option) => [option, named(texts().choices, option)])
  }
  return (
    <Show when={options().length > 0} fallback={<input id={props.id} autocomplete="off" value={props.value} onInput={(event) => props.onChange(event.currentTarget.value)} />}>
      <select id={props.id} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="" selected={props.value === ''}>
          {texts().desk.notSaid}
        </option>
        <For each={options()}>
          {([code, name]) => (
            <option value={code} selected={props.value === code}>
              {name}
            </option>
          )}
        </For>
      </select>
    </Show>
  )
}

// One field of the form: its control by kind, help, the issues that speak about it, and the profile's value behind it.
import { createMemo, For, Match, Show, Switch, type JSX } from 'solid-js'
import { address, choose } from '../address.ts'
import type { CodeList, FormField } from '../api/reading.ts'
import { ProvenanceMark } from '../filing/provenance-mark.tsx'
import { named, texts } from '../language.ts'
import type { FormContext } from './form-context.ts'

interface FieldProps {
  readonly field: FormField
  /** The field's label, shortened where the group above says the rest. */
  readonly label: string
  /** Concrete path, `lines[0].unit`. */
  readonly path: string
  readonly context: FormContext
}

export function fieldId(path: string): string {
  return `field-${path}`
}

export function FieldRow(props: FieldProps): JSX.Element {
  const value = createMemo(() => props.context.values().get(props.path) ?? '')
  const issues = createMemo(() => props.context.issues().filter((each) => each.path === props.path))
  const set = (next: string): void => {
    props.context.touch(props.path)
    props.context.setValue(props.path, next)
  }
  const shared = (): ControlProps => ({
    ...props,
    value: value(),
    set,
    describedBy: `${fieldId(props.path)}-help`,
    isInvalid: issues().some((each) => each.severity === 'error'),
  })
  return (
    <div class="field" classList={{ chosen: address().field === props.path || props.context.marked().includes(props.path) }}>
      <label for={fieldId(props.path)}>{props.label}</label>
      <Switch fallback={<TextControl {...shared()} />}>
        <Match when={props.field.kind === 'flag'}>
          <SelectControl {...shared()} options={flagOptions()} />
        </Match>
        <Match when={props.field.kind === 'choice'}>
          <SelectControl {...shared()} options={choiceOptions(props.field)} />
        </Match>
        <Match when={props.field.kind === 'code'}>
          <CodeControl {...shared()} list={props.field.list ?? ''} />
        </Match>
      </Switch>
      <p class="help" id={`${fieldId(props.path)}-help`}>
        <Show when={value() !== '' && props.context.givenBy(props.path)}>
          {(from) => (
            <span class="given">
              <ProvenanceMark kind={props.context.touched().has(props.path) ? 'entered' : from() === 'sender' ? 'received' : 'profile'} />
            </span>
          )}
        </Show>
        <HelpText {...props} value={value()} />
        <For each={issues()}>
          {(each) => (
            <span class={each.severity === 'error' ? 'field-issue alarm' : 'field-issue look'}>
              {each.severity === 'error' ? texts().issues.error : texts().issues.warning}
              {texts().colon}
              {each.reason}
            </span>
          )}
        </For>
      </p>
    </div>
  )
}

interface ControlProps extends FieldProps {
  readonly value: string
  readonly set: (value: string) => void
  readonly describedBy: string
  readonly isInvalid: boolean
}

function TextControl(props: ControlProps): JSX.Element {
  const isNumber = (): boolean => props.field.kind === 'decimal' || props.field.kind === 'integer'
  return (
    <input
      id={fieldId(props.path)}
      class={isNumber() ? 'number' : undefined}
      inputmode={props.field.kind === 'decimal' ? 'decimal' : props.field.kind === 'integer' ? 'numeric' : undefined}
      value={props.value}
      placeholder={props.context.profileValue(props.path)}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      autocomplete="off"
      onFocus={() => choose({ field: props.path, element: '' })}
      onInput={(event) => props.set(event.currentTarget.value)}
    />
  )
}

function SelectControl(props: ControlProps & { readonly options: readonly (readonly [string, string])[] }): JSX.Element {
  const isKnown = (): boolean => props.value === '' || props.options.some(([code]) => code === props.value)
  return (
    <select
      id={fieldId(props.path)}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      onFocus={() => choose({ field: props.path, element: '' })}
      onChange={(event) => props.set(event.currentTarget.value)}
    >
      <option value="" selected={props.value === ''}>
        {texts().desk.notSaid}
      </option>
      <Show when={!isKnown()}>
        <option value={props.value} selected>
          {props.value}
        </option>
      </Show>
      <For each={props.options}>
        {([code, name]) => (
          <option value={code} selected={props.value === code}>
            {name}
          </option>
        )}
      </For>
    </select>
  )
}

/** Any code may be typed; the list helps to find it by a part of the code or the name. */
function CodeControl(props: ControlProps & { readonly list: string }): JSX.Element {
  const want = (): void => {
    props.context.codes.want(props.list)
    choose({ field: props.path, element: '' })
  }
  return (
    <input
      id={fieldId(props.path)}
      list={props.context.codes.found(props.list) === undefined ? undefined : dataListId(props.list)}
      value={props.value}
      aria-describedby={props.describedBy}
      aria-invalid={props.isInvalid}
      autocomplete="off"
      onFocus={want}
      onInput={(event) => props.set(event.currentTarget.value)}
    />
  )
}

export function dataListId(list: string): string {
  return `codes-${list}`
}

export function CodeDataList(props: { readonly list: CodeList }): JSX.Element {
  return (
    <datalist id={dataListId(props.list.list)}>
      <For each={props.list.entries}>{({ code, name }) => <option value={code}>{`${code} ${name}`}</option>}</For>
    </datalist>
  )
}

function HelpText(props: FieldProps & { readonly value: string }): JSX.Element {
  const isFromProfile = (): boolean => props.value === '' && props.context.profileValue(props.path) !== undefined
  return (
    <Switch fallback={<span class="hint">{helpOf(props.field)}</span>}>
      <Match when={isFromProfile()}>
        <ProvenanceMark kind="profile" />
      </Match>
      <Match when={props.field.kind === 'code' && props.value !== ''}>
        <CodeHelp {...props} list={props.field.list ?? ''} />
      </Match>
    </Switch>
  )
}

/** The name of the code, or that the list does not have it. */
function CodeHelp(props: FieldProps & { readonly value: string; readonly list: string }): JSX.Element {
  const text = createMemo(() => {
    const filed = props.context.codeName(props.path)
    if (filed !== undefined) return filed
    const list = props.context.codes.found(props.list)
    if (list === undefined) return ''
    const entry = list.entries.find((each) => each.code === props.value)
    if (entry !== undefined) return entry.name
    return list.isComplete ? texts().desk.notOfList(list.list) : texts().desk.listIncomplete
  })
  return <>{text()}</>
}

function helpOf(field: FormField): string {
  const help = texts().desk
  if (field.kind === 'code') return help.helpCode
  if (field.kind === 'decimal') return help.helpDecimals(field.decimals ?? 0)
  if (field.kind === 'integer') return help.helpInteger
  if (field.kind === 'date') return help.helpDate
  if (field.kind === 'instant') return help.helpInstant
  return field.kind === 'text' && field.maxLength !== undefined ? help.helpMaxLength(field.maxLength) : ''
}

function flagOptions(): readonly (readonly [string, string])[] {
  return [
    ['true', texts().desk.yes],
    ['false', texts().desk.no],
  ]
}

function choiceOptions(field: FormField): readonly (readonly [string, string])[] {
  const { desk, choices } = texts()
  const names = { ...choices, yes: desk.yes, no: desk.no, blank: desk.blank }
  return (field.options ?? []).map((option) => [option, named(names, option)])
}

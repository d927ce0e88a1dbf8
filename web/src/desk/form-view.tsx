// The shipment as a form, made from the server's table of fields: sections that fold, lists whose items come and go,
// saved profiles for the parties. It shows the fields that have a value, those with an issue and those just touched; all
// of them on request.
import { createEffect, createMemo, createSignal, For, Index, Show, untrack, type JSX } from 'solid-js'
import type { FormField } from '../api/reading.ts'
import { named, texts } from '../language.ts'
import type { FormContext } from './form-context.ts'
import { CodeDataList, FieldRow } from './form-field.tsx'
import { formTree, isList, isWithin, under, type FormNode } from './form-tree.ts'

export function FormView(props: { readonly fields: readonly FormField[]; readonly context: FormContext }): JSX.Element {
  const tree = createMemo(() => formTree(props.fields))
  const lists = createMemo(() => [...new Set(props.fields.flatMap((field) => field.list ?? []))])
  return (
    <div class="form">
      <Section node={{ pattern: '', fields: tree().fields, children: [] }} path="" context={props.context} isOpen />
      <For each={tree().children}>
        {(child) => (
          <Show when={isList(child.pattern)} fallback={<Section node={child} path={child.pattern} context={props.context} isOpen={false} />}>
            <ListSection node={child} parent="" parentPath="" context={props.context} />
          </Show>
        )}
      </For>
      <For each={lists()}>
        {(list) => <Show when={props.context.codes.found(list)}>{(found) => <CodeDataList list={found()} />}</Show>}
      </For>
    </div>
  )
}

/** On a narrow window the lines begin folded, so that what customs will see is not far. */
const isWide = matchMedia('(min-width: 60rem)').matches
/** Longer lists begin folded. */
const mostOpen = 5

interface SectionProps {
  readonly node: FormNode
  readonly path: string
  readonly context: FormContext
  readonly isOpen: boolean
}

export function nameOf(pattern: string): string {
  return named(texts().sections, pattern === '' ? 'general' : pattern)
}

function Section(props: SectionProps): JSX.Element {
  const filled = (): number =>
    props.path === '' ? props.node.fields.filter((field) => (props.context.values().get(field.path) ?? '') !== '').length : props.context.filled(props.path)
  return (
    <Fold name={nameOf(props.node.pattern)} path={props.path} filled={filled()} all={fieldsIn(props.node)} isOpen={props.isOpen} context={props.context}>
      <Branch node={props.node} path={props.path} context={props.context} />
    </Fold>
  )
}

interface FoldProps {
  readonly name: string
  readonly path: string
  readonly filled: number
  readonly all: number
  readonly isOpen: boolean
  readonly context: FormContext
  readonly children: JSX.Element
}

/** A section that folds; what is folded is not made, so that a thousand lines cost no more than their heads. */
function Fold(props: FoldProps): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(untrack(() => props.isOpen))
  createEffect(() => {
    if (isWithin(props.context.revealed(), props.path)) setIsOpen(true)
  })
  return (
    <details class="section" open={isOpen()} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <span class="section-name">{props.name}</span>
        <span class="quiet small">{texts().desk.filled(props.filled, props.all)}</span>
      </summary>
      <Show when={isOpen()}>
        <div class="section-body">{props.children}</div>
      </Show>
    </details>
  )
}

function fieldsIn(node: FormNode): number {
  return node.fields.length + node.children.reduce((sum, child) => sum + fieldsIn(child), 0)
}

/** The fields of a branch, then its branches as groups of fields and its lists. */
function Branch(props: { readonly node: FormNode; readonly path: string; readonly context: FormContext }): JSX.Element {
  const pathOf = (field: FormField): string => under(props.node.pattern, props.path, field.path)
  const shown = createMemo(() => props.node.fields.filter((field) => isShown(pathOf(field), props.context)))
  return (
    <>
      <Show when={/^parties\.\w+$/.test(props.node.pattern)}>
        <ProfileRow path={`${props.path}.profile`} context={props.context} />
      </Show>
      <div class="fields">
        <For each={shown()}>{(field) => <FieldRow field={field} label={labelWithin(field.label, nameOf(props.node.pattern))} path={pathOf(field)} context={props.context} />}</For>
      </div>
      <For each={props.node.children}>
        {(child) => (
          <Show
            when={isList(child.pattern)}
            fallback={<Group node={child} path={under(props.node.pattern, props.path, child.pattern)} context={props.context} />}
          >
            <ListSection node={child} parent={props.node.pattern} parentPath={props.path} context={props.context} />
          </Show>
        )}
      </For>
    </>
  )
}

/** `Carrier: code` is `Code` in the group `Carrier`. */
function labelWithin(label: string, group: string): string {
  if (!label.startsWith(`${group}: `)) return label
  const rest = label.slice(group.length + 2)
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

function isShown(path: string, { onlyFilled, values, issues, touched, marked, profileValue }: FormContext): boolean {
  if (!onlyFilled() || (values().get(path) ?? '') !== '' || touched().has(path) || marked().includes(path)) return true
  return profileValue(path) !== undefined || issues().some((each) => each.path === path)
}

function Group(props: { readonly node: FormNode; readonly path: string; readonly context: FormContext }): JSX.Element {
  const isWanted = (): boolean =>
    !props.context.onlyFilled() ||
    props.context.filled(props.path) > 0 ||
    props.node.fields.some((field) => isShown(under(props.node.pattern, props.path, field.path), props.context))
  return (
    <Show when={isWanted()}>
      <fieldset>
        <legend>{nameOf(props.node.pattern)}</legend>
        <Branch node={props.node} path={props.path} context={props.context} />
      </fieldset>
    </Show>
  )
}

interface ListProps {
  readonly node: FormNode
  readonly parent: string
  readonly parentPath: string
  readonly context: FormContext
}

/** The items that the text has, and one more that is still empty once somebody asked for it. */
function ListSection(props: ListProps): JSX.Element {
  const list = (): string => under(props.parent, props.parentPath, props.node.pattern).slice(0, -2)
  const length = (): number => props.context.lengths().get(list()) ?? 0
  const [opened, setOpened] = createSignal<number>()
  const count = (): number => (opened() === length() ? length() + 1 : length())
  const indexes = createMemo(() => Array.from({ length: count() }, (_, index) => index))
  const name = (): string => nameOf(props.node.pattern)
  const itemPath = (index: number): string => `${list()}[${index}]`
  // An item that is not in the text yet shows all its fields.
  const contextOf = (index: number): FormContext => (index < length() ? props.context : { ...props.context, onlyFilled: () => false })
  const isTop = (): boolean => props.parent === ''
  const remove = (index: number): void => {
    setOpened()
    if (index < length()) props.context.removeItem(itemPath(index))
  }
  return (
    <Show when={isTop() || !props.context.onlyFilled() || count() > 0}>
      <div classList={{ 'list-section': true, top: isTop() }}>
        <Index each={indexes()}>
          {(index) => (
            <Fold
              name={texts().desk.item(name(), index() + 1)}
              path={itemPath(index())}
              filled={props.context.filled(itemPath(index()))}
              all={fieldsIn(props.node)}
              isOpen={(isWide && length() <= mostOpen) || index() >= length()}
              context={props.context}
            >
              <Branch node={props.node} path={itemPath(index())} context={contextOf(index())} />
              <button type="button" class="minor" onClick={() => remove(index())}>
                {texts().desk.removeItem(texts().desk.item(name(), index() + 1))}
              </button>
            </Fold>
          )}
        </Index>
        <button type="button" class="minor" onClick={() => setOpened(length())}>
          {texts().desk.addItem(name())}
        </button>
      </div>
    </Show>
  )
}

function ProfileRow(props: { readonly path: string; readonly context: FormContext }): JSX.Element {
  const value = (): string => props.context.values().get(props.path) ?? ''
  const isWanted = (): boolean => value() !== '' || (!props.context.onlyFilled() && props.context.profiles().length > 0)
  return (
    <Show when={isWanted()}>
      <div class="field">
        <label for={`field-${props.path}`}>{texts().desk.profile}</label>
        <select id={`field-${props.path}`} onChange={(event) => props.context.setValue(props.path, event.currentTarget.value)}>
          <option value="" selected={value() === ''}>
            {texts().desk.noProfile}
          </option>
          <For each={props.context.profiles()}>
            {(profile) => (
              <option value={profile.name} selected={value() === profile.name}>
                {profile.name}
              </option>
            )}
          </For>
        </select>
      </div>
    </Show>
  )
}

// The columns of a workbook, sheet by sheet: what each is thought or said to be, with examples of its values, to be mended and
// saved; and the values that no column says.
import { createMemo, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { putMapping, type Import, type ImportColumn, type ImportSheet } from '../api/imports.ts'
import { formatInteger, language, languageOfValue, texts } from '../language.ts'
import { getForm } from '../offline/form-source.ts'
import { ActOutcome, createAct } from '../settings/act.tsx'
import { ConstantsPart } from './constants-part.tsx'
import { fieldGroups, labelIn, type FieldGroup } from './field-choices.ts'
import { FieldSelect } from './field-select.tsx'
import { draftMapping, type MappingDraft } from './mapping-draft.ts'

/** Of columns that say themselves what they are, this many stand there unfolded. */
const mostOpen = 8

interface ColumnsProps {
  readonly of: Import
  readonly onSaved: (value: Import) => void
}

interface NumberedSheet extends ImportSheet {
  readonly index: number
}

export function ColumnsPanel(props: ColumnsProps): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(props.of.state === 'mapping')
  const all = (): number => props.of.sheets.reduce((sum, { columns }) => sum + columns.length, 0)
  const draft = draftMapping(props.of)
  return (
    <section aria-labelledby="columns-title">
      <details class="panel unfolding" open={isOpen()} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <h2 id="columns-title">{texts().imports.columns.title}</h2>{' '}
          <span class="quiet">{texts().imports.columns.read(formatInteger(draft.readCount()), formatInteger(all()))}</span>
        </summary>
        <Show when={isOpen()}>
          <Columns {...props} draft={draft} />
        </Show>
      </details>
    </section>
  )
}

function Columns(props: ColumnsProps & { readonly draft: MappingDraft }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['columns'] => texts().imports.columns
  const act = createAct()
  const [form] = createResource(language, getForm)
  const groups = createMemo(() => {
    const answer = form.latest
    return fieldGroups(answer?.kind === 'done' ? answer.value.fields : [], language())
  })
  const isChangeable = (): boolean => props.of.state === 'mapping' || props.of.state === 'judged'
  const numbered = createMemo((): readonly NumberedSheet[] => props.of.sheets.map((sheet, index) => ({ ...sheet, index })))
  const shown = (): readonly NumberedSheet[] => numbered().filter(({ columns, isHidden }) => columns.length > 0 && !isHidden)
  const namesOf = (chosen: (sheet: ImportSheet) => boolean): string => props.of.sheets.filter(chosen).map(({ name }) => name).join(', ')
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const mapping = props.draft.mapping()
    if (mapping === undefined) return act.say(words().numbers)
    await act.run(
      () => putMapping(props.of.id, mapping, language()),
      (value) => {
        props.onSaved(value)
        return words().saved
      },
    )
  }
  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <p>{words().mappedBy[props.of.mappedBy]}</p>
      <For each={shown()}>{(sheet) => <SheetColumns sheet={sheet} draft={props.draft} groups={groups()} isChangeable={isChangeable()} />}</For>
      <Show when={namesOf(({ columns, isHidden }) => columns.length === 0 && !isHidden)}>{(names) => <p class="quiet small">{words().notRead(names())}</p>}</Show>
      <Show when={namesOf(({ isHidden }) => isHidden)}>{(names) => <p class="quiet small">{words().hidden(names())}</p>}</Show>
      <ConstantsPart draft={props.draft} groups={groups()} isChangeable={isChangeable()} />
      <Show when={isChangeable()}>
        <p class="quiet">{words().remembers}</p>
        <div>
          <button type="submit" class={props.of.state === 'mapping' ? 'main' : undefined} aria-disabled={act.isBusy()}>
            {words().save}
          </button>
        </div>
        <ActOutcome act={act} whole={texts().imports.whole} away={texts().imports.away} />
      </Show>
    </form>
  )
}

interface SheetProps {
  readonly sheet: NumberedSheet
  readonly draft: MappingDraft
  readonly groups: readonly FieldGroup[]
  readonly isChangeable: boolean
}

function SheetColumns(props: SheetProps): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['columns'] => texts().imports.columns
  const id = `first-row-${props.sheet.index}`
  // As it was read: a row stays where it is while somebody works on it.
  const isKnown = ({ ground }: ImportColumn): boolean => ground === 'path' || ground === 'name'
  const known = (): readonly ImportColumn[] => props.sheet.columns.filter(isKnown)
  const unsure = (): readonly ImportColumn[] => props.sheet.columns.filter((column) => !isKnown(column))
  return (
    <section class="stack" aria-labelledby={`sheet-${props.sheet.index}`}>
      <div class="shelf-head">
        <h3 id={`sheet-${props.sheet.index}`}>
          {words().sheet(props.sheet.name)} <span class="count-of">{words().sheetRows(props.sheet.rows, formatInteger(props.sheet.rows))}</span>
        </h3>
        <Show when={props.isChangeable}>
          <div class="first-row">
            <label for={id}>{words().firstRow}</label>
            <input id={id} class="number" inputmode="numeric" autocomplete="off" value={props.draft.firstRowOf(props.sheet.index)} onInput={(event) => props.draft.setFirstRow(props.sheet.index, event.currentTarget.value)} />
          </div>
        </Show>
      </div>
      <Show when={unsure().length > 0}>
        <ColumnTable {...props} columns={unsure()} title={words().sheet(props.sheet.name)} />
      </Show>
      <Show when={known().length > 0}>
        <details open={known().length <= mostOpen}>
          <summary>{words().known(known().length, formatInteger(known().length))}</summary>
          <ColumnTable {...props} columns={known()} title={words().sheet(props.sheet.name)} />
        </details>
      </Show>
    </section>
  )
}

function ColumnTable(props: SheetProps & { readonly columns: readonly ImportColumn[]; readonly title: string }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['columns'] => texts().imports.columns
  return (
    <table class="stacks import-columns">
      <caption class="unseen">{props.title}</caption>
      <thead>
        <tr>
          <For each={['column', 'head', 'examples', 'meaning'] as const}>{(each) => <th scope="col">{words()[each]}</th>}</For>
        </tr>
      </thead>
      <tbody>
        <For each={props.columns}>{(column) => <ColumnRow {...props} column={column} />}</For>
      </tbody>
    </table>
  )
}

function ColumnRow(props: SheetProps & { readonly column: ImportColumn }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['columns'] => texts().imports.columns
  const path = (): string => props.draft.pathOf(props.sheet.index, props.column.column)
  const head = (): string => props.column.head || words().noHead
  const label = (each: string): string => {
    const name = labelIn(props.groups, each)
    return name === each && each === props.column.path ? props.column.label : name
  }
  return (
    <tr classList={{ unread: path() === '' }}>
      <th scope="row" data-name={words().column}>
        {props.column.column}
      </th>
      <td>
        <span class="head-of" lang={languageOfValue(props.column.head)}>
          {head()}
        </span>
      </td>
      <td class="examples">
        <ul aria-label={words().examples}>
          <For each={[...new Set(props.column.examples)]}>
            {(example) => (
              <li lang={languageOfValue(example)}>
                <span>{example}</span>
              </li>
            )}
          </For>
        </ul>
      </td>
      <td>
        <Show when={props.isChangeable} fallback={path() === '' ? words().nothing : label(path())}>
          <FieldSelect
            name={`${words().meaning}${texts().colon}${props.column.column} ${head()}`}
            none={words().nothing}
            value={path()}
            groups={props.groups}
            labelOf={label}
            onChange={(to) => props.draft.setPath(props.sheet.index, props.column.column, to)}
          />
        </Show>
        <Show when={props.column.ground === 'values' && path() === props.column.path}>
          <span class="quiet small block">{words().byValues}</span>
        </Show>
      </td>
    </tr>
  )
}

// A measure: its figures in every place, and the goods that it counts by which definition.
import { createMemo, For, Show, type JSX } from 'solid-js'
import { dateIn, instant } from '../../../src/base/instant.ts'
import { breaksOf, differenceOf, type Definition, type FigureBook, type Measure } from '../../../src/domain/statistics/index.ts'
import { address } from '../address.ts'
import { language, named, texts } from '../language.ts'
import { AsOfField } from './as-of-field.tsx'
import { rowsOf } from './cell-rows.ts'
import { CellTable } from './cell-table.tsx'
import { allOfThem, ChoiceField } from './choice-field.tsx'
import type { Figures } from './figures.ts'
import { dotted } from './find-in-figures.ts'
import { MemberMatrix } from './member-matrix.tsx'
import { counted, NothingHere } from './place-page.tsx'
import { asTitle, nameOfMeasure, nameOfPlace } from './said.ts'
import { WithFigures } from './with-figures.tsx'

export function MeasurePage(props: { readonly id: string }): JSX.Element {
  return (
    <WithFigures part="explorer" title={props.id} fetch={() => Promise.resolve()}>
      {(figures) => (
        <Show when={figures.bookAsOf('').measures.get(props.id)} fallback={<NothingHere title={texts().explorer.unknownMeasure(props.id)} />}>
          {(measure) => <MeasureView figures={figures} measure={measure()} />}
        </Show>
      )}
    </WithFigures>
  )
}

function MeasureView(props: { readonly figures: Figures; readonly measure: Measure }): JSX.Element {
  const book = createMemo(() => props.figures.bookAsOf(address().asOf))
  const all = (): FigureBook => props.figures.bookAsOf('')
  const base = (): Measure => all().measures.get(props.measure.growthOf ?? '') ?? props.measure
  const rows = createMemo(() => rowsOf(book(), all(), { measure: base().id }))
  const options = createMemo(() => counted(rowsOf(all(), all(), { measure: base().id }), (row) => row.place).map(({ item, count }) => ({ id: item.id, name: nameOfPlace(all(), item.id), count })))
  const chosen = (): string => options().find(({ id }) => id === address().only)?.id ?? allOfThem
  const shown = createMemo(() => (chosen() === allOfThem ? rows() : rows().filter((row) => row.place.id === chosen())))
  const caption = (): string => [nameOfMeasure(all(), base().id), ...(chosen() === allOfThem ? [] : [nameOfPlace(all(), chosen())])].join(' · ')
  const groups = () => [...all().places.values()].filter(({ kind, id }) => kind === 'group' && (chosen() === allOfThem || chosen() === id))
  const definition = (): Definition | undefined => all().definitions.get(base().definition ?? '')
  return (
    <>
      <h1 tabindex="-1">{asTitle(nameOfMeasure(all(), base().id))}</h1>
      <p class="quiet">
        {texts().explorer.measureKinds[base().kind]} · {base().unit.label[language()]} · <code>{base().id}</code>
      </p>
      <div class="controls">
        <ChoiceField label={texts().explorer.only.place} chosen={chosen()} options={options()} />
        <AsOfField book={all()} />
      </div>
      <CellTable book={book()} all={all()} rows={shown()} by={chosen() === allOfThem ? 'place' : undefined} caption={asTitle(caption())} file={`${base().id}-${chosen()}.csv`} />
      <For each={groups()}>{(place) => <MemberMatrix book={book()} measure={base()} place={place} />}</For>
      <Show when={definition()} keyed>
        {(found: Definition) => <DefinitionPart definition={found} others={[...all().definitions.values()].filter(({ id }) => id !== found.id)} />}
      </Show>
    </>
  )
}

function DefinitionPart(props: { readonly definition: Definition; readonly others: readonly Definition[] }): JSX.Element {
  const today = dateIn('Asia/Shanghai', instant(Date.now()))
  const codes = (list: readonly string[]): string => list.map(dotted).join(', ')
  const differences = () =>
    props.others.map((other) => {
      const { onlyFirst, onlySecond } = differenceOf(props.definition, other, today)
      const told = [...(onlySecond.length === 0 ? [] : [texts().explorer.definitionMore(codes(onlySecond))]), ...(onlyFirst.length === 0 ? [] : [texts().explorer.definitionLess(codes(onlyFirst))])]
      return { other, told: told.join('; ') }
    })
  return (
    <section class="stack" aria-labelledby="definition-title">
      <h2 id="definition-title">{texts().explorer.definition}</h2>
      <p>
        <strong>{props.definition.label[language()]}</strong> · {props.definition.version}
      </p>
      <p>{props.definition.note[language()]}</p>
      <p>{texts().explorer.definitionBreak(breaksOf(props.definition).join(', '))}</p>
      <div class="wide-table" tabindex="0" role="group" aria-label={texts().explorer.definition}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{texts().explorer.product}</th>
              <th scope="col">{texts().explorer.edition}</th>
              <th scope="col">{texts().explorer.code}</th>
              <th scope="col">{texts().explorer.validFrom}</th>
              <th scope="col">{texts().explorer.validTo}</th>
              <th scope="col">{texts().explorer.note}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.definition.codes}>
              {(code) => (
                <tr>
                  <td>{named(texts().explorer.products, code.product)}</td>
                  <td>{code.edition}</td>
                  <th scope="row">{dotted(code.code)}</th>
                  <td class="whole">{code.validity.from ?? ''}</td>
                  <td class="whole">{code.validity.to ?? ''}</td>
                  <td lang="en">{code.note}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <h3>{texts().explorer.definitionOthers}</h3>
      <ul class="sources">
        <For each={differences()}>
          {({ other, told }) => (
            <li>
              {other.label[language()]}
              {texts().colon}
              {told}
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

// Which cells a total is made of: members by years, the missing ones hatched and named, and what those must hold together.
import { For, Show, type JSX } from 'solid-js'
import { evaluate, figureCell, readRecipe, type Estimate, type FigureBook, type Measure, type Place } from '../../../src/domain/statistics/index.ts'
import { texts } from '../language.ts'
import { memberCells, type MemberCells } from './cell-rows.ts'
import { NumberLink } from './number-link.tsx'
import { asTitle, cellName, nameOfMeasure, nameOfPlace, periodName, sayBest, sayBounds, sayFigure } from './said.ts'

export function MemberMatrix(props: { readonly book: FigureBook; readonly measure: Measure; readonly place: Place }): JSX.Element {
  return <Show when={memberCells(props.book, props.measure, props.place)}>{(cells) => <Matrix {...props} cells={cells()} />}</Show>
}

function Matrix(props: { readonly book: FigureBook; readonly measure: Measure; readonly place: Place; readonly cells: MemberCells }): JSX.Element {
  const title = (): string => texts().explorer.matrix(asTitle(nameOfMeasure(props.book, props.measure.id)), periodName(props.cells.span.text))
  const series = (): string => `${props.measure.id}[${props.place.id}.*, ${props.cells.years[0]?.text}..${props.cells.years.at(-1)?.text}]`
  const recipeOf = (name: 'rest' | 'coverage'): string => `${name}(${figureCell({ measure: props.measure.id, place: props.place.id, period: props.cells.span })}, ${series()})`
  const id = (): string => `matrix-${props.measure.id}`
  return (
    <section class="stack matrix" aria-labelledby={id()}>
      <h2 id={id()}>{title()}</h2>
      <p>{texts().explorer.matrixText(props.cells.all, props.cells.known, props.cells.all - props.cells.known)}</p>
      <dl class="facts wide-facts">
        <Fact name={texts().explorer.matrixCoverage} recipe={recipeOf('coverage')} book={props.book} />
        <Show when={props.cells.known < props.cells.all}>
          <Fact name={texts().explorer.matrixRest} recipe={recipeOf('rest')} book={props.book} />
        </Show>
      </dl>
      <div class="wide-table" tabindex="0" role="group" aria-label={title()}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{texts().explorer.columns.place}</th>
              <For each={props.cells.years}>
                {(year) => (
                  <th scope="col" class="number">
                    {year.text}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.cells.members}>{(member) => <MemberRow {...props} member={member} />}</For>
          </tbody>
        </table>
      </div>
    </section>
  )
}

function MemberRow(props: { readonly book: FigureBook; readonly measure: Measure; readonly cells: MemberCells; readonly member: Place }): JSX.Element {
  return (
    <tr>
      <th scope="row">{nameOfPlace(props.book, props.member.id)}</th>
      <For each={props.cells.years}>
        {(year) => {
          const cell = { measure: props.measure.id, place: props.member.id, period: year }
          const figure = props.cells.find(props.member, year)?.figure
          const value = figure === undefined ? undefined : sayFigure(props.book, figure, props.measure.unit)
          return (
            <td classList={{ number: true, hatched: figure === undefined }}>
              <NumberLink recipe={figureCell(cell)} of={cellName(props.book, { ...cell, period: year.text })} value={value} />
            </td>
          )
        }}
      </For>
    </tr>
  )
}

function Fact(props: { readonly name: string; readonly recipe: string; readonly book: FigureBook }): JSX.Element {
  const estimate = (): Estimate | undefined => {
    const read = readRecipe(props.recipe)
    const outcome = read.ok ? evaluate(read.value, props.book.context) : undefined
    return outcome?.kind === 'estimate' ? outcome.estimate : undefined
  }
  return (
    <Show when={estimate()}>
      {(found) => (
        <div>
          <dt>{props.name}</dt>
          <dd>
            <NumberLink recipe={props.recipe} of={props.name} value={sayBest(props.book, found().interval, found().unit)} />{' '}
            <span class="quiet">({sayBounds(props.book, found().interval, found().unit)})</span>
          </dd>
        </div>
      )}
    </Show>
  )
}

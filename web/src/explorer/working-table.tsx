// The working of a number, step by step, and the sources it comes from; on the receipt and beside a claim of a story.
import { For, Show, type JSX } from 'solid-js'
import { figureCell, leavesOf, type Estimate, type Figure, type FigureBook, type Step } from '../../../src/domain/statistics/index.ts'
import { named, texts } from '../language.ts'
import { NumberLink, receiptAddress } from './number-link.tsx'
import { distinctSteps } from './receipt-of.ts'
import { recipeInWords, sayBest, sayBounds, sayFigure } from './said.ts'

export function WorkingTable(props: { readonly book: FigureBook; readonly steps: readonly Step[] }): JSX.Element {
  return (
    <div class="wide-table" tabindex="0" role="group" aria-label={texts().explorer.receipt.working}>
      <table class="list working">
        <thead>
          <tr>
            <th scope="col">{texts().explorer.receipt.step}</th>
            <th scope="col" class="number">
              {texts().explorer.receipt.result}
            </th>
            <th scope="col" class="number">
              {texts().explorer.columns.interval}
            </th>
            <th scope="col">{texts().explorer.columns.vintage}</th>
          </tr>
        </thead>
        <tbody>
          <For each={distinctSteps(props.steps)}>{(step) => <WorkingRow book={props.book} step={step} />}</For>
        </tbody>
      </table>
    </div>
  )
}

function WorkingRow(props: { readonly book: FigureBook; readonly step: Step }): JSX.Element {
  const words = (): string => recipeInWords(props.book, props.step.recipe)
  const value = (): string => {
    const { figure, interval, unit } = props.step
    return figure === undefined ? sayBest(props.book, interval, unit) : sayFigure(props.book, figure, unit)
  }
  return (
    <tr>
      <th scope="row">
        {words()}
        <Show when={props.step.figure?.recipe}>
          {(recipe) => (
            <span class="block small">
              {texts().explorer.derived}
              {texts().colon}
              <a href={receiptAddress(recipe())}>
                <code>{recipe()}</code>
              </a>
            </span>
          )}
        </Show>
      </th>
      <td class="number">
        <NumberLink recipe={props.step.recipe} of={words()} value={value()} />
      </td>
      <td class="number">{sayBounds(props.book, props.step.interval, props.step.unit)}</td>
      <td>
        <Show when={props.step.figure}>{(figure) => named(texts().explorer.vintages, figure().vintage)}</Show>
      </td>
    </tr>
  )
}

/** Every printed figure that was used, with where and when it was printed. */
export function SourceList(props: { readonly book: FigureBook; readonly inputs: Estimate['inputs'] }): JSX.Element {
  return (
    <ul class="sources">
      <For each={leavesOf(props.inputs)}>{(figure) => <SourceLine book={props.book} figure={figure} />}</For>
    </ul>
  )
}

function SourceLine(props: { readonly book: FigureBook; readonly figure: Figure }): JSX.Element {
  const source = () => props.figure.source
  const name = (): string => source()?.title || source()?.address || ''
  return (
    <li>
      <span class="block">
        {recipeInWords(props.book, figureCell(props.figure))}
        {texts().colon}
        <strong>{sayFigure(props.book, props.figure, props.figure.unit)}</strong>
      </span>
      <span class="block small quiet">
        <Show when={/^https?:\/\//.test(source()?.address ?? '')} fallback={name()}>
          <a href={source()?.address} rel="external noreferrer">
            {name()}
          </a>
        </Show>
        {[props.figure.published, named(texts().explorer.reliabilities, source()?.reliability ?? ''), props.figure.note]
          .filter((part) => part !== '')
          .map((part) => ` · ${part}`)
          .join('')}
      </span>
    </li>
  )
}

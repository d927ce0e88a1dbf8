// The first problems of a workbook: row, column, why, and what would pass.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { maxProblems, type ImportProblem } from '../api/imports.ts'
import { formatInteger, languageOfValue, texts } from '../language.ts'

const shownAtFirst = 20

export function ProblemTable(props: { readonly problems: readonly ImportProblem[] }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['problems'] => texts().imports.problems
  const [isWhole, setIsWhole] = createSignal(false)
  const shown = (): readonly ImportProblem[] => (isWhole() ? props.problems : props.problems.slice(0, shownAtFirst))
  return (
    <section class="stack" aria-labelledby="problems-title">
      <h2 id="problems-title">{words().title}</h2>
      <p class="quiet">{words().lead}</p>
      <Show when={props.problems.length >= maxProblems}>
        <p>{words().firstOnes(formatInteger(props.problems.length))}</p>
      </Show>
      <table class="list stacks import-problems">
        <caption class="unseen">{words().title}</caption>
        <thead>
          <tr>
            <For each={['row', 'column', 'reference', 'why', 'fix'] as const}>{(column) => <th scope="col">{words()[column]}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>{(problem) => <ProblemRow problem={problem} />}</For>
        </tbody>
      </table>
      <Show when={shown().length < props.problems.length}>
        <div>
          <button type="button" onClick={() => setIsWhole(true)}>
            {words().more(formatInteger(props.problems.length - shown().length))}
          </button>
        </div>
      </Show>
    </section>
  )
}

function ProblemRow(props: { readonly problem: ImportProblem }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['problems'] => texts().imports.problems
  return (
    <tr>
      <th scope="row">{words().at(props.problem.sheet, String(props.problem.row))}</th>
      <td data-name={words().column}>
        <Show when={props.problem.column !== ''} fallback={<span class="quiet">{words().wholeRow}</span>}>
          {props.problem.column}{' '}
          <span class="quiet" lang={languageOfValue(props.problem.head)}>
            {props.problem.head}
          </span>
        </Show>
      </td>
      <td data-name={props.problem.reference === '' ? undefined : words().reference}>{props.problem.reference}</td>
      <td class="why">
        {props.problem.reason}
        <code class="block">{props.problem.rule}</code>
      </td>
      <td data-name={props.problem.fix === '' ? undefined : words().fix}>{props.problem.fix}</td>
    </tr>
  )
}

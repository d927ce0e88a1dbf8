// The two faces of a receipt: a number with all that stands behind it, or why there is none and what is known all the same.
import { For, Show, type JSX } from 'solid-js'
import type { Answer, NoAnswer } from '../../../src/app/statistics/query.ts'
import type { Issue } from '../../../src/base/issue.ts'
import { renderIssue, type Messages } from '../../../src/base/message.ts'
import { cellText, figureCell, vintageOf, type Figure, type FigureBook } from '../../../src/domain/statistics/index.ts'
import { address } from '../address.ts'
import { language, named, texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'
import { CopyButton } from './copy-button.tsx'
import { NumberLink, receiptAddress } from './number-link.tsx'
import { citationOf } from './receipt-of.ts'
import { cellName, sayBounds, sayEstimate, sayFigure } from './said.ts'
import { SourceList, WorkingTable } from './working-table.tsx'

export function NumberFound(props: { readonly answer: Answer; readonly book: FigureBook; readonly messages: Messages; readonly again: JSX.Element }): JSX.Element {
  const estimate = () => props.answer.estimate
  const isPrinted = (): boolean => estimate().steps.length === 1 && (estimate().inputs[0]?.printed ?? '') !== ''
  return (
    <>
      <section class="panel stack" aria-label={texts().explorer.receipt.title}>
        <p class="big-number">{sayEstimate(props.book, estimate())}</p>
        <dl class="facts">
          <div>
            <dt>{texts().explorer.columns.interval}</dt>
            <dd>{sayBounds(props.book, estimate().interval, estimate().unit)}</dd>
          </div>
          <div>
            <dt>{isPrinted() ? texts().explorer.receipt.printed : texts().explorer.receipt.computed}</dt>
            <dd>
              <code>{props.answer.recipe}</code>
            </dd>
          </div>
          <div>
            <dt>{texts().explorer.receipt.vintage}</dt>
            <dd>{named(texts().explorer.vintages, vintageOf(estimate().inputs))}</dd>
          </div>
          <div>
            <dt>{texts().explorer.receipt.rounding}</dt>
            <dd>{isPrinted() ? texts().explorer.receipt.roundingPrinted : texts().explorer.receipt.roundingComputed}</dd>
          </div>
        </dl>
        {props.again}
      </section>
      <Cautions issues={estimate().cautions} messages={props.messages} />
      <section aria-labelledby="working-title">
        <h2 id="working-title">{texts().explorer.receipt.working}</h2>
        <WorkingTable book={props.book} steps={estimate().steps} />
      </section>
      <section aria-labelledby="sources-title">
        <h2 id="sources-title">{texts().explorer.receipt.sources}</h2>
        <SourceList book={props.book} inputs={estimate().inputs} />
      </section>
      <Show when={props.answer.others.length > 0}>
        <Others others={props.answer.others} answer={props.answer} book={props.book} />
      </Show>
      <section class="cite" aria-labelledby="cite-title">
        <h2 id="cite-title">{texts().explorer.receipt.cite}</h2>
        <blockquote>{citationOf(props.answer, props.book, address().asOf)}</blockquote>
        <p class="acts on-screen">
          <CopyButton label={texts().explorer.receipt.copy} text={() => citationOf(props.answer, props.book, address().asOf)} />
        </p>
      </section>
    </>
  )
}

/** What a reader must know, once each. */
export function Cautions(props: { readonly issues: readonly Issue[]; readonly messages: Messages }): JSX.Element {
  const told = (): readonly string[] => [...new Set(props.issues.map((each) => renderIssue(each, props.messages, language()).reason))]
  return (
    <Show when={told().length > 0}>
      <Notice kind="look">
        <div class="stack">
          <h2>{texts().explorer.receipt.cautions}</h2>
          <For each={told()}>{(reason) => <p>{reason}</p>}</For>
        </div>
      </Notice>
    </Show>
  )
}

function Others(props: { readonly others: readonly Figure[]; readonly answer: Answer; readonly book: FigureBook }): JSX.Element {
  const recipeOf = (figure: Figure): string => `${figure.measure}[${figure.place}, ${figure.period.text}, id=${figure.id}]`
  return (
    <section aria-labelledby="others-title">
      <h2 id="others-title">{texts().explorer.receipt.others}</h2>
      <p class="quiet">{texts().explorer.receipt.othersText}</p>
      <ul class="sources">
        <For each={props.others}>
          {(figure) => (
            <li>
              <NumberLink recipe={recipeOf(figure)} of={figureCell(figure)} value={sayFigure(props.book, figure, props.answer.estimate.unit)} />
              <span class="small quiet"> {[named(texts().explorer.vintages, figure.vintage), figure.published, figure.source?.title ?? texts().explorer.derived].filter((part) => part !== '').join(' · ')}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

export function NoNumber(props: { readonly none: NoAnswer; readonly book: FigureBook; readonly messages: Messages }): JSX.Element {
  const told = () => props.none.issues.map((each) => renderIssue(each, props.messages, language()))
  /** A cell that was asked for by itself is told already. */
  const others = () => props.none.missing.filter((cell) => cellText(cell).replaceAll(' ', '') !== address().recipe.replaceAll(' ', ''))
  const isMissing = (): boolean => props.none.issues.some(({ code }) => code === 'figure_missing')
  return (
    <>
      <Notice kind={isMissing() ? 'look' : 'alarm'} role={isMissing() ? 'status' : 'alert'}>
        <div class="stack">
          <h2>{isMissing() ? texts().explorer.receipt.missing : texts().explorer.receipt.refused}</h2>
          <For each={told()}>
            {({ reason, fix }) => (
              <>
                <p>{reason}</p>
                <Show when={fix !== ''}>
                  <p class="quiet">{fix}</p>
                </Show>
              </>
            )}
          </For>
        </div>
      </Notice>
      <Show when={others().length > 0}>
        <section aria-labelledby="missing-title">
          <h2 id="missing-title">{texts().explorer.receipt.missingCells}</h2>
          <ul class="sources columns-list">
            <For each={others()}>
              {(cell) => (
                <li>
                  <a href={receiptAddress(cellText(cell))}>{cellName(props.book, { ...cell, period: cell.period.text })}</a>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={props.none.known}>
        {(known) => (
          <section class="stack" aria-labelledby="known-title">
            <h2 id="known-title">{texts().explorer.receipt.working}</h2>
            <p>{texts().explorer.receipt.known(known().inputs.length, sayEstimate(props.book, known()), sayBounds(props.book, known().interval, known().unit))}</p>
            <WorkingTable book={props.book} steps={known().steps} />
          </section>
        )}
      </Show>
    </>
  )
}

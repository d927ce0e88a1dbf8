// Where each filing of a shipment stands with its customs, what to do next, and the numbers that customs gave.
import { For, Show, type JSX } from 'solid-js'
import type { FilingStage } from '../api/shipments.ts'
import { StageMark } from '../filing/stage-mark.tsx'
import { formatMoment, named, texts } from '../language.ts'

export function FilingStages(props: { readonly filings: readonly FilingStage[] }): JSX.Element {
  return (
    <Show when={props.filings.length > 0}>
      <section class="panel" aria-labelledby="stages-title">
        <h2 id="stages-title">{texts().shipment.stages}</h2>
        <ul class="stage-list">
          <For each={props.filings}>
            {(filing) => (
              <li>
                <p class="stage-head">
                  <strong>{filing.filingName ?? named(texts().filingNames, filing.filing)}</strong>
                  <StageMark stage={filing.stage} {...(filing.stageName === undefined ? {} : { name: filing.stageName })} />
                  <span class="quiet small">{formatMoment(filing.changedAt)}</span>
                </p>
                <Show when={filing.nextStep}>{(next) => <p>{next()}</p>}</Show>
                <Show when={Object.keys(filing.reference ?? {}).length > 0}>
                  <dl class="facts small">
                    <For each={Object.entries(filing.reference ?? {})}>
                      {([name, number]) => (
                        <div>
                          <dt>{named(texts().shipment.numbers, name)}</dt>
                          <dd>
                            <code>{number}</code>
                          </dd>
                        </div>
                      )}
                    </For>
                  </dl>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}

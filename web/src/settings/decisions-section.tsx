// Every allow and deny, the newest first, for the operator and the auditor.
import { createEffect, For, Show, type JSX } from 'solid-js'
import { getDecisions, type AccessDecision } from '../api/settings.ts'
import { formatMoment, named, texts } from '../language.ts'
import { Answered } from '../parts/notices.tsx'
import { createPages, itemsOf } from './pages.ts'
import { noteAbsence } from './sections.ts'

export function DecisionsSection(): JSX.Element {
  const pages = createPages(async (before, tongue) => itemsOf(await getDecisions(before, tongue), ({ decisions }) => decisions))
  createEffect(() => noteAbsence('decisions', pages.answer()))
  return (
    <>
      <p class="quiet">{texts().settings.decisions.lead}</p>
      <div>
        <button type="button" class="minor" onClick={pages.reload}>
          {texts().settings.refresh}
        </button>
      </div>
      <Answered answer={pages.answer()} again={pages.reload}>
        {(value) => (
          <Show when={value().items.length > 0} fallback={<p class="quiet">{texts().settings.decisions.empty}</p>}>
            <DecisionTable decisions={value().items} />
            <Show when={value().next !== undefined}>
              <div>
                <button type="button" onClick={pages.more}>
                  {texts().settings.more}
                </button>
              </div>
            </Show>
          </Show>
        )}
      </Answered>
    </>
  )
}

function DecisionTable(props: { readonly decisions: readonly AccessDecision[] }): JSX.Element {
  return (
    <table class="list stacks">
      <caption class="unseen">{texts().settings.sections.decisions}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().settings.at}</th>
          <th scope="col">{texts().settings.decisions.who}</th>
          <th scope="col">{texts().settings.decisions.action}</th>
          <th scope="col">{texts().settings.decisions.resource}</th>
          <th scope="col">{texts().settings.decisions.outcome}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.decisions}>
          {(decision) => (
            <tr>
              <td class="moment">{formatMoment(decision.at)}</td>
              <td>
                {decision.principal.id} <span class="quiet small block">{decision.principal.organisation}</span>
              </td>
              <td class="whole">
                <code>{decision.action}</code>
              </td>
              <td>
                <code>{decision.resource}</code>
              </td>
              <td>
                <strong class={decision.isAllowed ? undefined : 'denied'}>{decision.isAllowed ? texts().settings.decisions.allowed : texts().settings.decisions.denied}</strong>{' '}
                <span class="quiet small block">{named(texts().settings.decisions.reasons, decision.reason)}</span>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

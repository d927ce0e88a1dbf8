// Files what was judged: all of it or nothing, or the good rows.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { fileImport, type Import, type Policy } from '../api/imports.ts'
import { formatInteger, language, texts } from '../language.ts'
import { ActOutcome, createAct } from '../settings/act.tsx'

const policies: readonly Policy[] = ['all-or-none', 'good-rows']

export function FilePanel(props: { readonly of: Import; readonly onBegun: (value: Import) => void }): JSX.Element {
  const words = (): ReturnType<typeof texts>['imports']['filing'] => texts().imports.filing
  const act = createAct()
  // Where nothing is bad both are the same.
  const [policy, setPolicy] = createSignal<Policy | undefined>(props.of.bad === 0 ? 'all-or-none' : undefined)
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    const chosen = policy()
    if (chosen === undefined) return act.say(words().chooseFirst)
    await act.run(
      () => fileImport(props.of.id, chosen, language()),
      (value) => {
        props.onBegun(value)
        return words().begun
      },
    )
  }
  return (
    <section class="panel stack" aria-labelledby="filing-title">
      <h2 id="filing-title">{words().title}</h2>
      <Show when={props.of.good > 0} fallback={<p>{words().nothing}</p>}>
        <form class="stack" onSubmit={(event) => void send(event)}>
          <fieldset class="stack policies">
            <legend class="unseen">{words().how}</legend>
            <For each={policies}>
              {(each) => (
                <div>
                  <label>
                    <input type="radio" name="policy" value={each} checked={policy() === each} aria-describedby={`policy-${each}`} onChange={() => setPolicy(each)} />
                    <strong>{words()[each]}</strong>
                  </label>
                  <p class="quiet small" id={`policy-${each}`}>
                    {words().help[each]}
                  </p>
                </div>
              )}
            </For>
          </fieldset>
          <div>
            <button type="submit" class="main" aria-disabled={act.isBusy()}>
              {words().act(props.of.good, formatInteger(props.of.good))}
            </button>
          </div>
          <ActOutcome act={act} whole={texts().imports.whole} away={texts().imports.away} />
        </form>
      </Show>
    </section>
  )
}

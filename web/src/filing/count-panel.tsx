// The re-keying count of a shipment, both ways of counting, with what the words mean.
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { CountView } from '../../../src/domain/declaration/index.ts'
import { formatInteger, formatPercent, named, texts } from '../language.ts'
import { FieldLink, type FieldGuide } from './field-link.tsx'

type Way = 'verified' | 'unverified'

interface CountPanelProps {
  readonly verified: CountView
  readonly unverified: CountView | undefined
  readonly guide: FieldGuide
}

export function CountPanel(props: CountPanelProps): JSX.Element {
  const [way, setWay] = createSignal<Way>('verified')
  const count = (): CountView => (way() === 'unverified' && props.unverified !== undefined ? props.unverified : props.verified)
  return (
    <section class="panel count" aria-labelledby="count-title">
      <h2 id="count-title">{texts().count.title}</h2>
      <Show when={props.unverified !== undefined}>
        <fieldset class="ways">
          <legend class="unseen">{texts().count.way}</legend>
          <For each={['verified', 'unverified'] as const}>
            {(each) => (
              <label>
                <input type="radio" name="count-way" checked={way() === each} onChange={() => setWay(each)} />
                {texts().count[each]}
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <CountTable count={count()} />
      <Show when={count().toConfirm.length > 0}>
        <details>
          <summary>{texts().count.toConfirm(count().toConfirm.length)}</summary>
          <p>{texts().count.defToConfirm}</p>
          <ul>
            <For each={count().toConfirm}>
              {(path) => (
                <li>
                  <FieldLink path={path} guide={props.guide} />
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <details>
        <summary>{texts().count.definitions}</summary>
        <ul>
          <For each={definitions()}>{(text) => <li>{text}</li>}</For>
        </ul>
      </details>
    </section>
  )
}

function definitions(): readonly string[] {
  const { defItem, defAsked, defDistinct, defKeyed, defReceiving, defUnverified } = texts().count
  return [defItem, defAsked, defDistinct, defKeyed, defReceiving, defUnverified]
}

function CountTable(props: { readonly count: CountView }): JSX.Element {
  const withPercent = (value: number, percent: string): string => `${formatInteger(value)} (${formatPercent(percent)})`
  return (
    <table class="figures">
      <caption class="unseen">{texts().count.title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().count.filing}</th>
          <th scope="col" class="number">
            {texts().count.items}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={Object.entries(props.count.byFiling)}>
          {([filing, asked]) => <Figure name={named(texts().count.columns, filing)} value={formatInteger(asked)} />}
        </For>
      </tbody>
      <tbody class="sums">
        <Figure name={texts().count.asked} value={formatInteger(props.count.asked)} />
        <Figure name={texts().count.distinct} value={formatInteger(props.count.distinct)} />
        <Figure name={texts().count.saved} value={withPercent(props.count.saved, props.count.savedPercent)} />
        <Figure name={texts().count.cutInLater} value={withPercent(props.count.later - props.count.stillNew, props.count.cutInLaterPercent)} />
        <Figure name={texts().count.keyed} value={formatInteger(props.count.keyed)} />
        <Figure name={texts().count.keyedReceivingSide} value={formatInteger(props.count.keyedReceivingSide)} isFocus />
      </tbody>
    </table>
  )
}

function Figure(props: { readonly name: string; readonly value: string; readonly isFocus?: boolean }): JSX.Element {
  return (
    <tr class={props.isFocus === true ? 'focus' : undefined}>
      <th scope="row">{props.name}</th>
      <td class="number">{props.value}</td>
    </tr>
  )
}

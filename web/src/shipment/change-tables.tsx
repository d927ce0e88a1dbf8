// What a change is, field by field with before and after, and what it does to every filing.
import { For, Show, type JSX } from 'solid-js'
import type { ChangeEffect, FieldChange } from '../api/shipments.ts'
import { languageOfValue, named, texts } from '../language.ts'

export function ChangeTable(props: { readonly changes: readonly FieldChange[]; readonly caption: string }): JSX.Element {
  return (
    <table class="changes stacks">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().change.field}</th>
          <th scope="col">{texts().change.before}</th>
          <th scope="col">{texts().change.after}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.changes}>
          {(change) => (
            <tr>
              <th scope="row">
                {change.label ?? ''} <code>{change.path}</code>
              </th>
              <ChangedValue value={change.beforeName ?? change.before} name={texts().change.before} />
              <ChangedValue value={change.afterName ?? change.after} name={texts().change.after} />
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

function ChangedValue(props: { readonly value: string; readonly name: string }): JSX.Element {
  return (
    <td data-name={props.name}>
      <Show when={props.value !== ''} fallback={<span class="quiet">{texts().change.nothing}</span>}>
        <span lang={languageOfValue(props.value)}>{props.value}</span>
      </Show>
    </td>
  )
}

export function EffectList(props: { readonly effects: readonly ChangeEffect[] }): JSX.Element {
  return (
    <div class="effects">
      <p class="caption" id="effects-title">
        {texts().change.effects}
      </p>
      <ul aria-labelledby="effects-title">
        <For each={props.effects}>
          {(effect) => (
            <li>
              <strong>{effect.filingName ?? named(texts().filingNames, effect.filing)}</strong>
              {texts().colon}
              {effect.effectName ?? named(texts().change.effectNames, effect.effect)}
              <Show when={effect.elements.length > 0}>
                <details>
                  <summary class="small">{texts().change.elements(effect.elements.length)}</summary>
                  <ul class="small">
                    <For each={effect.elements}>
                      {(element) => (
                        <li>
                          <code>{element.path}</code>
                          {texts().colon}
                          {element.before || texts().change.nothing} → {element.after || texts().change.nothing}
                        </li>
                      )}
                    </For>
                  </ul>
                </details>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}

// The answer to "where did this come from?" for the chosen element, and "where does it go?" for the chosen field.
import { For, Match, Show, Switch, type JSX } from 'solid-js'
import { address, choose } from '../address.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import { languageOfValue, named, texts } from '../language.ts'
import { FieldLink, type FieldGuide } from './field-link.tsx'
import { ProvenanceMark } from './provenance-mark.tsx'
import { fieldsBehind, findElement, usesOf, type FieldUse } from './uses.ts'

export function OriginPanel(props: { readonly filings: readonly FilingView[]; readonly guide: FieldGuide }): JSX.Element {
  const chosen = (): FieldUse | undefined => findElement(props.filings, address().element)
  return (
    <section class="origin" aria-live="polite" aria-label={texts().marks.title}>
      <Switch fallback={<p class="quiet">{texts().filings.hint}</p>}>
        <Match when={chosen()}>{(use) => <ElementOriginText use={use()} guide={props.guide} />}</Match>
        <Match when={address().field !== ''}>
          <FieldUses field={address().field} filings={props.filings} guide={props.guide} />
        </Match>
      </Switch>
    </section>
  )
}

function ElementOriginText(props: { readonly use: FieldUse; readonly guide: FieldGuide }): JSX.Element {
  const element = (): FieldUse['element'] => props.use.element
  const origin = (): FieldUse['element']['origin'] => props.use.element.origin
  return (
    <>
      <h3>
        {texts().filings.from} <ProvenanceMark kind={origin().kind} />
      </h3>
      <p class="origin-value">
        <span lang={languageOfValue(element().name)}>{element().name}</span>
        {texts().colon}
        <strong lang={languageOfValue(element().value)}>{element().value}</strong>{' '}
        <Show when={element().valueName}>{(name) => <span>({name()})</span>}</Show>
      </p>
      <p>{origin().text}</p>
      <dl class="facts">
        <Fact name={texts().filings.element} value={element().path} isCode />
        <Fact name={texts().filings.rule} value={origin().rule} isCode />
        <Fact name={texts().filings.list} value={origin().list} isCode />
        <Fact name={texts().filings.before} value={origin().from} />
        <Fact name={texts().filings.typed} value={origin().typed} />
        <Fact name={texts().filings.profile} value={origin().profile} isCode />
        <Show when={fieldsBehind(origin()).length > 0}>
          <div>
            <dt>{origin().kind === 'derived' ? texts().filings.computedFrom : texts().filings.path}</dt>
            <dd>
              <For each={fieldsBehind(origin())}>{(path) => <FieldLink path={path} guide={props.guide} />}</For>
            </dd>
          </div>
        </Show>
        <Fact name={texts().filings.evidence} value={`${named(texts().filings.marks, element().mark)}${texts().colon}${element().source}`} />
      </dl>
    </>
  )
}

function Fact(props: { readonly name: string; readonly value: string | undefined; readonly isCode?: boolean }): JSX.Element {
  return (
    <Show when={props.value}>
      {(value) => (
        <div>
          <dt>{props.name}</dt>
          <dd>{props.isCode === true ? <code>{value()}</code> : value()}</dd>
        </div>
      )}
    </Show>
  )
}

function FieldUses(props: { readonly field: string; readonly filings: readonly FilingView[]; readonly guide: FieldGuide }): JSX.Element {
  const uses = (): readonly FieldUse[] => usesOf(props.filings, props.field)
  return (
    <>
      <h3>{texts().filings.uses}</h3>
      <p class="origin-value">
        {props.guide.labelOf(props.field)} <code>{props.field}</code>
      </p>
      <p>{texts().filings.usedBy(uses().length)}</p>
      <ul class="uses">
        <For each={uses()}>
          {(use) => (
            <li>
              <button type="button" class="link" onClick={() => choose({ filing: use.filing.kind, element: use.element.path, field: '' })}>
                {use.filing.title}
                {texts().colon}
                {use.element.name}
              </button>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}

// What was filed, as it was entered and as each customs saw it; every value leads to where it came from. Read only.
import { createMemo, createResource, createSignal, Show, type JSX } from 'solid-js'
import { patternOf } from '../../../src/domain/submission/index.ts'
import { address, choose } from '../address.ts'
import type { Preview } from '../api/reading.ts'
import { pathAtLine } from '../desk/field-guide.ts'
import { nameOf } from '../desk/form-view.tsx'
import { focusLine, TextEditor } from '../desk/text-editor.tsx'
import type { DraftReading } from '../draft/draft-text.ts'
import { CountPanel } from '../filing/count-panel.tsx'
import type { FieldGuide } from '../filing/field-link.tsx'
import { FilingTabs } from '../filing/filing-tabs.tsx'
import { IssueList } from '../filing/issue-list.tsx'
import { OriginPanel } from '../filing/origin-panel.tsx'
import { fieldsBehind, findElement } from '../filing/uses.ts'
import { language, texts } from '../language.ts'
import { getForm } from '../offline/form-source.ts'

interface ShipmentValuesProps {
  readonly text: string
  readonly preview: Preview
}

export function ShipmentValues(props: ShipmentValuesProps): JSX.Element {
  const [reading, setReading] = createSignal<DraftReading>()
  void import('../draft/draft-text.ts').then(({ readDraft }) => setReading(readDraft(props.text)))
  const filings = (): Preview['filings'] => props.preview.filings
  const guide = createRecordGuide(reading)
  const line = createMemo(() => {
    const found = findElement(filings(), address().element)
    const paths = [address().field, ...(found === undefined ? [] : fieldsBehind(found.element.origin))]
    return paths.map((path) => guide.lineOf(path)).find((at) => at !== undefined)
  })
  const chooseLine = (at: number): void => {
    const path = pathAtLine(reading(), at)
    if (path !== undefined) choose({ field: path, element: '' })
  }
  return (
    <div class="columns panes">
      <section class="column" aria-labelledby="entry-title">
        <h2 id="entry-title">{texts().shipment.text}</h2>
        <TextEditor text={props.text} line={line()} isReadOnly onLine={chooseLine} />
        <Show when={props.preview.issues.length > 0}>
          <h3>{texts().issues.title}</h3>
          <IssueList issues={props.preview.issues} guide={guide} />
        </Show>
        <Show when={props.preview.count}>
          {(count) => <CountPanel verified={count()} unverified={props.preview.countWithUnverified} guide={guide} />}
        </Show>
      </section>
      <section class="column" aria-labelledby="result-title">
        <h2 id="result-title">{texts().shipment.values}</h2>
        <FilingTabs filings={filings()} between={<OriginPanel filings={filings()} guide={guide} />} />
      </section>
    </div>
  )
}

/** As the desk's guide, but there is only the text to lead to. */
function createRecordGuide(reading: () => DraftReading | undefined): FieldGuide {
  const [form] = createResource(language, getForm)
  const labels = createMemo(() => {
    const answer = form()
    return new Map(answer?.kind === 'done' ? answer.value.fields.map((field) => [field.path, field.label]) : [])
  })
  const lineOf = (path: string): number | undefined => {
    const read = reading()
    return read?.kind === 'read' ? read.positions.get(path)?.line : undefined
  }
  return {
    labelOf: (path) => labels().get(patternOf(path)) ?? nameOf(patternOf(path)),
    lineOf,
    show: (path) => {
      choose({ field: path, element: '' })
      const line = lineOf(path)
      if (line !== undefined) focusLine(line)
    },
  }
}

// A filed shipment: what was filed, when and by whom, its files and forms, and where every value came from. Read only.
import { createMemo, createResource, createSignal, Show, type JSX } from 'solid-js'
import { address, choose } from '../address.ts'
import { getForm, getShipment, type FiledShipment } from '../api.ts'
import { pathAtLine } from '../desk/field-guide.ts'
import { nameOf } from '../desk/form-view.tsx'
import { focusLine, TextEditor } from '../desk/text-editor.tsx'
import type { DraftReading } from '../draft/draft-text.ts'
import { patternOf } from '../../../src/domain/submission/index.ts'
import { CountPanel } from '../filing/count-panel.tsx'
import type { FieldGuide } from '../filing/field-link.tsx'
import { FiledFiles, PrintLinks, RecordFacts } from '../filing/filed-files.tsx'
import { FilingTabs } from '../filing/filing-tabs.tsx'
import { IssueList } from '../filing/issue-list.tsx'
import { OriginPanel } from '../filing/origin-panel.tsx'
import { fieldsBehind, findElement } from '../filing/uses.ts'
import { formatMoment, language, texts } from '../language.ts'
import { Answered, SampleBadge } from '../parts/notices.tsx'

export function ShipmentPage(props: { readonly id: string }): JSX.Element {
  const [shipment, again] = createResource(language, (tongue) => getShipment(props.id, tongue))
  return (
    <div class="page desk">
      <Answered answer={shipment()} again={() => void again.refetch()}>
        {(value) => <Shipment shipment={value()} />}
      </Answered>
    </div>
  )
}

function Shipment(props: { readonly shipment: FiledShipment }): JSX.Element {
  const [reading, setReading] = createSignal<DraftReading>()
  void import('../draft/draft-text.ts').then(({ readDraft }) => setReading(readDraft(props.shipment.text)))
  return (
    <>
      <div class="desk-title">
        <h1 tabindex="-1">{props.shipment.reference}</h1>
        <Show when={props.shipment.isSample}>
          <SampleBadge />
        </Show>
      </div>
      <div class="columns record">
        <div class="column">
          <dl class="facts">
            <div>
              <dt>{texts().shipment.at}</dt>
              <dd>{formatMoment(props.shipment.filedAt)}</dd>
            </div>
            <div>
              <dt>{texts().shipment.by}</dt>
              <dd>{props.shipment.by}</dd>
            </div>
          </dl>
          <RecordFacts receipt={props.shipment} />
          <PrintLinks id={props.shipment.id} filings={props.shipment.preview.filings} />
        </div>
        <div class="column">
          <FiledFiles id={props.shipment.id} files={props.shipment.files} />
        </div>
      </div>
      <Values shipment={props.shipment} reading={reading()} />
    </>
  )
}

function Values(props: { readonly shipment: FiledShipment; readonly reading: DraftReading | undefined }): JSX.Element {
  const filings = (): FiledShipment['preview']['filings'] => props.shipment.preview.filings
  const guide = createRecordGuide(() => props.reading)
  const line = createMemo(() => {
    const found = findElement(filings(), address().element)
    const paths = [address().field, ...(found === undefined ? [] : fieldsBehind(found.element.origin))]
    return paths.map((path) => guide.lineOf(path)).find((at) => at !== undefined)
  })
  const chooseLine = (at: number): void => {
    const path = pathAtLine(props.reading, at)
    if (path !== undefined) choose({ field: path, element: '' })
  }
  return (
    <div class="columns panes">
      <section class="column" aria-labelledby="entry-title">
        <h2 id="entry-title">{texts().shipment.text}</h2>
        <TextEditor text={props.shipment.text} line={line()} isReadOnly onLine={chooseLine} />
        <Show when={props.shipment.preview.issues.length > 0}>
          <h3>{texts().issues.title}</h3>
          <IssueList issues={props.shipment.preview.issues} guide={guide} />
        </Show>
        <Show when={props.shipment.preview.count}>
          {(count) => <CountPanel verified={count()} unverified={props.shipment.preview.countWithUnverified} guide={guide} />}
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

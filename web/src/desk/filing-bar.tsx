// The one act of the desk: file with every customs that must see the shipment, and what came of it.
import { createEffect, Match, on, Show, Switch, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import type { Receipt } from '../api.ts'
import { FiledFiles, PrintLinks, RecordFacts } from '../filing/filed-files.tsx'
import { issueSummary } from '../filing/issue-list.tsx'
import { formatMoment, texts } from '../language.ts'
import { Notice } from '../parts/notices.tsx'
import type { Desk } from './desk-state.ts'

export function FilingBar(props: { readonly desk: Desk }): JSX.Element {
  // What was filed is filed; another text can be filed again.
  const isReady = (): boolean => props.desk.preview()?.isAcceptable === true && props.desk.filing().kind !== 'filed'
  const isSending = (): boolean => props.desk.filing().kind === 'sending'
  return (
    <div class="filing-bar">
      <div class="filing-act">
        <button
          type="button"
          class="main"
          aria-disabled={!isReady() || isSending()}
          aria-describedby="filing-state"
          onClick={() => (isReady() ? props.desk.file() : undefined)}
        >
          {isSending() ? `${texts().desk.filing}…` : texts().desk.file[props.desk.counterpart()]}
        </button>
        <div class="filing-state">
          <p role="status">
            <strong>{summaryText(props.desk)}</strong>{' '}
            <Show when={props.desk.issues().length > 0}>
              <button type="button" class="link" onClick={showIssues}>
                {texts().issues.title}
              </button>
            </Show>
          </p>
          <p id="filing-state" class="quiet small">
            {stateText(props.desk)}
          </p>
        </div>
      </div>
      <Show when={props.desk.state() === 'away'}>
        <Notice kind="alarm" role="alert">
          <p>{texts().away}</p>
          <button type="button" onClick={() => props.desk.checkAgain()}>
            {texts().tryAgain}
          </button>
        </Notice>
      </Show>
      <Outcome desk={props.desk} />
    </div>
  )
}

function summaryText(desk: Desk): string {
  return isEmpty(desk) || desk.state() === 'loading' ? '' : issueSummary(desk.issues())
}

function showIssues(): void {
  const title = document.querySelector<HTMLElement>('#issues-title')
  title?.scrollIntoView({ block: 'start' })
  title?.focus({ preventScroll: true })
}

function isEmpty(desk: Desk): boolean {
  return (desk.text() ?? '').trim() === ''
}

function stateText(desk: Desk): string {
  if (isEmpty(desk) || desk.filing().kind === 'filed') return ''
  if (desk.state() === 'loading') return `${texts().loading}…`
  if (desk.state() === 'checking') return `${texts().desk.checking}…`
  if (desk.state() === 'away') return ''
  return desk.preview()?.isAcceptable === true ? texts().desk.checked : texts().desk.fileBlocked
}

function Outcome(props: { readonly desk: Desk }): JSX.Element {
  const receipt = (): Receipt | undefined => {
    const filing = props.desk.filing()
    return filing.kind === 'filed' ? filing.receipt : undefined
  }
  const reason = (): string | undefined => {
    const filing = props.desk.filing()
    return filing.kind === 'refused' ? filing.reason : undefined
  }
  return (
    <Switch>
      <Match when={receipt()}>{(found) => <ReceiptPanel receipt={found()} filings={props.desk.filings()} />}</Match>
      <Match when={reason()}>
        {(found) => (
          <Notice kind="alarm" role="alert">
            <p>{texts().refused(found())}</p>
          </Notice>
        )}
      </Match>
      <Match when={props.desk.filing().kind === 'conflict'}>
        <Notice kind="look" role="alert">
          <p>{texts().desk.conflict}</p>
          <a class="button" href={pageAddress('shipments')}>
            {texts().pages.shipments}
          </a>
        </Notice>
      </Match>
      <Match when={props.desk.filing().kind === 'away'}>
        <Notice kind="alarm" role="alert">
          <p>{texts().desk.awayFiling}</p>
        </Notice>
      </Match>
    </Switch>
  )
}

function ReceiptPanel(props: { readonly receipt: Receipt; readonly filings: readonly FilingView[] }): JSX.Element {
  let heading: HTMLHeadingElement | undefined
  createEffect(on(() => props.receipt.id, () => heading?.focus()))
  return (
    <section class="panel receipt" aria-labelledby="receipt-title">
      <h2 id="receipt-title" tabindex="-1" ref={(element) => (heading = element)}>
        {texts().desk.filedTitle}
      </h2>
      <p>{texts().desk.filedText(props.receipt.reference, formatMoment(props.receipt.filedAt))}</p>
      <RecordFacts receipt={props.receipt} />
      <p>
        <a class="button" href={pageAddress('shipment', props.receipt.id)}>
          {texts().shipment.toShipment}
        </a>
      </p>
      <FiledFiles id={props.receipt.id} files={props.receipt.files} />
      <PrintLinks id={props.receipt.id} filings={props.filings} />
    </section>
  )
}

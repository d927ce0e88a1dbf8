// The one act of the desk: file with every customs that must see the shipment, and what came of it.
import { createEffect, Match, on, Show, Switch, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import type { Receipt } from '../api/shipments.ts'
import { FiledFiles, PrintLinks, RecordFacts } from '../filing/filed-files.tsx'
import { issueSummary } from '../filing/issue-list.tsx'
import { formatMoment, texts } from '../language.ts'
import { forget, type FilingAct } from '../offline/outbox.ts'
import { Notice } from '../parts/notices.tsx'
import { may, principal } from '../session/session.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'
import type { Desk } from './desk-state.ts'

interface FilingBarProps {
  readonly desk: Desk
  readonly label: string
  /** Action of the policy that filing here is. */
  readonly action: string
}

export function FilingBar(props: FilingBarProps): JSX.Element {
  const kind = (): string => props.desk.filing().kind
  // What was filed is filed; another text can be filed again.
  const isReady = (): boolean => may(props.action) && props.desk.preview()?.isAcceptable === true && (kind() === 'idle' || kind() === 'refused' || kind() === 'conflict')
  const isSending = (): boolean => kind() === 'sending'
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
          {isSending() ? `${texts().desk.filing}…` : props.label}
        </button>
        <CheckState desk={props.desk} action={props.action} />
      </div>
      <CheckAway desk={props.desk} />
      <Show when={principal() === null && !isEmpty(props.desk)}>
        <SignInChoices title={texts().session.toFile} actions={['agent', 'trader', 'receiver']} />
      </Show>
      <Outcome desk={props.desk} />
    </div>
  )
}

/** What the check says: the issues in short, and whether it may be filed. */
export function CheckState(props: { readonly desk: Desk; readonly action: string }): JSX.Element {
  return (
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
        {stateText(props.desk, props.action)}
      </p>
    </div>
  )
}

export function CheckAway(props: { readonly desk: Desk }): JSX.Element {
  return (
    <Show when={props.desk.state() === 'away'}>
      <Notice kind="alarm" role="alert">
        <p>{texts().away}</p>
        <button type="button" onClick={() => props.desk.checkAgain()}>
          {texts().tryAgain}
        </button>
      </Notice>
    </Show>
  )
}

function summaryText(desk: Desk): string {
  return isEmpty(desk) || desk.state() === 'loading' || desk.state() === 'away' ? '' : issueSummary(desk.issues())
}

function showIssues(): void {
  const title = document.querySelector<HTMLElement>('#issues-title')
  title?.scrollIntoView({ block: 'start' })
  title?.focus({ preventScroll: true })
}

function isEmpty(desk: Desk): boolean {
  return (desk.text() ?? '').trim() === ''
}

function stateText(desk: Desk, action: string): string {
  if (isEmpty(desk) || desk.filing().kind === 'filed' || desk.filing().kind === 'queued') return ''
  const words = texts().desk
  if (desk.state() === 'loading') return `${texts().loading}…`
  if (desk.state() === 'checking') return `${words.checking}…`
  if (desk.state() === 'away') return ''
  if (principal() !== null && !may(action)) return texts().session.notAllowed
  if (desk.preview()?.isAcceptable !== true) return desk.state() === 'here' ? words.blockedHere : words.fileBlocked
  return desk.state() === 'here' ? words.checkedHere : words.checked
}

function Outcome(props: { readonly desk: Desk }): JSX.Element {
  const of = <Kind extends 'filed' | 'refused' | 'queued'>(kind: Kind) => {
    const filing = props.desk.filing()
    return filing.kind === kind ? (filing as Extract<typeof filing, { readonly kind: Kind }>) : undefined
  }
  return (
    <Switch>
      <Match when={of('filed')}>{(found) => <ReceiptPanel receipt={found().receipt} filings={props.desk.filings()} />}</Match>
      <Match when={of('queued')}>{(found) => <QueuedPanel act={found().act} isChanged={found().act.text !== props.desk.text()} />}</Match>
      <Match when={of('refused')}>
        {(found) => (
          <Notice kind="alarm" role="alert">
            <p>{texts().refused(found().reason)}</p>
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
    </Switch>
  )
}

function QueuedPanel(props: { readonly act: FilingAct; readonly isChanged: boolean }): JSX.Element {
  return (
    <Notice kind="look" role="alert">
      <div class="queued">
        <p>
          <strong>{texts().outbox.waits(formatMoment(props.act.queuedAtMs))}</strong>
        </p>
        <p>{principal() === null ? texts().outbox.signIn : texts().outbox.once}</p>
        <Show when={props.act.attempts > 0}>
          <p class="small">{texts().outbox.mayHaveArrived}</p>
        </Show>
        <Show when={props.isChanged}>
          <p class="small">{texts().outbox.changedSince}</p>
        </Show>
      </div>
      <button type="button" onClick={() => void forget(props.act.key)}>
        {texts().outbox.takeBack}
      </button>
    </Notice>
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

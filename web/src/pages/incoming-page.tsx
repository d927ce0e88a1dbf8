// Drafts that the other side gave: the list, and the way in with a one-time code.
import { createSignal, For, Show, type JSX } from 'solid-js'
import { go, pageAddress } from '../address.ts'
import { getIncoming, redeemCode, type IncomingRow } from '../api/round.ts'
import { formatMoment, language, named, texts } from '../language.ts'
import { Answered, Notice, SampleBadge } from '../parts/notices.tsx'
import { may, principal } from '../session/session.ts'
import { createPages, itemsOf } from '../settings/pages.ts'
import { SignInChoices } from '../session/sign-in-choices.tsx'

export function IncomingPage(): JSX.Element {
  return (
    <div class="page">
      <h1 tabindex="-1">{texts().incoming.title}</h1>
      <p class="quiet">{texts().incoming.lead}</p>
      <Show when={principal() !== null} fallback={<SignInChoices title={texts().session.toSee} actions={['receiver', 'agent']} />}>
        <Show when={may('share.receive')} fallback={<p>{texts().session.notAllowed}</p>}>
          <RedeemForm />
          <IncomingList />
        </Show>
      </Show>
    </div>
  )
}

function RedeemForm(): JSX.Element {
  const [code, setCode] = createSignal('')
  const [said, setSaid] = createSignal('')
  const redeem = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (code().trim() === '') return void setSaid(texts().incoming.codeMissing)
    setSaid('')
    const answer = await redeemCode(code().trim(), language())
    if (answer.kind === 'done') return go('receive', answer.value.share)
    setSaid(answer.kind === 'away' ? texts().awayReading : (answer.issues[0]?.reason ?? answer.reason))
  }
  return (
    <form class="panel one-line" onSubmit={(event) => void redeem(event)}>
      <label for="retrieval-code">{texts().incoming.code}</label>
      <input id="retrieval-code" class="code-input" autocomplete="off" autocapitalize="characters" spellcheck={false} aria-describedby="retrieval-help" value={code()} onInput={(event) => setCode(event.currentTarget.value)} />
      <button type="submit">{texts().incoming.redeem}</button>
      <p id="retrieval-help" class="quiet small">
        {texts().incoming.codeHelp}
      </p>
      <div role="alert">
        <Show when={said()}>
          <Notice kind="alarm">
            <p>{said()}</p>
          </Notice>
        </Show>
      </div>
    </form>
  )
}

function IncomingList(): JSX.Element {
  const pages = createPages(async (before, tongue) => itemsOf(await getIncoming(before, tongue), ({ shares }) => shares))
  return (
    <Answered answer={pages.answer()} again={pages.reload}>
      {(value) => (
        <Show when={value().items.length > 0} fallback={<p class="empty">{texts().incoming.empty}</p>}>
          <table class="list stacks">
            <caption class="unseen">{texts().incoming.title}</caption>
            <thead>
              <tr>
                <th scope="col">{texts().shipments.reference}</th>
                <th scope="col">{texts().incoming.sender}</th>
                <th scope="col">{texts().incoming.given}</th>
                <th scope="col">{texts().shipments.state}</th>
              </tr>
            </thead>
            <tbody>
              <For each={value().items}>{(row) => <Row row={row} />}</For>
            </tbody>
          </table>
          <Show when={value().next !== undefined}>
            <p>
              <button type="button" onClick={pages.more}>
                {texts().shipments.more}
              </button>
            </p>
          </Show>
        </Show>
      )}
    </Answered>
  )
}

function Row(props: { readonly row: IncomingRow }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={pageAddress('receive', props.row.share)}>{props.row.reference}</a>{' '}
        <Show when={props.row.isSample}>
          <SampleBadge />
        </Show>
        <span class="quiet small block">
          {named(texts().shipments.directions, props.row.direction)} · {named(texts().shipments.counterparts, props.row.counterpart)}
        </span>
      </th>
      <td>{props.row.sender.name}</td>
      <td class="moment">{formatMoment(props.row.at)}</td>
      <td>{texts().incoming.states[props.row.state]}</td>
    </tr>
  )
}

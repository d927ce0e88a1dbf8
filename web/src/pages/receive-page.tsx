// One draft of the other side: what came from where, what is still missing, and the act of filing it in the own name.
// Whatever is changed here is shown to the sender.
import { createMemo, createResource, Show, type JSX } from 'solid-js'
import { pageAddress } from '../address.ts'
import { getIncomingDraft, type IncomingDraft } from '../api/round.ts'
import { createDesk } from '../desk/desk-state.ts'
import { DeskTitle } from '../desk/desk-title.tsx'
import { DeskView } from '../desk/desk-view.tsx'
import { FilingBar } from '../desk/filing-bar.tsx'
import { incomingDraftId } from '../draft/draft-id.ts'
import { language, named, texts } from '../language.ts'
import { Answered, Notice } from '../parts/notices.tsx'

export function ReceivePage(props: { readonly id: string }): JSX.Element {
  const [incoming, again] = createResource(() => getIncomingDraft(props.id, language()))
  return (
    <div class="page desk">
      <Answered answer={incoming()} again={() => void again.refetch()} heading={texts().incoming.title}>
        {(value) => <Receive incoming={value()} />}
      </Answered>
    </div>
  )
}

function Receive(props: { readonly incoming: IncomingDraft }): JSX.Element {
  const { share, text, fields } = props.incoming
  const desk = createDesk({ id: incomingDraftId(share), given: text, filedAt: `/incoming/${encodeURIComponent(share)}/confirm` })
  const given = createMemo(() => new Map(fields.map(({ path, from }) => [path, from])))
  const names = (): string => props.incoming.administrations.map((each) => named(texts().filings.customs, each)).join(texts().and)
  return (
    <>
      <p class="back">
        <a href={pageAddress('incoming')}>{texts().incoming.back}</a>
      </p>
      <DeskTitle desk={desk} untitled={texts().incoming.title} />
      <p>
        {texts().incoming.from(props.incoming.sender.name, props.incoming.revision)} {texts().incoming.corrections}
      </p>
      <Show when={props.incoming.isCancelled}>
        <Notice kind="look" role="status">
          <p>{texts().incoming.cancelled}</p>
        </Notice>
      </Show>
      <Show when={props.incoming.shipment}>
        {(id) => (
          <Notice kind="plain">
            <p>{texts().incoming.alreadyFiled}</p>
            <a class="button" href={pageAddress('shipment', id())}>
              {texts().shipment.toShipment}
            </a>
          </Notice>
        )}
      </Show>
      <DeskView
        desk={desk}
        givenBy={(path) => given().get(path)}
        act={() => (
          <>
            <FilingBar desk={desk} label={texts().incoming.file(names())} action="share.receive" />
            <Show when={desk.filing().kind === 'idle'}>
              <p class="quiet small">{texts().incoming.nothingFiled}</p>
            </Show>
          </>
        )}
      />
    </>
  )
}

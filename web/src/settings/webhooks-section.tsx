// Webhooks: an address that is told, its secret once, what was delivered, and delivering again.
import { createEffect, createResource, createSignal, For, Show, type JSX } from 'solid-js'
import { addWebhook, getDeliveries, getWebhooks, redeliver, removeWebhook, type Webhook, type WebhookDelivery } from '../api/settings.ts'
import { formatInteger, formatMoment, language, named, texts } from '../language.ts'
import { Answered } from '../parts/notices.tsx'
import { Rows } from '../parts/rows.tsx'
import { ActOutcome, createAct, SureButton, type Act } from './act.tsx'
import { ManyChoice, SecretOnce, TextField, Unfolding } from './parts.tsx'
import { noteAbsence } from './sections.ts'

/** As the server knows them; the first is told unless something else is chosen. */
const kinds = ['filing.answered', 'filings.sent', 'shipment.filed', 'shipment.amended', 'shipment.cancelled', 'sides.compared'] as const

export function WebhooksSection(): JSX.Element {
  const [webhooks, again] = createResource(language, getWebhooks)
  createEffect(() => noteAbsence('webhooks', webhooks()))
  const act = createAct()
  const [secret, setSecret] = createSignal('')
  const reload = (): void => void again.refetch()
  const stop = (webhook: Webhook): void => void act.run(() => removeWebhook(webhook.id, language()), () => texts().settings.webhooks.stopped).then(reload)
  return (
    <>
      <p class="quiet">{texts().settings.webhooks.lead}</p>
      <NewWebhook act={act} onMade={(made) => (setSecret(made), reload())} />
      <ActOutcome act={act} />
      <Show when={secret()}>{(shown) => <SecretOnce secret={shown()} onSeen={() => setSecret('')} />}</Show>
      <Answered answer={webhooks.latest} again={reload}>
        {(value) => (
          <Show when={value().webhooks.length > 0} fallback={<p class="quiet">{texts().settings.webhooks.empty}</p>}>
            <ul class="parked">
              <Rows each={value().webhooks} by={({ id }) => id}>
                {(webhook) => <One webhook={webhook()} act={act} onStop={() => stop(webhook())} />}
              </Rows>
            </ul>
          </Show>
        )}
      </Answered>
    </>
  )
}

function NewWebhook(props: { readonly act: Act; readonly onMade: (secret: string) => void }): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  const [address, setAddress] = createSignal('')
  const [chosen, setChosen] = createSignal<readonly string[]>(kinds.slice(0, 1))
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (address().trim() === '') return props.act.say(texts().settings.webhooks.addressFirst)
    if (chosen().length === 0) return props.act.say(texts().settings.webhooks.kindsFirst)
    const isAdded = await props.act.run(
      () => addWebhook(address().trim(), chosen(), language()),
      ({ secret }) => {
        props.onMade(secret)
        return texts().settings.webhooks.added
      },
    )
    if (!isAdded) return
    setAddress('')
    setIsOpen(false)
  }
  return (
    <Unfolding title={texts().settings.webhooks.add} isOpen={isOpen()} onToggle={setIsOpen}>
      <form class="stack" onSubmit={(event) => void add(event)}>
        <TextField id="webhook-address" label={texts().settings.webhooks.address} help={texts().settings.webhooks.addressHelp} value={address()} onInput={setAddress} />
        <ManyChoice title={texts().settings.webhooks.kinds} options={kinds} nameOf={kindName} chosen={chosen()} onChange={setChosen} />
        <div>
          <button type="submit" class="main" aria-disabled={props.act.isBusy()}>
            {texts().settings.webhooks.add}
          </button>
        </div>
      </form>
    </Unfolding>
  )
}

function kindName(kind: string): string {
  return named(texts().settings.webhooks.kindNames, kind)
}

function One(props: { readonly webhook: Webhook; readonly act: Act; readonly onStop: () => void }): JSX.Element {
  const [isOpen, setIsOpen] = createSignal(false)
  return (
    <li class="panel stack">
      <h3 class="address">{props.webhook.address}</h3>
      <p class="quiet small">
        {props.webhook.kinds.map(kindName).join(' · ')} · {formatMoment(props.webhook.at)}
      </p>
      <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{texts().settings.webhooks.deliveries}</summary>
        <Show when={isOpen()}>
          <Deliveries webhook={props.webhook} act={props.act} />
        </Show>
      </details>
      <div>
        <SureButton word={texts().settings.webhooks.stop} sure={texts().settings.webhooks.sure} of={props.webhook.address} onSure={() => props.onStop()} />
      </div>
    </li>
  )
}

function Deliveries(props: { readonly webhook: Webhook; readonly act: Act }): JSX.Element {
  const [deliveries, again] = createResource(language, (tongue) => getDeliveries(props.webhook.id, tongue))
  const reload = (): void => void again.refetch()
  const repeat = (delivery: WebhookDelivery): void =>
    void props.act.run(() => redeliver(props.webhook.id, delivery.id, language()), () => texts().settings.webhooks.onItsWay).then(reload)
  return (
    <Answered answer={deliveries.latest} again={reload}>
      {(value) => (
        <Show when={value().deliveries.length > 0} fallback={<p class="quiet">{texts().settings.webhooks.noDeliveries}</p>}>
          <table class="stacks">
            <caption class="unseen">{texts().settings.webhooks.deliveries}</caption>
            <thead>
              <tr>
                <th scope="col">{texts().settings.webhooks.kinds}</th>
                <th scope="col">{texts().settings.webhooks.status}</th>
                <th scope="col" class="number">
                  {texts().settings.webhooks.tries}
                </th>
                <th scope="col">{texts().settings.webhooks.lastTry}</th>
                <th scope="col">{texts().settings.webhooks.answered}</th>
                <th scope="col">{texts().settings.acts}</th>
              </tr>
            </thead>
            <tbody>
              <For each={value().deliveries}>
                {(delivery) => (
                  <tr>
                    <th scope="row">
                      {kindName(delivery.kind)} <code class="block">{delivery.shipment}</code>
                    </th>
                    <td>{named(texts().settings.webhooks.statuses, delivery.status)}</td>
                    <td class="number" data-name={texts().settings.webhooks.tries}>
                      {formatInteger(delivery.tries)}
                    </td>
                    <td class="moment">{formatMoment(delivery.lastTryAt)}</td>
                    <td>
                      <code>{delivery.answer}</code>
                    </td>
                    <td>
                      <button type="button" class="minor" aria-label={`${texts().settings.webhooks.again}${texts().colon}${delivery.id}`} onClick={() => repeat(delivery)}>
                        {texts().settings.webhooks.again}
                      </button>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
      )}
    </Answered>
  )
}

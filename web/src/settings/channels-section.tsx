// The ways to each customs: open or closed, since when and why, and how much waits where that may be known.
import { createEffect, createResource, For, Show, type JSX } from 'solid-js'
import { getChannels, type ChannelState } from '../api/round.ts'
import { formatInteger, formatMoment, language, named, texts } from '../language.ts'
import { Answered } from '../parts/notices.tsx'
import { noteAbsence } from './sections.ts'

export function ChannelsSection(): JSX.Element {
  const [channels, again] = createResource(language, getChannels)
  createEffect(() => noteAbsence('channels', channels()))
  const reload = (): void => void again.refetch()
  return (
    <>
      <p class="quiet">{texts().settings.channels.lead}</p>
      <div>
        <button type="button" class="minor" onClick={reload}>
          {texts().settings.refresh}
        </button>
      </div>
      <Answered answer={channels.latest} again={reload}>
        {(value) => (
          <Show when={value().channels.length > 0} fallback={<p class="quiet">{texts().settings.channels.empty}</p>}>
            <ChannelTable channels={value().channels} />
          </Show>
        )}
      </Answered>
    </>
  )
}

function ChannelTable(props: { readonly channels: readonly ChannelState[] }): JSX.Element {
  const isCounted = (): boolean => props.channels.some(({ waiting }) => waiting !== undefined)
  return (
    <table class="list stacks">
      <caption class="unseen">{texts().settings.sections.channels}</caption>
      <thead>
        <tr>
          <th scope="col">{texts().settings.channels.customs}</th>
          <th scope="col">{texts().settings.channels.state}</th>
          <th scope="col">{texts().settings.channels.since}</th>
          <Show when={isCounted()}>
            <th scope="col" class="number">
              {texts().settings.channels.waiting}
            </th>
          </Show>
          <th scope="col">{texts().settings.channels.why}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.channels}>
          {(channel) => (
            <tr>
              <th scope="row">
                {named(texts().filings.customs, channel.customs)}{' '}
                <Show when={channel.isSimulated}>
                  <span class="badge">{texts().simulated}</span>
                </Show>
              </th>
              <td>
                <span class="stage" data-course={channel.isOpen ? 'done' : 'stopped'}>
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    <path d={channel.isOpen ? 'M3 8h10M9.5 4.5L13 8l-3.5 3.5' : 'M4 4l8 8M12 4l-8 8'} />
                  </svg>
                  {channel.isOpen ? texts().settings.channels.open : texts().settings.channels.closed}
                </span>
              </td>
              <td class="moment" data-name={texts().settings.channels.since}>
                {channel.since ? formatMoment(channel.since) : ''}
              </td>
              <Show when={isCounted()}>
                <td class="number" data-name={texts().settings.channels.waiting}>
                  {channel.waiting === undefined ? '' : formatInteger(channel.waiting)}
                </td>
              </Show>
              <td>{channel.reasonText ?? channel.reason}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

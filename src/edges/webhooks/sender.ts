// The sender of webhooks: a loop for every subscription of every organisation. It starts with `serve`; the other commands
// open the same platform and send nothing.
import { openFeed, type Feed } from '../../app/notify/feed.ts'
import { webhooksOf, type Webhook } from '../../app/notify/webhook.ts'
import type { Directory } from '../../app/access/directory.ts'
import type { Clock, Journal, ScopedJournal, Workspace } from '../../app/ports.ts'
import { watchChains, type ChainWatch } from './chain-watch.ts'
import { postWith, type PostSettings } from './post.ts'
import { isInsideAddress } from './public-address.ts'
import { secretOf } from './sign.ts'
import { startLoop, type LoopTools, type SubscriberLoop } from './subscriber-loop.ts'

export interface Webhooks {
  readonly feed: Feed
  readonly watch: ChainWatch
  readonly secretOf: (webhook: Pick<Webhook, 'organisation' | 'id'>) => string
  /** Whether a host is written as an address that nothing is sent to. */
  readonly isInside: (host: string) => boolean
  /** Begins to send; answers when every subscription is known. */
  readonly start: () => Promise<void>
  /** Subscriptions of the organisation came or went, or something is to be delivered again. */
  readonly refresh: (organisation: string) => Promise<void>
  /** Nothing is under way afterwards; what was not delivered goes on at the next start. */
  readonly close: () => Promise<void>
}

export interface WebhookOptions {
  readonly journal: Pick<Journal, 'size'>
  readonly scopedJournal: ScopedJournal
  readonly workspace: Workspace
  readonly directory: Pick<Directory, 'organisations'>
  readonly clock: Clock
  readonly secret: Uint8Array
  readonly settings?: Partial<PostSettings>
  readonly random?: () => number
  readonly pauseAfter?: LoopTools['pauseAfter']
  readonly watchEveryMs?: number
}

const timeoutMs = 10_000
/** What another process changed is seen after so long. */
const rescanMs = 60_000

export function openWebhooks(options: WebhookOptions): Webhooks {
  const { workspace, directory, clock, secret } = options
  const settings = { isLocalAllowed: false, timeoutMs, ...options.settings }
  const feed = openFeed(options.scopedJournal)
  const watch = watchChains(options.journal, options.watchEveryMs)
  const secretFor: Webhooks['secretOf'] = ({ organisation, id }) => secretOf(secret, organisation, id)
  const { pauseAfter } = options
  const tools: LoopTools = { workspace, feed, watch, clock, post: postWith(settings), secretOf: secretFor, random: options.random ?? Math.random, ...(pauseAfter === undefined ? {} : { pauseAfter }) }
  const loops = new Map<string, { readonly organisation: string; readonly loop: SubscriberLoop }>()
  let rescan: NodeJS.Timeout | undefined
  let isSending = false

  const follow = async (organisation: string, isNudging: boolean): Promise<void> => {
    const webhooks = await webhooksOf(workspace, organisation)
    if (!isSending) return
    const known = new Set(webhooks.map((webhook) => webhook.id))
    for (const [id, { loop, ...of }] of loops) {
      if (of.organisation !== organisation || known.has(id)) continue
      loops.delete(id)
      void loop.stop()
    }
    for (const webhook of webhooks) {
      const running = loops.get(webhook.id)
      if (running === undefined) loops.set(webhook.id, { organisation, loop: startLoop(webhook, tools) })
      else if (isNudging) running.loop.nudge()
    }
  }
  const followAll = async (): Promise<void> => {
    for (const { id } of await directory.organisations()) await follow(id, false)
  }
  return {
    feed,
    watch,
    secretOf: secretFor,
    isInside: (host) => !settings.isLocalAllowed && isInsideAddress(host),
    start: async () => {
      if (isSending) return
      isSending = true
      await followAll()
      // A store that cannot be reached now is asked again next time.
      rescan = setInterval(() => void followAll().catch(() => undefined), rescanMs)
      rescan.unref()
    },
    refresh: (organisation) => follow(organisation, true),
    close: async () => {
      isSending = false
      clearInterval(rescan)
      watch.close()
      await Promise.all([...loops.values()].map(({ loop }) => loop.stop()))
      loops.clear()
    },
  }
}

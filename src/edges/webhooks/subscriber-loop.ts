// Tells one webhook everything, in order, for as long as it is subscribed: a loop of its own with its own place in the
// feed, so that a receiver that is dead, slow or lies holds up itself alone. At most one notice is under way and one page
// of the feed is in memory.
import { changeProgress, deliveryAt, keepDelivery, maxTries, noticeOf, pauseAfter, progressOf, type Delivery, type Progress } from '../../app/notify/delivery.ts'
import type { Cursor, Feed, FeedEvent } from '../../app/notify/feed.ts'
import type { Webhook } from '../../app/notify/webhook.ts'
import { JournalUnavailable, type Clock, type Workspace } from '../../app/ports.ts'
import { chainOf } from '../../app/shipment/events.ts'
import { instant, type Instant } from '../../base/instant.ts'
import type { ChainWatch } from './chain-watch.ts'
import type { Post } from './post.ts'
import { signedHeaders } from './sign.ts'

export interface LoopTools {
  readonly workspace: Workspace
  readonly feed: Feed
  readonly watch: ChainWatch
  readonly clock: Clock
  readonly post: Post
  readonly secretOf: (webhook: Webhook) => string
  /** From 0 to 1. */
  readonly random: () => number
  /** Milliseconds to wait after so many failed tries. */
  readonly pauseAfter?: (tries: number, share: number) => number
}

export interface SubscriberLoop {
  /** Something changed that it should look at now: it is to deliver again. */
  readonly nudge: () => void
  readonly stop: () => Promise<void>
}

const pageSize = 20
/** Looks again by itself, for what another process changed. */
const idleMs = 5_000
/** Entries passed over without anything to tell, after which the place is kept. */
const keepEvery = 1_000
const troubleMs = 2_000

interface Page {
  readonly after: Cursor
  readonly events: readonly FeedEvent[]
  readonly next: Cursor
}

export function startLoop(webhook: Webhook, tools: LoopTools): SubscriberLoop {
  const stopping = new AbortController()
  let nudged = new AbortController()
  const loop = new Loop(webhook, tools, stopping.signal, () => nudged.signal)
  const running = loop.run()
  return {
    nudge: () => {
      nudged.abort()
      nudged = new AbortController()
    },
    stop: () => {
      stopping.abort()
      nudged.abort()
      return running
    },
  }
}

class Loop {
  readonly #webhook: Webhook
  readonly #tools: LoopTools
  readonly #stop: AbortSignal
  /** Aborted when it should look up from waiting. */
  readonly #lookUp: () => AbortSignal
  #page: Page | undefined

  constructor(webhook: Webhook, tools: LoopTools, stop: AbortSignal, lookUp: () => AbortSignal) {
    this.#webhook = webhook
    this.#tools = tools
    this.#stop = stop
    this.#lookUp = lookUp
  }

  async run(): Promise<void> {
    while (!this.#stop.aborted) {
      try {
        await this.#once()
      } catch (error) {
        // Nothing is lost, since everything goes on from what is kept.
        if (!(error instanceof JournalUnavailable)) process.stderr.write(`webhook ${this.#webhook.id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
        await this.#pause(troubleMs)
      }
    }
  }

  async #once(): Promise<void> {
    const { workspace, watch } = this.#tools
    const lookUp = this.#lookUp()
    const progress = await progressOf(workspace, this.#webhook)
    const [again] = progress.again
    if (again !== undefined) return this.#repeat(again)
    const page = await this.#pageAfter(progress.cursor)
    const [event] = page.events
    if (event === undefined) {
      if (page.next - progress.cursor >= keepEvery) await this.#moveOn(progress.cursor, page.next)
      await watch.wait(chainOf(this.#webhook.organisation), page.next, idleMs, lookUp)
      return
    }
    if (!(await this.#deliver(event))) return
    await this.#moveOn(progress.cursor, event.position + 1)
    this.#page = { after: event.position + 1, events: page.events.slice(1), next: page.next }
  }

  /** What is new after the place that is kept; what was read before is used up first. */
  async #pageAfter(cursor: Cursor): Promise<Page> {
    if (this.#page?.after === cursor && this.#page.events.length > 0) return this.#page
    // Entries that had nothing to tell are not read again.
    const from = this.#page?.after === cursor ? this.#page.next : cursor
    const { organisation, kinds } = this.#webhook
    const { events, next } = await this.#tools.feed.page({ kind: 'own', organisation }, organisation, { after: from, limit: pageSize, kinds })
    this.#page = { after: cursor, events, next }
    return this.#page
  }

  async #repeat(position: number): Promise<void> {
    const { organisation, kinds } = this.#webhook
    const { events } = await this.#tools.feed.page({ kind: 'own', organisation }, organisation, { after: position, limit: 1, kinds })
    const event = events.find((each) => each.position === position)
    if (event !== undefined && !(await this.#deliver(event, 'again'))) return
    await this.#change((progress) => (progress.again[0] === position ? { ...progress, again: progress.again.slice(1) } : progress))
  }

  /** Somebody may have put the place elsewhere meanwhile; then it is theirs. */
  async #moveOn(from: Cursor, to: Cursor): Promise<void> {
    await this.#change((progress) => (progress.cursor === from ? { ...progress, cursor: to } : progress))
  }

  #change(change: (progress: Progress) => Progress): Promise<Progress> {
    return changeProgress(this.#tools.workspace, this.#webhook, this.#tools.clock(), change)
  }

  /** Until it is taken or given up; false when the loop was stopped before. */
  async #deliver(event: FeedEvent, how: 'first' | 'again' = 'first'): Promise<boolean> {
    const { workspace, clock, post, secretOf, random } = this.#tools
    const pauseFor = this.#tools.pauseAfter ?? pauseAfter
    const notice = noticeOf(this.#webhook.id, event)
    const known = await deliveryAt(workspace, this.#webhook, event.position)
    // After a restart the tries of before count, and the pause goes on; one that was settled begins anew.
    let tries = known?.status === 'trying' ? known.tries : 0
    if (known?.status === 'trying' && how === 'first') await this.#pause(Math.min(restOf(known, clock()), pauseFor(tries, 1)))
    while (!this.#stop.aborted) {
      const at = clock()
      const { isTaken, answer } = await post(this.#webhook.address, signedHeaders(notice, secretOf(this.#webhook), at), notice.body, this.#stop)
      if (this.#stop.aborted && !isTaken) return false
      tries += 1
      const status = isTaken ? 'delivered' : tries >= maxTries ? 'failed' : 'trying'
      const pauseMs = status === 'trying' ? pauseFor(tries, random()) : 0
      const nextTryAt = status === 'trying' ? instant(clock() + Math.round(pauseMs)) : null
      await keepDelivery(workspace, this.#webhook, { position: event.position, kind: event.kind, shipment: event.shipment, status, tries, lastTryAt: at, nextTryAt, answer })
      if (status !== 'trying') return true
      await this.#pause(pauseMs)
    }
    return false
  }

  /** Ends early when somebody nudges: they know that the receiver is back. */
  #pause(ms: number): Promise<void> {
    const lookUp = this.#lookUp()
    return new Promise((resolve) => {
      if (this.#stop.aborted || ms <= 0) return resolve()
      const end = (): void => {
        clearTimeout(timer)
        lookUp.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, ms)
      lookUp.addEventListener('abort', end)
    })
  }
}

function restOf({ nextTryAt }: Delivery, at: Instant): number {
  return nextTryAt === null ? 0 : Math.max(0, nextTryAt - at)
}

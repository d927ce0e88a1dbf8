// Goes through pages, one thing at a time.
import type { Operations } from './operations.ts'
import type { Answer, ShipmentRow } from './schemas.ts'

export interface FollowAnswers {
  /** `cursor` of the last answer that was dealt with; from the first when absent. */
  readonly after?: string
  /** Whose, for an auditor. */
  readonly organisation?: string
  /** Seconds to wait for more at the end, 1 to 20, again and again; 0 ends there. */
  readonly wait?: number
  readonly signal?: AbortSignal
}

/** Every answer of customs once, oldest first. Keep the `cursor` of the last one that was dealt with, and go on with it. */
export async function* eachAnswer(client: Pick<Operations, 'listAnswers'>, { after, organisation, wait = 0, signal }: FollowAnswers = {}): AsyncGenerator<Answer, void> {
  const options = signal === undefined ? {} : { signal }
  let next = after
  for (;;) {
    if (signal?.aborted === true) return
    const page = await client.listAnswers({ wait, ...(next === undefined ? {} : { after: next }), ...(organisation === undefined ? {} : { organisation }) }, options)
    yield* page.answers
    next = page.next
    if (!page.hasMore && page.answers.length === 0 && wait === 0) return
  }
}

/** Every shipment that was filed, newest first. */
export async function* eachShipment(client: Pick<Operations, 'listShipments'>, options: { readonly signal?: AbortSignal } = {}): AsyncGenerator<ShipmentRow, void> {
  let before: string | undefined
  do {
    const page = await client.listShipments(before === undefined ? {} : { before }, options)
    yield* page.shipments
    before = page.next
  } while (before !== undefined)
}

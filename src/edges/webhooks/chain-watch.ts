// Waits until a chain has grown. All who wait share one look at the journal; while nobody waits there is none.
import type { Journal } from '../../app/ports.ts'

export interface ChainWatch {
  /** True when the chain has more than `size` entries, false after `ms`, or when the watch is closed or nudged by `stop`. */
  readonly wait: (chain: string, size: number, ms: number, stop?: AbortSignal) => Promise<boolean>
  /** Nobody waits any longer. */
  readonly close: () => void
}

interface Waiter {
  readonly chain: string
  readonly size: number
  readonly end: (hasGrown: boolean) => void
}

export function watchChains(journal: Pick<Journal, 'size'>, everyMs = 250): ChainWatch {
  const waiters = new Set<Waiter>()
  let [isLooking, isClosed] = [false, false]
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    for (const chain of new Set([...waiters].map((waiter) => waiter.chain))) {
      // A journal that cannot be reached has not grown yet.
      const size = await journal.size(chain).catch(() => 0)
      for (const waiter of waiters) if (waiter.chain === chain && size > waiter.size) waiter.end(true)
    }
  }
  const lookLater = (): void => {
    if (isLooking || isClosed || waiters.size === 0) return
    isLooking = true
    timer = setTimeout(() => {
      void look().finally(() => {
        isLooking = false
        lookLater()
      })
    }, everyMs)
  }
  return {
    wait: (chain, size, ms, stop) =>
      new Promise((resolve) => {
        if (isClosed || stop?.aborted === true) return resolve(false)
        const endQuietly = (): void => waiter.end(false)
        const limit = setTimeout(endQuietly, ms)
        const waiter: Waiter = {
          chain,
          size,
          end: (hasGrown) => {
            clearTimeout(limit)
            stop?.removeEventListener('abort', endQuietly)
            waiters.delete(waiter)
            resolve(hasGrown)
          },
        }
        stop?.addEventListener('abort', endQuietly)
        waiters.add(waiter)
        lookLater()
      }),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      for (const waiter of waiters) waiter.end(false)
    },
  }
}

// Whether the server answers. While it does not, it is asked again from time to time; whoever waits is told once it is back.
import { createSignal } from 'solid-js'
import { call, listenToAnswers } from '../api/call.ts'

/** Milliseconds between two questions while the server is away: the first, and the most. */
const firstPauseMs = 2_000
const longestPauseMs = 30_000

const [isAway, setIsAway] = createSignal(false)
export { isAway }

const waiting = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let pauseMs = firstPauseMs

/** Calls when the server answers again, each time, until the returned function is called. */
export function whenBack(listener: () => void): () => void {
  waiting.add(listener)
  return () => waiting.delete(listener)
}

export function askNow(): void {
  clearTimeout(timer)
  timer = undefined
  // The answer comes in by the listener below.
  void call('/health', { language: 'en' })
}

export function watchConnection(): void {
  listenToAnswers((answer) => {
    if (answer.kind === 'away') {
      setIsAway(true)
      timer ??= setTimeout(() => {
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        askNow()
      }, pauseMs)
      return
    }
    if (!isAway()) return
    clearTimeout(timer)
    timer = undefined
    pauseMs = firstPauseMs
    setIsAway(false)
    for (const listener of waiting) listener()
  })
  addEventListener('online', () => askNow())
}

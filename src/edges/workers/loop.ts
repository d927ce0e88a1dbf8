// A loop in the background: one turn at a time, at once again while there is more, else after a while or when woken. An
// error is told and waited out, longer each time; it never ends the loop.

export interface Loop {
  /** There is something to do. While an error is waited out this changes nothing. */
  readonly wake: () => void
  /** Answers when the turn under way has ended. */
  readonly close: () => Promise<void>
}

export interface LoopOptions {
  readonly name: string
  /** True when there is more to do. */
  readonly turn: () => Promise<boolean>
  readonly idleMs: number
  /** After errors in a row; half a minute unless said. */
  readonly longestWaitMs?: number
  /** `failures` counts the errors in a row, this one too. */
  readonly onProblem: (name: string, error: unknown, failures: number) => void
}

const firstWaitMs = 250
const defaultLongestWaitMs = 30_000

export function startLoop({ name, turn, idleMs, longestWaitMs = defaultLongestWaitMs, onProblem }: LoopOptions): Loop {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isClosed = false
  let isWoken = false
  let failures = 0
  const run = async (): Promise<void> => {
    let waitMs = idleMs
    isWoken = false
    try {
      const isMore = await turn()
      failures = 0
      if (isMore || isWoken) waitMs = 0
    } catch (error) {
      failures += 1
      // With chance, so that many do not come back together.
      waitMs = Math.min(firstWaitMs * 2 ** failures, longestWaitMs) * (0.5 + Math.random() / 2)
      onProblem(name, error, failures)
    }
    running = undefined
    if (!isClosed) timer = setTimeout(start, waitMs)
  }
  const start = (): void => {
    clearTimeout(timer)
    if (!isClosed) running ??= run()
  }
  start()
  return {
    wake: () => {
      isWoken = true
      if (running === undefined && failures === 0) start()
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}

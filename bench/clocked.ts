// Times a synchronous task: warm up, then run for a while and sort what each run took.

export interface Timing {
  readonly runs: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const warmUpMs = 1_500

/** Runs `task` for about `durationMs` after a warm-up; times are wall clock of this process, one thread. */
export function clocked(task: () => unknown, durationMs = 4_000): Timing {
  for (const end = performance.now() + warmUpMs; performance.now() < end; ) task()
  const times: number[] = []
  const start = performance.now()
  let last = start
  while (last - start < durationMs) {
    task()
    const now = performance.now()
    times.push(now - last)
    last = now
  }
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { runs: times.length, perSecond: (times.length * 1000) / (last - start), p50Ms: at(0.5), p99Ms: at(0.99) }
}

export function timingRow(name: string, timing: Timing): string {
  const rate = timing.perSecond.toFixed(0).padStart(9)
  return `${name.padEnd(58)}${rate}/s  p50 ${timing.p50Ms.toFixed(3)} ms  p99 ${timing.p99Ms.toFixed(3)} ms`
}

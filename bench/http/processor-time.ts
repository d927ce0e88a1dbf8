// Processor time of processes, in milliseconds since they began, from /proc; 0 where there is none (other systems than Linux).
import { readdirSync, readFileSync } from 'node:fs'

/** Of Linux for programs, whatever the kernel counts in. */
const ticksPerSecond = 100

export function processorTimeMs(pid: number): number {
  const stat = statOf(pid)
  return stat === undefined ? 0 : stat.ownMs
}

/** With its children: those that are there, and those that have ended. */
export function familyTimeMs(pid: number): number {
  let sum = 0
  for (const name of namesIn('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (stat !== undefined && (Number(name) === pid || stat.parent === pid)) sum += stat.ownMs + (Number(name) === pid ? stat.endedMs : 0)
  }
  return sum
}

interface Stat {
  readonly parent: number
  readonly ownMs: number
  readonly endedMs: number
}

/** proc_pid_stat(5): behind the name in brackets stand state, parent and, from the twelfth on, utime, stime, cutime, cstime. */
function statOf(pid: number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const ms = (at: number): number => (Number(fields[at]) * 1_000) / ticksPerSecond
    return { parent: Number(fields[1]), ownMs: ms(11) + ms(12), endedMs: ms(13) + ms(14) }
  } catch {
    return undefined
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

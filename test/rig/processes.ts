// Processes of the rig: who is whose child, and how to end them at once.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** The direct children of a process. */
export function childrenOf(pid: number): readonly number[] {
  return (process.platform === 'linux' ? fromProc() : fromPs()).flatMap(([child, parent]) => (parent === pid ? [child] : []))
}

/** kill -9 of a process and its children, the parent first so that it starts no new ones. */
export function killTree(pid: number): void {
  const children = childrenOf(pid)
  for (const each of [pid, ...children]) kill(each)
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

type ChildAndParent = readonly [child: number, parent: number]

function fromProc(): readonly ChildAndParent[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map((pid) => [Number(pid), parentFromProc(pid)] as const)
}

function parentFromProc(pid: string): number {
  try {
    // The name in brackets may hold spaces; the parent is the second field after it (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}

function fromPs(): readonly ChildAndParent[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number)
    return child === undefined || parent === undefined ? [] : [[child, parent] as const]
  })
}

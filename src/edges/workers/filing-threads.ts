// Threads for the work of filing, so that the one which answers requests and writes the journal is free for that. Each loads
// the facts for itself; until one is ready, and when one breaks, the work is done where it was asked for.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FilingTask, FilingWork, PrepareFiling } from '../../app/shipment/prepare-filing.ts'

export interface FilingThreads {
  readonly prepareFiling: PrepareFiling
  readonly close: () => Promise<void>
}

export interface TaskMessage {
  readonly number: number
  readonly task: FilingTask
}

/** Without `work`: it failed there, and here it is told why. */
export interface WorkMessage {
  readonly number: number
  readonly work?: FilingWork
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, (work: FilingWork | undefined) => void>
  isReady: boolean
}

/** The work of a filing takes less than twice what its request takes, so two threads keep up; each holds the facts once more. */
const maxThreads = 2
/** A compiled file; run from its source, as tests do, there is none. */
const script = new URL('./filing-thread.js', import.meta.url)
const canHaveThreads = import.meta.url.endsWith('.js')

/** One core stays for the requests: two threads on two cores took a fifth more of the processor for each filing than one. */
export function threadsForFiling(): number {
  return canHaveThreads ? Math.min(maxThreads, availableParallelism() - 1) : 0
}

/** `here` does the same on this thread. */
export function openFilingThreads(count: number, here: (task: FilingTask) => FilingWork): FilingThreads {
  const threads = Array.from({ length: count }, startThread)
  let sent = 0
  return {
    prepareFiling: async (task) => {
      const thread = leastBusy(threads)
      if (thread === undefined) return here(task)
      sent += 1
      return (await ask(thread, { number: sent, task: plain(task) })) ?? here(task)
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

function startThread(): Thread {
  const worker = new Worker(script)
  const thread: Thread = { worker, waiting: new Map(), isReady: false }
  worker.once('message', () => {
    thread.isReady = true
    worker.on('message', ({ number, work }: WorkMessage) => settle(thread, number, work))
  })
  worker.on('error', (error) => process.stderr.write(`a thread for filing has ended: ${error.stack ?? error.message}\n`))
  worker.once('exit', () => {
    thread.isReady = false
    for (const number of thread.waiting.keys()) settle(thread, number, undefined)
  })
  worker.unref()
  return thread
}

function leastBusy(threads: readonly Thread[]): Thread | undefined {
  let found: Thread | undefined
  for (const thread of threads) if (thread.isReady && (found === undefined || thread.waiting.size < found.waiting.size)) found = thread
  return found
}

function ask({ worker, waiting }: Thread, message: TaskMessage): Promise<FilingWork | undefined> {
  return new Promise((resolve) => {
    waiting.set(message.number, resolve)
    worker.postMessage(message, [])
  })
}

function settle({ waiting }: Thread, number: number, work: FilingWork | undefined): void {
  const resolve = waiting.get(number)
  waiting.delete(number)
  resolve?.(work)
}

/** Only what the task is: commands have more in them, and functions cannot be sent. */
function plain({ organisation, standing: { administrations, numbers, mandates }, received, input, sharedFrom }: FilingTask): FilingTask {
  const { draft, profiles, now, on, administrations: asked, unifiedNumber } = input
  return {
    organisation,
    standing: { administrations, numbers, mandates },
    received,
    input: { draft, profiles, now, unifiedNumber, ...(on === undefined ? {} : { on }), ...(asked === undefined ? {} : { administrations: asked }) },
    ...(sharedFrom === undefined ? {} : { sharedFrom }),
  }
}

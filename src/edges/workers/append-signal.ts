// Tells at once, within this process, that something was appended. A bell and no record: whoever listens reads the journal
// or the register, and looks every so often as well, for what another process appended.
import type { Journal } from '../../app/ports.ts'

export interface AppendSignal {
  readonly journal: Journal
  /** Hears of each kind of event as it is appended, until the answer is called. */
  readonly onAppended: (listener: (kind: string) => void) => () => void
}

export function withSignal(journal: Journal): AppendSignal {
  const listeners = new Set<(kind: string) => void>()
  return {
    journal: {
      ...journal,
      append: async (request) => {
        const result = await journal.append(request)
        if (result.ok && !result.value.isReplay) for (const { kind } of request.events) for (const listener of listeners) listener(kind)
        return result
      },
    },
    onAppended: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

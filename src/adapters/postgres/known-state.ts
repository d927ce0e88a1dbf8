// What the appender of a chain remembers of its own last commit, so that it need not ask again before the next one. New
// keys and new streams are taken for new: if they are not, or if another process was at the chain, a constraint refuses
// the batch, and it is decided again on what the store says.
import { seriesName, type AppendRequest, type BatchDecision, type BatchState, type ChainHead } from '../../journal/index.ts'

export interface KnownState {
  /** A state to decide on without asking; undefined when one of the requests needs more than is known. */
  readonly guess: (requests: readonly AppendRequest[]) => BatchState | undefined
  readonly learn: (state: BatchState, decision: BatchDecision) => void
  readonly forget: () => void
}

const maxSeries = 10_000
const nothing: ReadonlyMap<string, never> = new Map<string, never>()

export function openKnownState(): KnownState {
  const numbers = new Map<string, number>()
  let head: ChainHead | undefined
  const isNew = ({ expectedVersion, numberSeries }: AppendRequest): boolean =>
    expectedVersion === 0 && (numberSeries === undefined || numbers.has(seriesName(numberSeries)))
  return {
    guess: (requests) => (head !== undefined && requests.every(isNew) ? { head, keys: nothing, versions: nothing, numbers } : undefined),
    learn: (state, decision) => {
      if (numbers.size > maxSeries) numbers.clear()
      head = decision.head
      if (state.numbers !== numbers) for (const [series, last] of state.numbers) numbers.set(series, last)
      for (const number of decision.numbers) numbers.set(seriesName(number), number.value)
    },
    forget: () => {
      head = undefined
      numbers.clear()
    },
  }
}

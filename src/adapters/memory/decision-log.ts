// Allows and denies in memory, for tests.
import type { AccessDecision, DecisionLog } from '../../app/ports.ts'

export function openMemoryDecisionLog(): DecisionLog {
  const decisions: (AccessDecision & { readonly sequence: number })[] = []
  return {
    record: (decision) => decisions.push({ ...decision, sequence: decisions.length + 1 }),
    isFull: () => false,
    list: async ({ limit, before = Infinity }) => decisions.filter((each) => each.sequence < before).toReversed().slice(0, limit),
    flush: async () => undefined,
    close: async () => undefined,
  }
}

// How often an organisation may try a code that opens nothing. A code has 80 bits of chance and is bound to a number, so
// this is against noise and for whoever watches; the limits are ours.
import type { Instant } from '../../../base/instant.ts'
import type { OrganisationId } from '../../../domain/access/index.ts'

export interface CodeAttempts {
  /** Milliseconds to wait until the next try; 0 when one may try now. */
  readonly waitMs: (organisation: OrganisationId, at: Instant) => number
  readonly failed: (organisation: OrganisationId, at: Instant) => void
}

export const maxWrongCodes = 10
export const attemptWindowMs = 3_600_000
/** Organisations that are remembered; who failed longest ago is forgotten first. */
const maxOrganisations = 10_000

export function openCodeAttempts(): CodeAttempts {
  const failures = new Map<OrganisationId, readonly Instant[]>()
  const recent = (organisation: OrganisationId, at: Instant): readonly Instant[] => (failures.get(organisation) ?? []).filter((each) => at - each < attemptWindowMs)
  return {
    waitMs: (organisation, at) => {
      const [oldest, ...others] = recent(organisation, at)
      return oldest === undefined || others.length + 1 < maxWrongCodes ? 0 : oldest + attemptWindowMs - at
    },
    failed: (organisation, at) => {
      const known = [...recent(organisation, at), at].slice(-maxWrongCodes)
      failures.delete(organisation)
      failures.set(organisation, known)
      const [first] = failures.keys()
      if (failures.size > maxOrganisations && first !== undefined) failures.delete(first)
    },
  }
}

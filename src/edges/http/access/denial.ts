// When the answer of a route denies: by its status, or by an issue that says somebody may not. The reason stands in the log.
import type { RouteAnswer } from '../route.ts'

/** Refusals of what somebody may not do, although they are told as something to mend. */
const denyingIssues: Readonly<Record<string, string>> = {
  shipment_not_in_their_name: 'not-in-their-name',
  access_key_roles_beyond: 'roles-beyond',
  access_roles_clash: 'roles-clash',
}

/** Undefined for what was allowed, also where something else was wrong with it. */
export function denialOf(given: RouteAnswer | undefined): string | undefined {
  if (given?.kind === 'page') return isDenied(given.status) ? (given.type ?? 'not-allowed') : undefined
  if (given?.kind !== 'problem') return undefined
  const { status, type, issues = [] } = given.problem
  if (status === 404) return 'not-found'
  if (isDenied(status)) return type
  return issues.map(({ code }) => denyingIssues[code]).find((reason) => reason !== undefined)
}

/** Not signed in, not allowed, or kept from trying again. */
function isDenied(status: number): boolean {
  return status === 401 || status === 403 || status === 429
}

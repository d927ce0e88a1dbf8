// What can go wrong with a call: the platform refused it and says why, or it could not be reached.
import type { Issue, Problem } from './schemas.ts'

/** A refusal (RFC 9457), with the issues to mend where there are any. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  /** Last part of the problem type: `shipment-refused`, `not-found`, `filed-before`. */
  readonly type: string
  readonly detail: string | undefined
  readonly issues: readonly Issue[]
  /** What the platform asks for before the next try. */
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.title)
    this.status = problem.status
    this.type = problem.type.slice(problem.type.lastIndexOf('/') + 1)
    this.detail = problem.detail
    this.issues = problem.issues ?? []
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/**
 * No answer came, after every try. Whether it was done is not known: the same call with the same `idempotencyKey` may be
 * made again at any time and has one effect.
 */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly idempotencyKey: string | undefined

  constructor(cause: unknown, idempotencyKey: string | undefined) {
    super('The platform cannot be reached.', { cause })
    this.idempotencyKey = idempotencyKey
  }
}

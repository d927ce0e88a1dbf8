// The door of the SDK: a typed client of the HTTP API, in Node and in browsers, without dependencies. `schemas.ts` and
// `operations.ts` are generated from the OpenAPI document (`npm run sdk`); docs/sdk.md shows how it is used.
import { operations, type Operations } from './operations.ts'
import { sender, type ClientOptions } from './request.ts'

export { eachAnswer, eachShipment, type FollowAnswers } from './follow.ts'
export type { Operations } from './operations.ts'
export { ProblemError, UnreachableError } from './problem.ts'
export type { CallOptions, ClientOptions } from './request.ts'
export type * from './schemas.ts'
export { verifyWebhook, WebhookForged, type EventData, type ReceivedWebhook, type WebhookEvent } from './webhook.ts'

/** A client of one platform, in somebody's name. */
export function createClient(options: ClientOptions): Operations {
  return operations(sender(options))
}

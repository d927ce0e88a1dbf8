// Signs what is posted by the Standard Webhooks scheme (standardwebhooks.com): HMAC-SHA256 with the subscription's secret
// over `id.timestamp.body`. The secret is `whsec_` and the base64 of 32 bytes that follow from the platform's own secret
// and the name of the subscription, so that no store holds it.
import { createHmac } from 'node:crypto'
import type { Notice } from '../../app/notify/delivery.ts'

const secretPrefix = 'whsec_'

export function secretOf(platformSecret: Uint8Array, organisation: string, webhook: string): string {
  return secretPrefix + createHmac('sha256', platformSecret).update(`webhook\n${organisation}\n${webhook}`).digest('base64')
}

/** The headers of one try; `atMs` is its own moment, so that a receiver can refuse what is old. */
export function signedHeaders({ id, body }: Notice, secret: string, atMs: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(atMs / 1000))
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

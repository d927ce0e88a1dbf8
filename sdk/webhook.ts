// Checks that what came in is from the platform: Standard Webhooks (standardwebhooks.com), HMAC-SHA256 over
// `webhook-id.webhook-timestamp.body`. The body has to be the bytes as they came, before anything parsed them.
import type { Answer, Delivery } from './schemas.ts'

/** What is posted. A `filing.answered` carries the answer without the sentences of a language. */
export type WebhookEvent =
  | { readonly type: 'filing.answered'; readonly timestamp: string; readonly data: Omit<Answer, 'stageName' | 'codeName' | 'nextStep'> }
  | { readonly type: Exclude<Delivery['kind'], 'filing.answered'>; readonly timestamp: string; readonly data: EventData }

export interface EventData {
  readonly cursor: string
  readonly at: string
  readonly shipment: string
  readonly reference: string
  readonly [member: string]: unknown
}

export interface ReceivedWebhook {
  /** Shown once when the webhook was added: `whsec_…`. */
  readonly secret: string
  readonly header: (name: string) => string | null | undefined
  readonly body: string | Uint8Array
  /** How far its time may be from ours, in seconds; 300 unless said. */
  readonly tolerance?: number
  /** Our time in milliseconds; that of the machine unless said. */
  readonly now?: number
}

/** It is not from the platform, or too old to be taken. */
export class WebhookForged extends Error {
  override readonly name = 'WebhookForged'
}

/** The event and its id, by which a second coming is known. Throws WebhookForged. */
export async function verifyWebhook({ secret, header, body, tolerance = 300, now = Date.now() }: ReceivedWebhook): Promise<{ readonly id: string; readonly event: WebhookEvent }> {
  const [id, timestamp, signatures] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')]
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) throw new WebhookForged('A header of the signature is missing.')
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) throw new WebhookForged('It was signed too long ago, or the clocks differ.')
  const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body)
  const key = await crypto.subtle.importKey('raw', bytesOf(secret.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${text}`)
  for (const each of signatures.split(' ')) {
    const [version, base64 = ''] = each.split(',')
    if (version === 'v1' && (await crypto.subtle.verify('HMAC', key, bytesOf(base64), signed))) return { id, event: JSON.parse(text) as WebhookEvent }
  }
  throw new WebhookForged('The signature is not of this secret.')
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    throw new WebhookForged('The signature or the secret is not base64.')
  }
}

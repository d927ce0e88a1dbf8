// What the rig's processes say to each other: a submission made from its key alone, so that whoever compares at the end
// can make it again, and the two calls of the rig's server.
import { createHash } from 'node:crypto'

export interface RigSubmission {
  readonly key: string
  readonly document: Uint8Array
  readonly office: string
  readonly year: number
  /** True for one in twenty: it expects a version that never comes, must be refused, and must take no number. */
  readonly isRefused: boolean
}

/** What a submitter writes down, and syncs, before it goes on. */
export interface Acknowledgement {
  readonly key: string
  readonly position: number
  readonly number: number
}

export const chain = 'rig'
export const organisation = 'rig-sample'
const documentBytes = 2_048
const offices = 40
const answerLimitMs = 30_000

export function submissionOf(key: string): RigSubmission {
  const seed = createHash('sha256').update(key).digest()
  const block = Buffer.concat([Buffer.from(`${key}\n`), seed])
  const document = Buffer.alloc(documentBytes, block)
  const place = seed.readUInt32BE()
  return { key, document, office: `office-${place % offices}`, year: 2025 + (place % 3), isRefused: place % 20 === 0 }
}

/** The answer of the server, or undefined when the outcome is not known; a refusal is `refused`. */
export async function submit(port: number, key: string): Promise<Acknowledgement | 'refused' | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/append/${key}`, { method: 'POST', signal: AbortSignal.timeout(answerLimitMs) })
    if (response.status === 409) return 'refused'
    return response.ok ? ((await response.json()) as Acknowledgement) : undefined
  } catch {
    return undefined
  }
}

/** A signed checkpoint that leaves the building; undefined when the server does not answer. */
export async function takeCheckpoint(port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/checkpoint`, { method: 'POST', signal: AbortSignal.timeout(answerLimitMs) })
    return response.ok ? await response.text() : undefined
  } catch {
    return undefined
  }
}

// The secret that sessions are sealed with: 32 random bytes in one file that only its owner can read, so that a restart
// signs nobody out. Whoever removes the file ends every session.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const secretLength = 32

/** Reads the secret from the file, or makes the file. */
export function loadSessionSecret(file: string): Uint8Array {
  return loadSecret(file, 'everybody signs in again')
}

/** The same for webhooks: the secret of every subscription follows from it, so that no store holds one. */
export function loadWebhookSecret(file: string): Uint8Array {
  return loadSecret(file, 'every webhook has to be subscribed anew')
}

function loadSecret(file: string, price: string): Uint8Array {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, randomBytes(secretLength), { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file)
  if (secret.length !== secretLength) throw new SessionSecretBroken(`${file} is not the ${secretLength} bytes it should be; remove it, and ${price}.`)
  return secret
}

export class SessionSecretBroken extends Error {
  override readonly name = 'SessionSecretBroken'
  readonly code = 'session_secret_broken'
}

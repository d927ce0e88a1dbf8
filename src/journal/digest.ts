// A digest is a SHA-256 hash (FIPS 180-4). In the tree it is 32 bytes; in entries, files and answers it is 64 lower-case
// hexadecimal digits. The hash function itself is an argument everywhere: the core has no crypto of its own.

/** SHA-256 over the parts in order; a string counts as its UTF-8 bytes. */
export type Sha256 = (...parts: readonly (Uint8Array | string)[]) => Uint8Array

/** 64 lower-case hexadecimal digits. */
export type Digest = string & { readonly __brand: 'Digest' }

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const base64Values = new Map([...base64Digits].map((digit, value) => [digit, value]))

/** Reads 64 lower-case hexadecimal digits; undefined when it is anything else. */
export function parseDigest(text: string): Digest | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Digest) : undefined
}

export function digestOf(hash: Uint8Array): Digest {
  return toHex(hash) as Digest
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += hexPairs[byte] ?? ''
  return text
}

/** Reads hexadecimal digits, two for a byte; undefined when it is anything else. */
export function fromHex(text: string): Uint8Array | undefined {
  if (!/^([0-9a-fA-F]{2})*$/.test(text)) return undefined
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16))
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const digits = [18, 12, 6, 0].map((shift) => base64Digits.charAt((group >> shift) & 63)).join('')
    text += at + 2 < bytes.length ? digits : digits.slice(0, bytes.length - at + 1).padEnd(4, '=')
  }
  return text
}

/** Reads canonical standard base64; undefined for other letters, missing padding or stray bits at the end. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const digit of digits) {
    bits = ((bits << 6) | (base64Values.get(digit) ?? 0)) & 0xffffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at] = (bits >> held) & 255
    at += 1
  }
  return toBase64(bytes) === text ? bytes : undefined
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

// The name of a raw file: the SHA-256 of its bytes, in 64 lower-case hexadecimal digits.

export type Digest = string & { readonly __brand: 'RawFileDigest' }

/** Undefined when it is anything else. */
export function parseFileDigest(text: string): Digest | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Digest) : undefined
}

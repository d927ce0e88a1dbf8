// The one-time code by which the other side takes its draft: 16 letters and digits that cannot be mistaken for one another
// (80 bits), shown in groups of four. Only its hash is kept. The alphabet is Crockford's base 32.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/** From 10 random bytes. */
export function codeFrom(random: Uint8Array): string {
  let bits = 0n
  for (const byte of random.slice(0, 10)) bits = (bits << 8n) | BigInt(byte)
  const letters = Array.from({ length }, (_, index) => alphabet[Number((bits >> BigInt(5 * (length - 1 - index))) & 31n)] ?? '')
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/** What somebody typed as the code means it: case, spaces and lines make no difference, nor O for 0 and I or L for 1. */
export function normalisedCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1').slice(0, 64)
}

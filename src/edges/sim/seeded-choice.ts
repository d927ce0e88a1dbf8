// Choices that are the same for the same seed and key, in whatever order files come.
import { seededRandom, type Random } from '../../base/random.ts'

export function randomOf(seed: number, key: string): Random {
  return seededRandom(fnv1a(`${seed}\n${key}`))
}

/** Decimal digits by seed and key. */
export function digitsOf(seed: number, key: string, count: number): string {
  const random = randomOf(seed, key)
  return Array.from({ length: count }, () => random.integer(10)).join('')
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

// Mutations of bytes, all drawn from one seeded random: the same seed gives the same case on every machine.
import type { Random } from '../../src/base/random.ts'

export type Mutation = (bytes: Uint8Array, random: Random, corpus: readonly Uint8Array[], tokens: readonly Uint8Array[]) => Uint8Array

/** No case grows beyond this. */
export const maxCaseBytes = 65_536

const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const copy = bytes.slice()
    const at = random.integer(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(8))
    return copy
  },
  function setByte(bytes, random) {
    const copy = bytes.slice()
    copy[random.integer(copy.length)] = random.pick([0, 1, 0x0a, 0x22, 0x26, 0x27, 0x3c, 0x7f, 0x80, 0xc0, 0xed, 0xff])
    return copy
  },
  function truncate(bytes, random) {
    return bytes.slice(0, random.integer(bytes.length))
  },
  function behead(bytes, random) {
    return bytes.slice(random.integer(bytes.length))
  },
  function remove(bytes, random) {
    const [from, to] = range(bytes, random)
    return joined([bytes.subarray(0, from), bytes.subarray(to)])
  },
  function duplicate(bytes, random) {
    const [from, to] = range(bytes, random)
    return joined([bytes.subarray(0, to), bytes.subarray(from)])
  },
  function repeat(bytes, random) {
    const from = random.integer(bytes.length)
    const part = bytes.subarray(from, from + 1 + random.integer(8))
    return joined([bytes.subarray(0, from), ...Array.from({ length: 1 + random.integer(200) }, () => part), bytes.subarray(from)])
  },
  function splice(bytes, random, corpus) {
    const other = random.pick(corpus)
    return joined([bytes.subarray(0, random.integer(bytes.length)), other.subarray(random.integer(Math.max(1, other.length)))])
  },
  function insertToken(bytes, random, _, tokens) {
    const at = random.integer(bytes.length)
    return joined([bytes.subarray(0, at), random.pick(tokens), bytes.subarray(at)])
  },
  function nest(bytes, random, _, tokens) {
    const at = random.integer(bytes.length)
    const token = random.pick(tokens)
    return joined([bytes.subarray(0, at), ...Array.from({ length: 1 + random.integer(300) }, () => token), bytes.subarray(at)])
  },
]

/** One to four mutations of one of the corpus. */
export function mutated(random: Random, corpus: readonly Uint8Array[], tokens: readonly Uint8Array[]): Uint8Array {
  let bytes = random.pick(corpus)
  for (let round = 1 + random.integer(4); round > 0; round -= 1) {
    if (bytes.length === 0) break
    bytes = random.pick(mutations)(bytes, random, corpus, tokens).subarray(0, maxCaseBytes)
  }
  return bytes
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}

/** Bytes that are no UTF-8: overlong, surrogate, beyond Unicode, cut off, byte order marks, NUL. */
export const badText: readonly Uint8Array[] = ['\xC0\xAF', '\xE0\x80\xAF', '\xED\xA0\x80', '\xF4\x90\x80\x80', '\xE4\xB8', '\xFF\xFE', '\xEF\xBB\xBF', '\xEF\xBF\xBF', '\x00', '\x1A'].map(ascii)

function range(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = random.integer(bytes.length)
  return [from, Math.min(bytes.length, from + 1 + random.integer(64))]
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

// Mutated interchanges against the EDIFACT reader. A case fails when the reader throws, gives another answer for another split of the
// same bytes, reports a place outside the bytes, keeps more issues than its limit, takes too long, or when what it accepted does not
// come back equal after it was written. Every case has its own seed: `fuzzEdifact(seed, 1)` replays it.
import { seededRandom, type Random } from '../../src/base/random.ts'
import { hasError } from '../../src/base/issue.ts'
import { benchDirectory } from '../../bench/edifact.ts'
import type { EdifactRead } from '../../src/domain/declaration/edifact/interchange.ts'
import { EdifactReader } from '../../src/domain/declaration/edifact/reader.ts'
import { edifactLimits } from '../../src/domain/declaration/edifact/tokenizer.ts'
import { documentsOf, writeEdifact } from '../../src/domain/declaration/edifact/writer.ts'

export interface EdifactFuzzReport {
  readonly cases: number
  /** Cases with at least one error among the issues. */
  readonly refused: number
  readonly accepted: number
  readonly failures: readonly { readonly seed: number; readonly detail: string }[]
  readonly slowestMs: number
  /** Highest heap in use between cases, above what was in use at the start. */
  readonly maxHeapMb: number
}

const directory = benchDirectory()
const megabyte = 1024 * 1024
const caseLimitMs = 2_000
const heapEvery = 64
const shownFailures = 5
const encoder = new TextEncoder()

const sampleHeader = "UNB+UNOC:3+SAMPLE-A+SAMPLE-B+251013:0930+REF1'"
const sampleCusdec =
  "UNH+1+CUSDEC:D:03A:UN'BGM+830+DOC1+9'LOC+22+5349'DTM+137:20251013:102'MEA+WT+AAD+KGM:1250.5'EQD+CN+SYNU0000000'" +
  "TDT+11++3+++++SAMPLE1'NAD+EX+SAMPLE00000001++SAMPLE ?'A?' COMPANY??+ROAD ?+1'MOA+39:1000:USD'UNS+D'CST+1+8507600090:122+0110:117'" +
  "FTX+AAA+++SAMPLE GOODS:SECOND LINE'LOC+27+CN'MEA+WT+AAF+KGM:12'PAC+10++CT'PCI++MARKS'MOA+38:500:USD'UNS+S'CNT+11:10'UNT+20+1'"
const sampleCusres = "UNH+2+CUSRES:D:03A:UN'BGM+962+DOC1+11'DTM+137:20251013:102'RFF+ABE:SAMPLE'ERP+2:1+CST:1'ERC+SAMPLE1'FTX+AAO+++TEXT'UNT+8+2'"

const corpus: readonly Uint8Array[] = [
  `UNA:+.? '${sampleHeader}${sampleCusdec}UNZ+1+REF1'`,
  `UNA:+.? '\r\n${sampleHeader}\r\n${sampleCusdec.replaceAll("'", "'\r\n")}${sampleCusres}UNZ+2+REF1'\r\n`,
  `${sampleHeader}UNG+CUSRES+A+B+251013:0930+G1+UN+D:03A'${sampleCusres}UNE+1+G1'UNZ+1+REF1'`,
  `UNB+UNOY:4+SAMPLE-A+SAMPLE-B+20251013:0930+REF1'${sampleCusdec.replace('SECOND LINE', '示例货物')}UNZ+1+REF1'`,
  `UNA|*,! ~${sampleHeader.replace(/[:+']/g, (sign) => ({ ':': '|', '+': '*', "'": '~' })[sign] ?? sign)}UNZ*0*REF1~${sampleHeader}${sampleCusres}UNZ+1+REF1'`,
  `${sampleHeader}UNH+1+CUSDEC:D:96B:UN'BGM+830+DOC1+9'GIS+1'XYZ+UNKNOWN'UNS+D'UNS+S'UNT+7+1'UNZ+1+REF1'`,
  `UNB+UNOD:3+A+B+251013:0930+R'UNZ+0+R'`,
].map((text) => encoder.encode(text))

const marks = ["'", '+', ':', '?', "?'", '\r\n', '\n', '\0', '\xff', '++++++++']
const pieces = ["UNA:+.? '", "UNZ+1+REF1'", "UNH+1+CUSDEC:D:03A:UN'", "UNT+1+1'", "CST+1'", "UNS+D'"]
const tokens = [...marks, ...pieces].map((text) => encoder.encode(text))

/** Runs so many cases from a seed on; failures are collected, not thrown. */
export function fuzzEdifact(seed: number, cases: number): EdifactFuzzReport {
  const failures: { readonly seed: number; readonly detail: string }[] = []
  let refused = 0
  let slowestMs = 0
  let maxHeapMb = 0
  const startHeap = process.memoryUsage().heapUsed
  for (let index = 0; index < cases; index += 1) {
    const start = performance.now()
    try {
      if (runCase(seededRandom(seed + index))) refused += 1
    } catch (error) {
      failures.push({ seed: seed + index, detail: String(error).slice(0, 300) })
    }
    const tookMs = performance.now() - start
    if (tookMs > caseLimitMs) failures.push({ seed: seed + index, detail: `took ${tookMs.toFixed(0)} ms` })
    slowestMs = Math.max(slowestMs, tookMs)
    if (index % heapEvery === 0) maxHeapMb = Math.max(maxHeapMb, (process.memoryUsage().heapUsed - startHeap) / megabyte)
  }
  return { cases, refused, accepted: cases - refused, failures: failures.slice(0, shownFailures), slowestMs, maxHeapMb }
}

/** True when the case was refused. Throws when the reader does what it must not. */
function runCase(random: Random): boolean {
  const bytes = mutated(random)
  const whole = readAll([bytes])
  const split = readAll(splitAtRandom(bytes, random))
  expectSame(whole, split, 'another split gives another answer')
  for (const read of whole) {
    if (read.issues.length > edifactLimits.maxIssues + 1) throw new Error(`${read.issues.length} issues`)
    for (const each of read.issues) {
      const { offset, line } = each.params
      if (typeof offset !== 'number' || offset < 0 || offset > bytes.length || typeof line !== 'number' || line < 1) throw new Error(`no place: ${JSON.stringify(each)}`)
    }
  }
  if (whole.some((read) => hasError(read.issues))) return true
  for (const document of documentsOf(whole)) {
    const written = writeEdifact(document)
    if (!written.ok) throw new Error(`accepted, but cannot be written: ${JSON.stringify(written.issues)}`)
    const again = writeEdifact(documentsOf(readAll([written.value]))[0] ?? document)
    if (!again.ok) throw new Error('written, but cannot be written again')
    expectSame([...written.value], [...again.value], 'written twice, not equal')
  }
  return false
}

function readAll(chunks: readonly Uint8Array[]): readonly EdifactRead[] {
  const reader = new EdifactReader(directory)
  return [...chunks.flatMap((chunk) => reader.write(chunk)), ...reader.end()]
}

function expectSame(left: unknown, right: unknown, detail: string): void {
  if (JSON.stringify(left) !== JSON.stringify(right)) throw new Error(detail)
}

function splitAtRandom(bytes: Uint8Array, random: Random): readonly Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + random.integer(random.chance(0.5) ? 3 : 97)
    chunks.push(bytes.slice(at, at + size))
    at += size
  }
  return chunks
}

function mutated(random: Random): Uint8Array {
  let bytes = random.pick(corpus)
  const rounds = random.integer(6)
  for (let round = 0; round < rounds; round += 1) bytes = random.pick(mutations)(bytes, random)
  return bytes
}

const mutations: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  function flipBits(bytes, random) {
    const copy = bytes.slice()
    for (let flips = 1 + random.integer(4); flips > 0 && copy.length > 0; flips -= 1) {
      const at = random.integer(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(8))
    }
    return copy
  },
  function truncate(bytes, random) {
    return bytes.slice(0, random.integer(bytes.length + 1))
  },
  function splice(bytes, random) {
    const other = random.pick(corpus)
    return joined(bytes.slice(0, random.integer(bytes.length + 1)), other.slice(random.integer(other.length)))
  },
  function insertToken(bytes, random) {
    const at = random.integer(bytes.length + 1)
    return joined(bytes.slice(0, at), random.pick(tokens), bytes.slice(at))
  },
  function dropTerminators(bytes, random) {
    return bytes.filter((byte) => byte !== 0x27 || random.chance(0.5))
  },
  function hugeElement(bytes, random) {
    const at = random.integer(bytes.length + 1)
    const filler = new Uint8Array(random.chance(0.1) ? 100_000 : random.integer(600)).fill(random.pick([0x41, 0x2b, 0x3a, 0x3f, 0x0a, 0xc3]))
    return joined(bytes.slice(0, at), filler, bytes.slice(at))
  },
  function repeatPart(bytes, random) {
    const from = random.integer(bytes.length + 1)
    const part = bytes.slice(from, from + random.integer(40))
    return joined(bytes.slice(0, from), ...Array.from({ length: random.integer(150) }, () => part), bytes.slice(from))
  },
]

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

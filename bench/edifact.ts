// How fast EDIFACT is read on one core, and in how much memory: bytes → segments (tokens), bytes → typed segments with validation
// against the D.03A tables. The interchange is synthetic, made by seed. Run alone: `node dist/bench/edifact.js [megabytes] [seed]`.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseCsvRows } from '../src/base/csv-rows.ts'
import { seededRandom, type Random } from '../src/base/random.ts'
import { edifactDirectory, type EdifactDirectory } from '../src/domain/declaration/edifact/directory.ts'
import { interchangeHeader, messageHeader } from '../src/domain/declaration/edifact/interchange.ts'
import { readEdifact } from '../src/domain/declaration/edifact/reader.ts'
import { segmentText } from '../src/domain/declaration/edifact/writer.ts'
import { EdifactTokenizer } from '../src/domain/declaration/edifact/tokenizer.ts'
import type { SegmentContent } from '../src/domain/declaration/edifact/segment.ts'

const chunkBytes = 65_536
const megabyte = 1_000_000

export interface EdifactBenchOptions {
  readonly seed?: number
  /** Size of the interchange that both speeds are measured on. */
  readonly megabytes?: number
  /** Size of the interchange that is streamed from a generator; 0 leaves it out. */
  readonly streamMegabytes?: number
  readonly print?: (line: string) => void
}

export interface EdifactBenchResult {
  readonly megabytes: number
  readonly segments: number
  readonly tokensMegabytesPerSecond: number
  readonly typedMegabytesPerSecond: number
  readonly streamedMegabytes: number
  readonly streamedMegabytesPerSecond: number
  readonly peakRssMegabytes: number
  readonly startRssMegabytes: number
  readonly issues: number
}

/** Measures on one core; each speed is the best of five passes after one to warm up. */
export function benchEdifact(options: EdifactBenchOptions = {}): EdifactBenchResult {
  const { seed = 1, megabytes = 16, streamMegabytes = 0, print = () => undefined } = options
  const directory = benchDirectory()
  const chunks = Array.from(syntheticInterchange(seed, megabytes * megabyte), (chunk) => chunk.slice())
  const bytes = chunks.reduce((total, chunk) => total + chunk.length, 0)
  let segments = 0
  const tokens = fastest(() => (segments = countTokens(chunks)))
  let issues = 0
  const typed = fastest(() => (issues = countIssues(chunks, directory)))
  const speed = (ms: number): number => bytes / megabyte / (ms / 1000)
  print(`synthetic CUSDEC and CUSRES, seed ${seed}: ${(bytes / megabyte).toFixed(1)} MB, ${segments} segments, ${issues} issues`)
  print(`tokens                         ${speed(tokens).toFixed(0)} MB/s`)
  print(`typed segments with validation ${speed(typed).toFixed(1)} MB/s (bar: at least 25)`)
  const startRssMegabytes = process.memoryUsage().rss / megabyte
  const streamed = streamMegabytes > 0 ? stream(seed, streamMegabytes, directory) : { bytes: 0, ms: 1, peak: startRssMegabytes }
  const streamedMegabytesPerSecond = streamed.bytes / megabyte / (streamed.ms / 1000)
  if (streamMegabytes > 0) {
    print(`streamed from a generator      ${(streamed.bytes / megabyte).toFixed(0)} MB at ${streamedMegabytesPerSecond.toFixed(1)} MB/s, generator included`)
    print(`memory                         ${startRssMegabytes.toFixed(0)} MB before, peak ${streamed.peak.toFixed(0)} MB`)
  }
  return {
    megabytes: bytes / megabyte,
    segments,
    tokensMegabytesPerSecond: speed(tokens),
    typedMegabytesPerSecond: speed(typed),
    streamedMegabytes: streamed.bytes / megabyte,
    streamedMegabytesPerSecond,
    peakRssMegabytes: streamed.peak,
    startRssMegabytes,
    issues,
  }
}

/** The tables of data/edifact, for the benchmark and the fuzz. */
export function benchDirectory(): EdifactDirectory {
  const rows = (file: string) => parseCsvRows(readFileSync(new URL(file, dataFolder()), 'utf8'))
  return edifactDirectory(rows('segments.csv'), rows('messages.csv'))
}

/**
 * A synthetic interchange of about so many bytes, in chunks: CUSDEC of one to fifty lines and CUSRES, in turn. The next chunk
 * overwrites the last: copy what you keep.
 */
export function* syntheticInterchange(seed: number, bytes: number): Generator<Uint8Array> {
  const random = seededRandom(seed)
  const encode = new TextEncoder()
  const pool = Array.from({ length: 64 }, (_, index) => encode.encode(index % 4 === 3 ? syntheticCusres(random, index + 1) : syntheticCusdec(random, index + 1)))
  const facts = { syntax: 'UNOC', sender: 'SYNTHETIC-A', recipient: 'SYNTHETIC-B', preparedOn: '251013', preparedAt: '0930', reference: 'SYN1' }
  const chunk = new Uint8Array(chunkBytes + 65_536)
  let length = 0
  const put = (part: Uint8Array): number => {
    chunk.set(part, length)
    length += part.length
    return part.length
  }
  let total = put(encode.encode(`UNA:+.? '${segmentText(interchangeHeader(facts))}`))
  let messages = 0
  for (; total < bytes && messages < 999_999; messages += 1) {
    total += put(pool[messages % pool.length] ?? new Uint8Array(0))
    if (length < chunkBytes) continue
    yield chunk.subarray(0, length)
    length = 0
  }
  put(encode.encode(segmentText({ tag: 'UNZ', elements: [[String(messages)], [facts.reference]] })))
  yield chunk.subarray(0, length)
}

function syntheticCusdec(random: Random, number: number): string {
  const lines = 1 + random.integer(50)
  const header: SegmentContent[] = [
    messageHeader({ reference: String(number), type: 'CUSDEC', release: '03A' }),
    { tag: 'BGM', elements: [['830'], [`SYNTHETIC${random.integer(1e9)}`], ['9']] },
    { tag: 'LOC', elements: [['22'], ['5349']] },
    { tag: 'LOC', elements: [['28'], ['HK']] },
    { tag: 'DTM', elements: [['137', '20251013', '102']] },
    { tag: 'MEA', elements: [['WT'], ['AAD'], ['KGM', decimal(random)]] },
    { tag: 'EQD', elements: [['CN'], ['SYNU0000000']] },
    { tag: 'RFF', elements: [['ABE', `SYN${random.integer(1e9)}`]] },
    { tag: 'TDT', elements: [['11'], [], ['3'], [], [], [], [], ['SYN1']] },
    { tag: 'NAD', elements: [['EX'], ['SYNTHETIC00000001A'], [], ['SYNTHETIC EXPORTER COMPANY LIMITED'], ['SAMPLE ROAD 1'], ['DONGGUAN'], [], [], ['CN']] },
    { tag: 'NAD', elements: [['CN'], [], [], ['SYNTHETIC CONSIGNEE LIMITED'], ['SAMPLE STREET 2'], ['HONG KONG']] },
    { tag: 'TOD', elements: [[], [], ['FOB']] },
    { tag: 'MOA', elements: [['39', decimal(random), 'USD']] },
    { tag: 'UNS', elements: [['D']] },
  ]
  const items = Array.from({ length: lines }, (_, index): readonly SegmentContent[] => [
    { tag: 'CST', elements: [[String(index + 1)], [String(8_000_000_000 + random.integer(999_999)), '122'], ['0110', '117']] },
    { tag: 'FTX', elements: [['AAA'], [], [], [`SYNTHETIC GOODS ${random.integer(9999)}, MODEL ${random.integer(99)}?`]] },
    { tag: 'LOC', elements: [['27'], ['CN']] },
    { tag: 'MEA', elements: [['WT'], ['AAF'], ['KGM', decimal(random)]] },
    { tag: 'MEA', elements: [['AAR'], [], ['PCE', String(1 + random.integer(5000))]] },
    { tag: 'PAC', elements: [[String(1 + random.integer(40))], [], ['CT']] },
    { tag: 'PCI', elements: [[], ['N/M']] },
    { tag: 'MOA', elements: [['38', decimal(random), 'USD']] },
  ])
  const summary: SegmentContent[] = [
    { tag: 'UNS', elements: [['S']] },
    { tag: 'CNT', elements: [['5', String(lines)]] },
    { tag: 'CNT', elements: [['11', String(lines * 10)]] },
  ]
  return messageText([...header, ...items.flat(), ...summary], number)
}

function syntheticCusres(random: Random, number: number): string {
  return messageText(
    [
      messageHeader({ reference: String(number), type: 'CUSRES', release: '03A' }),
      { tag: 'BGM', elements: [['962'], [`SYNTHETIC${random.integer(1e9)}`], ['11']] },
      { tag: 'DTM', elements: [['137', '20251013', '102']] },
      { tag: 'RFF', elements: [['ABE', `SYN${random.integer(1e9)}`]] },
      { tag: 'ERP', elements: [['2', '1'], ['CST', '1']] },
      { tag: 'ERC', elements: [['SYN01']] },
      { tag: 'FTX', elements: [['AAO'], [], [], ['SYNTHETIC ERROR TEXT']] },
    ],
    number,
  )
}

function messageText(segments: readonly SegmentContent[], number: number): string {
  const trailer = { tag: 'UNT', elements: [[String(segments.length + 1)], [String(number)]] }
  return [...segments, trailer].map((segment) => segmentText(segment)).join('')
}

function decimal(random: Random): string {
  return `${random.integer(100_000)}.${10 + random.integer(90)}`
}

function countTokens(chunks: Iterable<Uint8Array>): number {
  let segments = 0
  const tokenizer = new EdifactTokenizer({ segment: () => (segments += 1), fault: () => undefined })
  for (const chunk of chunks) tokenizer.write(chunk)
  tokenizer.end()
  return segments
}

function countIssues(chunks: Iterable<Uint8Array>, directory: EdifactDirectory): number {
  let issues = 0
  for (const read of readEdifact(chunks, directory)) issues += read.issues.length
  return issues
}

function fastest(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < 6; pass += 1) {
    const start = performance.now()
    work()
    if (pass > 0) best = Math.min(best, performance.now() - start)
  }
  return best
}

function stream(seed: number, megabytes: number, directory: EdifactDirectory): { readonly bytes: number; readonly ms: number; readonly peak: number } {
  let bytes = 0
  let chunks = 0
  let peak = 0
  const start = performance.now()
  const counted = function* (): Generator<Uint8Array> {
    for (const chunk of syntheticInterchange(seed, megabytes * megabyte)) {
      bytes += chunk.length
      chunks += 1
      // Asking costs about a millisecond: every four megabytes is often enough.
      if (chunks % 64 === 0) peak = Math.max(peak, process.memoryUsage.rss() / megabyte)
      yield chunk
    }
  }
  countIssues(counted(), directory)
  return { bytes, ms: performance.now() - start, peak }
}

/** data/edifact, from the sources and from `dist` alike. */
function dataFolder(): URL {
  const here = import.meta.url
  return new URL(here.includes('/dist/') ? '../../data/edifact/' : '../data/edifact/', here)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  benchEdifact({ streamMegabytes: Number(process.argv[2] ?? 0), seed: Number(process.argv[3] ?? 1), print: console.log })
}

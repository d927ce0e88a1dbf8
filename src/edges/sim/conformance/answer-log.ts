// What somebody's software says that it did with answers: files of lines of JSON, one for each answer file it met.
//   {"file": "Receipt_….xml", "sha256": "…", "result": "recorded" | "double" | "parked" | "failed"}
// A double is a file with bytes that were recorded before; whoever records them twice does not survive doubles.
import type { CheckId, Finding } from './finding.ts'

interface Handled {
  readonly file: string
  readonly sha256: string
  readonly result: string
}

export interface LogFinding {
  readonly id: CheckId
  readonly finding: Finding
}

const results: ReadonlySet<string> = new Set(['recorded', 'double', 'parked', 'failed'])

export async function logFindings(files: readonly string[], read: (file: string) => Promise<string>): Promise<readonly LogFinding[]> {
  const findings: LogFinding[] = []
  const recorded = new Map<string, string>()
  for (const file of files) {
    const lines = (await read(file)).split('\n').filter((line) => line.trim() !== '')
    for (const [index, line] of lines.entries()) findings.push(...ofLine(line, `${file}:${index + 1}`, recorded))
  }
  return findings
}

function ofLine(line: string, place: string, recorded: Map<string, string>): readonly LogFinding[] {
  const handled = parsed(line)
  if (handled === undefined) return [{ id: 'answers-handled', finding: { isGood: false, evidence: `${place}: no line of a log (docs/formats/simulators.md)` } }]
  const { file, sha256, result } = handled
  const first = recorded.get(sha256)
  const all: LogFinding[] = [{ id: 'answers-handled', finding: { isGood: result !== 'failed', evidence: `${place}: ${file} ${result}` } }]
  if (first !== undefined && result !== 'failed') all.push({ id: 'answers-doubled', finding: { isGood: result !== 'recorded', evidence: `${place}: ${file} ${result}, the same as ${first}` } })
  if (result === 'parked') all.push({ id: 'answers-malformed', finding: { isGood: true, evidence: `${place}: ${file} parked, and the next was met` } })
  if (result === 'recorded' && first === undefined) recorded.set(sha256, file)
  return all
}

function parsed(line: string): Handled | undefined {
  try {
    const { file, sha256, result } = JSON.parse(line) as Partial<Record<keyof Handled, unknown>>
    const isLine = typeof file === 'string' && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof result === 'string' && results.has(result)
    return isLine ? { file, sha256, result } : undefined
  } catch {
    return undefined
  }
}

// An EDIFACT interchange of any size: read message by message and judged by the EDIFACT tables alone, in constant memory.
// The rules of declarations are for files that are read whole.
import type { Issue } from '../base/issue.ts'
import { edifactDirectory, readEdifactStream } from '../domain/declaration/index.ts'
import type { Knowledge } from './knowledge.ts'

export interface InterchangeSummary {
  readonly interchanges: number
  /** Messages by type. */
  readonly messageCounts: Readonly<Record<string, number>>
  readonly issueCount: number
  readonly errorCount: number
  /** The first `maxIssues`. */
  readonly issues: readonly Issue[]
}

export const maxIssues = 500

export async function summarizeInterchange(chunks: AsyncIterable<Uint8Array>, { rows }: Knowledge): Promise<InterchangeSummary> {
  const directory = edifactDirectory(rows('edifact/segments.csv'), rows('edifact/messages.csv'))
  const messages = new Map<string, number>()
  const issues: Issue[] = []
  let [interchanges, issueCount, errorCount] = [0, 0, 0]
  for await (const read of readEdifactStream(chunks, directory)) {
    if (read.kind === 'interchange') interchanges += 1
    else messages.set(read.message.type, (messages.get(read.message.type) ?? 0) + 1)
    issueCount += read.issues.length
    for (const issue of read.issues) {
      if (issue.severity === 'error') errorCount += 1
      if (issues.length < maxIssues) issues.push(issue)
    }
  }
  return { interchanges, messageCounts: Object.fromEntries(messages), issueCount, errorCount, issues }
}

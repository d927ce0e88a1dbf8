// What happens around the desk in these tests: people file, what they filed goes to customs, and what officers decided comes
// back as an answer.
import { sendDecisions } from '../../src/app/officer/send-decisions.ts'
import { administrations } from '../../src/domain/access/index.ts'
import type { AnswerFile } from '../../src/domain/declaration/index.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { text, withPackages } from '../../test/shipment/people.ts'
import { fileSample } from '../../test/channels/filed.ts'
import { signedIn } from '../../test/platform.ts'
import type { TestServer } from './server.ts'

type Platform = TestServer['platform']

/** Files samples for both sides, and sends them to customs. */
export async function fileAndSend(platform: Platform, references: readonly string[]): Promise<void> {
  for (const reference of references) await fileSample(platform, reference)
  for (const customs of administrations) await platform.channels.sendTurn(customs)
}

/** A sender files with the mainland, the receiving party with Hong Kong, and they do not agree on the packages. */
export async function fileDiffering(platform: Platform, reference: string): Promise<void> {
  const app = httpApp(platform)
  let keys = 0
  const ask = async (person: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    keys += 1
    const headers = { ...signedIn(platform, person), 'Content-Type': 'application/json', 'Idempotency-Key': `${reference}-${keys}` }
    const response = await app.request(`/api/v1${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  }
  const filed = await ask('sample-exporter', '/shipments', { text: text.replace(/^reference: .*$/m, `reference: ${reference}`) })
  const given = await ask('sample-exporter', `/shipments/${String(filed['id'])}/shares`, { by: 'push' })
  const draft = await ask('sample-importer-hongkong', `/incoming/${String(given['share'])}`)
  await ask('sample-importer-hongkong', `/incoming/${String(given['share'])}/confirm`, { text: withPackages(118, String(draft['text'])) })
  for (const customs of administrations) await platform.channels.sendTurn(customs)
}

/** Decisions of officers go out, and what they become comes in. */
export async function carryDecisions(platform: Platform): Promise<void> {
  const files: AnswerFile[] = []
  await sendDecisions({ journal: platform.journal, workspace: platform.workspace, clock: platform.clock, put: async (file) => void files.push(file) })
  for (const { folder, name, bytes } of files) {
    const customs = administrations.find((each) => folder.startsWith(each)) ?? 'mainland'
    await platform.channels.receive({ customs, folder: folder.replace(/\/InBox$/, ''), name, bytes })
  }
}

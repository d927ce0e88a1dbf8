// Takes a workbook through a desk of imports, as the platform's loop would.
import type { ImportDesk } from '../../src/app/bulk/import-desk.ts'
import type { ImportRecord } from '../../src/app/bulk/import-record.ts'

export const agent = { organisation: 'sample-agent', actor: 'sample-agent' } as const
const mostTurns = 100_000

export async function* bytesOf(...chunks: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array, void> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
}

/** Turns until nothing is left to do. */
export async function settled(desk: ImportDesk): Promise<void> {
  for (let turns = 0; await desk.turn(); turns += 1) if (turns > mostTurns) throw new Error('the desk never rests')
}

export async function sent(desk: ImportDesk, content: Uint8Array | string, name = 'test.xlsx', who: { readonly organisation: string; readonly actor: string } = agent): Promise<ImportRecord> {
  const added = await desk.add(who, name, bytesOf(content))
  if (!added.ok) throw new Error('refused')
  await settled(desk)
  const found = await desk.find(who.organisation, added.value.id)
  if (found === undefined) throw new Error('gone')
  return found
}

export async function filed(desk: ImportDesk, id: string, policy: 'all-or-none' | 'good-rows' = 'all-or-none'): Promise<ImportRecord> {
  const begun = await desk.file(agent, id, policy)
  if (begun?.ok !== true) throw new Error(`not filed: ${JSON.stringify(begun)}`)
  await settled(desk)
  const found = await desk.find(agent.organisation, id)
  if (found === undefined) throw new Error('gone')
  return found
}

export async function collected(content: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content ?? []) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

// The work of filing on real threads of the built program: the same as on this one, and done here when a thread cannot.
import { inflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { filingWork, type FilingTask, type FilingWork } from '../../src/app/shipment/prepare-filing.ts'
import { ownPlatform } from '../../src/app/shipment/in-whose-name.ts'
import { instant } from '../../src/base/instant.ts'
import { readDraftText } from '../../src/domain/submission/index.ts'
import { hashOf, hashText } from '../../src/edges/compose.ts'
import type { openFilingThreads as OpenFilingThreads } from '../../src/edges/workers/filing-threads.ts'
import { exampleText, knowledge, profiles } from '../knowledge.ts'

const compiled = new URL('../../dist/src/edges/workers/filing-threads.js', import.meta.url).href
const { openFilingThreads } = (await import(/* @vite-ignore */ compiled)) as { readonly openFilingThreads: typeof OpenFilingThreads }

let doneHere = 0
const here = (task: FilingTask): FilingWork => {
  doneHere += 1
  return filingWork(task, { knowledge, hashOf, hashText })
}
const threads = openFilingThreads(1, here)
afterAll(() => threads.close())

function taskOf(change: (text: string) => string = (text) => text): FilingTask {
  const text = change(exampleText('dongguan-hongkong-batteries'))
  const read = readDraftText(text)
  if (!read.ok) throw new Error('the sample is a draft')
  const bytes = new TextEncoder().encode(text)
  return { organisation: 'sample-agent', standing: ownPlatform, received: { bytes, sha256: hashOf(bytes) }, input: { draft: read.value.draft, profiles, now: instant(1_760_000_000_000) } }
}

/** Asks until the thread is ready, which is when nothing was done here. */
async function fromThread(task: FilingTask): Promise<FilingWork> {
  for (;;) {
    const before = doneHere
    const work = await threads.prepareFiling(task)
    if (doneHere === before) return work
    await new Promise(setImmediate)
  }
}

test('a thread gives what is given here, and the dossier deflated', async () => {
  const [there, own] = [await fromThread(taskOf()), here(taskOf())]
  if (there.kind !== 'ready' || own.kind !== 'ready') throw new Error('the sample can be filed')
  const { deflated, ...document } = there.document
  expect({ ...there, document }).toEqual(own)
  expect(new Uint8Array(inflateRawSync(deflated ?? new Uint8Array()))).toEqual(own.document.bytes)
})

test('what is refused has the same issues', async () => {
  const wrong = taskOf((text) => text.replace('count: 120', 'count: 0'))
  const there = await fromThread(wrong)
  expect(there.kind).toBe('refused')
  expect(there).toEqual(here(wrong))
})

test('what a thread leaves when it ends is done here', async () => {
  await fromThread(taskOf())
  const before = doneHere
  const closed = threads.close()
  const asked = threads.prepareFiling(taskOf())
  await closed
  expect((await asked).kind).toBe('ready')
  expect(doneHere).toBe(before + 1)
})

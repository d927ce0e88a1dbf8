// Where the work of one filing goes, part by part, in the order in which it is done: in a loop of its own each part would find
// caches and branches as it left them, and look twice as fast. Medians over many shipments, one core.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeFiles, filingFiles } from '../src/app/filing-files.ts'
import { namedProfiles, prepareShipment } from '../src/app/prepare-shipment.ts'
import { packDossier } from '../src/app/shipment/dossier.ts'
import { filedPayload } from '../src/app/shipment/prepare-filing.ts'
import { instant } from '../src/base/instant.ts'
import { isDraftObject, readDraftText, type DraftObject } from '../src/domain/submission/index.ts'
import { deflate, examplesFolder, hashOf, hashText, loadKnowledge } from '../src/edges/compose.ts'
import { canonicalJson, type Json } from '../src/journal/index.ts'

const [warmUp, measured] = [3_000, 5_000] as const
const now = instant(Date.parse('2025-10-20T09:00:00+08:00'))

export function benchFilingParts(): void {
  const { knowledge } = loadKnowledge()
  const sample = readSample('dongguan-hongkong-batteries.yaml')
  const profiles = new Map(Object.entries(readSample('profiles.yaml')).filter((entry): entry is [string, DraftObject] => isDraftObject(entry[1])))
  const times = new Map<string, number[]>()
  for (let count = 0; count < warmUp + measured; count += 1) {
    const text = JSON.stringify({ ...sample, reference: `SAMPLE-${count}` })
    const bytes = Buffer.from(text)
    const part = <T>(name: string, task: () => T): T => {
      const start = performance.now()
      const done = task()
      const taken = times.get(name) ?? []
      times.set(name, taken)
      if (count >= warmUp) taken.push(performance.now() - start)
      return done
    }
    const draft = part('read the draft', () => read(text))
    const shipment = part('prepare and judge seven filings', () => prepared(draft, profiles, knowledge))
    const files = part('write 13 files', () => filingFiles(shipment, knowledge))
    const described = part('hash the files', () => describeFiles(files, hashOf))
    part('payload as canonical JSON', () => canonicalJson(filedPayload(shipment, hashOf(bytes), described) as unknown as Json))
    const dossier = part('dossier as a zip', () => packDossier(bytes, namedProfiles({ draft, profiles }), files))
    part('hash the dossier', () => hashOf(dossier))
    part('deflate the dossier', () => deflate(dossier))
  }
  let sum = 0
  for (const [name, taken] of times) {
    const median = taken.toSorted((a, b) => a - b)[taken.length >> 1] ?? 0
    sum += median
    console.log(`${name.padEnd(40)}${median.toFixed(3).padStart(8)} ms`)
  }
  console.log(`${'together'.padEnd(40)}${sum.toFixed(3).padStart(8)} ms`)
}

function prepared(draft: DraftObject, profiles: ReadonlyMap<string, DraftObject>, knowledge: ReturnType<typeof loadKnowledge>['knowledge']) {
  const preparation = prepareShipment({ draft, profiles, now, hashText }, knowledge)
  if (preparation.kind === 'unreadable') throw new Error(JSON.stringify(preparation.issues))
  return preparation.shipment
}

function readSample(name: string): DraftObject {
  return read(readFileSync(join(examplesFolder, name), 'utf8'))
}

function read(text: string): DraftObject {
  const draft = readDraftText(text)
  if (!draft.ok) throw new Error(JSON.stringify(draft.issues))
  return draft.value.draft
}

// T1a: kill -9 of the server, of the database with its children, or of both, at random moments, under eight submitters.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'
import { openPostgresJournal } from '../../src/adapters/postgres/journal.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { loadSigningKey } from '../../src/adapters/system/signing-key.ts'
import { seededRandom } from '../../src/base/random.ts'
import { compare, describe, isRight, type Judgement } from './compare.ts'
import { Fleet } from './fleet.ts'
import { rigOrigin } from './server.ts'
import { takeCheckpoint } from './wire.ts'

const targets = ['server', 'database', 'both'] as const
const shortestMs = 50
const spanMs = 600
const checkpointEvery = 5

/** Prints a summary line; true when nothing acknowledged was lost, doubled, out of order or changed. */
export async function killLoop(cycles: number, seed: number): Promise<boolean> {
  const random = seededRandom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'lingding-rig-'))
  chmodSync(folder, 0o711)
  const from = performance.now()
  const fleet = await Fleet.start({ folder, outside: folder })
  fleet.startSubmitters('submitter')
  const checkpoints: string[] = []
  let slowestMs = 0
  const killed = { server: 0, database: 0, both: 0 }
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await after(shortestMs + random.integer(spanMs))
    const target = random.pick(targets)
    killed[target] += 1
    if (target !== 'database') fleet.killServer()
    if (target !== 'server') fleet.killDatabase()
    if (target !== 'database') fleet.restartServer()
    slowestMs = Math.max(slowestMs, await fleet.untilAnswering())
    const note = cycle % checkpointEvery === 0 ? await takeCheckpoint(fleet.port) : undefined
    if (note !== undefined) checkpoints.push(note)
  }
  await fleet.endSubmitters()
  await fleet.stop()
  const judgement = await judge(folder, fleet.keyFile, checkpoints)
  const seconds = ((performance.now() - from) / 1000).toFixed(0)
  const kills = `${killed.server} server, ${killed.database} database, ${killed.both} both`
  console.log(`kill: ${cycles} cycles (${kills}), seed ${seed}, ${seconds} s, slowest restart ${slowestMs.toFixed(0)} ms, ${checkpoints.length} checkpoints`)
  console.log(`kill: ${describe(judgement)}`)
  if (isRight(judgement)) rmSync(folder, { recursive: true, force: true })
  else console.log(`kill: FAILED; the evidence is in ${folder}`)
  return isRight(judgement)
}

async function judge(folder: string, keyFile: string, checkpoints: readonly string[]): Promise<Judgement> {
  const { signer, verifier } = loadSigningKey(keyFile, rigOrigin)
  const database = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
  const journal = await openPostgresJournal({ url: database.url, sha256, signer })
  const judgement = await compare(journal, verifier, folder, checkpoints)
  await journal.close()
  await database.stop()
  return judgement
}

// The two sides of the rig of the channels, each a process of its own, so that either can be killed: the platform's workers,
// and the three simulated customs. Both stand on the same exchange folder.
import { administrations } from '../../src/domain/access/index.ts'
import { exchangeFolder, loadKnowledge, now, openPlatform } from '../../src/edges/compose.ts'
import { startSimulator } from '../../src/edges/sim/simulator.ts'
import { problemLine, startWorkers } from '../../src/edges/workers/start-workers.ts'

export interface ChannelSide {
  readonly dataFolder: string
  readonly databaseUrl: string
}

/** Sends what waits and takes in what comes, until it is killed. */
export async function runPlatformSide(side: ChannelSide): Promise<void> {
  const onProblem = (name: string, error: unknown, failures?: number): void => {
    const line = problemLine(name, error, failures)
    if (line !== undefined) console.error(`  platform: ${line}`)
  }
  const platform = await openPlatform({ ...side, onProblem })
  await startWorkers(platform, { onProblem })
}

/** As fast as it goes: what takes half a day in life takes half a second. */
export const rigSpeed = 100_000

/** Takes filings and answers them, until it is killed. */
export async function runCustomsSide(dataFolder: string, seed: number): Promise<void> {
  const { knowledge } = loadKnowledge()
  const onProblem = (error: unknown): void => console.error(`  customs: ${error instanceof Error ? error.message : String(error)}`)
  const options = { root: exchangeFolder(dataFolder), seed, speed: rigSpeed, clock: now, knowledge, onProblem }
  await Promise.all(administrations.map((customs) => startSimulator({ ...options, customs })))
}

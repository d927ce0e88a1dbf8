// What runs beside the requests: what waits is sent to each customs, answers are taken in, early ones tried again; and,
// unless it is told otherwise, the three simulated customs on the other side of the exchange.
import type { Customs } from '../../domain/access/index.ts'
import { administrations } from '../../domain/access/index.ts'
import { NotYet } from '../../app/channel/channel-desk.ts'
import { ChannelDown } from '../../app/ports.ts'
import type { ShipmentEventKind } from '../../app/shipment/events.ts'
import type { Platform } from '../compose.ts'
import { startSimulator } from '../sim/simulator.ts'
import { startLoop, type Loop } from './loop.ts'

export interface WorkerOptions {
  /** Absent: the customs are real, or nobody is there. */
  readonly simulators?: { readonly root: string; readonly seed: number; readonly speed: number }
  readonly onProblem: (name: string, error: unknown, failures?: number) => void
}

export interface Workers {
  readonly close: () => Promise<void>
}

/** Filing wakes the sending; the poll finds what another process filed. */
const sendEveryMs = 1_000
const longestSendWaitMs = 5_000
const earlyEveryMs = 5_000
const reactEveryMs = 500
const toBeSent: ReadonlySet<string> = new Set<ShipmentEventKind>(['ShipmentFiled', 'ShipmentAmended'])

export async function startWorkers(platform: Platform, { simulators, onProblem }: WorkerOptions): Promise<Workers> {
  const { channels } = platform
  const sending = administrations.map((customs) =>
    startLoop({ name: `send-${customs}`, turn: () => channels.sendTurn(customs), idleMs: sendEveryMs, longestWaitMs: longestSendWaitMs, onProblem }),
  )
  const early = async (): Promise<boolean> => {
    await channels.parked.replayEarly()
    return false
  }
  const loops: readonly Loop[] = [
    ...sending,
    startLoop({ name: 'replay-early', turn: early, idleMs: earlyEveryMs, onProblem }),
    ...platform.reactions.map(({ name, turn }) => startLoop({ name, turn, idleMs: reactEveryMs, onProblem })),
  ]
  const silence = platform.onAppended((kind) => {
    if (toBeSent.has(kind)) for (const loop of sending) loop.wake()
  })
  channels.startReceiving()
  const simulated = simulators === undefined ? [] : administrations.map((customs) => startSimulated(customs, simulators, platform, onProblem))
  const running = await Promise.all(simulated)
  return {
    close: async () => {
      silence()
      await Promise.all([...loops, ...running].map((each) => each.close()))
      await channels.close()
    },
  }
}

function startSimulated(customs: Customs, options: NonNullable<WorkerOptions['simulators']>, { clock, knowledge }: Platform, onProblem: WorkerOptions['onProblem']) {
  return startSimulator({ ...options, customs, clock, knowledge, onProblem: (error) => onProblem(`simulator-${customs}`, error) })
}

/** Words for the log; what is only a matter of waiting says nothing, and a customs that cannot be reached says it once. */
export function problemLine(name: string, error: unknown, failures = 1): string | undefined {
  if (error instanceof NotYet || (error instanceof ChannelDown && failures > 1)) return undefined
  return `${name}: ${error instanceof Error ? error.message : String(error)}`
}

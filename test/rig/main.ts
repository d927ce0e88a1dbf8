// The reliability rig (T1a, T1b, T7). `kill --cycles 60 --seed 1` kills processes; `power --cuts 3 --seed 1` cuts the power;
// `channel --filings 200 --kills 6 --seed 1` kills either side of the channels to customs.
// Exit codes: 0 all kept, 1 something lost, doubled or wrong, 2 wrong usage, 3 cannot run on this machine.
import { parseArgs } from 'node:util'
import { channelRig } from './channel.ts'
import { runCustomsSide, runPlatformSide } from './channel-processes.ts'
import { killLoop } from './kill-loop.ts'
import { powerCuts } from './power.ts'
import { runServer } from './server.ts'
import { runSubmitter } from './submitter.ts'

const usage = 'usage: rig kill [--cycles 60] [--seed 1] | rig power [--cuts 3] [--seed 1] | rig channel [--filings 200] [--kills 6] [--seed 1]'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    cycles: { type: 'string', default: '60' },
    cuts: { type: 'string', default: '3' },
    filings: { type: 'string', default: '200' },
    kills: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
  },
})
const [mode, first = '', second = '', third = '', fourth = ''] = positionals
const [cycles, cuts, filings, kills, seed] = [values.cycles, values.cuts, values.filings, values.kills, values.seed].map(Number)

if (mode === 'server') await runServer({ folder: first, keyFile: second, port: Number(third), isUnsafe: fourth === 'unsafe' })
else if (mode === 'submitter') await runSubmitter({ name: first, port: Number(second), file: third })
else if (mode === 'channel-platform') await runPlatformSide({ dataFolder: first, databaseUrl: second })
else if (mode === 'channel-customs') await runCustomsSide(first, Number(second))
else if (mode === 'channel' && isCount(filings) && isCount(kills) && isCount(seed)) process.exitCode = (await channelRig({ filings, kills, seed })) ? 0 : 1
else if (mode === 'kill' && isCount(cycles) && isCount(seed)) process.exitCode = (await killLoop(cycles, seed)) ? 0 : 1
else if (mode === 'power' && isCount(cuts) && isCount(seed)) process.exitCode = await powerCuts(cuts, seed)
else {
  console.error(usage)
  process.exitCode = 2
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}

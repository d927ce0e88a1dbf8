// The reliability rig (T1a, T1b). `kill --cycles 60 --seed 1` kills processes; `power --cuts 3 --seed 1` cuts the power.
// Exit codes: 0 all kept, 1 something lost, doubled or wrong, 2 wrong usage, 3 cannot run on this machine.
import { parseArgs } from 'node:util'
import { killLoop } from './kill-loop.ts'
import { powerCuts } from './power.ts'
import { runServer } from './server.ts'
import { runSubmitter } from './submitter.ts'

const usage = 'usage: rig kill [--cycles 60] [--seed 1] | rig power [--cuts 3] [--seed 1]'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { cycles: { type: 'string', default: '60' }, cuts: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
})
const [mode, first = '', second = '', third = '', fourth = ''] = positionals
const [cycles, cuts, seed] = [values.cycles, values.cuts, values.seed].map(Number)

if (mode === 'server') await runServer({ folder: first, keyFile: second, port: Number(third), isUnsafe: fourth === 'unsafe' })
else if (mode === 'submitter') await runSubmitter({ name: first, port: Number(second), file: third })
else if (mode === 'kill' && isCount(cycles) && isCount(seed)) process.exitCode = (await killLoop(cycles, seed)) ? 0 : 1
else if (mode === 'power' && isCount(cuts) && isCount(seed)) process.exitCode = await powerCuts(cuts, seed)
else {
  console.error(usage)
  process.exitCode = 2
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0
}

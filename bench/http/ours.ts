// Lingding's own server for the benchmark, with somebody signed in; simulators are off, the customs' channels too.
// Prints its port and a session as JSON. `DATABASE_URL` and the data folder say where.
import { openPlatform } from '../../src/edges/compose.ts'
import { listen } from '../../src/edges/http/listen.ts'
import { threadsForFiling } from '../../src/edges/workers/filing-threads.ts'

const platform = await openPlatform({ dataFolder: process.argv[2] ?? '', databaseUrl: process.env['DATABASE_URL'] ?? '', filingThreads: threadsForFiling() })
const server = await listen(platform, 0, '127.0.0.1')
process.stdout.write(`${JSON.stringify({ port: Number(new URL(server.address).port), session: platform.openSession('sample-agent') })}\n`)
process.once('SIGTERM', () => {
  void server.close().then(() => platform.close()).then(() => process.exit(0))
})

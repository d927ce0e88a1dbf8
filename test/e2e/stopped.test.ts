// The program is stopped by SIGTERM while it is asked: every request that was answered is in the log of decisions.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/server.ts'

const program = new URL('../../bin/lingding.js', import.meta.url).pathname
const data = mkdtempSync(join(tmpdir(), 'lingding-stopped-'))
chmodSync(data, 0o711)
let child: ChildProcess | undefined

afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

test('nothing that was decided is lost by a clean stop', async () => {
  child = spawn(process.execPath, [program, 'serve', '--port', '0', '--data', data, '--json', '--no-simulators'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const { address } = JSON.parse(line.toString()) as { address: string }
  const ask = async (index: number): Promise<number> => (await fetch(`${address}/api/v1/shipments/stopped-${index}`)).status
  const answered = await Promise.all(Array.from({ length: 100 }, (_, index) => ask(index)))
  // The last of them have been answered this very moment, and wait to be written.
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  expect((await exited)[0]).toBe(0)
  expect(new Set(answered)).toEqual(new Set([401]))

  const server = await startEmbeddedPostgres({ folder: join(data, 'postgres') })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(`select count(distinct resource)::integer as count from lingding.decisions where resource like 'GET /shipments/stopped-%' and not is_allowed`)
  await client.end()
  await server.stop()
  expect(rows[0]?.count).toBe(100)
})

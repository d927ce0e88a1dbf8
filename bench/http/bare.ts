// The peer: a server of the same framework that only inserts the JSON it is sent, durably, one row per request.
// Prints its address as JSON. `DATABASE_URL` says where.
import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import { Hono } from 'hono'
import pg from 'pg'

const connections = 16
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: connections })
await pool.query('create table if not exists bare_shipments (id bigint generated always as identity primary key, body jsonb not null)')
const app = new Hono()
app.post('/shipments', async (context) => {
  const body: unknown = await context.req.json()
  const { rows } = await pool.query<{ id: string }>({ name: 'insert', text: 'insert into bare_shipments (body) values ($1) returning id', values: [JSON.stringify(body)] })
  return context.json({ id: rows[0]?.id }, 201)
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.stdout.write(`${JSON.stringify({ port })}\n`)) as Server
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close()
  void pool.end()
})

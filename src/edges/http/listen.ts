// Listens for HTTP: the application behind the front door.
import { getRequestListener } from '@hono/node-server'
import type { Platform } from '../compose.ts'
import { defaultDoorLimits, openDoor, type DoorLimits } from './front-door.ts'
import { httpApp } from './server.ts'

export interface RunningServer {
  readonly address: string
  readonly close: () => Promise<void>
}

/** Listens on the port of all interfaces of `host`; resolves when it can be asked. */
export async function listen(platform: Platform, port: number, host: string, limits: DoorLimits = defaultDoorLimits): Promise<RunningServer> {
  const server = openDoor(getRequestListener(httpApp(platform).fetch), limits)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  const actual = typeof bound === 'object' && bound !== null ? bound.port : port
  return {
    address: `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

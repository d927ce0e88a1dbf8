// The connections to one PostgreSQL server, with limits on everything that could hang, and what to do when it is gone.
import pg from 'pg'
import type { PoolClient } from 'pg'
import { setTimeout as after } from 'node:timers/promises'
import { JournalUnavailable } from '../../app/ports.ts'
import { isOvertaken } from './statements.ts'
import { numberTypes } from './rows.ts'

export interface Database {
  /** Once, on one connection; a connection that failed is closed, not used again. */
  readonly withClient: <T>(use: (client: PoolClient) => Promise<T>) => Promise<T>
  /**
   * Again and again while the connection breaks or the server is away, for what may be done twice; asks an embedded
   * server to come back. Throws JournalUnavailable when it stays away, and at once what is no fault of the connection.
   */
  readonly patiently: <T>(use: (client: PoolClient) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

const defaultConnections = 8
const firstRetryMs = 5
const longestRetryMs = 500
const connectLimitMs = 5_000
const statementLimitMs = 30_000
/** A server that does not answer at all within this time is taken for gone. */
const answerLimitMs = 45_000

const isSqlState = /^[0-9A-Z]{5}$/
/** Of the operating system and of Node's streams: ECONNRESET, EPIPE, ERR_STREAM_DESTROYED. */
const systemCode = /^E[A-Z_]+$/
/** SQLSTATE classes and codes after which the same thing may work later (PostgreSQL 18, appendix A). */
const passingStates = /^(08|40|53|57P|58|55P03|57014)/
/**
 * Every statement finds its rows by key. A plan made while the tables were empty is kept for the life of a connection,
 * so it must not be one that reads them whole.
 */
const planning = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off'

/** Whose work a connection does: the platform's own, or a reading for somebody; the owner only makes the tables. */
export type DatabaseRole = 'lingding_service' | 'lingding_member' | 'owner'

export interface DatabaseOptions {
  readonly url: string
  readonly role: DatabaseRole
  readonly maxConnections?: number
  readonly revive?: () => Promise<void>
  /** How long the server may be away before those who wait are told. */
  readonly unavailableAfterMs: number
}

export function openDatabase({ url, role, revive, unavailableAfterMs, maxConnections = defaultConnections }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectLimitMs,
    statement_timeout: statementLimitMs,
    idle_in_transaction_session_timeout: statementLimitMs,
    query_timeout: answerLimitMs,
    keepAlive: true,
    application_name: 'lingding',
    // The role holds from the first statement on, and RESET ROLE comes back to it.
    options: role === 'owner' ? planning : `${planning} -c role=${role}`,
    types: numberTypes,
  })
  pool.on('error', () => {
    // An idle connection broke; whoever needs one next gets a new one, or the error.
  })
  const withClient: Database['withClient'] = async (use) => {
    const client = await pool.connect()
    const ignore = (): void => {
      // A broken connection also fails the query that is under way, which is where it is handled.
    }
    client.on('error', ignore)
    try {
      const answer = await use(client)
      client.off('error', ignore)
      client.release()
      return answer
    } catch (error) {
      // Nobody knows what state it is in, and closing it ends its transaction.
      client.release(true)
      throw error
    }
  }
  const patiently: Database['patiently'] = async (use) => {
    const giveUpAt = performance.now() + unavailableAfterMs
    for (let retryMs = firstRetryMs; ; retryMs = Math.min(2 * retryMs, longestRetryMs)) {
      try {
        return await withClient(use)
      } catch (error) {
        if (!isPassing(error)) throw error
        if (performance.now() > giveUpAt) throw new JournalUnavailable('the store did not come back', { cause: error })
        await after(retryMs)
        await revive?.().catch(() => undefined)
      }
    }
  }
  return { withClient, patiently, close: () => pool.end() }
}

/** True for errors of the connection and of the server's condition, false for those of the request and for bugs. */
function isPassing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown }
  if (typeof code !== 'string') return error instanceof Error && error.name === 'Error'
  return isSqlState.test(code) ? passingStates.test(code) || isOvertaken(error) : systemCode.test(code)
}

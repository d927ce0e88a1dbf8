// The ways to the three customs as the platform runs them: is each open, since when and why not, what waits; what comes in
// is recorded or parked. One that is closed holds up no other, and what waits for it is sent once when it opens.
import type { Instant } from '../../base/instant.ts'
import type { Issue } from '../../base/issue.ts'
import type { Customs, Scope } from '../../domain/access/index.ts'
import { ChannelDown, JournalUnavailable, type Channel, type Clock, type IncomingFile } from '../ports.ts'
import { openParkedAnswers, type ParkedAnswers } from './parked-answers.ts'
import { answerIssue, recordAnswer, recordUnlessEarly, type Early, type Recorded, type RecordTools } from './record-answer.ts'
import { sendWaiting, type Resting, type SendTools } from './send-waiting.ts'

export interface ChannelStatus {
  readonly name: string
  readonly customs: Customs
  readonly isOpen: boolean
  /** Open or closed since then. */
  readonly since: Instant
  /** Why it is closed: `ENOSPC`, `EACCES`; empty when it is open. */
  readonly reason: string
  /** Filings that wait to be sent, at most `maxCounted`. */
  readonly waiting: number
}

export interface ChannelDesk {
  /** Within the scope: with an administration its own way, and of what waits only what is seen anyway. */
  readonly statuses: (scope: Scope) => Promise<readonly ChannelStatus[]>
  readonly parked: ParkedAnswers
  /** Sends what waits for one customs; true when more may wait. Throws ChannelDown, which the status tells as well. */
  readonly sendTurn: (customs: Customs) => Promise<boolean>
  /** Takes in one file, recorded or parked. Throws what makes it come again: NotYet, a passing error, JournalUnavailable. */
  readonly receive: (file: IncomingFile) => Promise<void>
  /** Begins to take in what comes. */
  readonly startReceiving: () => void
  readonly close: () => Promise<void>
}

/** The answer came before what it is about; the same file is to be given again a little later. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
  readonly code = 'answer_not_yet'
}

export type ChannelTools = RecordTools &
  Omit<SendTools, 'channel' | 'resting'> & {
    readonly channels: readonly Channel[]
    readonly clock: Clock
    /** Fails when a step does not end in its time; left out: no step hangs. */
    readonly inTime?: <T>(step: Promise<T>) => Promise<T>
    /** What goes wrong with single shipments, and is tried again. */
    readonly onProblem?: (name: string, error: unknown) => void
  }

/** A file is given this often, then it is parked. The journal's being away does not count. */
export const maxTries = 5
export const maxCounted = 1_000
/** Files whose tries are remembered. */
const maxRemembered = 10_000

export function openChannelDesk(tools: ChannelTools): ChannelDesk {
  const { channels, onProblem = () => undefined } = tools
  const parked = openParkedAnswers(tools)
  const health = openHealth(tools)
  const resting = new Map<Customs, Map<string, Resting>>(channels.map(({ customs }) => [customs, new Map()]))
  const receive = openReceiving(tools, parked)
  return {
    parked,
    receive,
    startReceiving: () => {
      for (const channel of channels) channel.receive(receive)
    },
    close: async () => {
      await Promise.all(channels.map((channel) => channel.close()))
    },
    statuses: (scope) => Promise.all(channels.filter(({ customs }) => scope.kind !== 'addressed' || scope.customs === customs).map((channel) => health.statusOf(channel, scope))),
    sendTurn: async (customs) => {
      const channel = channels.find((each) => each.customs === customs)
      if (channel === undefined) return false
      try {
        const { sent, isMore, failures } = await sendWaiting({ ...tools, channel, resting: resting.get(customs) ?? new Map() })
        health.note(channel, '')
        for (const failure of failures) onProblem(`send-${customs}`, failure)
        if (sent.length > 0) await parked.replayFor(customs, sent.flatMap((row) => row.names))
        return isMore
      } catch (error) {
        if (error instanceof ChannelDown) health.note(channel, error.message)
        throw error
      }
    },
  }
}

interface Health {
  readonly note: (channel: Channel, sendTrouble: string) => void
  readonly statusOf: (channel: Channel, scope: Scope) => Promise<ChannelStatus>
}

function openHealth({ channels, clock, register }: ChannelTools): Health {
  const startedAt = clock()
  const sendTroubles = new Map<Customs, string>()
  const known = new Map<Customs, Pick<ChannelStatus, 'reason' | 'since'>>(channels.map(({ customs }) => [customs, { reason: '', since: startedAt }]))
  const look = ({ customs, trouble }: Channel): Pick<ChannelStatus, 'reason' | 'since'> => {
    const reason = sendTroubles.get(customs) || trouble()
    const before = known.get(customs)
    if (before?.reason === reason) return before
    // Another reason for the same closure does not begin it anew.
    const now = { reason, since: before !== undefined && before.reason !== '' && reason !== '' ? before.since : clock() }
    known.set(customs, now)
    return now
  }
  return {
    note: (channel, sendTrouble) => {
      sendTroubles.set(channel.customs, sendTrouble)
      look(channel)
    },
    statusOf: async (channel, scope) => {
      const { name, customs } = channel
      const { reason, since } = look(channel)
      const waiting = await register.filings(scope, { customs, stages: ['waiting'], limit: maxCounted })
      return { name, customs, isOpen: reason === '', since, reason, waiting: waiting.length }
    },
  }
}

function openReceiving(tools: ChannelTools, parked: ParkedAnswers): ChannelDesk['receive'] {
  const { inTime = (step) => step } = tools
  const tries = new Map<string, number>()
  const park = async (file: IncomingFile, issues: readonly Issue[], waitsFor: readonly string[] = []): Promise<void> => {
    await inTime(parked.park(file, { issues, waitsFor }))
    // Its filing may have become known between the last try and now.
    if (waitsFor.length > 0) await inTime(parked.replayFor(file.customs, waitsFor))
  }
  return async (file) => {
    const key = `${file.folder}/${file.name}`
    const tried = (tries.get(key) ?? 0) + 1
    const comeAgain = (because: Error): Error => {
      if (tries.size >= maxRemembered) tries.clear()
      tries.set(key, tried)
      return because
    }
    let recorded: Recorded | Early
    try {
      recorded = await inTime(tried < maxTries ? recordUnlessEarly(file, tools) : recordAnswer(file, tools))
    } catch (error) {
      if (error instanceof JournalUnavailable || !(error instanceof Error)) throw error
      if (tried < maxTries) throw comeAgain(error)
      await park(file, [answerIssue('answer_not_processed', { tries: tried, error: error.message.slice(0, 200) })])
      tries.delete(key)
      return
    }
    if (recorded.kind === 'early') throw comeAgain(new NotYet(key))
    if (recorded.kind === 'unusable') {
      if (recorded.waitsFor.length > 0 && tried < maxTries) throw comeAgain(new NotYet(key))
      await park(file, recorded.issues, recorded.waitsFor)
    } else if (recorded.isNew) await inTime(parked.replayFor(file.customs, recorded.names))
    tries.delete(key)
  }
}

// One submitter: sends one submission after another, each until it is answered, always with the same key; writes every
// answer down and syncs it before it sends the next. One in eight is sent twice at once. Ends at SIGTERM, after the
// submission under way has been answered.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { submit, type Acknowledgement } from './wire.ts'

export interface SubmitterOptions {
  readonly name: string
  readonly port: number
  readonly file: string
}

const retryMs = 10

export async function runSubmitter({ name, port, file }: SubmitterOptions): Promise<void> {
  const ending = new AbortController()
  process.once('SIGTERM', () => ending.abort())
  const acknowledgements = openSync(file, 'a')
  for (let count = 0; !ending.signal.aborted; count += 1) {
    const key = `${name}-${count}`
    const twin = count % 8 === 0 ? submit(port, key) : undefined
    const answer = await untilAnswered(port, key)
    const twinAnswer = await twin
    const line = answer === 'refused' ? `${key} refused\n` : lineOf(answer)
    writeSync(acknowledgements, line)
    if (twinAnswer !== undefined && twinAnswer !== 'refused') writeSync(acknowledgements, lineOf(twinAnswer))
    fsyncSync(acknowledgements)
  }
  closeSync(acknowledgements)
}

async function untilAnswered(port: number, key: string): Promise<Acknowledgement | 'refused'> {
  for (;;) {
    const answer = await submit(port, key)
    if (answer !== undefined) return answer
    await after(retryMs)
  }
}

function lineOf({ key, position, number }: Acknowledgement): string {
  return `${key} ${position} ${number}\n`
}

// The last good answer to a question that only reads, for when the server is away.
import type { Answer } from '../api/call.ts'
import { readAll, readOne, remove, write } from './device-store.ts'

interface RememberedAnswer {
  readonly name: string
  readonly value: unknown
}

export async function remembered<Value>(name: string, asked: Promise<Answer<Value>>): Promise<Answer<Value>> {
  const answer = await asked
  if (answer.kind === 'done') {
    await write('answers', { name, value: answer.value } satisfies RememberedAnswer).catch(() => undefined)
    return answer
  }
  if (answer.kind === 'refused') return answer
  const last = await lastAnswer<Value>(name)
  return last === undefined ? answer : { kind: 'done', status: 200, value: last }
}

/** What was answered last, without asking. */
export async function lastAnswer<Value>(name: string): Promise<Value | undefined> {
  const last = await readOne<RememberedAnswer>('answers', name).catch(() => undefined)
  return last?.value as Value | undefined
}

/** Somebody else may sit down here next. */
export async function forgetAnswers(): Promise<void> {
  const all = await readAll<RememberedAnswer>('answers').catch(() => [])
  await Promise.all(all.map(({ name }) => remove('answers', name))).catch(() => undefined)
}

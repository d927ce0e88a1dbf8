// A list that comes in pages: the first at once, the next when it is asked for. Another language begins anew.
import { createEffect, createSignal, on } from 'solid-js'
import type { Language } from '../../../src/base/language.ts'
import type { Answer } from '../api/call.ts'
import { language } from '../language.ts'

interface Fetched<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

export interface Pages<Item> {
  readonly answer: () => Answer<Fetched<Item>> | undefined
  readonly reload: () => void
  readonly more: () => void
}

export function createPages<Item>(fetch: (after: string | undefined, language: Language) => Promise<Answer<Fetched<Item>>>): Pages<Item> {
  const [answer, setAnswer] = createSignal<Answer<Fetched<Item>>>()
  let turn = 0
  const load = async (before: Fetched<Item> | undefined): Promise<void> => {
    const mine = ++turn
    const found = await fetch(before?.next, language())
    if (mine !== turn) return
    if (before === undefined || found.kind !== 'done') setAnswer(found)
    else setAnswer({ ...found, value: { ...found.value, items: [...before.items, ...found.value.items] } })
  }
  createEffect(on(language, () => void load(undefined)))
  return {
    answer,
    reload: () => void load(undefined),
    more: () => {
      const sofar = answer()
      if (sofar?.kind === 'done' && sofar.value.next !== undefined) void load(sofar.value)
    },
  }
}

/** The same answer with its list under the name `items`. */
export function itemsOf<Value extends { readonly next?: string }, Item>(answer: Answer<Value>, pick: (value: Value) => readonly Item[]): Answer<Fetched<Item>> {
  if (answer.kind !== 'done') return answer
  const { next } = answer.value
  return { ...answer, value: { items: pick(answer.value), ...(next === undefined ? {} : { next }) } }
}

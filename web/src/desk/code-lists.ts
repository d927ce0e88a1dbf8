// Code lists by name, language and day, fetched when a field of the list is first looked at.
import { createSignal, type Accessor } from 'solid-js'
import type { CodeList } from '../api/reading.ts'
import { language } from '../language.ts'
import { getCodes } from '../offline/form-source.ts'

export interface CodeLists {
  /** The list if it is here. */
  readonly found: (list: string) => CodeList | undefined
  readonly want: (list: string) => void
}

/** `on` is the day for which the codes must hold; empty for today at the server. */
export function createCodeLists(on: Accessor<string>): CodeLists {
  const [lists, setLists] = createSignal<ReadonlyMap<string, CodeList>>(new Map())
  const asked = new Set<string>()
  const keyOf = (list: string): string => `${list} ${language()} ${on()}`
  return {
    found: (list) => lists().get(keyOf(list)),
    want: (list) => {
      const key = keyOf(list)
      if (asked.has(key)) return
      asked.add(key)
      void getCodes(list, on(), language()).then((answer) => {
        if (answer.kind === 'done') setLists((before) => new Map(before).set(key, answer.value))
        else asked.delete(key)
      })
    },
  }
}

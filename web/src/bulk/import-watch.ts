// An import as it stands, looked at again and again while it is worked on, and once the server is back.
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { getImport, type Import } from '../api/imports.ts'
import { language } from '../language.ts'
import { whenBack } from '../offline/connection.ts'

/** Between two looks, in milliseconds. */
const pauseMs = 700

export interface WatchedImport {
  /** As it was last seen. */
  readonly found: () => Import | undefined
  /** Why it could not be looked at. */
  readonly failure: () => Answer<Import> | undefined
  readonly look: () => void
  /** What an act answered is how it stands now. */
  readonly take: (value: Import) => void
}

export function watchImport(id: string): WatchedImport {
  const [found, setFound] = createSignal<Import>()
  const [failure, setFailure] = createSignal<Answer<Import>>()
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = (): number => {
    clearTimeout(timer)
    turn += 1
    return turn
  }
  const take = (value: Import): void => {
    begin()
    setFound(value)
    setFailure(undefined)
    if (value.progress.isRunning) timer = setTimeout(() => void look(), pauseMs)
  }
  const look = async (): Promise<void> => {
    const mine = begin()
    const answer = await getImport(id, language())
    if (mine !== turn) return
    if (answer.kind === 'done') take(answer.value)
    else setFailure(answer)
  }
  createEffect(on(language, () => void look()))
  onCleanup(whenBack(() => void look()))
  onCleanup(begin)
  return { found, failure, look: () => void look(), take }
}

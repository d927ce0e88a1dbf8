// Has the text checked after a moment of quiet: by the server, or in this browser while the server is away. An older
// question is given up when a newer one is asked.
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { isCustoms } from '../../../src/domain/access/index.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import type { Answer } from '../api/call.ts'
import { lastProfiles, postPreview, type Preview } from '../api/reading.ts'
import { language } from '../language.ts'
import { isAway, whenBack } from '../offline/connection.ts'
import { may, principal, session } from '../session/session.ts'

/** Milliseconds of quiet before the text is checked. */
const quietMs = 350

export interface Check {
  readonly preview: Accessor<Preview | undefined>
  readonly filings: Accessor<readonly FilingView[]>
  readonly issues: Accessor<readonly RenderedIssue[]>
  /** `here`: checked in this browser, since the server is away; `away`: not checked at all. */
  readonly state: Accessor<'loading' | 'checking' | 'checked' | 'here' | 'away'>
  /** The filings are those of an earlier text. */
  readonly isStale: Accessor<boolean>
  readonly checkAgain: () => void
  readonly showIssues: (issues: readonly RenderedIssue[]) => void
}

export function createCheck(text: Accessor<string | undefined>): Check {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('have the tables ready', []))
  const [preview, setPreview] = createSignal<Preview>()
  const [filings, setFilings] = createSignal<readonly FilingView[]>([])
  const [issues, setIssues] = createSignal<readonly RenderedIssue[]>([])
  const [state, setState] = createSignal<'loading' | 'checking' | 'checked' | 'here' | 'away'>('loading')
  const [round, setRound] = createSignal(0)
  const take = (answer: Answer<Preview>, isHere: boolean): void => {
    if (answer.kind === 'away') return void setState('away')
    setState(isHere ? 'here' : 'checked')
    if (answer.kind === 'refused') {
      setPreview(undefined)
      return void setIssues(answer.issues.length > 0 ? answer.issues : [{ path: '', rule: `HTTP ${answer.status}`, severity: 'error', reason: answer.reason, source: '', fix: '' }])
    }
    setPreview(answer.value)
    setIssues(answer.value.issues)
    // A text that cannot be read has no filing; the last ones stay in sight, marked as such.
    if (answer.value.filings.length > 0) setFilings(answer.value.filings)
  }
  const check = async (now: string, signal: AbortSignal): Promise<void> => {
    const answer = untrack(canAsk) ? await postPreview(now, untrack(language), signal) : undefined
    if (signal.aborted) return
    if (answer !== undefined && answer.kind !== 'away') return take(answer, false)
    const here = await checkHere(now)
    if (!signal.aborted) take(here, untrack(isAway))
  }
  let isFirst = true
  createEffect(
    on([text, language, round], ([now]) => {
      if (now === undefined) return
      if (now.trim() === '') {
        setPreview(undefined)
        setFilings([])
        setIssues([])
        setState('checked')
        return
      }
      const stop = new AbortController()
      setState(isFirst ? 'loading' : 'checking')
      const timer = setTimeout(() => void check(now, stop.signal), isFirst ? 0 : quietMs)
      isFirst = false
      onCleanup(() => {
        clearTimeout(timer)
        stop.abort()
      })
    }),
  )
  const checkAgain = (): void => void setRound((count) => count + 1)
  onCleanup(whenBack(checkAgain))
  const isStale = (): boolean => filings().length > 0 && (state() === 'checked' || state() === 'here') && (preview()?.filings.length ?? 0) === 0
  return { preview, filings, issues, state, isStale, checkAgain, showIssues: setIssues }
}

/** Who may not ask the server for a preview, as a receiving party, has the same check here. */
function canAsk(): boolean {
  return !isAway() && (session() === undefined || may('shipment.preview'))
}

async function checkHere(text: string): Promise<Answer<Preview>> {
  try {
    const own = untrack(principal)?.organisation
    const by = { organisation: own?.id ?? '', administrations: (own?.administrations ?? []).filter(isCustoms) }
    const [{ checkHere: check }, profiles] = await Promise.all([import('../offline/local-check.ts'), lastProfiles()])
    return { kind: 'done', status: 200, value: await check(text, profiles, by, untrack(language)) }
  } catch {
    return { kind: 'away' }
  }
}

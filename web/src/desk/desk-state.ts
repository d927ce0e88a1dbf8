// The state of the desk: the text, what can be read in it, what the server says to it, and the filing of it.
// The text is the one truth; form and preview follow it. What is typed is kept on this device at every change.
import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import type { FilingView } from '../../../src/domain/declaration/index.ts'
import { getExamples, postPreview, postShipment, type Answer, type Preview, type Receipt } from '../api.ts'
import { dropDraft, filingKey, keepDraft, keptDraft } from '../draft/kept-drafts.ts'
import type * as draftText from '../draft/draft-text.ts'
import type { DraftReading } from '../draft/draft-text.ts'
import { language } from '../language.ts'

type DraftText = typeof draftText

/** Milliseconds of quiet before the text is sent to be checked. */
const quietMs = 350

export type Filing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'filed'; readonly receipt: Receipt }
  | { readonly kind: 'away' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'refused'; readonly reason: string }

export interface Desk {
  /** Undefined until the sample or the kept text is there. */
  readonly text: Accessor<string | undefined>
  readonly reading: Accessor<DraftReading | undefined>
  readonly filings: Accessor<readonly FilingView[]>
  readonly issues: Accessor<readonly RenderedIssue[]>
  readonly preview: Accessor<Preview | undefined>
  readonly state: Accessor<'loading' | 'checking' | 'checked' | 'away'>
  /** The filings are those of an earlier text. */
  readonly isStale: Accessor<boolean>
  readonly filing: Accessor<Filing>
  readonly keptAtMs: Accessor<number | undefined>
  readonly isKept: Accessor<boolean>
  readonly counterpart: Accessor<'hongkong' | 'macao' | 'other'>
  readonly loadAnswer: Accessor<Answer<unknown> | undefined>
  readonly setText: (text: string) => void
  readonly setValue: (path: string, value: string) => void
  readonly removeItem: (path: string) => void
  readonly startAgain: () => void
  readonly checkAgain: () => void
  readonly file: () => void
}

export function createDesk(id: string): Desk {
  const [text, setText] = createSignal<string | undefined>(keptDraft(id)?.text ?? (id === '' ? '' : undefined))
  const [keptAtMs, setKeptAtMs] = createSignal(keptDraft(id)?.keptAtMs)
  const [isKept, setIsKept] = createSignal(true)
  const [loadAnswer, setLoadAnswer] = createSignal<Answer<unknown>>()
  const [library, setLibrary] = createSignal<DraftText>()
  void import('../draft/draft-text.ts').then(setLibrary)
  const load = (): void => {
    setLoadAnswer(undefined)
    void sampleText(id).then(([answer, sample]) => {
      setLoadAnswer(answer)
      if (sample !== undefined) setText(sample)
    })
  }
  if (text() === undefined) load()
  const reading = createMemo(() => {
    const [read, now] = [library(), text()]
    return read === undefined || now === undefined ? undefined : read.readDraft(now)
  })
  const change = (next: string): void => {
    setText(next)
    setIsKept(keepDraft(id, { text: next, keptAtMs: Date.now() }))
  }
  const edit = (write: (library: DraftText, text: string) => string): void => {
    const [loaded, now] = [library(), text()]
    if (loaded !== undefined && now !== undefined) change(write(loaded, now))
  }
  const checked = createCheck(text)
  const filed = createFiling(id, text, checked.showIssues)
  return {
    text,
    reading,
    ...checked,
    filing: filed.filing,
    file: filed.file,
    keptAtMs,
    isKept,
    loadAnswer,
    counterpart: () => counterpartOf(reading()),
    setText: change,
    setValue: (path, value) => edit((library, now) => library.setValue(now, path, value)),
    removeItem: (path) => edit((library, now) => library.removeItem(now, path)),
    startAgain: () => {
      dropDraft(id)
      setKeptAtMs(undefined)
      if (id === '') setText('')
      else load()
    },
    checkAgain: () => (text() === undefined ? load() : checked.checkAgain()),
  }
}

async function sampleText(id: string): Promise<readonly [Answer<unknown>, string | undefined]> {
  const answer = await getExamples(untrack(language))
  if (answer.kind !== 'done') return [answer, undefined]
  const text = answer.value.examples.find((example) => example.id === id)?.text
  return text === undefined ? [{ kind: 'refused', status: 404, reason: id, issues: [] }, undefined] : [answer, text]
}

function counterpartOf(reading: DraftReading | undefined): 'hongkong' | 'macao' | 'other' {
  const value = reading?.kind === 'read' ? reading.values.get('counterpart') : undefined
  return value === 'hongkong' || value === 'macao' ? value : 'other'
}

/** Sends the text to be checked after a moment of quiet; an older question is given up when a newer one is asked. */
function createCheck(text: Accessor<string | undefined>): Pick<Desk, 'preview' | 'filings' | 'issues' | 'state' | 'isStale' | 'checkAgain'> & {
  readonly showIssues: (issues: readonly RenderedIssue[]) => void
} {
  const [preview, setPreview] = createSignal<Preview>()
  const [filings, setFilings] = createSignal<readonly FilingView[]>([])
  const [issues, setIssues] = createSignal<readonly RenderedIssue[]>([])
  const [state, setState] = createSignal<'loading' | 'checking' | 'checked' | 'away'>('loading')
  const [round, setRound] = createSignal(0)
  const take = (answer: Answer<Preview>): void => {
    if (answer.kind === 'away') return void setState('away')
    setState('checked')
    if (answer.kind === 'refused') {
      setPreview(undefined)
      return void setIssues(answer.issues.length > 0 ? answer.issues : [{ path: '', rule: `HTTP ${answer.status}`, severity: 'error', reason: answer.reason, source: '', fix: '' }])
    }
    setPreview(answer.value)
    setIssues(answer.value.issues)
    // A text that cannot be read has no filing; the last ones stay in sight, marked as such.
    if (answer.value.filings.length > 0) setFilings(answer.value.filings)
  }
  let isFirst = true
  createEffect(
    on([text, language, round], ([now, tongue]) => {
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
      const timer = setTimeout(() => {
        void postPreview(now, tongue, stop.signal).then((answer) => {
          if (!stop.signal.aborted) take(answer)
        })
      }, isFirst ? 0 : quietMs)
      isFirst = false
      onCleanup(() => {
        clearTimeout(timer)
        stop.abort()
      })
    }),
  )
  const isStale = (): boolean => filings().length > 0 && state() === 'checked' && (preview()?.filings.length ?? 0) === 0
  return { preview, filings, issues, state, isStale, checkAgain: () => setRound((count) => count + 1), showIssues: setIssues }
}

function createFiling(
  id: string,
  text: Accessor<string | undefined>,
  showIssues: (issues: readonly RenderedIssue[]) => void,
): { readonly filing: Accessor<Filing>; readonly file: () => void } {
  const [filing, setFiling] = createSignal<Filing>({ kind: 'idle' })
  createEffect(on(text, () => setFiling({ kind: 'idle' }), { defer: true }))
  const file = async (): Promise<void> => {
    const now = text()
    if (now === undefined || filing().kind === 'sending') return
    setFiling({ kind: 'sending' })
    const answer = await postShipment(now, filingKey(id, now), untrack(language))
    if (answer.kind === 'done') {
      dropDraft(id)
      return void setFiling({ kind: 'filed', receipt: answer.value })
    }
    if (answer.kind === 'away') return void setFiling({ kind: 'away' })
    if (answer.status === 409) return void setFiling({ kind: 'conflict' })
    if (answer.issues.length > 0) showIssues(answer.issues)
    setFiling({ kind: 'refused', reason: answer.reason })
  }
  return { filing, file: () => void file() }
}

// The state of the desk: the text, what can be read in it, what the check says to it, and the filing of it. The text is
// the one truth; form and preview follow it. What is typed is kept at every change.
import { createEffect, createMemo, createSignal, on, untrack, type Accessor } from 'solid-js'
import { placeOf, rename } from '../address.ts'
import type { Answer } from '../api/call.ts'
import { getExamples } from '../api/reading.ts'
import type { Receipt } from '../api/shipments.ts'
import { newDraftId, purposeOf } from '../draft/draft-id.ts'
import { createDraftKeeper, type DraftKeeper } from '../draft/draft-keeper.ts'
import type * as draftText from '../draft/draft-text.ts'
import type { DraftReading } from '../draft/draft-text.ts'
import { language } from '../language.ts'
import { actOf, isSending, submit, type FilingAct } from '../offline/outbox.ts'
import { sessionKnown } from '../session/session.ts'
import { createCheck, type Check } from './desk-check.ts'

type DraftText = typeof draftText

export type Filing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'queued'; readonly act: FilingAct }
  | { readonly kind: 'filed'; readonly receipt: Receipt }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'refused'; readonly reason: string }

export interface DeskSource {
  /** Draft or sample; empty for a new shipment. */
  readonly id: string
  /** The text to begin with where no draft is kept under the id. */
  readonly given?: string
  /** Where the shipment is filed, under /api/v1. */
  readonly filedAt?: string
}

export interface Desk extends Omit<Check, 'showIssues'> {
  /** Undefined until the sample or the kept text is there. */
  readonly text: Accessor<string | undefined>
  readonly reading: Accessor<DraftReading | undefined>
  readonly filing: Accessor<Filing>
  readonly keeper: DraftKeeper
  readonly draftId: Accessor<string>
  /** When what was kept before this page was opened had been typed. */
  readonly keptAtMs: Accessor<number | undefined>
  readonly counterpart: Accessor<'hongkong' | 'macao' | 'other'>
  readonly loadAnswer: Accessor<Answer<unknown> | undefined>
  readonly setText: (text: string) => void
  readonly setValue: (path: string, value: string) => void
  readonly removeItem: (path: string) => void
  readonly file: () => void
}

export function createDesk(source: DeskSource): Desk {
  const [text, setText] = createSignal<string | undefined>(source.id === '' ? '' : undefined)
  const [draftId, setDraftId] = createSignal(source.id)
  const [keptAtMs, setKeptAtMs] = createSignal<number>()
  const [loadAnswer, setLoadAnswer] = createSignal<Answer<unknown>>()
  const [library, setLibrary] = createSignal<DraftText>()
  void import('../draft/draft-text.ts').then(setLibrary)
  const keeper = createDraftKeeper(setText)
  const load = async (): Promise<void> => {
    setLoadAnswer(undefined)
    const loaded = await startText(source, keeper)
    if (untrack(text) !== undefined) return
    setKeptAtMs(loaded.keptAtMs)
    setLoadAnswer(loaded.answer)
    setText(loaded.text)
  }
  if (source.id !== '') void load()
  const reading = createMemo(() => {
    const [read, now] = [library(), text()]
    return read === undefined || now === undefined ? undefined : read.readDraft(now)
  })
  const change = (next: string): void => {
    const before = untrack(draftId)
    // A sample or an empty desk becomes a draft with the first change, and the page stays.
    if (purposeOf(before) === undefined) {
      setDraftId(newDraftId())
      rename(untrack(draftId))
    }
    setText(next)
    keeper.type(untrack(draftId), next, purposeOf(before) === undefined && before !== '' ? before : undefined)
  }
  const edit = (write: (library: DraftText, text: string) => string): void => {
    const [loaded, now] = [library(), text()]
    if (loaded !== undefined && now !== undefined) change(write(loaded, now))
  }
  const check = createCheck(text)
  const filing = createMemo(() => filingOf(actOf(draftId()), text()))
  createEffect(on(() => actOf(draftId())?.outcome, (outcome) => (outcome?.kind === 'refused' && outcome.issues.length > 0 ? check.showIssues(outcome.issues) : undefined)))
  createEffect(on(() => filing().kind, (kind) => (kind === 'filed' ? keeper.close() : undefined)))
  return {
    text,
    reading,
    ...check,
    filing,
    keeper,
    draftId,
    keptAtMs,
    loadAnswer,
    counterpart: () => counterpartOf(reading()),
    setText: change,
    setValue: (path, value) => edit((library, now) => library.setValue(now, path, value)),
    removeItem: (path) => edit((library, now) => library.removeItem(now, path)),
    checkAgain: () => (text() === undefined ? void load() : check.checkAgain()),
    file: () => {
      const now = untrack(text)
      if (now !== undefined) void submit({ draft: untrack(draftId), reference: referenceOf(untrack(reading)), path: source.filedAt ?? '/shipments', text: now })
    },
  }
}

interface StartText {
  readonly answer: Answer<unknown> | undefined
  readonly text: string | undefined
  readonly keptAtMs?: number
}

async function startText({ id, given }: DeskSource, keeper: DraftKeeper): Promise<StartText> {
  if (purposeOf(id) === undefined) return sampleText(id)
  await sessionKnown
  const kept = await keeper.open(id)
  if (kept !== undefined) return { answer: undefined, text: kept.text, keptAtMs: kept.typedAtMs }
  return given === undefined ? notThere(id) : { answer: undefined, text: given }
}

async function sampleText(id: string): Promise<StartText> {
  const answer = await getExamples(untrack(language))
  if (answer.kind !== 'done') return { answer, text: undefined }
  const text = answer.value.examples.find((example) => example.id === id)?.text
  return text === undefined ? notThere(id) : { answer, text }
}

function notThere(id: string): StartText {
  return { answer: { kind: 'refused', status: 404, type: 'not-found', reason: placeOf({ page: 'desk', id }), issues: [], problem: {} }, text: undefined }
}

/** What was filed or refused is told as long as the text is the one that was sent. */
function filingOf(act: FilingAct | undefined, text: string | undefined): Filing {
  if (act === undefined) return { kind: 'idle' }
  const { outcome } = act
  if (outcome.kind === 'waiting') return isSending() ? { kind: 'sending' } : { kind: 'queued', act }
  if (act.text !== text) return { kind: 'idle' }
  if (outcome.kind === 'filed') return { kind: 'filed', receipt: outcome.receipt }
  return outcome.kind === 'before' ? { kind: 'conflict' } : { kind: 'refused', reason: outcome.reason }
}

function referenceOf(reading: DraftReading | undefined): string {
  return (reading?.kind === 'read' ? reading.values.get('reference') : undefined) ?? ''
}

function counterpartOf(reading: DraftReading | undefined): 'hongkong' | 'macao' | 'other' {
  const value = reading?.kind === 'read' ? reading.values.get('counterpart') : undefined
  return value === 'hongkong' || value === 'macao' ? value : 'other'
}

// Acts of filing that wait to be sent. An act is on the disk with its idempotency key before it goes out, so that a closed
// page, a lost network or an answer that did not come changes nothing: it is sent again under the same key and has one effect.
import { createRoot, createEffect, createSignal, on, untrack } from 'solid-js'
import type { RenderedIssue } from '../../../src/base/message.ts'
import { call } from '../api/call.ts'
import { removeKeptText } from '../api/drafts.ts'
import type { Receipt } from '../api/shipments.ts'
import { readAll, remove, write } from '../device/device-store.ts'
import { dropLocalDraft, findLocalDraft } from '../device/local-drafts.ts'
import { freshKey } from '../device/once-key.ts'
import { language } from '../language.ts'
import { may, owner } from '../session/session.ts'
import { whenBack } from './connection.ts'

export type ActOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'filed'; readonly receipt: Receipt }
  /** This very shipment was filed before, by another act. */
  | { readonly kind: 'before' }
  | { readonly kind: 'refused'; readonly reason: string; readonly issues: readonly RenderedIssue[] }

export interface FilingAct {
  /** The idempotency key. */
  readonly key: string
  readonly owner: string
  /** Draft or sample that it was filed from. */
  readonly draft: string
  readonly reference: string
  /** Under /api/v1. */
  readonly path: string
  readonly text: string
  readonly queuedAtMs: number
  /** How often it went out without an answer: it may have arrived. */
  readonly attempts: number
  readonly outcome: ActOutcome
}

/** How long it is told that something was filed later, in milliseconds: a week. */
const toldForMs = 604_800_000

const [acts, setActs] = createSignal<readonly FilingAct[]>([])
/** Acts are going out now; one that still waits afterwards waits for the server or for somebody to sign in. */
const [isSending, setIsSending] = createSignal(false)
export { isSending }

/** Those of the organisation that is signed in, the oldest first. */
export function ownActs(): readonly FilingAct[] {
  return acts().filter((act) => act.owner === owner())
}

/** The newest act of a draft. */
export function actOf(draft: string): FilingAct | undefined {
  return ownActs().findLast((act) => act.draft === draft)
}

/** Puts the act on the disk and sends it; the same text of the same draft that still waits is not put there twice. */
export async function submit(of: Pick<FilingAct, 'draft' | 'reference' | 'path' | 'text'>): Promise<void> {
  const same = untrack(ownActs).find((act) => act.draft === of.draft && act.text === of.text && act.path === of.path && act.outcome.kind === 'waiting')
  if (same === undefined) {
    for (const act of untrack(ownActs)) if (act.draft === of.draft && act.outcome.kind !== 'waiting') await forget(act.key)
    const act: FilingAct = { ...of, key: freshKey(), owner: untrack(owner), queuedAtMs: Date.now(), attempts: 0, outcome: { kind: 'waiting' } }
    setIsSending(true)
    setActs((before) => [...before, act])
    // A browser that keeps nothing files all the same, as long as the page is open.
    await write('acts', act).catch(() => undefined)
  }
  await sendWaiting()
}

/** Takes an act back, or away once it is done. */
export async function forget(key: string): Promise<void> {
  setActs((before) => before.filter((act) => act.key !== key))
  await remove('acts', key).catch(() => undefined)
}

/** Filed without being watched: whoever pressed the button has not seen the receipt. */
export function isFiledLater({ outcome, attempts }: FilingAct): boolean {
  return outcome.kind === 'filed' && attempts > 0
}

export function startOutbox(): void {
  void dropSeen().then(reload).then(sendWaiting)
  whenBack(() => void sendWaiting())
  createRoot(() => createEffect(on(owner, () => void reload().then(sendWaiting), { defer: true })))
}

/** What was filed before somebody's eyes was seen; the rest is told for some days. */
async function dropSeen(): Promise<void> {
  const kept = await readAll<FilingAct>('acts').catch(() => [])
  const oldest = Date.now() - toldForMs
  const seen = kept.filter((act) => act.outcome.kind === 'filed' && (!isFiledLater(act) || act.queuedAtMs < oldest))
  await Promise.all(seen.map(({ key }) => remove('acts', key))).catch(() => undefined)
}

async function reload(): Promise<void> {
  const kept = await readAll<FilingAct>('acts').catch(() => [])
  const keys = new Set(kept.map((act) => act.key))
  const unkept = untrack(acts).filter((act) => !keys.has(act.key) && act.outcome.kind === 'waiting')
  setActs([...kept, ...unkept].toSorted((a, b) => a.queuedAtMs - b.queuedAtMs))
}

let isRunning = false
let isWantedAgain = false

/** One tab sends at a time; the key would keep even two of them to one effect. */
async function sendWaiting(): Promise<void> {
  if (isRunning) return void (isWantedAgain = true)
  isRunning = true
  setIsSending(true)
  do {
    isWantedAgain = false
    if ('locks' in navigator) await navigator.locks.request('lingding-outbox', sendAll)
    else await sendAll()
  } while (isWantedAgain)
  isRunning = false
  setIsSending(false)
}

async function sendAll(): Promise<void> {
  await reload()
  for (const act of untrack(ownActs)) {
    if (act.outcome.kind !== 'waiting' || !untrack(() => may('shipment.file') || may('share.receive'))) continue
    if (!(await send(act))) return
  }
}

/** False when the server is away: the others wait too. */
async function send(act: FilingAct): Promise<boolean> {
  const answer = await call<Receipt>(act.path, { language: untrack(language), body: { text: act.text }, headers: { 'Idempotency-Key': act.key } })
  // Taken back meanwhile.
  if (!untrack(acts).some((each) => each.key === act.key) && answer.kind !== 'done') return true
  if (answer.kind === 'away') {
    await settle({ ...act, attempts: act.attempts + 1 })
    return false
  }
  if (answer.kind === 'done') {
    await settle({ ...act, outcome: { kind: 'filed', receipt: answer.value } })
    await clearDraft(act)
    return true
  }
  // Not signed in, or as somebody else: it waits for who pressed the button.
  if (answer.status === 401 || answer.status === 403) return false
  const { reason, issues } = answer
  await settle({ ...act, outcome: answer.status === 409 ? { kind: 'before' } : { kind: 'refused', reason, issues } })
  return true
}

async function settle(act: FilingAct): Promise<void> {
  setActs((before) => (before.some((each) => each.key === act.key) ? before.map((each) => (each.key === act.key ? act : each)) : [...before, act]))
  await write('acts', act).catch(() => undefined)
}

/** The draft has done its work, unless somebody typed on. */
async function clearDraft(act: FilingAct): Promise<void> {
  const draft = await findLocalDraft(act.draft, act.owner).catch(() => undefined)
  if (draft === undefined || draft.text !== act.text) return
  await dropLocalDraft(act.draft).catch(() => undefined)
  if (draft.base.version > 0) await removeKeptText('drafts', draft.id, draft.base.version, untrack(language))
}

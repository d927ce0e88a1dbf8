// Who is signed in here and what they may do. The last answer is kept, so that somebody whose network is away works on as
// who they are; the server decides about every act all the same.
import { createEffect, createRoot, createSignal, on, untrack } from 'solid-js'
import { listenToAnswers } from '../api/call.ts'
import { endSession, getSession, type Session, type SessionPrincipal } from '../api/session.ts'
import { forgetAnswers } from '../device/remembered.ts'
import { language } from '../language.ts'
import { whenBack } from '../offline/connection.ts'

const storedName = 'lingding.session'

const [session, setSession] = createSignal<Session | undefined>(storedSession())
/** Somebody who was signed in is not any more, and did not sign out. */
const [hasLapsed, setHasLapsed] = createSignal(false)
export { hasLapsed, session }

export function principal(): SessionPrincipal | null {
  return session()?.principal ?? null
}

/** Organisation that things kept in this browser belong to; empty for nobody. */
export function owner(): string {
  return principal()?.organisation.id ?? ''
}

export function may(action: string): boolean {
  return session()?.actions.includes(action) ?? false
}

let tellKnown: () => void
/** Answers once the server has said who is here, or did not answer. */
export const sessionKnown = new Promise<void>((resolve) => (tellKnown = resolve))

export async function refreshSession(): Promise<void> {
  const answer = await getSession(untrack(language))
  if (answer.kind === 'done') {
    const was = untrack(principal)
    if (answer.value.principal !== null) setHasLapsed(false)
    else if (was !== null) setHasLapsed(true)
    setSession(answer.value)
    store(answer.value)
  }
  tellKnown()
}

/** Ends the session; what is kept in this browser for the organisation stays, out of sight. */
export async function signOut(): Promise<void> {
  await endSession(untrack(language))
  setSession((before) => (before === undefined ? before : { ...before, principal: null, actions: [] }))
  setHasLapsed(false)
  await forgetAnswers()
  await refreshSession()
}

let isAsking = false

export function startSession(): void {
  createRoot(() => createEffect(on(language, () => void refreshSession())))
  whenBack(() => void refreshSession())
  listenToAnswers((answer) => {
    // Refused in the middle of work: find out who is there now.
    if (answer.kind !== 'refused' || (answer.status !== 401 && answer.status !== 403) || isAsking) return
    isAsking = true
    void refreshSession().finally(() => (isAsking = false))
  })
}

function storedSession(): Session | undefined {
  try {
    const text = localStorage.getItem(storedName)
    return text === null ? undefined : (JSON.parse(text) as Session)
  } catch {
    return undefined
  }
}

function store(value: Session): void {
  try {
    localStorage.setItem(storedName, JSON.stringify(value))
  } catch {
    // Without it somebody offline is nobody until the network is back.
  }
}

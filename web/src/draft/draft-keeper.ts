// Keeps one draft as it is typed: in this browser at once, at the server after a moment of quiet. The server takes a change
// only of its newest version; when somebody else changed it meanwhile, both texts stand side by side until one is chosen.
import { createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import { getKeptText, getShelf, putKeptText, type KeptText } from '../api/drafts.ts'
import { freshKey } from '../device/once-key.ts'
import { findLocalDraft, isUnsent, keepLocalDraft, listenToOtherTabs, type DraftBase, type LocalDraft } from '../device/local-drafts.ts'
import { language } from '../language.ts'
import { whenBack } from '../offline/connection.ts'
import { may, owner } from '../session/session.ts'

/** Milliseconds of quiet before a change goes to the server. */
const quietMs = 900

/** `here` in this browser only, `server` there too, `waiting` for the network, `unkept` nowhere. */
export type KeptWhere = 'nothing' | 'typing' | 'here' | 'server' | 'waiting' | 'unkept'

export interface DraftConflict {
  readonly mine: string
  readonly theirs: Pick<KeptText, 'text' | 'version' | 'changedAt' | 'changedBy'>
}

export interface DraftKeeper {
  readonly where: Accessor<KeptWhere>
  readonly conflict: Accessor<DraftConflict | undefined>
  /** The draft as it stands here; undefined before something is typed. */
  readonly draft: Accessor<LocalDraft | undefined>
  /** What is kept under the id, here or at the server. */
  readonly open: (id: string) => Promise<LocalDraft | undefined>
  /** Begins a draft, or goes on with it. */
  readonly type: (id: string, text: string, sample?: string) => void
  /** Goes on with one text; the other one becomes a draft of its own. */
  readonly resolve: (choice: 'mine' | 'theirs') => Promise<void>
  /** Ends the keeping, after filing or removal. */
  readonly close: () => void
}

/** `follow` is called with a text that came from elsewhere: the server or another tab. */
export function createDraftKeeper(follow: (text: string) => void): DraftKeeper {
  const [draft, setDraft] = createSignal<LocalDraft>()
  const [where, setWhere] = createSignal<KeptWhere>('nothing')
  const [conflict, setConflict] = createSignal<DraftConflict>()
  let isOpen = true
  const current = (): LocalDraft | undefined => (isOpen ? untrack(draft) : undefined)
  const writer = createWriter((isKept) => setWhere((before) => (isKept ? (before === 'typing' ? 'here' : before) : 'unkept')))
  const take = (next: LocalDraft): void => {
    setDraft(next)
    writer.write(next)
  }
  const meet = (theirs: DraftConflict['theirs']): void => {
    const now = current()
    if (now === undefined) return
    const met = meeting(now, theirs)
    if (met.kind === 'conflict') setConflict(met.conflict)
    if (met.kind === 'go on') take(met.draft)
    if (met.kind === 'go on' && met.draft.text !== now.text) follow(met.draft.text)
    setWhere(isUnsent(current() ?? now) ? 'here' : 'server')
  }
  const rebase = (base: DraftBase): void => {
    const now = current()
    if (now !== undefined) take({ ...now, base })
  }
  const sender = createSender({ current, rebase, meet, setWhere, isHalted: () => untrack(conflict) !== undefined })
  const hear = (other: LocalDraft): void => {
    if (other.id !== current()?.id || other.typedAtMs < (current()?.typedAtMs ?? 0)) return
    setDraft(other)
    setWhere(isUnsent(other) ? 'here' : 'server')
    follow(other.text)
  }
  onCleanup(listenToOtherTabs(hear))
  onCleanup(whenBack(() => sender.soon()))
  onCleanup(() => sender.now())
  const open = async (id: string): Promise<LocalDraft | undefined> => {
    const found = await findDraft(id, meet)
    if (found === undefined) return undefined
    setDraft(found)
    setWhere(isUnsent(found) ? 'here' : 'server')
    sender.soon()
    return found
  }
  const type = (id: string, text: string, sample?: string): void => {
    isOpen = true
    const before = current()
    const began = before?.id === id ? before : undefined
    const from = began?.sample ?? sample
    setWhere('typing')
    take({ id, owner: owner(), text, base: began?.base ?? { version: 0, text: '' }, typedAtMs: Date.now(), ...(from === undefined ? {} : { sample: from }) })
    sender.soon()
  }
  const resolve = async (choice: 'mine' | 'theirs'): Promise<void> => {
    const [met, now] = [untrack(conflict), current()]
    if (met === undefined || now === undefined) return
    const [chosen, other] = choice === 'mine' ? [now.text, met.theirs.text] : [met.theirs.text, now.text]
    await keepCopy(now, other)
    setConflict()
    take({ ...now, text: chosen, base: { version: met.theirs.version, text: met.theirs.text }, typedAtMs: Date.now() })
    follow(chosen)
    sender.soon()
  }
  const close = (): void => {
    isOpen = false
    sender.stop()
    setWhere('nothing')
  }
  return { where, conflict, draft, open, type, resolve, close }
}

type Meeting = { readonly kind: 'go on'; readonly draft: LocalDraft } | { readonly kind: 'conflict'; readonly conflict: DraftConflict } | { readonly kind: 'nothing new' }

/** What the server's version is to the draft here. */
export function meeting(now: LocalDraft, theirs: DraftConflict['theirs']): Meeting {
  const base = { version: theirs.version, text: theirs.text }
  // What was sent without an answer may have arrived.
  if (theirs.text === now.text) return { kind: 'go on', draft: { ...now, base } }
  if (theirs.version === now.base.version) return { kind: 'nothing new' }
  if (!isUnsent(now)) return { kind: 'go on', draft: { ...now, text: theirs.text, base } }
  return { kind: 'conflict', conflict: { mine: now.text, theirs } }
}

async function findDraft(id: string, meet: (theirs: KeptText) => void): Promise<LocalDraft | undefined> {
  const local = await findLocalDraft(id, owner()).catch(() => undefined)
  const theirs = readAtServer(id)
  if (local !== undefined) {
    // Shown at once; what the server has comes after.
    void theirs.then((found) => (found === undefined ? undefined : meet(found)))
    return local
  }
  const found = await theirs
  if (found === undefined) return undefined
  return { id, owner: owner(), text: found.text, base: { version: found.version, text: found.text }, typedAtMs: Date.parse(found.changedAt) }
}

async function readAtServer(id: string): Promise<KeptText | undefined> {
  if (!may('draft.read')) return undefined
  const shelf = await getShelf('drafts', untrack(language))
  if (shelf.kind !== 'done' || !shelf.value.items.some((item) => item.id === id && !item.isRemoved)) return undefined
  const answer = await getKeptText('drafts', id, untrack(language))
  return answer.kind === 'done' ? answer.value : undefined
}

/** The text that was not chosen is kept as a draft of its own; it goes to the server when it is opened. */
async function keepCopy(of: LocalDraft, text: string): Promise<void> {
  const { sample: _sample, ...rest } = of
  await keepLocalDraft({ ...rest, id: `draft-${freshKey(8)}`, text, base: { version: 0, text: '' }, typedAtMs: Date.now() })
}

/** One write at a time; what is typed meanwhile is written next, so that the newest text is on the disk within moments. */
function createWriter(tell: (isKept: boolean) => void): { readonly write: (draft: LocalDraft) => void } {
  let next: LocalDraft | undefined
  let isWriting = false
  const run = async (): Promise<void> => {
    isWriting = true
    while (next !== undefined) {
      const now = next
      next = undefined
      const isKept = await keepLocalDraft(now).then(
        () => true,
        () => false,
      )
      tell(isKept)
    }
    isWriting = false
  }
  return {
    write: (draft) => {
      next = draft
      if (!isWriting) void run()
    },
  }
}

interface SenderOf {
  readonly current: () => LocalDraft | undefined
  readonly rebase: (base: DraftBase) => void
  readonly meet: (theirs: DraftConflict['theirs']) => void
  readonly setWhere: (where: KeptWhere) => void
  readonly isHalted: () => boolean
}

function createSender({ current, rebase, meet, setWhere, isHalted }: SenderOf): { readonly soon: () => void; readonly now: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false
  const send = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const draft = current()
    if (draft === undefined || isSending || isHalted() || !isUnsent(draft) || draft.text.trim() === '' || !untrack(() => may('draft.keep'))) return
    isSending = true
    const answer = await putKeptText('drafts', draft.id, draft.text, draft.base.version, untrack(language))
    isSending = false
    if (answer.kind === 'away') return setWhere('waiting')
    if (answer.kind === 'refused') {
      const theirs = answer.type === 'changed-meanwhile' ? conflicting(answer.problem['current']) : undefined
      return theirs === undefined ? setWhere('here') : meet(theirs)
    }
    rebase({ version: answer.value.version, text: draft.text })
    if (current()?.text === draft.text) setWhere('server')
    else soon()
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void send(), quietMs)
  }
  return { soon, now: () => void (timer === undefined ? undefined : send()), stop: () => clearTimeout(timer) }
}

function conflicting(current: unknown): DraftConflict['theirs'] | undefined {
  const found = (typeof current === 'object' && current !== null ? current : {}) as Partial<KeptText>
  if (typeof found.text !== 'string' || typeof found.version !== 'number') return undefined
  return { text: found.text, version: found.version, changedAt: found.changedAt ?? '', changedBy: found.changedBy ?? '' }
}

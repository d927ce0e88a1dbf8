// Drafts as this browser keeps them: the text as it was typed last, and the version at the server that it was made from.
import { readAll, readOne, remove, write } from './device-store.ts'

export interface DraftBase {
  /** 0 when the server has none. */
  readonly version: number
  readonly text: string
}

export interface LocalDraft {
  readonly id: string
  /** Organisation of whoever typed it; empty for nobody. */
  readonly owner: string
  readonly text: string
  readonly base: DraftBase
  /** Milliseconds since 1970 UTC. */
  readonly typedAtMs: number
  /** The sample that it began with. */
  readonly sample?: string
  readonly isRemoved?: boolean
}

export const isUnsent = (draft: LocalDraft): boolean => draft.text !== draft.base.text || draft.base.version === 0

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('lingding-drafts') : undefined

/** A draft by its id, if it is of the same organisation: another one sees nothing of it. */
export async function findLocalDraft(id: string, owner: string): Promise<LocalDraft | undefined> {
  const found = await readOne<LocalDraft>('drafts', id)
  return found?.owner === owner || found?.owner === '' ? found : undefined
}

/** Also what was typed before anybody signed in. */
export async function localDrafts(owner: string): Promise<readonly LocalDraft[]> {
  const all = await readAll<LocalDraft>('drafts').catch(() => [])
  return all.filter((draft) => draft.owner === owner || draft.owner === '')
}

/** Answers when it is kept; other tabs with the same draft are told. */
export async function keepLocalDraft(draft: LocalDraft): Promise<void> {
  await write('drafts', draft)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin only and takes none
  channel?.postMessage(draft)
}

export async function dropLocalDraft(id: string): Promise<void> {
  await remove('drafts', id)
}

/** Calls when another tab has kept a draft. */
export function listenToOtherTabs(listener: (draft: LocalDraft) => void): () => void {
  const heard = (event: MessageEvent<LocalDraft>): void => listener(event.data)
  channel?.addEventListener('message', heard)
  return () => channel?.removeEventListener('message', heard)
}

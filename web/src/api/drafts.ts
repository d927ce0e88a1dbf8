// Drafts and templates as the server keeps them for the organisation: versioned, never expiring, removed softly.
import type { Language } from '../../../src/base/language.ts'
import { call, type Answer } from './call.ts'

export type Shelf = 'drafts' | 'templates'

export interface KeptTextRow {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly changedAt: string
  readonly changedBy: string
  readonly isRemoved: boolean
}

export interface KeptText {
  readonly id: string
  readonly version: number
  readonly text: string
  readonly changedAt: string
  readonly changedBy: string
  readonly isRemoved: boolean
}

/** Most rows in one answer, and most answers that are put together. */
const pageSize = '200'
const mostPages = 50

interface ShelfPage {
  readonly items: readonly KeptTextRow[]
  readonly next?: string
}

/** Everything on the shelf, removed ones too. */
export async function getShelf(shelf: Shelf, language: Language): Promise<Answer<Pick<ShelfPage, 'items'>>> {
  const items: KeptTextRow[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer: Answer<ShelfPage> = await call(`/${shelf}`, { language, query: { removed: 'true', limit: pageSize, ...(after === undefined ? {} : { after }) } })
    if (answer.kind !== 'done') return answer
    items.push(...answer.value.items)
    after = answer.value.next
    if (after === undefined) break
  }
  return { kind: 'done', status: 200, value: { items } }
}

export const getKeptText = (shelf: Shelf, id: string, language: Language): Promise<Answer<KeptText>> => call(`/${shelf}/${encodeURIComponent(id)}`, { language })

/** `version` is the one that was changed, 0 for a new one. */
export const putKeptText = (shelf: Shelf, id: string, text: string, version: number, language: Language): Promise<Answer<Pick<KeptText, 'id' | 'version' | 'changedAt'>>> =>
  call(`/${shelf}/${encodeURIComponent(id)}`, { language, method: 'PUT', body: { text, version } })

export const removeKeptText = (shelf: Shelf, id: string, version: number, language: Language): Promise<Answer<undefined>> =>
  call(`/${shelf}/${encodeURIComponent(id)}`, { language, method: 'DELETE', query: { version: String(version) } })

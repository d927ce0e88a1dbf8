// What somebody types is kept on this device until it is filed, so that a closed page or a server that is away loses
// nothing. The same text keeps its idempotency key, so that sending again after an unknown outcome files once.
export interface KeptDraft {
  readonly text: string
  /** Milliseconds since 1970 UTC. */
  readonly keptAtMs: number
}

const draftPrefix = 'lingding.draft.'
const keyPrefix = 'lingding.key.'

export function keptDraft(id: string): KeptDraft | undefined {
  const kept = stored(draftPrefix + id)
  if (kept === undefined) return undefined
  try {
    const found = JSON.parse(kept) as Partial<KeptDraft>
    return typeof found.text === 'string' && typeof found.keptAtMs === 'number' ? { text: found.text, keptAtMs: found.keptAtMs } : undefined
  } catch {
    return undefined
  }
}

export function keepDraft(id: string, draft: KeptDraft): boolean {
  return store(draftPrefix + id, JSON.stringify(draft))
}

export function dropDraft(id: string): void {
  drop(draftPrefix + id)
  drop(keyPrefix + id)
}

/** The key under which this text is filed; another text gets another key. */
export function filingKey(id: string, text: string): string {
  const kept = stored(keyPrefix + id)
  const [key, ofText] = kept === undefined ? [] : split(kept)
  if (key !== undefined && ofText === text) return key
  const fresh = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  store(keyPrefix + id, `${fresh}\n${text}`)
  return fresh
}

function split(kept: string): readonly [string, string] {
  const at = kept.indexOf('\n')
  return [kept.slice(0, at), kept.slice(at + 1)]
}

// A browser may forbid storage or be full; the desk works without.
function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

function store(name: string, value: string): boolean {
  try {
    localStorage.setItem(name, value)
    return true
  } catch {
    return false
  }
}

function drop(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing is kept, so nothing has to go.
  }
}

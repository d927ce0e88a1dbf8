// The idempotency key under which an act is sent: the same act keeps its key, also after a reload, so that sending again
// after an unknown outcome has one effect.
const prefix = 'lingding.key.'

/** `name` says which act, `content` what is sent: another content gets another key. */
export function onceKey(name: string, content: string): string {
  const kept = stored(prefix + name)
  const at = kept?.indexOf('\n') ?? -1
  if (kept !== undefined && at > 0 && kept.slice(at + 1) === content) return kept.slice(0, at)
  const fresh = freshKey()
  store(prefix + name, `${fresh}\n${content}`)
  return fresh
}

export function dropOnceKey(name: string): void {
  try {
    localStorage.removeItem(prefix + name)
  } catch {
    // Nothing is kept, so nothing has to go.
  }
}

/** 32 hexadecimal digits by chance. */
export function freshKey(bytes = 16): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing sends again under a new key; the server knows the shipment by its reference.
  }
}

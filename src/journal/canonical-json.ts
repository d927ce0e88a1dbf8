// Canonical JSON: one text for one value, so that a hash of the text is a hash of the value. Members in order of their
// UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
// One choice beyond RFC 8785: half of a surrogate pair is written as an escape instead of being refused, so that no
// text a client can send stops the journal.
import { invariant } from '../base/invariant.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [name: string]: Json | undefined
}

/** The canonical text; a member whose value is undefined is left out. A number that is not finite is a bug. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a number in canonical JSON is finite')
    return JSON.stringify(value)
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let text = ''
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Reads a JSON text that this program wrote; undefined when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value)
}

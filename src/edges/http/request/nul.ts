// A NUL (U+0000) is in no name, code or sentence, and a database keeps none in a text: it is refused at the door, wherever
// in a request it stands.
import { utf8 } from '../../shipment-file.ts'
import { problem, said, type RouteAnswer } from '../route.ts'

const noRoute = problem(404, 'not-found', said('problem.nothing-here'))
const inQuery = problem(400, 'nul-refused', 'What is asked for has a NUL character (%00) in it; leave it out.')

/** Undefined when the address has no NUL. A path with one names nothing that could be there. */
export function nulInAddress(address: string): RouteAnswer | undefined {
  const [path = '', ...query] = address.split('?')
  if (path.includes('%00')) return noRoute
  return query.some((each) => each.includes('%00')) ? inQuery : undefined
}

/** Undefined when no text of the JSON has a NUL, and when it is no JSON: whoever reads it says so. */
export function nulInBody(body: Uint8Array): RouteAnswer | undefined {
  if (!Buffer.from(body.buffer, body.byteOffset, body.byteLength).includes(String.raw`\u0000`)) return undefined
  const path = pathOfNul(parsed(utf8(body) ?? ''), '')
  return path === undefined ? undefined : problem(400, 'nul-refused', `'${path}' has a NUL character (U+0000) in it; leave it out.`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** `draft.lines[0].nameZh`; of a member whose name has one, the member. */
function pathOfNul(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, each] of Object.entries(value)) {
    const at = Array.isArray(value) ? `${path}[${name}]` : path === '' ? shown(name) : `${path}.${shown(name)}`
    const found = name.includes('\0') ? at : pathOfNul(each, at)
    if (found !== undefined) return found
  }
  return undefined
}

function shown(name: string): string {
  return name.replaceAll('\0', String.raw`\u0000`)
}

// Puts changes into the text of a shipment, where they are taken over from the other side. YAML keeps its comments and its
// order; JSON is written again. A value that a profile gives is said beside the profile, and goes before it.
import { isMap, isSeq, parseDocument, type Document } from 'yaml'
import { parsePath, readDraftText } from '../../../domain/submission/index.ts'
import type { FieldChange } from '../events.ts'

type Key = string | number

/** Things that went are taken out from the last, then what came is put in, then values are set: indexes mean what they say. */
export function applyChanges(text: string, changes: readonly FieldChange[]): string {
  const isJson = /^\s*\{/.test(text)
  const read = isJson ? readDraftText(text) : undefined
  const document: Document = parseDocument(read?.ok === true ? JSON.stringify(read.value.draft) : text, { schema: 'failsafe' })
  const items = changes.filter(({ path }) => path.endsWith(']'))
  for (const { path } of items.filter(({ after }) => after === '').toReversed()) document.deleteIn(keysOf(path))
  for (const { path, after } of items.filter((each) => each.after !== '')) insert(document, keysOf(path), JSON.parse(after))
  for (const { path, after } of changes.filter((each) => !each.path.endsWith(']'))) {
    if (after === '') clear(document, keysOf(path))
    else document.setIn(keysOf(path), after)
  }
  return isJson ? `${JSON.stringify(document.toJS(), null, 2)}\n` : document.toString({ lineWidth: 0 })
}

function insert(document: Document, keys: readonly Key[], item: unknown): void {
  const list = document.getIn(keys.slice(0, -1))
  if (isSeq(list)) list.items.splice(Number(keys.at(-1)), 0, document.createNode(item))
  else document.setIn(keys.slice(0, -1), document.createNode([item]))
}

/** Of what a profile gives there is nothing to take out: it is said to be empty. */
function clear(document: Document, keys: readonly Key[]): void {
  const party = keys[0] === 'parties' ? document.getIn(keys.slice(0, 2)) : undefined
  if (isMap(party) && party.has('profile')) document.setIn(keys, '')
  else document.deleteIn(keys)
}

function keysOf(path: string): readonly Key[] {
  return (parsePath(path) ?? []).flatMap(({ name, index }) => (index === undefined ? [name] : [name, index]))
}

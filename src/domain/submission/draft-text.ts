// Reads a draft from the text of a YAML or JSON file and remembers where each value stands, so that `explain` can say
// "entered at line 12". Text that begins with `{` is read as JSON, which is the faster way and allows more; what is not
// JSON may still be YAML (`{a: 1}`).
import { accepted, refused, type Result } from '../../base/result.ts'
import { isDraftObject } from './draft.ts'
import { readJsonText } from './json-text.ts'
import { textFault, type ReadDraft } from './text-fault.ts'
import { readYamlText } from './yaml-text.ts'

export type { ReadDraft } from './text-fault.ts'

/** Of JSON; of YAML see yaml-text.ts. */
export const maxDraftCharacters = 4_000_000

/** Numbers stay as they were written, so that `0110` and `12.50` lose nothing. */
export function readDraftText(text: string): Result<ReadDraft> {
  if (!/^\s*\{/.test(text)) return readYamlText(text)
  if (text.length > maxDraftCharacters) return refused([textFault('text_too_large', { length: text.length, max: maxDraftCharacters })])
  const json = readJsonText(text)
  if (json.kind === 'read') {
    return isDraftObject(json.value) ? accepted({ draft: json.value, positions: json.positions }) : refused([textFault('text_not_an_object', {})])
  }
  if (!json.isSyntax) return refused([json.fault])
  const yaml = readYamlText(text)
  return yaml.ok || isFurther(yaml.issues[0]?.params, json.fault.params, /^\s*\{\s*"/.test(text)) ? yaml : refused([json.fault])
}

type Place = Readonly<Record<string, string | number>>

/** Whoever came further knows better what the text was meant to be; a fault without a place is about the size of YAML. */
function isFurther(yaml: Place | undefined, json: Place, looksLikeJson: boolean): boolean {
  const line = Number(yaml?.['line'] ?? (looksLikeJson ? 0 : Infinity))
  return line > Number(json['line']) || (line === Number(json['line']) && Number(yaml?.['column']) > Number(json['column']))
}

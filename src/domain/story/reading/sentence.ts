// A text as sentences with their place in it, their paragraph and their language. Wide digits and signs are made plain, one
// character for one, so that offsets stay those of the text.
import type { Tongue } from './term.ts'

export interface Sentence {
  /** From 1. */
  readonly number: number
  readonly paragraph: number
  /** Where it begins in the text, in UTF-16 units. */
  readonly offset: number
  /** Made plain; as long as what stands in the text. */
  readonly text: string
  readonly tongue: Tongue
}

const portuguese = /[ãõçáéíóúâêô]|\b(?:de|do|da|dos|das|em|mais|cerca|foi|foram|com|por|milhões|yuans|que|uma)\b/giu
const english = /\b(?:the|of|and|in|was|were|with|by|than|over|from|to|its)\b/giu
/** What goes on longer without an end is cut, so that no text takes more than its share of time. */
export const maxSentenceLength = 1_000
/** Words before a full stop that ends no sentence. */
const abbreviation = /(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Mr|Dr|St|vs|approx|ca|U\.S|U\.K|p\.p|n|art)|\b[A-Z])$/

export function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = []
  let paragraph = 0
  let offset = 0
  for (const line of text.split('\n')) {
    if (line.trim() === '') paragraph += 1
    for (const [start, end] of spans(line)) {
      const part = plain(line.slice(start, end))
      sentences.push({ number: sentences.length + 1, paragraph, offset: offset + start, text: part, tongue: tongueOf(part) })
    }
    offset += line.length + 1
  }
  return sentences
}

/** Chinese when a good part is Han; otherwise by the small words. */
export function tongueOf(text: string): Tongue {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const letters = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (han * 3 > letters) return 'zh'
  return (text.match(portuguese)?.length ?? 0) > (text.match(english)?.length ?? 0) ? 'pt' : 'en'
}

function spans(line: string): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  let start = 0
  for (const match of line.matchAll(/[。！？!?]+[”」』"']?|\.(?=["'”»)]?(?:\s|$))["'”»)]?/g)) {
    if (match[0].startsWith('.') && abbreviation.test(line.slice(start, match.index))) continue
    found.push([start, match.index + match[0].length])
    start = match.index + match[0].length
  }
  found.push([start, line.length])
  return found.flatMap(cutLong).map(([from, to]) => trimmed(line, from, to)).filter(([from, to]) => to > from)
}

function cutLong([from, to]: [number, number]): readonly [number, number][] {
  const pieces = Math.ceil((to - from) / maxSentenceLength)
  return Array.from({ length: pieces }, (_, index) => [from + index * maxSentenceLength, Math.min(to, from + (index + 1) * maxSentenceLength)])
}

function trimmed(line: string, from: number, to: number): [number, number] {
  const part = line.slice(from, to)
  const lead = part.length - part.trimStart().length
  return [from + lead, Math.max(from + lead, from + part.trimEnd().length)]
}

function plain(text: string): string {
  return text.replace(/[０-９．％－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u00a0/g, ' ')
}

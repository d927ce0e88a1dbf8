// The Markdown of a story, as far as stories use it: headings, paragraphs, lists, strong words and claims. Whatever else
// stands there is text, so that a story can carry no markup of its own into the page.

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'claim'; readonly id: string; readonly text: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }

const head = /^---\r?\n[\s\S]*?\r?\n---\r?\n/

export function storyBlocks(markdown: string): readonly Block[] {
  return markdown
    .replace(head, '')
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockOf)
}

function blockOf(part: string): Block {
  const heading = /^(#{1,3}) +(.+)$/.exec(part)
  if (heading !== null) return { kind: 'heading', level: levelOf(heading[1] ?? ''), text: (heading[2] ?? '').trim() }
  const lines = part.split(/\r?\n/)
  if (lines.every((line) => line.startsWith('- '))) return { kind: 'list', items: lines.map((line) => inlinesOf(line.slice(2))) }
  return { kind: 'paragraph', inlines: inlinesOf(lines.join(' ')) }
}

function levelOf(marks: string): 1 | 2 | 3 {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3
}

function inlinesOf(text: string): readonly Inline[] {
  const inlines: Inline[] = []
  let at = 0
  for (const match of text.matchAll(/\*\*([^*]+)\*\*|\[([^\]]{1,200})\]\(claim:([A-Za-z0-9-]{1,80})\)/g)) {
    if (match.index > at) inlines.push({ kind: 'text', text: text.slice(at, match.index) })
    inlines.push(match[1] === undefined ? { kind: 'claim', id: match[3] ?? '', text: match[2] ?? '' } : { kind: 'strong', text: match[1] })
    at = match.index + match[0].length
  }
  if (at < text.length) inlines.push({ kind: 'text', text: text.slice(at) })
  return inlines
}

// Text into HTML. Everything that comes from a shipment, a code list or a message table passes through here.
import type { Label, Language } from '../../../base/language.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** A name in the publisher's Chinese, and under it in the reader's language where that is another text. */
export function officialName(label: Label, official: Language, reader: Language): string {
  const first = label[official] || label.en
  const second = label[reader] || label.en
  const own = `<span lang="${official}">${escapeHtml(first)}</span>`
  return second === first ? own : `${own} <span class="also" lang="${reader}">${escapeHtml(second)}</span>`
}

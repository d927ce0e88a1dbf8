// A page that stands by itself, for the few moments of signing in when the desk is not there.
import type { Language } from '../../base/language.ts'

const style = [
  'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color:#1a1f24;background:#fff}',
  'h1{font-size:1.5rem;line-height:1.3}li{margin:.5rem 0}small{color:#4a5560}a{color:#0b5394}',
  'nav a{margin-right:1rem;display:inline-block;padding:.25rem 0}',
].join('')

/** `title` is text; `parts` are HTML that is escaped already. */
export function plainPage(language: Language, title: string, parts: readonly string[]): string {
  const heading = escapedText(title)
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${heading}</title><style>${style}</style>`
  return `<!doctype html><html lang="${language}"><head>${head}</head><body><main><h1>${heading}</h1>${parts.join('')}</main></body></html>`
}

export function escapedText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

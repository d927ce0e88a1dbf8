// Writes XML in one canonical shape, so that two trees are equal when their texts are: UTF-8, an XML declaration, two
// spaces of indentation for each level, one line for each element without children, attributes in their order and in double
// quotes, `<a/>` for an empty element, LF. A character that XML 1.0 cannot hold is written as U+FFFD.
import { encodeUtf8 } from '../../../base/text-codec.ts'
import type { XmlElement } from './xml.ts'

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** What XML 1.0 cannot hold, lone surrogates among it. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const impossible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const suspicious = /[&<>\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/
const indents: readonly string[] = Array.from({ length: 80 }, (_, depth) => '  '.repeat(depth))

/** An element that was not read from anywhere. */
export function xmlElement(name: string, content: string | readonly XmlElement[], attributes: ReadonlyMap<string, string> = new Map()): XmlElement {
  const isText = typeof content === 'string'
  return { name, attributes, children: isText ? [] : content, text: isText ? content : '', line: 0, column: 0 }
}

export function writeXml(root: XmlElement): Uint8Array {
  return encodeUtf8(canonicalXml(root))
}

export function canonicalXml(root: XmlElement): string {
  const lines: string[] = [xmlDeclaration]
  writeElement(root, 0, lines)
  return lines.join('')
}

export function escapeText(text: string): string {
  if (!suspicious.test(text)) return text
  return text.replace(impossible, '\uFFFD').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** One line, `<GName>…</GName>`, indented; the same that `writeXml` gives. */
export function leafLine(depth: number, name: string, text: string): string {
  return text === '' ? `${indentOf(depth)}<${name}/>\n` : `${indentOf(depth)}<${name}>${escapeText(text)}</${name}>\n`
}

export function openLine(depth: number, name: string): string {
  return `${indentOf(depth)}<${name}>\n`
}

export function closeLine(depth: number, name: string): string {
  return `${indentOf(depth)}</${name}>\n`
}

function writeElement(element: XmlElement, depth: number, lines: string[]): void {
  const { name, children, text } = element
  const tag = element.attributes.size === 0 ? name : name + writtenAttributes(element.attributes)
  if (children.length === 0) {
    lines.push(indentOf(depth), text === '' ? `<${tag}/>\n` : `<${tag}>${escapeText(text)}</${name}>\n`)
    return
  }
  lines.push(openLine(depth, tag))
  for (const child of children) writeElement(child, depth + 1, lines)
  lines.push(closeLine(depth, name))
}

function writtenAttributes(attributes: ReadonlyMap<string, string>): string {
  let written = ''
  for (const [name, value] of attributes) written += ` ${name}="${escapeAttribute(value)}"`
  return written
}

function indentOf(depth: number): string {
  return indents[depth] ?? '  '.repeat(depth)
}

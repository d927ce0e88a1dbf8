// XML of a workbook as it streams by: start, text and end of elements by their local names. A document type (and with it
// every entity of its own), too much depth and too long a tag or text end the reading. What is held is one token.
import { SaxesParser } from 'saxes'
import { Unreadable, workbookLimits as limits } from './limits.ts'

export interface XmlListener {
  /** `end` is the place in the text right behind the tag. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>, end: number) => void
  readonly text: (text: string) => void
  readonly close: (name: string, end: number) => void
}

export interface XmlFeed {
  /** Throws Unreadable. */
  readonly write: (text: string) => void
  readonly end: () => void
}

export function xmlFeed(part: string, listener: XmlListener): XmlFeed {
  const parser = new SaxesParser()
  let [depth, quiet] = [0, 0]
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', () => {
    throw new Unreadable('workbook_xml_damaged', { name: part })
  })
  parser.on('doctype', () => {
    throw new Unreadable('workbook_xml_doctype', { name: part })
  })
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0
    depth += 1
    if (depth > limits.depth) throw new Unreadable('workbook_xml_deep', { name: part, max: limits.depth })
    listener.open(local(name), attributes, parser.position)
  })
  parser.on('text', (text) => {
    quiet = 0
    listener.text(text)
  })
  parser.on('closetag', ({ name }) => {
    quiet = 0
    depth -= 1
    listener.close(local(name), parser.position)
  })
  return {
    write: (text) => {
      // A tag or a text that is still open after so much is none that a spreadsheet writes.
      quiet += text.length
      if (quiet > limits.tokenCharacters + text.length) throw new Unreadable('workbook_xml_deep', { name: part, max: limits.depth })
      parser.write(text)
    },
    end: () => {
      parser.close()
    },
  }
}

/** The characters of a part in UTF-8; another encoding is refused, and so are bytes that are no text. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, part: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new Unreadable('workbook_xml_damaged', { name: part })
    throw error
  }
}

/** Reads a whole part. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, part: string, listener: XmlListener): Promise<void> {
  const feed = xmlFeed(part, listener)
  for await (const text of decoded(bytes, part)) feed.write(text)
  feed.end()
}

/** `_x000D_` stands for a character that XML does not carry. */
export function unescaped(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}

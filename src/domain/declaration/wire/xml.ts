// A strict reader of XML 1.0 for customs messages from anywhere. One tree of elements, no document type, no entities but
// the five of XML and numbers, no text beside elements; depth, attributes, text, elements and bytes are bounded. Comments
// and processing instructions are left out. The parser is saxes without its namespaces, whose cost grows with the square
// of the depth; prefixes stay in the names and are resolved by whoever reads the tree.
import { SaxesParser } from 'saxes'
import { issue, type Issue } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { decodeXmlBytes } from './xml-bytes.ts'

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string
  /** In the order written, namespace declarations among them. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Empty where there are children. */
  readonly text: string
  /** Where its tag begins, both from 1; 0 for an element that was not read. */
  readonly line: number
  readonly column: number
}

export interface XmlDocument {
  readonly root: XmlElement
  readonly encoding: string
}

export interface XmlOptions {
  /** Local names of elements that carry base64 and may be long. */
  readonly binaryElements?: ReadonlySet<string>
}

export const xmlLimits = {
  depth: 64,
  attributes: 256,
  textCharacters: 65_536,
  /** Base64 of 1 MB. */
  binaryCharacters: 1_400_000,
  nameCharacters: 256,
  elements: 200_000,
} as const

const source = 'XML 1.0 (W3C) and the limits of docs/formats/decmessage.md'
const noAttributes: ReadonlyMap<string, string> = new Map()
const noElements: ReadonlySet<string> = new Set()

interface Frame {
  readonly name: string
  attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
  readonly line: number
  readonly column: number
}

interface Reading {
  readonly parser: SaxesParser
  readonly binary: ReadonlySet<string>
  readonly open: Frame[]
  attributes: Map<string, string> | undefined
  elements: number
  root: XmlElement | undefined
}

class Refusal extends Error {
  readonly issue: Issue
  constructor(refusal: Issue) {
    super(refusal.code)
    this.issue = refusal
  }
}

/** Reads a document in UTF-8, or in GB18030, GBK or GB 2312 where its first line says so. */
export function readXml(bytes: Uint8Array, options: XmlOptions = {}): Result<XmlDocument> {
  const decoded = decodeXmlBytes(bytes)
  if (!decoded.ok) return decoded
  const read = readXmlText(decoded.value.text, options)
  return read.ok ? accepted({ root: read.value, encoding: decoded.value.encoding }) : read
}

export function readXmlText(text: string, options: XmlOptions = {}): Result<XmlElement> {
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true })
  const reading: Reading = {
    parser,
    binary: options.binaryElements ?? noElements,
    open: [],
    attributes: undefined,
    elements: 0,
    root: undefined,
  }
  listen(reading, text)
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Refusal) return refused([error.issue])
    throw error
  }
  return reading.root === undefined ? refused([faultAt(reading, 'xml_malformed', { detail: 'no root element' })]) : accepted(reading.root)
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function listen(reading: Reading, text: string): void {
  const { parser } = reading
  parser.on('error', (error) => stop(reading, 'xml_malformed', { detail: error.message.replace(/^\d+:\d+: /, '') }))
  parser.on('doctype', () => {
    throw new Refusal(doctypeFault(text, parser.position))
  })
  parser.on('opentagstart', (tag) => open(reading, tag.name))
  parser.on('attribute', (attribute) => addAttribute(reading, attribute.name, attribute.value))
  parser.on('opentag', () => {
    const frame = reading.open.at(-1)
    if (frame !== undefined && reading.attributes !== undefined) frame.attributes = reading.attributes
  })
  parser.on('text', (part) => addText(reading, part))
  parser.on('cdata', (part) => addText(reading, part))
  parser.on('closetag', () => close(reading))
}

function open(reading: Reading, name: string): void {
  if (reading.open.length >= xmlLimits.depth) stop(reading, 'xml_too_deep', { max: xmlLimits.depth })
  if (name.length > xmlLimits.nameCharacters) stop(reading, 'xml_name_too_long', { max: xmlLimits.nameCharacters })
  reading.elements += 1
  if (reading.elements > xmlLimits.elements) stop(reading, 'xml_too_many_elements', { max: xmlLimits.elements })
  reading.attributes = undefined
  const { line, column } = reading.parser
  // The parser stands behind the character after the name.
  const start = Math.max(1, column - [...name].length - 1)
  reading.open.push({ name, attributes: noAttributes, children: [], text: '', line, column: start })
}

function addAttribute(reading: Reading, name: string, value: string): void {
  const attributes = reading.attributes ?? new Map<string, string>()
  reading.attributes = attributes
  if (attributes.size >= xmlLimits.attributes) stop(reading, 'xml_too_many_attributes', { max: xmlLimits.attributes })
  if (name.length > xmlLimits.nameCharacters) stop(reading, 'xml_name_too_long', { max: xmlLimits.nameCharacters })
  if (value.length > xmlLimits.textCharacters) stop(reading, 'xml_text_too_long', { element: name, max: xmlLimits.textCharacters })
  if (attributes.has(name)) stop(reading, 'xml_malformed', { detail: `attribute ${name} stands twice` })
  attributes.set(name, value)
}

function addText(reading: Reading, part: string): void {
  const frame = reading.open.at(-1)
  if (frame === undefined) return
  frame.text += part
  const max = reading.binary.has(localName(frame.name)) ? xmlLimits.binaryCharacters : xmlLimits.textCharacters
  if (frame.text.length > max) stop(reading, 'xml_text_too_long', { element: frame.name, max })
}

function close(reading: Reading): void {
  const frame = reading.open.pop()
  if (frame === undefined) return
  const hasChildren = frame.children.length > 0
  if (hasChildren && frame.text.trim() !== '') stop(reading, 'xml_mixed_content', { element: frame.name })
  const element: XmlElement = hasChildren ? { ...frame, text: '' } : frame
  const parent = reading.open.at(-1)
  if (parent === undefined) reading.root = element
  else parent.children.push(element)
}

function stop(reading: Reading, code: string, params: Readonly<Record<string, string | number>>): never {
  throw new Refusal(faultAt(reading, code, params))
}

function faultAt(reading: Reading, code: string, params: Readonly<Record<string, string | number>>): Issue {
  const { line, columnIndex, position } = reading.parser
  return issue({ rule: 'wire.xml', code, params: { ...params, line, column: columnIndex + 1, offset: position }, source })
}

/** The parser tells of a document type when it has read all of it; the place to show is where it begins. */
function doctypeFault(text: string, end: number): Issue {
  const offset = Math.max(0, text.lastIndexOf('<!DOCTYPE', end))
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return issue({
    rule: 'wire.xml',
    code: 'xml_doctype',
    params: { line, column: offset - (before.lastIndexOf('\n') + 1) + 1, offset },
    source,
    fix: { kind: 'act', code: 'xml_doctype.fix' },
  })
}

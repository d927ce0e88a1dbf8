// Reads DecMessage of any version into a filing. Names in any case and in the right spelling, both code families, prefixed or
// not, wrapped or not: what was meant goes into the filing, what stood there is kept, so that writing again gives the same
// message. What no one knows is kept with its place. Warnings say where the message departs from the published facts.
import type { CivilDate } from '../../../base/civil-date.ts'
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import type { CodeBook } from '../../reference/index.ts'
import { elementPath, type FiledElement, type FiledGroup, type Filing } from '../filing.ts'
import { localName, readXml, type XmlElement } from '../wire/xml.ts'
import { decWrappers } from '../wire/sniff.ts'
import { readZip } from '../wire/zip.ts'
import { missingIssues, readCode, sizeIssue } from './message-checks.ts'
import { named, type MessagePlan, type PlannedNode } from './message-plan.ts'
import { directionOf, looksUnswapped } from './origin-swap.ts'
import { decNamespace } from './wire.ts'

/** What an element of the message is in the filing. */
export type Place =
  | { readonly kind: 'node'; readonly group: string; readonly index: number }
  | { readonly kind: 'value'; readonly group: string; readonly index: number; readonly element: string; readonly value: string }

export interface UnknownContent {
  /** `mainland-declaration/DecList[0]/Foo`. */
  readonly path: string
  readonly element: XmlElement
}

export interface ReadDeclaration {
  readonly filing: Filing
  /** As written; empty where the message names none. */
  readonly version: string
  readonly encoding: string
  /** Content that the facts do not have, in the order of the message. */
  readonly extra: readonly UnknownContent[]
  /** Path → what stood there, where the filing holds another code for the same thing. */
  readonly written: ReadonlyMap<string, string>
  /** Warnings only, at most `maxWarnings`. */
  readonly issues: readonly Issue[]
  /** The message as received. */
  readonly document: XmlElement
  readonly places: ReadonlyMap<XmlElement, Place>
}

export const maxWarnings = 500

const kind = 'mainland-declaration'
const source = 'single-window import interface, DecMessage (docs/formats/decmessage.md)'
const knownVersions: ReadonlySet<string> = new Set(['3.1', '4.8', '5.0'])
const received = { kind: 'received' } as const

interface Reading {
  readonly plan: MessagePlan
  readonly book: CodeBook
  readonly on: CivilDate
  readonly groups: Map<string, FiledGroup[]>
  readonly issues: Issue[]
  readonly extra: UnknownContent[]
  readonly written: Map<string, string>
  readonly places: Map<XmlElement, Place>
}

type Scope = ReadonlyMap<string, string>

/** Reads the XML of a message; refused when it is no XML or no DecMessage, accepted with warnings otherwise. */
export function readDecMessage(bytes: Uint8Array, plan: MessagePlan, book: CodeBook, on: CivilDate): Result<ReadDeclaration> {
  const xml = readXml(bytes, { binaryElements: plan.binaryElements })
  if (!xml.ok) return xml
  const { encoding } = xml.value
  const { root, outer, wrappers } = insideWrappers(xml.value.root)
  if (localName(root.name).toLowerCase() !== 'decmessage') {
    return refused([issue({ rule: 'decmessage.root', code: 'decmessage_wrong_root', params: at(root, { found: root.name }), source })])
  }
  const scope = innerScope(root, outer)
  const namespace = namespaceOf(root, scope)
  if (namespace !== '' && namespace !== decNamespace) {
    const params = at(root, { found: namespace.slice(0, 200), expected: decNamespace })
    return refused([issue({ rule: 'decmessage.namespace', code: 'decmessage_wrong_namespace', params, source })])
  }
  const reading: Reading = { plan, book, on, groups: new Map(), issues: [], extra: [], written: new Map(), places: new Map() }
  if (wrappers !== '') warn(reading, kind, 'decmessage_wrapper_left', { found: wrappers })
  if (namespace === '') warn(reading, kind, 'decmessage_no_namespace', { expected: decNamespace })
  const version = readVersion(root, reading)
  for (const child of root.children) readTop(child, scope, namespace, reading)
  const filing: Filing = { kind, groups: plan.groups.flatMap((group) => reading.groups.get(group) ?? []) }
  for (const missing of missingIssues(filing, plan)) push(reading, missing)
  warnOfSwap(filing, reading)
  const { extra, written, places, issues } = reading
  return accepted({ filing, version, encoding, extra, written, issues, document: root, places })
}

/** The first DecMessage inside the wrappers that are known; the element itself where there is none. */
function insideWrappers(given: XmlElement): { readonly root: XmlElement; readonly outer: Scope; readonly wrappers: string } {
  let [root, outer, wrappers]: [XmlElement, Scope, string] = [given, new Map(), '']
  while (decWrappers.has(localName(root.name))) {
    const inner = root.children.find(({ name }) => localName(name).toLowerCase() === 'decmessage' || decWrappers.has(localName(name)))
    if (inner === undefined) break
    outer = innerScope(root, outer)
    wrappers += `${wrappers === '' ? '' : '/'}${localName(root.name)}`
    root = inner
  }
  return { root, outer, wrappers }
}

/** Reads the zip of the folder OutBox: one XML. */
export function readOutBoxZip(bytes: Uint8Array, plan: MessagePlan, book: CodeBook, on: CivilDate): Result<ReadDeclaration> {
  const zip = readZip(bytes)
  if (!zip.ok) return zip
  const [entry, second] = zip.value
  if (entry === undefined || second !== undefined) {
    return refused([issue({ rule: 'decmessage.zip', code: 'decmessage_zip_count', params: { count: zip.value.length }, source })])
  }
  return readDecMessage(entry.bytes, plan, book, on)
}

function readVersion(root: XmlElement, reading: Reading): string {
  const version = root.attributes.get('Version') ?? root.attributes.get('version') ?? ''
  if (version === '') warn(reading, kind, 'decmessage_version_missing', {})
  else if (!knownVersions.has(version)) warn(reading, kind, 'decmessage_version_unknown', { found: version.slice(0, 40), known: [...knownVersions].join(', ') })
  return version
}

function readTop(element: XmlElement, outer: Scope, namespace: string, reading: Reading): void {
  const scope = innerScope(element, outer)
  const found = namespaceOf(element, scope) === namespace ? named(reading.plan.byName, localName(element.name)) : undefined
  if (found === undefined) keepUnknown(element, kind, reading)
  else readFound(element, found.node, found.role, scope, namespace, reading)
}

function readFound(element: XmlElement, node: PlannedNode, role: 'node' | 'wrapper', scope: Scope, namespace: string, reading: Reading): void {
  const official = role === 'node' ? node.element : node.wrapper
  const isWrapper = role === 'wrapper' && !isBareNode(element, node)
  warnOfSpelling(element, isWrapper || role === 'node' ? official : element.name, kind, reading)
  if (!isWrapper) return readNode(element, node, scope, namespace, reading)
  for (const child of element.children) {
    const inner = innerScope(child, scope)
    const found = namespaceOf(child, inner) === namespace ? named(reading.plan.byName, localName(child.name)) : undefined
    if (found?.node.group === node.group && found.role === 'node') {
      warnOfSpelling(child, node.element, kind, reading)
      readNode(child, node, inner, namespace, reading)
    } else keepUnknown(child, `${kind}/${node.wrapper}`, reading)
  }
}

/** The plain reading, `<TrnContainers>` repeated with the values in it: no node inside, but an element of the node. */
function isBareNode(element: XmlElement, node: PlannedNode): boolean {
  const names = element.children.map((child) => localName(child.name).toLowerCase())
  return !names.includes(node.element.toLowerCase()) && names.some((name) => node.factByName.has(name))
}

function readNode(element: XmlElement, node: PlannedNode, outer: Scope, namespace: string, reading: Reading): void {
  const groups = reading.groups.get(node.group) ?? []
  reading.groups.set(node.group, groups)
  const index = groups.length
  const path = `${kind}/${node.group}[${index}]`
  const elements: FiledElement[] = []
  const values: (readonly [XmlElement, Place])[] = []
  const seen = new Set<string>()
  const inner: (() => void)[] = []
  for (const child of element.children) {
    const scope = innerScope(child, outer)
    const isOurs = namespaceOf(child, scope) === namespace
    const fact = isOurs ? named(node.factByName, localName(child.name)) : undefined
    const found = fact === undefined && isOurs ? named(reading.plan.byName, localName(child.name)) : undefined
    if (fact !== undefined && child.children.length === 0) {
      if (seen.has(fact.element)) {
        warn(reading, `${path}/${fact.element}`, 'decmessage_element_repeated', at(child, { element: fact.element }))
        continue
      }
      seen.add(fact.element)
      warnOfSpelling(child, fact.element, path, reading)
      const value = readValue(child, fact, elementPath(kind, node.group, index, fact.element), reading)
      values.push([child, { kind: 'value', group: node.group, index, element: fact.element, value }])
      if (value !== '') elements.push({ element: fact.element, value, origin: received })
    } else if (found !== undefined && found.node.inside === node.group) {
      inner.push(() => readFound(child, found.node, found.role, scope, namespace, reading))
    } else keepUnknown(child, path, reading)
  }
  if (elements.length > 0) {
    groups.push({ group: node.group, index, elements })
    reading.places.set(element, { kind: 'node', group: node.group, index })
    for (const [child, place] of values) reading.places.set(child, place)
    if (!node.repeats && index > 0) warn(reading, path, 'decmessage_node_repeated', at(element, { node: node.element }))
  }
  for (const read of inner) read()
}

function readValue(element: XmlElement, fact: PlannedNode['facts'][number], path: string, reading: Reading): string {
  const { text } = element
  if (text === '' || (text.trim() === '' && /[^ ]/.test(text))) return ''
  const code = readCode(fact, text, path, reading.book, reading.on)
  if (code.issue !== undefined) push(reading, code.issue)
  if (code.value !== text) reading.written.set(path, text)
  const size = sizeIssue(fact, code.value, path)
  if (size !== undefined) push(reading, size)
  return code.value
}

function keepUnknown(element: XmlElement, path: string, reading: Reading): void {
  const name = localName(element.name)
  reading.extra.push({ path: `${path}/${name}`, element })
  warn(reading, `${path}/${name}`, 'decmessage_unknown', at(element, { name: element.name }))
}

function warnOfSpelling(element: XmlElement, official: string, path: string, reading: Reading): void {
  const name = localName(element.name)
  if (name === official || name === localName(official)) return
  warn(reading, `${path}/${official}`, 'decmessage_spelling', at(element, { found: name, official }))
}

function warnOfSwap(filing: Filing, reading: Reading): void {
  const direction = directionOf(filing)
  if (direction === undefined) return
  for (const line of reading.groups.get('DecList') ?? []) {
    if (!looksUnswapped(line, direction)) continue
    warn(reading, elementPath(kind, 'DecList', line.index, 'OriginCountry'), 'decmessage_unswapped', { line: line.index + 1 }, 'R6')
  }
}

function warn(reading: Reading, path: string, code: string, params: IssueParams, rule = 'decmessage.content'): void {
  push(reading, issue({ path, rule, code, severity: 'warning', params, source }))
}

/** The last warning that fits says that there are more. */
function push(reading: Reading, warning: Issue): void {
  if (reading.issues.length < maxWarnings - 1) reading.issues.push(warning)
  else if (reading.issues.length === maxWarnings - 1) {
    reading.issues.push(issue({ rule: 'decmessage.content', code: 'decmessage_more', severity: 'warning', params: { max: maxWarnings }, source }))
  }
}

function at(element: XmlElement, params: IssueParams): IssueParams {
  return { ...params, line: element.line, column: element.column }
}

/** Prefix → namespace, the declarations of the element added; '' is the default. */
function innerScope(element: XmlElement, outer: Scope): Scope {
  let scope: Map<string, string> | undefined
  for (const [name, value] of element.attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    scope ??= new Map(outer)
    scope.set(name === 'xmlns' ? '' : name.slice('xmlns:'.length), value)
  }
  return scope ?? outer
}

function namespaceOf(element: XmlElement, scope: Scope): string {
  const colon = element.name.indexOf(':')
  const prefix = colon < 0 ? '' : element.name.slice(0, colon)
  return scope.get(prefix) ?? (prefix === '' ? '' : `unbound:${prefix}`)
}

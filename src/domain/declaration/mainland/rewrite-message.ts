// Writes a message that was read, again: what is unchanged stands as it stood, order, prefixes, empty elements and unknown
// content included; what was changed, added to or taken out of its filing is changed, added or gone.
import { writeXml, xmlElement } from '../wire/xml-writer.ts'
import { localName, type XmlElement } from '../wire/xml.ts'
import type { FiledGroup } from '../filing.ts'
import { named, type MessagePlan } from './message-plan.ts'
import type { ReadDeclaration } from './read-message.ts'

interface Rewriting {
  readonly read: ReadDeclaration
  readonly plan: MessagePlan
  readonly groups: ReadonlyMap<string, FiledGroup>
  readonly prefix: string
}

/** Canonically equal to what was read as long as the filing is the one that was read. Groups keep their index when edited. */
export function writeReadDeclaration(read: ReadDeclaration, plan: MessagePlan): Uint8Array {
  const { document } = read
  const groups = new Map(read.filing.groups.map((group) => [keyOf(group.group, group.index), group]))
  const rewriting: Rewriting = { read, plan, groups, prefix: document.name.slice(0, document.name.length - localName(document.name).length) }
  const children = document.children.flatMap((child) => rewritten(child, rewriting))
  return writeXml(withNew(withChildren(document, children), rewriting))
}

function rewritten(element: XmlElement, rewriting: Rewriting): readonly XmlElement[] {
  const place = rewriting.read.places.get(element)
  if (place === undefined) {
    return element.children.length === 0 ? [element] : [withChildren(element, element.children.flatMap((child) => rewritten(child, rewriting)))]
  }
  const group = rewriting.groups.get(keyOf(place.group, place.index))
  if (group === undefined) return []
  if (place.kind === 'node') return [rewrittenNode(element, group, rewriting)]
  const now = group.elements.find(({ element: name }) => name === place.element)?.value ?? ''
  if (now === place.value) return [element]
  return now === '' ? [] : [{ ...element, text: now }]
}

function rewrittenNode(element: XmlElement, group: FiledGroup, rewriting: Rewriting): XmlElement {
  const children = element.children.flatMap((child) => rewritten(child, rewriting))
  const had = new Set<string>()
  for (const child of element.children) {
    const place = rewriting.read.places.get(child)
    if (place?.kind === 'value') had.add(place.element)
  }
  const added = group.elements.filter((each) => !had.has(each.element)).map((each) => xmlElement(rewriting.prefix + each.element, each.value))
  return withChildren(element, [...children, ...added])
}

/** Groups of the filing that no node of the message stood for, in their wrapper or at the end. */
function withNew(root: XmlElement, rewriting: Rewriting): XmlElement {
  const had = new Set<string>()
  for (const place of rewriting.read.places.values()) if (place.kind === 'node') had.add(keyOf(place.group, place.index))
  const children = [...root.children]
  for (const [key, group] of rewriting.groups) {
    const node = rewriting.plan.byGroup.get(group.group)
    if (had.has(key) || node === undefined) continue
    const made = xmlElement(rewriting.prefix + node.element, group.elements.map((each) => xmlElement(rewriting.prefix + each.element, each.value)))
    const wrapperAt = children.findIndex((child) => named(rewriting.plan.byName, localName(child.name))?.node === node && isWrapper(child, rewriting))
    const wrapper = children[wrapperAt]
    if (node.wrapper === '') children.push(made)
    else if (wrapper === undefined) children.push(xmlElement(rewriting.prefix + node.wrapper, [made]))
    else children[wrapperAt] = withChildren(wrapper, [...wrapper.children, made])
  }
  return withChildren(root, children)
}

function isWrapper(element: XmlElement, rewriting: Rewriting): boolean {
  return named(rewriting.plan.byName, localName(element.name))?.role === 'wrapper'
}

function withChildren(element: XmlElement, children: readonly XmlElement[]): XmlElement {
  return children.length === element.children.length && children.every((child, at) => child === element.children[at]) ? element : { ...element, children }
}

function keyOf(group: string, index: number): string {
  return `${group}[${index}]`
}

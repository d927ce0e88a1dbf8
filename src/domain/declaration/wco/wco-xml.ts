// Writes and reads a WCO Data Model 3.6 declaration as XML, by the table of its elements. Namespaces are those of the public
// schema that the table was taken from. What it is and is not: docs/formats/wco-xml.md.
import { invariant } from '../../../base/invariant.ts'
import { issue, type Issue, type IssueParams } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { localName, readXml, type XmlElement } from '../wire/xml.ts'
import { writeXml, xmlElement } from '../wire/xml-writer.ts'
import { fitsFormat, type WcoElement, type WcoModel } from './wco-model.ts'
import { elementAt, wcoSteps, withoutIndexes, type WcoValue } from './wco-value.ts'

/** Target namespace of WCO_DEC_2_DMS.xsd, and the one that its dates stand in. */
export const wcoNamespace = 'urn:wco:datamodel:WCO:DEC-DMS:2'
export const wcoDateNamespace = 'urn:wco:datamodel:WCO:Declaration_DS:DMS:2'

export interface ReadWco {
  readonly values: readonly WcoValue[]
  /** Elements that the table does not have, with the path of their parent. */
  readonly extra: readonly { readonly path: string; readonly element: XmlElement }[]
  /** Warnings only, at most `maxWcoWarnings`. */
  readonly issues: readonly Issue[]
}

export const maxWcoWarnings = 500

const source = 'WCO Data Model 3.6 (WCO_DEC_2_DMS.xsd in hmrc/customs-declarations)'
const anyWco = 'urn:wco:datamodel:'

interface Growing {
  readonly children: Map<string, (Growing | undefined)[]>
  value?: WcoValue
}

interface Reading {
  readonly model: WcoModel
  readonly values: WcoValue[]
  readonly extra: { readonly path: string; readonly element: XmlElement }[]
  readonly issues: Issue[]
}

/** UTF-8 in the canonical shape of `wire/xml-writer.ts`; every path must be one of the model. */
export function writeWcoXml(values: readonly WcoValue[], model: WcoModel): Uint8Array {
  const root: Growing = { children: new Map() }
  for (const value of values) grow(root, value, model)
  const content = childrenOf(root, model.root)
  return writeXml(xmlElement('Declaration', content, new Map([['xmlns', wcoNamespace]])))
}

/** Values that their format does not hold, and what is required and is not there. */
export function checkWcoValues(values: readonly WcoValue[], model: WcoModel): readonly Issue[] {
  const issues: Issue[] = []
  const present = new Set<string>()
  for (const { path, value } of values) {
    const { format, id } = elementAt(withoutIndexes(path), model)
    if (format !== undefined && !fitsFormat(format, value)) {
      issues.push(warning(path, 'wco_value_unfit', { id, format: format.written, found: value.slice(0, 80) }))
    }
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) present.add(path.slice(0, at))
    present.add(path)
  }
  for (const path of present) {
    for (const child of model.byPath.get(withoutIndexes(path))?.children ?? []) {
      if (child.isRequired && !present.has(`${path}/${child.name}`)) issues.push(warning(`${path}/${child.name}`, 'wco_required', { id: child.id }))
    }
  }
  return issues
}

/** Reads the XML of a declaration, alone or inside a MetaData; refused when it is no XML or no WCO declaration. */
export function readWcoXml(bytes: Uint8Array, model: WcoModel): Result<ReadWco> {
  const xml = readXml(bytes)
  if (!xml.ok) return xml
  const { root } = xml.value
  const declaration = localName(root.name) === 'MetaData' ? root.children.find((child) => localName(child.name) === 'Declaration') : root
  if (declaration === undefined || localName(declaration.name) !== 'Declaration') {
    return refused([issue({ rule: 'wco.root', code: 'wco_wrong_root', params: { found: root.name, line: root.line, column: root.column }, source })])
  }
  const namespace = namespaceOf(declaration, root)
  if (!namespace.startsWith(anyWco) && namespace !== '') {
    return refused([issue({ rule: 'wco.namespace', code: 'wco_wrong_namespace', params: { found: namespace.slice(0, 200), expected: wcoNamespace }, source })])
  }
  const reading: Reading = { model, values: [], extra: [], issues: [] }
  if (namespace !== wcoNamespace) push(reading, warning('/Declaration', 'wco_other_namespace', { found: namespace.slice(0, 200), expected: wcoNamespace }))
  readClass(declaration, model.root, '/Declaration', reading)
  for (const found of checkWcoValues(reading.values, model)) push(reading, found)
  return accepted({ values: reading.values, extra: reading.extra, issues: reading.issues })
}

function grow(root: Growing, value: WcoValue, model: WcoModel): void {
  const element = elementAt(withoutIndexes(value.path), model)
  invariant(element.format !== undefined, `${value.path} has a value, not children`)
  let node = root
  for (const { name, index } of wcoSteps(value.path).slice(1)) {
    const siblings = node.children.get(name) ?? []
    node.children.set(name, siblings)
    const next = siblings[index] ?? { children: new Map() }
    siblings[index] = next
    node = next
  }
  node.value = value
}

function childrenOf(node: Growing, element: WcoElement): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    (node.children.get(child.name) ?? []).flatMap((grown) => {
      if (grown === undefined) return []
      return [grown.value === undefined ? xmlElement(child.name, childrenOf(grown, child)) : leaf(child.name, grown.value)]
    }),
  )
}

function leaf(name: string, { value, attributes }: WcoValue): XmlElement {
  const written = new Map(Object.entries(attributes ?? {}))
  if (!name.endsWith('DateTime')) return xmlElement(name, value, written)
  return xmlElement(name, [xmlElement('DateTimeString', value, new Map([['xmlns', wcoDateNamespace], ...written]))])
}

function readClass(element: XmlElement, known: WcoElement, path: string, reading: Reading): void {
  const counts = new Map<string, number>()
  for (const child of element.children) {
    const name = localName(child.name)
    const found = known.children.find((each) => each.name === name)
    const index = counts.get(name) ?? 0
    counts.set(name, index + 1)
    if (found === undefined || index >= found.max) {
      reading.extra.push({ path, element: child })
      push(reading, warning(`${path}/${name}`, found === undefined ? 'wco_unknown' : 'wco_too_many', { name, line: child.line, column: child.column, max: found?.max ?? 0 }))
      continue
    }
    const at = found.max > 1 ? `${path}/${name}[${index}]` : `${path}/${name}`
    if (found.format === undefined) readClass(child, found, at, reading)
    else readLeaf(child, at, reading)
  }
}

function readLeaf(element: XmlElement, path: string, reading: Reading): void {
  const [inner] = element.children
  const carrier = inner !== undefined && localName(inner.name) === 'DateTimeString' && element.children.length === 1 ? inner : element
  if (carrier.children.length > 0) {
    reading.extra.push({ path, element })
    push(reading, warning(path, 'wco_unknown', { name: element.name, line: element.line, column: element.column, max: 0 }))
  } else if (carrier.text !== '') {
    const attributes = [...carrier.attributes].filter(([name]) => name !== 'xmlns' && !name.includes(':'))
    reading.values.push({ path, value: carrier.text, ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }) })
  }
}

function namespaceOf(declaration: XmlElement, root: XmlElement): string {
  const colon = declaration.name.indexOf(':')
  const attribute = colon < 0 ? 'xmlns' : `xmlns:${declaration.name.slice(0, colon)}`
  return declaration.attributes.get(attribute) ?? root.attributes.get(attribute) ?? ''
}

function push(reading: Reading, found: Issue): void {
  if (reading.issues.length < maxWcoWarnings - 1) reading.issues.push(found)
  else if (reading.issues.length === maxWcoWarnings - 1) reading.issues.push(warning('/Declaration', 'wco_more', { max: maxWcoWarnings }))
}

function warning(path: string, code: string, params: IssueParams): Issue {
  return issue({ path, rule: 'wco.content', code, severity: 'warning', params, source })
}

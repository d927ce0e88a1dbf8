// How the nodes of DecMessage stand in its XML: wrapper, place, order of elements. Nodes come from
// data/declarations/mainland-nodes.csv, elements from data/declarations/mainland-declaration.csv; the order of the rows is
// the order in the message. Names are found in any case and in the right spelling, because both occur where the format
// itself is misspelt; the official name is always the misspelt one.
import type { CsvRow } from '../../../base/csv-rows.ts'
import { invariant } from '../../../base/invariant.ts'
import type { ElementFact, ElementFacts, Mark } from '../element-fact.ts'

export interface MessageNode {
  /** Group of the element facts and of a filing. */
  readonly group: string
  /** Name of one node in the message. */
  readonly element: string
  /** Element that holds the nodes; empty where they stand alone. */
  readonly wrapper: string
  /** Group inside whose node it stands; empty for the top. */
  readonly inside: string
  /** Element of that node after which it stands; empty for its end. */
  readonly after: string
  readonly repeats: boolean
  /** U: wrapper or place is the plain reading, not seen in a message. */
  readonly mark: Mark
  readonly source: string
}

export interface PlannedNode extends MessageNode {
  /** In the order of the message. */
  readonly facts: readonly ElementFact[]
  readonly inner: readonly PlannedNode[]
  readonly factByName: ReadonlyMap<string, ElementFact>
}

export interface NamedNode {
  readonly node: PlannedNode
  readonly role: 'node' | 'wrapper'
}

export interface MessagePlan {
  /** Those at the top, in the order of the message. */
  readonly top: readonly PlannedNode[]
  /** Every group, in the order of a filing that was read. */
  readonly groups: readonly string[]
  readonly byGroup: ReadonlyMap<string, PlannedNode>
  readonly byName: ReadonlyMap<string, NamedNode>
  /** Elements that carry base64. */
  readonly binaryElements: ReadonlySet<string>
}

/** Right spelling → the name in the format (traps of the message: GACC single window dictionary). */
const rightSpellings: readonly (readonly [string, string])[] = [
  ['GrossWt', 'GrossWet'],
  ['PromiseItems', 'PromiseItmes'],
  ['DestinatePort', 'DistinatePort'],
  ['DestinationPort', 'DistinatePort'],
  ['EntryPortCode', 'EntyPortCode'],
  ['TaxAdminMark', 'TaxAaminMark'],
  ['EdocRelation', 'EdocRealation'],
  ['EdocFormatType', 'EdocFomatType'],
  ['DeclarationMaterialCode', 'DeclaratioMaterialCode'],
  ['ExtendField', 'ExtendFiled'],
  ['PartnerID', 'PartenerID'],
  ['Statement', 'Statment'],
]

/** Columns: group, element, wrapper, inside, after, repeats, mark, source. */
export function messageNodesFrom(rows: readonly CsvRow[]): readonly MessageNode[] {
  return rows.map((row) => ({
    group: row['group'] ?? '',
    element: row['element'] ?? '',
    wrapper: row['wrapper'] ?? '',
    inside: row['inside'] ?? '',
    after: row['after'] ?? '',
    repeats: row['repeats'] === 'yes',
    mark: (row['mark'] ?? 'U') as Mark,
    source: row['source'] ?? '',
  }))
}

/** Joins nodes and element facts; throws when a node has no elements or two names collide, since both ship with the product. */
export function messagePlanFrom(nodes: readonly MessageNode[], facts: ElementFacts): MessagePlan {
  const byGroup = new Map<string, PlannedNode>()
  const allFacts = [...facts.values()]
  // A node stands after the one that it is inside of, so the list is built from its end.
  for (const node of nodes.toReversed()) byGroup.set(node.group, plannedNode(node, nodes, allFacts, byGroup))
  const byName = new Map<string, NamedNode>()
  for (const node of byGroup.values()) {
    addName(byName, node.element, { node, role: 'node' })
    if (node.wrapper !== '') addName(byName, node.wrapper, { node, role: 'wrapper' })
    if (!byName.has(node.group.toLowerCase())) addName(byName, node.group, { node, role: 'node' })
  }
  return {
    top: nodes.filter((node) => node.inside === '').map((node) => planned(byGroup, node.group)),
    groups: nodes.map((node) => node.group),
    byGroup,
    byName: withRightSpellings(byName),
    binaryElements: new Set(allFacts.filter((fact) => fact.type === 'binary').map((fact) => fact.element)),
  }
}

/** What a name in the message means among `names`; undefined when it is none of them. */
export function named<T>(names: ReadonlyMap<string, T>, name: string): T | undefined {
  return names.get(name.toLowerCase())
}

function plannedNode(
  node: MessageNode,
  nodes: readonly MessageNode[],
  allFacts: readonly ElementFact[],
  known: ReadonlyMap<string, PlannedNode>,
): PlannedNode {
  const facts = allFacts.filter((fact) => fact.group === node.group)
  invariant(facts.length > 0, `element facts of the mainland declaration have the node ${node.group}`)
  const factByName = new Map<string, ElementFact>()
  for (const fact of facts) addName(factByName, fact.element, fact)
  const inner = nodes.filter((each) => each.inside === node.group).map((each) => planned(known, each.group))
  return { ...node, facts, inner, factByName: withRightSpellings(factByName) }
}

function planned(known: ReadonlyMap<string, PlannedNode>, group: string): PlannedNode {
  const found = known.get(group)
  invariant(found !== undefined, `the node ${group} stands after the node that it is inside of`)
  return found
}

function addName<T>(names: Map<string, T>, name: string, meaning: T): void {
  const key = name.toLowerCase()
  invariant(!names.has(key), `the name ${name} of DecMessage means one thing`)
  names.set(key, meaning)
}

function withRightSpellings<T>(names: Map<string, T>): ReadonlyMap<string, T> {
  for (const [right, official] of rightSpellings) {
    const meaning = names.get(official.toLowerCase())
    if (meaning !== undefined && !names.has(right.toLowerCase())) names.set(right.toLowerCase(), meaning)
  }
  return names
}

// Writes a mainland declaration as the single window's import message, DecMessage 5.0, and as the zip that its import client
// takes from the folder OutBox. What the format is and which parts of it are not verified: docs/formats/decmessage.md.
import { invariant } from '../../../base/invariant.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { valueOf, type Filing } from '../filing.ts'
import { closeLine, leafLine, openLine, xmlDeclaration } from '../wire/xml-writer.ts'
import { writeZip } from '../wire/zip-writer.ts'
import type { MessagePlan, PlannedNode } from './message-plan.ts'
import { messageTrees, valuesOf, type NodeTree } from './message-tree.ts'

export const decNamespace = 'http://www.chinaport.gov.cn/dec'
export const writtenVersion = '5.0'

/** Written empty where the filing has no value: the client signs with the operator's card. */
const placeholders: Readonly<Record<string, readonly string[]>> = { DecSign: ['Sign', 'SignDate'] }
/** Nodes that are written even when the filing has none. */
const alwaysWritten: ReadonlySet<string> = new Set(['DecHead', 'DecSign'])

/** UTF-8, in the canonical shape of `wire/xml-writer.ts`. */
export function writeDecMessage(filing: Filing, plan: MessagePlan): Uint8Array {
  invariant(filing.kind === 'mainland-declaration', 'DecMessage carries a mainland declaration')
  const lines: string[] = [xmlDeclaration, `<DecMessage version="${writtenVersion}" xmlns="${decNamespace}">\n`]
  const trees = messageTrees(filing, plan)
  for (const id of plan.groups) {
    const node = plan.byGroup.get(id)
    if (node === undefined) continue
    const found = trees.get(id) ?? []
    if (found.length > 0) writeNodes(node, found, 1, lines)
    else if (alwaysWritten.has(id)) writeNode(node, undefined, 1, lines)
  }
  lines.push('</DecMessage>\n')
  return encodeUtf8(lines.join(''))
}

/** One XML in a zip, both named by ClientSeqNo; `suffix` tells a later sending from an earlier one. */
export function writeOutBoxZip(filing: Filing, plan: MessagePlan, suffix = ''): { readonly name: string; readonly bytes: Uint8Array } {
  const sequence = valueOf(filing, 'DecSign', 'ClientSeqNo') ?? ''
  const name = (/^[A-Za-z0-9_-]{1,64}$/.test(sequence) ? sequence : 'declaration') + suffix
  return { name: `${name}.zip`, bytes: writeZip(`${name}.xml`, writeDecMessage(filing, plan)) }
}

function writeNodes(node: PlannedNode, trees: readonly NodeTree[], depth: number, lines: string[]): void {
  if (node.wrapper === '') {
    for (const tree of trees) writeNode(node, tree, depth, lines)
    return
  }
  lines.push(openLine(depth, node.wrapper))
  for (const tree of trees) writeNode(node, tree, depth + 1, lines)
  lines.push(closeLine(depth, node.wrapper))
}

function writeNode(node: PlannedNode, tree: NodeTree | undefined, depth: number, lines: string[]): void {
  const values = tree === undefined ? new Map<string, string>() : valuesOf(tree.group)
  const empty = placeholders[node.group]
  if (values.size === 0 && empty === undefined && (tree?.inner.length ?? 0) === 0) {
    lines.push(leafLine(depth, node.element, ''))
    return
  }
  lines.push(openLine(depth, node.element))
  for (const { element } of node.facts) {
    const value = values.get(element)
    if (value !== undefined) lines.push(leafLine(depth + 1, element, value))
    else if (empty?.includes(element) === true) lines.push(leafLine(depth + 1, element, ''))
    if (tree !== undefined && tree.inner.length > 0) writeInner(node, tree, element, depth + 1, lines)
  }
  if (tree !== undefined && tree.inner.length > 0) writeInner(node, tree, '', depth + 1, lines)
  for (const [element, value] of values) {
    if (!node.factByName.has(element.toLowerCase())) lines.push(leafLine(depth + 1, element, value))
  }
  lines.push(closeLine(depth, node.element))
}

/** The inner nodes that stand after an element of this node; '' for those at its end. */
function writeInner(node: PlannedNode, tree: NodeTree, after: string, depth: number, lines: string[]): void {
  for (const inner of node.inner) {
    if (inner.after !== after) continue
    const trees = tree.inner.filter((each) => each.node.group === inner.group)
    if (trees.length > 0) writeNodes(inner, trees, depth, lines)
  }
}

// Where the groups of a filing stand in the message: a licence stands inside its goods line, a vehicle inside its licence.
// A filing is flat; what belongs together says so by its own keys, and a filing that was built by the line it stands for too.
// A group whose keys fit nothing is loose and goes to the top of the message.
import type { FiledGroup, Filing } from '../filing.ts'
import type { MessagePlan, PlannedNode } from './message-plan.ts'

export interface NodeTree {
  readonly node: PlannedNode
  readonly group: FiledGroup
  readonly inner: readonly NodeTree[]
}

interface GrowingTree extends NodeTree {
  readonly inner: GrowingTree[]
}

/** Element of the inner group → element of the outer one that has the same value. */
const innerKeys: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  DecGoodsLimit: [['GoodsNo', 'GNo']],
  DecGoodsLimitVin: [
    ['LicenceNo', 'LicenceNo'],
    ['LicTypeCode', 'LicTypeCode'],
  ],
}
/**
 * In a filing that was read, vehicles are taken to be numbered from 1 in each licence (D): a number that does not grow begins the
 * next licence of the same keys. A filing that was built knows the line.
 */
const runningNumber: Readonly<Record<string, string>> = { DecGoodsLimitVin: 'VinNo' }

interface Run {
  candidate: number
  last: number
}

/** The trees at the top of the message by group, each list in the order of the filing. */
export function messageTrees(filing: Filing, plan: MessagePlan): ReadonlyMap<string, readonly NodeTree[]> {
  const top = new Map<string, GrowingTree[]>()
  const all = new Map<string, GrowingTree[]>()
  const filed = new Map<string, FiledGroup[]>()
  for (const group of filing.groups) add(filed, group.group, group)
  for (const id of plan.groups) {
    const node = plan.byGroup.get(id)
    if (node === undefined) continue
    const outers = node.inside === '' ? undefined : findOuters(id, all.get(node.inside) ?? [])
    for (const group of filed.get(id) ?? []) {
      const tree: GrowingTree = { node, group, inner: [] }
      add(all, id, tree)
      const outer = outers?.(group)
      if (outer === undefined) add(top, id, tree)
      else outer.inner.push(tree)
    }
  }
  return top
}

/** The same filing with its groups in the order in which a reader of the message meets them, numbered anew. */
export function inMessageOrder(filing: Filing, plan: MessagePlan): Filing {
  const met = new Map<string, FiledGroup[]>()
  const visit = (tree: NodeTree): void => {
    const groups = met.get(tree.node.group) ?? []
    groups.push({ ...tree.group, index: groups.length })
    met.set(tree.node.group, groups)
    tree.inner.forEach(visit)
  }
  const trees = messageTrees(filing, plan)
  for (const id of plan.groups) trees.get(id)?.forEach(visit)
  return { kind: filing.kind, groups: plan.groups.flatMap((id) => met.get(id) ?? []) }
}

export function valuesOf(group: FiledGroup): ReadonlyMap<string, string> {
  return new Map(group.elements.map(({ element, value }) => [element, value]))
}

/** Finds the node that a group stands inside of, by the keys of its kind. */
function findOuters(id: string, outers: readonly GrowingTree[]): (group: FiledGroup) => GrowingTree | undefined {
  const keys = innerKeys[id]
  if (keys === undefined) return () => undefined
  const byKey = new Map<string, GrowingTree[]>()
  for (const outer of outers) add(byKey, keyOf(outer.group, keys.map(([, name]) => name)), outer)
  const runs = new Map<string, Run>()
  const numbered = runningNumber[id]
  return (group) => {
    const key = keyOf(group, keys.map(([name]) => name))
    const candidates = key.replaceAll('\u0000', '') === '' ? [] : (byKey.get(key) ?? [])
    const line = group.indexes?.[0]
    if (line !== undefined) return candidates.find((outer) => (outer.group.indexes?.[0] ?? line) === line)
    if (numbered === undefined || candidates.length < 2) return candidates[0]
    const number = Number(valuesOf(group).get(numbered) ?? '0')
    return candidates[nextRun(runs, key, number, candidates.length)]
  }
}

function keyOf(group: FiledGroup, names: readonly string[]): string {
  const values = valuesOf(group)
  return names.map((name) => values.get(name) ?? '').join('\u0000')
}

function nextRun(runs: Map<string, Run>, key: string, number: number, candidates: number): number {
  const run = runs.get(key) ?? { candidate: 0, last: 0 }
  runs.set(key, run)
  if (number <= run.last && run.candidate < candidates - 1) run.candidate += 1
  run.last = number
  return run.candidate
}

function add<T>(to: Map<string, T[]>, id: string, thing: T): void {
  const things = to.get(id)
  if (things === undefined) to.set(id, [thing])
  else things.push(thing)
}

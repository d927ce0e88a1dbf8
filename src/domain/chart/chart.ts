// Specification and content → chart, or what stands in the way: dimensions that the kind does not have, two values for one
// cell, an interval without its value, parts below zero, a flow that runs in a circle.
import { compare, decimal } from '../../base/decimal.ts'
import type { Issue } from '../../base/issue.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { kinds } from './kinds.ts'
import { refuse } from './read-spec.ts'
import type { Chart, ChartContent, ChartRow, ChartSpec } from './spec.ts'

/** `content` is the answer to the query of a specification that has one. */
export function chartOf(spec: ChartSpec, content?: ChartContent): Result<Chart> {
  const found = 'content' in spec.data ? spec.data.content : content
  if (found === undefined) return refused([refuse('data', 'content_missing')])
  const { kind, language, order, focus } = spec
  const made: Chart = { ...found, kind, language, order, focus, ...(spec.top === undefined ? {} : { top: spec.top }) }
  const issues = [...dimensionIssues(made), ...measureIssues(made)]
  if (issues.length > 0) return refused(issues)
  const rowIssues = [...cellIssues(made), ...(kind === 'flow' ? circleIssues(made) : [])]
  return rowIssues.length > 0 ? refused(rowIssues) : accepted(made)
}

/** Which cell a row fills: its measure and its members in the order of the dimensions. */
export function cellKey(chart: Chart, row: ChartRow): string {
  return [row.measure ?? chart.measures[0]?.id ?? '', ...chart.dimensions.map(({ id }) => row.at[id] ?? '')].join('\u0000')
}

function dimensionIssues({ kind, dimensions }: Chart): readonly Issue[] {
  const traits = kinds[kind]
  const fits = dimensions.length >= traits.least && dimensions.length <= traits.dimensions.length
  const count = fits ? [] : [refuse('dimensions', 'dimensions_wrong', { kind, wanted: traits.dimensions.join(', '), least: traits.least, found: dimensions.length })]
  const empty = dimensions.flatMap(({ members }, index) => (members.length === 0 ? [refuse(`dimensions[${index}].members`, 'members_missing')] : []))
  const twice = dimensions.flatMap(({ members }, index) =>
    new Set(members.map(({ code }) => code)).size === members.length ? [] : [refuse(`dimensions[${index}].members`, 'member_twice')],
  )
  const ends = kind === 'slope' && dimensions[0]?.members.length !== 2 ? [refuse('dimensions[0].members', 'slope_needs_two')] : []
  return [...count, ...empty, ...twice, ...ends]
}

function measureIssues({ kind, measures }: Chart): readonly Issue[] {
  const wanted = kinds[kind].measures
  return measures.length === wanted ? [] : [refuse('measures', 'measures_wrong', { kind, wanted, found: measures.length })]
}

function cellIssues(chart: Chart): readonly Issue[] {
  const { dimensions, kind } = chart
  const known = dimensions.map(({ id, members }) => ({ id, codes: new Set(members.map(({ code }) => code)) }))
  const measures = new Set(chart.measures.map(({ id }) => id))
  const seen = new Set<string>()
  const issues: Issue[] = []
  chart.rows.forEach((row, index) => {
    const path = `rows[${index}]`
    for (const { id, codes } of known) {
      const code = row.at[id]
      if (code === undefined || !codes.has(code)) issues.push(refuse(`${path}.at.${id}`, 'member_unknown', { member: code ?? '', dimension: id }))
    }
    if (row.measure !== undefined && !measures.has(row.measure)) issues.push(refuse(`${path}.measure`, 'measure_unknown', { measure: row.measure }))
    const key = cellKey(chart, row)
    if (seen.has(key)) issues.push(refuse(path, 'cell_twice', { cell: Object.values(row.at).join(', ') }))
    seen.add(key)
    issues.push(...intervalIssues(row, path, kinds[kind].partsOnly, kind))
  })
  for (const [index, row] of (chart.totals ?? []).entries()) issues.push(...intervalIssues(row, `totals[${index}]`, kinds[kind].partsOnly, kind))
  return issues
}

function intervalIssues({ value, low, high }: ChartRow, path: string, partsOnly: boolean, kind: string): readonly Issue[] {
  if ((low === undefined) !== (high === undefined)) return [refuse(path, 'interval_half')]
  const rising = [low, value ?? undefined, high].filter((each) => each !== undefined).map((each) => decimal(each))
  const inOrder = rising.every((each, index) => index === 0 || compare(rising[index - 1] ?? each, each) <= 0)
  if (!inOrder) return [refuse(path, 'interval_order', { low: low ?? '', value: value ?? '', high: high ?? '' })]
  return partsOnly && value?.startsWith('-') === true ? [refuse(`${path}.value`, 'below_zero', { kind, value })] : []
}

/** A Sankey diagram has a left and a right: goods that come back to where they were cannot be drawn as one. */
function circleIssues(chart: Chart): readonly Issue[] {
  const [from = '', to = ''] = chart.dimensions.map(({ id }) => id)
  const next = new Map<string, string[]>()
  for (const { at } of chart.rows) next.set(at[from] ?? '', [...(next.get(at[from] ?? '') ?? []), at[to] ?? ''])
  const state = new Map<string, 'open' | 'done'>()
  const isCircular = (node: string): boolean => {
    if (state.get(node) === 'open') return true
    if (state.get(node) === 'done') return false
    state.set(node, 'open')
    const found = (next.get(node) ?? []).some(isCircular)
    state.set(node, 'done')
    return found
  }
  const start = [...next.keys()].find(isCircular)
  return start === undefined ? [] : [refuse('rows', 'flow_circle', { member: start })]
}

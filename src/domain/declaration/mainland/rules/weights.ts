// R1: net and gross weight in kilograms. R2: number of packages. Practice and filling rules, data/rules/mainland-rules.csv.
import { compare, equals, fromInteger, parseDecimal, type Decimal } from '../../../../base/decimal.ts'
import type { Fix } from '../../../../base/issue.ts'
import { pathAt, patternOf } from '../../../submission/index.ts'
import { headerWeight } from '../../derivations.ts'
import { valueOf } from '../../filing.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../../rule.ts'
import { filingOf } from './built-filing.ts'
import { plainNumber } from './plain-number.ts'

const oneKilogram = fromInteger(1)
const bulk = '00' // GACC, list wrap_type: bulk

const netOfLine: RuleCheck = ({ submission }) =>
  submission.lines.flatMap(({ netWeightKg: net, grossWeightKg: gross }, index) => {
    if (net === undefined || gross === undefined || compare(net, gross) <= 0) return []
    const path = pathAt('lines[].netWeightKg', index)
    const limit = plainNumber(gross)
    const params = { line: index + 1, net: plainNumber(net), gross: limit }
    return [{ path, code: 'net_above_gross', params, fix: { kind: 'set', path, value: limit } }]
  })

/** Header weights of the declaration: the net is the sum of the lines' net, and not above the gross. */
const netInSum: RuleCheck = (context) => {
  const { net, gross } = headerWeights(context)
  if (net === undefined) return []
  const findings: Finding[] = []
  const sum = headerWeight(context.submission, (line) => line.netWeightKg)
  if (sum !== undefined && !equals(net, sum)) {
    const params = { net: plainNumber(net), sum: plainNumber(sum) }
    const fix: Fix = { kind: 'act', code: 'net_not_sum_of_lines.fix' }
    findings.push({ path: 'lines[0].netWeightKg', code: 'net_not_sum_of_lines', params, fix })
  }
  if (gross !== undefined && compare(net, gross) > 0) {
    const params = { net: plainNumber(net), gross: plainNumber(gross) }
    const fix: Fix = { kind: 'act', code: 'net_above_gross_in_sum.fix' }
    findings.push({ path: 'lines[0].grossWeightKg', code: 'net_above_gross_in_sum', params, fix })
  }
  return findings
}

const atLeastOneKilogram: RuleCheck = (context) => {
  const { net, gross } = headerWeights(context)
  const tooSmall = (weight: Decimal | undefined, path: string): readonly Finding[] =>
    weight === undefined || compare(weight, oneKilogram) >= 0
      ? []
      : [{ path, code: 'weight_under_one', params: { weight: plainNumber(weight) }, fix: { kind: 'set', path, value: '1' } }]
  return [...tooSmall(net, 'lines[0].netWeightKg'), ...tooSmall(gross, 'lines[0].grossWeightKg')]
}

const neverZero: RuleCheck = ({ submission: { packages } }) => {
  const findings: Finding[] = packages.count === 0 ? [noPackages('packages.count')] : []
  for (const [index, { count }] of packages.others.entries()) {
    if (count === 0) findings.push(noPackages(pathAt('packages.others[].count', index)))
  }
  return findings
}

const bulkIsOne: RuleCheck = ({ submission: { packages } }) => {
  if (packages.kind !== bulk || packages.count === undefined || packages.count <= 1) return []
  const path = 'packages.count'
  return [{ path, code: 'bulk_is_one', params: { count: packages.count }, fix: { kind: 'set', path, value: '1' } }]
}

export const weightChecks: RuleChecks = {
  'R1.line': netOfLine,
  'R1.sum': netInSum,
  'R1.minimum': atLeastOneKilogram,
  'R2.none': neverZero,
  'R2.bulk': bulkIsOne,
}

function headerWeights(context: RuleContext): { readonly net: Decimal | undefined; readonly gross: Decimal | undefined } {
  const filing = filingOf(context, 'mainland-declaration')
  const read = (element: string): Decimal | undefined =>
    filing === undefined ? undefined : parseDecimal(valueOf(filing, 'DecHead', element) ?? '')
  return { net: read('NetWt'), gross: read('GrossWet') }
}

function noPackages(path: string): Finding {
  return { path, code: 'no_packages', params: { name: `#field.${patternOf(path)}` }, fix: { kind: 'set', path, value: '1' } }
}

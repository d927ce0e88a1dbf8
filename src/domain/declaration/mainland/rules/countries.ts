// R6: on export the message carries origin and destination crosswise: OriginCountry holds the final destination and
// DestinationCountry the origin. On import they mean what they say.
import { countryCodes, counterpartCountry, finalDestination } from '../../derivations.ts'
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'
import { filingOf, groupsOf, inGroup } from './built-filing.ts'

const crosswiseOnExport: RuleCheck = (context) => {
  const { submission } = context
  const isExport = submission.direction === 'export'
  const findings: Finding[] = []
  for (const group of groupsOf(filingOf(context, 'mainland-declaration'), 'DecList')) {
    const line = submission.lines[group.index]
    if (line?.originCountry === undefined) continue
    const destination = finalDestination(submission, line)
    const expected = isExport ? [destination, line.originCountry] : [line.originCountry, destination]
    const found = [inGroup(group, 'OriginCountry') ?? '', inGroup(group, 'DestinationCountry') ?? '']
    if (found[0] === expected[0] && found[1] === expected[1]) continue
    const params = { line: group.index + 1, origin: expected[0] ?? '', destination: expected[1] ?? '' }
    const path = `lines[${group.index}].originCountry`
    findings.push({ path, code: 'countries_not_swapped', params, fix: { kind: 'act', code: 'countries_not_swapped.fix' } })
  }
  return findings
}

/** Somebody who knows the trap may have swapped them already while entering: then they would be swapped back. */
const enteredAsMeant: RuleCheck = ({ submission }) => {
  if (submission.direction !== 'export') return []
  const other = counterpartCountry(submission)
  return submission.lines.flatMap((line, index) => {
    if (line.destinationCountry !== countryCodes.mainland || line.originCountry !== other) return []
    const path = `lines[${index}].destinationCountry`
    return [{ path, code: 'countries_entered_swapped', params: { line: index + 1 }, fix: { kind: 'set', path, value: other } }]
  })
}

export const countryChecks: RuleChecks = { 'R6.message': crosswiseOnExport, 'R6.entered': enteredAsMeant }

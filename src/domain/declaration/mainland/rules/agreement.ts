// R22: what several filings say of the same thing agrees: packages, goods, party and date. Hong Kong Customs names the aim.
import { sharesSubheading, translate } from '../../../reference/index.ts'
import { pathAt } from '../../../submission/index.ts'
import { valueOf } from '../../filing.ts'
import type { FilingKind } from '../../form.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../../rule.ts'
import { filingOf } from './built-filing.ts'

type Place = readonly [kind: FilingKind, group: string, element: string]

const packagePlaces: readonly Place[] = [
  ['mainland-declaration', 'DecHead', 'PackNo'],
  ['mainland-manifest-original', 'Consignment', '件数'],
  ['hongkong-cargo', 'Cargo', 'ACI-a'],
  ['hongkong-declaration', 'Header', 'packages_number'],
  ['macao-declaration', 'Goods', 'packages'],
]

/** The days of crossing, in any way of writing. */
const datePlaces: readonly Place[] = [
  ['mainland-declaration', 'DecHead', 'IEDate'],
  ['mainland-manifest-confirmation', 'Manifest', '172'],
  ['hongkong-cargo', 'Cargo', 'ACI-h'],
  ['hongkong-declaration', 'Header', 'arrival_departure_date'],
]

/** The party outside the mainland: buyer on export, seller on import. */
const partyPlaces = {
  export: [
    ['mainland-declaration', 'DecHead', 'OverseasConsigneeEname'],
    ['mainland-manifest-original', 'Consignment', '收货人名称'],
    ['hongkong-cargo', 'Cargo', 'ACI-f'],
    ['hongkong-declaration', 'Header', 'importer_exporter_name'],
  ],
  import: [
    ['mainland-declaration', 'DecHead', 'OverseasConsignorEname'],
    ['mainland-manifest-original', 'Consignment', '发货人名称'],
    ['hongkong-cargo', 'Cargo', 'ACI-d'],
    ['hongkong-declaration', 'Header', 'importer_exporter_name'],
  ],
} as const satisfies Readonly<Record<string, readonly Place[]>>

const packagesAgree: RuleCheck = (context) => compared(context, packagePlaces, 'packages.count', asWritten)
const datesAgree: RuleCheck = (context) => compared(context, datePlaces, 'movement.crossingAt', dayOf)
const partyAgrees: RuleCheck = (context) => compared(context, partyPlaces[context.submission.direction], 'parties.overseas.nameEn', nameOf)

/** Six digits are the same in every tariff: a line is the same goods on both sides. */
const goodsAgree: RuleCheck = ({ submission: { lines } }) =>
  lines.flatMap(({ codes }, index) => {
    const { mainland } = codes
    if (mainland === undefined) return []
    return (['hongkong', 'macao'] as const).flatMap((side): readonly Finding[] => {
      const found = codes[side]
      if (found === undefined || sharesSubheading(mainland, found)) return []
      const path = pathAt(`lines[].codes.${side}`, index)
      const params = { line: index + 1, found, mainland, six: mainland.slice(0, 6) }
      return [{ path, code: 'goods_codes_disagree', params, fix: { kind: 'act', code: 'goods_codes_disagree.fix' } }]
    })
  })

const road = '4' // GACC, list traf_mode

/** The road manifest, the cargo information and the bundling are for road; derived, so a warning. */
const movesByRoad: RuleCheck = ({ submission: { movement } }) => {
  const path = 'movement.transportMode'
  if (movement.transportMode === undefined || movement.transportMode === road) return []
  return [{ path, code: 'not_by_road', params: { found: movement.transportMode }, fix: { kind: 'set', path, value: road } }]
}

/** Where the office of a port is known, the crossing's office is that one; derived, so a warning. */
const portIsOfOffice: RuleCheck = ({ submission: { movement }, book, on }) => {
  const { crossingPort, crossingOffice } = movement
  const office = translate(book.concordance('domestic-port-office'), crossingPort ?? '', on)
  if (office.kind === 'none' || crossingOffice === undefined || office.code === crossingOffice) return []
  const path = 'movement.crossingOffice'
  return [{ path, code: 'port_of_other_office', params: { port: crossingPort ?? '', found: crossingOffice, office: office.code }, fix: { kind: 'set', path, value: office.code } }]
}

export const agreementChecks: RuleChecks = {
  'R22.road': movesByRoad,
  'R22.port': portIsOfOffice,
  'R22.packages': packagesAgree,
  'R22.goods': goodsAgree,
  'R22.party': partyAgrees,
  'R22.date': datesAgree,
}

function compared(context: RuleContext, places: readonly Place[], path: string, read: (value: string) => string): readonly Finding[] {
  const [first, ...others] = places.flatMap(([kind, group, element]) => {
    const filing = filingOf(context, kind)
    const value = filing === undefined ? undefined : valueOf(filing, group, element)
    return value === undefined ? [] : [{ kind, value }]
  })
  if (first === undefined) return []
  return others
    .filter(({ value }) => read(value) !== read(first.value))
    .map(({ kind, value }) => ({
      path,
      code: 'filings_disagree',
      params: { one: `#filing.${first.kind}`, first: first.value, other: `#filing.${kind}`, second: value },
      fix: { kind: 'act', code: 'filings_disagree.fix', params: { label: `#field.${path}` } },
    }))
}

function asWritten(value: string): string {
  return value
}

/** `20251120`, `2025-11-20` and `2025-11-20T22:30+08:00` are one day. */
function dayOf(value: string): string {
  return value.replaceAll('-', '').slice(0, 8)
}

function nameOf(value: string): string {
  return value.trim().toUpperCase()
}

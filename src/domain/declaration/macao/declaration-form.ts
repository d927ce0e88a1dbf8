// Macao's import and export declaration. Known of the form: boxes 1 to 6 (2002 instructions), part two with the goods
// (Administrative Regulation 28/2003, articles 10 to 12), NCEM/HS codes, and the two items of food inspection. The boxes
// of today's form are not public: what is not verified is shown so and is never required. The trader on this side is the
// party outside the mainland.
import { formatInstant } from '../../../base/instant.ts'
import type { GoodsLine, Submission } from '../../submission/index.ts'
import { isExport } from '../conditions.ts'
import { plain, sumOfLines } from '../derivations.ts'
import {
  assigned,
  derived,
  each,
  numbered,
  once,
  taken,
  translated,
  type Binding,
  type Condition,
  type FormContext,
  type FormDefinition,
} from '../form.ts'
import { carriedOver, checkedByRule, crossingDate, mainlandCountry, type LineContext } from '../local-forms.ts'
import { localLineInputs, localLineValue, localValueInputs } from '../local-value.ts'
import { bringsFood } from './food.ts'
import { operationOf } from './operation.ts'

type Head = Binding<FormContext>
type Line = Binding<LineContext>

const hasNoList: Condition<FormContext> = { id: 'macao-part-two', holds: ({ submission }) => submission.macao.hasAttachedList !== true }
const isFood: Condition<FormContext> = { id: 'macao-food', holds: ({ submission }) => bringsFood(submission) }
const isNotFood: Condition<FormContext> = { id: 'macao-not-food', holds: ({ submission }) => !bringsFood(submission) }

const boxes: readonly Head[] = [
  { element: 'campo1_name', item: 'consignee_name', itemMark: 'V', need: 'always', from: taken('parties.overseas.nameEn') },
  { element: 'campo1_address', item: 'consignee_address', itemMark: 'V', need: 'always', from: taken('parties.overseas.address') },
  { element: 'campo2', item: 'importer_reg', itemMark: 'V', need: isNotFood, from: taken('parties.overseas.macaoOperatorNumber') },
  {
    element: 'campo3',
    item: 'mo_operation',
    itemMark: 'V',
    need: 'always',
    from: derived('macao-operation', ['macao.operation', 'direction', 'lines[].originCountry'], ({ submission }) => operationOf(submission)),
  },
  { element: 'campo4', need: 'never', from: assigned('macao') },
  { element: 'campo5', need: 'never', from: assigned('macao') },
  {
    element: 'campo6',
    need: 'always',
    from: derived(
      'macao-consignee',
      ['direction', 'parties.overseas.nameEn', 'parties.overseas.address', 'parties.trader.nameEn', 'parties.trader.nameZh', 'parties.trader.address'],
      ({ submission }) => consigneeOf(submission),
    ),
  },
]

const unverified: readonly Head[] = [
  { element: 'exporter_name', item: 'exporter_name', itemMark: 'U', need: 'never', asked: isExport, from: taken('parties.trader.nameZh') },
  {
    element: 'provenance',
    item: 'arrival_country',
    itemMark: 'U',
    need: 'never',
    from: derived('mainland-as-counterpart', ['direction'], mainlandCountry),
  },
  {
    element: 'transport',
    item: 'transport_mode',
    itemMark: 'U',
    need: 'never',
    from: translated('transport-mode-rec19', 'movement.transportMode', (context) =>
      carriedOver(context, 'transport-mode-rec19', 'transport-mode', context.submission.movement.transportMode),
    ),
  },
  { element: 'vehicle', item: 'vehicle_hk', itemMark: 'U', need: 'never', from: taken('movement.counterpartVehicle') },
  { element: 'bill_no', item: 'bill_no', itemMark: 'U', need: 'never', from: taken('movement.billNumber') },
  {
    element: 'crossing_date',
    item: 'cross_date',
    itemMark: 'U',
    need: 'never',
    from: derived('date-of-crossing', ['movement.crossingAt'], (context) => crossingDate(context, 'Asia/Macau')),
  },
  {
    element: 'customs_post',
    item: 'exit_office',
    itemMark: 'U',
    need: 'never',
    from: translated('office-macao-control-point', 'movement.crossingOffice', (context) =>
      carriedOver(context, 'office-macao-control-point', 'customs-office', context.submission.movement.crossingOffice),
    ),
  },
  {
    element: 'net_gross',
    need: 'never',
    from: derived('net-and-gross-weight', ['lines[].netWeightKg', 'lines[].grossWeightKg'], ({ submission }) => netAndGross(submission)),
  },
]

const partTwo: readonly Line[] = [
  {
    element: 'goods_name',
    item: 'goods_name',
    itemMark: 'V',
    need: hasNoList,
    from: derived('macao-goods-name', ['lines[].nameZh', 'lines[].namePt', 'lines[].nameEn'], ({ item }) => item.namePt ?? item.nameZh ?? item.nameEn),
  },
  { element: 'quantity', item: 'qty', itemMark: 'V', need: hasNoList, from: taken('lines[].quantity') },
  {
    element: 'quantity_unit',
    item: 'qty',
    itemMark: 'V',
    need: hasNoList,
    from: translated('unit-rec20', 'lines[].unit', (context) => carriedOver(context, 'unit-rec20', 'unit', context.item.unit)),
  },
  { element: 'weight', item: 'gross', itemMark: 'V', need: hasNoList, from: taken('lines[].grossWeightKg') },
  { element: 'ncem_hs', item: 'hs', itemMark: 'V', need: checkedByRule, from: taken('lines[].codes.macao') },
  {
    element: 'value',
    item: 'total',
    itemMark: 'U',
    need: 'never',
    from: derived(
      'local-value',
      localValueInputs,
      ({ submission, indexes }) => localLineValue(submission, 'macao', indexes[0] ?? 0),
      ({ submission, indexes }) => localLineInputs(submission, 'macao', indexes[0] ?? 0),
    ),
  },
  {
    element: 'origin',
    item: 'origin',
    itemMark: 'U',
    need: 'never',
    from: translated('country-iso2', 'lines[].originCountry', (context) =>
      carriedOver(context, 'country-iso2', 'country', context.item.originCountry),
    ),
  },
  { element: 'licence', item: 'licence_dest', itemMark: 'V', need: 'never', from: taken('lines[].destinationLicence') },
  { element: 'previous_doc', need: checkedByRule, from: taken('lines[].previousDocument') },
]

export const macaoDeclaration: FormDefinition = {
  kind: 'macao-declaration',
  customs: 'macao',
  countedAs: 'macao-declaration',
  groups: [
    once('Header', boxes),
    once('Declaration', [
      { element: 'packages', item: 'packages', itemMark: 'V', need: hasNoList, from: taken('packages.count') },
      ...unverified,
    ]),
    each('Goods', 'lines[]', ({ lines }) => numbered(lines), partTwo),
    once('Quarantine', [
      {
        element: 'sanitary_certificate',
        item: 'licence_dest',
        itemMark: 'V',
        need: checkedByRule,
        asked: isFood,
        from: taken('macao.certificate'),
      },
      {
        element: 'entry_appointment',
        need: checkedByRule,
        asked: isFood,
        from: derived('macao-appointment', ['macao.inspectionAt', 'macao.inspectionPlace'], ({ submission }) => appointmentOf(submission)),
      },
    ]),
  ],
}

/** Name and address of who receives: the trader of Macao on import, the mainland's on export. */
function consigneeOf({ direction, parties: { overseas, trader } }: Submission): string | undefined {
  const name = direction === 'export' ? overseas.nameEn : (trader.nameEn ?? trader.nameZh)
  const address = direction === 'export' ? overseas.address : trader.address
  return name === undefined || address === undefined ? undefined : `${name}, ${address}`
}

function netAndGross(submission: Submission): string | undefined {
  const weight = (pick: (line: GoodsLine) => GoodsLine['netWeightKg']): string | undefined => plain(sumOfLines(submission, pick))
  const net = weight((line) => line.netWeightKg)
  const gross = weight((line) => line.grossWeightKg)
  return net === undefined || gross === undefined ? undefined : `${net} / ${gross}`
}

function appointmentOf({ macao: { inspectionAt, inspectionPlace } }: Submission): string | undefined {
  if (inspectionAt === undefined || inspectionPlace === undefined) return undefined
  return `${formatInstant('Asia/Macau', inspectionAt)}, ${inspectionPlace}`
}

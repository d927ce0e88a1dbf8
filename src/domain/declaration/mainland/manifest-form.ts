// The mainland's road manifest: the original manifest of the goods, the carriage confirmation of the crossing and the arrival
// report, each as added. Element names and WCO ids: data/declarations/mainland-manifest-*.csv; what is published and what is
// not: docs/formats/road-manifest.md. The three together are counted as one filing.
// Weights in kilograms, volume in cubic metres, values in the currency of the lines.
import { isExport, isImport } from '../conditions.ts'
import { headerWeight, lineTotal, plain, sumOfLines } from '../derivations.ts'
import { derived, each, numbered, once, taken, type Binding, type FormContext, type FormDefinition, type ItemContext, type Source } from '../form.ts'
import type { Container, GoodsLine, Submission } from '../../submission/index.ts'

type Head = Binding<FormContext>

const unitKilogram = '035' // GACC, list unit: kilogram
const unitCubicMetre = '033' // GACC, list unit: cubic metre
const countedAs = 'mainland-manifest'

const consignment: readonly Head[] = [
  { element: '提运单号', item: 'bill_no', itemMark: 'V', need: 'never', from: taken('movement.billNumber') },
  { element: '件数', item: 'packages', itemMark: 'V', need: 'never', from: taken('packages.count') },
  { element: '包装', item: 'package_kind', itemMark: 'V', need: 'never', from: taken('packages.kind') },
  {
    element: '托运货物价值',
    item: 'total',
    itemMark: 'V',
    need: 'never',
    from: derived('consignment-value', ['lines[].total', 'lines[].unitPrice', 'lines[].quantity', 'lines[].currency'], ({ submission }) =>
      plain(consignmentValue(submission)),
    ),
  },
  {
    element: '金额类型代码',
    item: 'currency',
    itemMark: 'U',
    need: 'never',
    from: derived('currency-of-lines', ['lines[].currency'], ({ submission }) => currencyOfLines(submission)),
  },
  { element: '收货人具体联系人名称', need: 'never', from: taken('parties.consigneeContact.name') },
  { element: '收货人联系号码', need: 'never', from: taken('parties.consigneeContact.phone') },
  { element: '通知人名称', need: 'never', from: taken('parties.notify.name') },
  { element: '通知人地址', need: 'never', from: taken('parties.notify.address') },
  { element: '通知人联系号码', need: 'never', from: taken('parties.notify.phone') },
  { element: '危险品联系人姓名', item: 'dg_contact', itemMark: 'V', need: 'never', from: taken('parties.dangerousGoodsContact.name') },
  { element: '危险品联系人联系号码', item: 'dg_contact', itemMark: 'V', need: 'never', from: taken('parties.dangerousGoodsContact.phone') },
  { element: '货物体积', need: 'never', from: taken('packages.volumeM3') },
  {
    element: '体积单位',
    need: 'never',
    from: derived('unit-of-volume', ['packages.volumeM3'], ({ submission }) =>
      submission.packages.volumeM3 === undefined ? undefined : unitCubicMetre,
    ),
  },
  { element: '货物重量', item: 'gross', itemMark: 'V', need: 'never', from: grossWeight() },
  { element: '重量单位', need: 'never', from: unitOfWeight() },
  { element: '发货人名称', item: 'exporter_name', itemMark: 'U', need: 'never', asked: isExport, from: taken('parties.trader.nameZh') },
  { element: '发货人地址', item: 'exporter_address', itemMark: 'U', need: 'never', asked: isExport, from: taken('parties.trader.address') },
  { element: '收货人名称', item: 'consignee_name', itemMark: 'U', need: 'never', asked: isExport, from: taken('parties.overseas.nameEn') },
  { element: '收货人地址', item: 'consignee_address', itemMark: 'U', need: 'never', asked: isExport, from: taken('parties.overseas.address') },
  { element: '发货人名称', item: 'consignee_name', itemMark: 'U', need: 'never', asked: isImport, from: taken('parties.overseas.nameEn') },
  { element: '发货人地址', item: 'consignee_address', itemMark: 'U', need: 'never', asked: isImport, from: taken('parties.overseas.address') },
  { element: '收货人名称', item: 'exporter_name', itemMark: 'U', need: 'never', asked: isImport, from: taken('parties.trader.nameZh') },
  { element: '收货人地址', item: 'exporter_address', itemMark: 'U', need: 'never', asked: isImport, from: taken('parties.trader.address') },
]

const goods: readonly Binding<ItemContext<GoodsLine>>[] = [
  { element: '托运货物序号', need: 'never', from: derived('line-number', [], ({ indexes }) => String((indexes[0] ?? 0) + 1)) },
  { element: '货物名称', item: 'goods_name', itemMark: 'U', need: 'never', from: taken('lines[].nameZh') },
]

const carriage: readonly Head[] = [
  { element: 'R006', need: 'always', from: taken('parties.carrier.transmitterCode') },
  { element: 'D014', item: 'batch_no', itemMark: 'V', need: 'always', from: taken('movement.batchNumber') },
  { element: '065', item: 'exit_office', itemMark: 'V', need: 'always', from: taken('movement.crossingOffice') },
  { element: 'T010', item: 'transport_mode', itemMark: 'V', need: 'always', from: taken('movement.transportMode') },
  { element: '172', item: 'cross_date', itemMark: 'U', need: 'never', from: taken('movement.crossingAt') },
  {
    element: 'L013',
    item: 'dest_port',
    itemMark: 'V',
    need: 'never',
    from: derived('place-of-discharge', ['movement.dischargePlace', 'movement.destinationPort'], ({ submission: { direction, movement } }) =>
      movement.dischargePlace ?? (direction === 'export' ? movement.destinationPort : undefined),
    ),
  },
  { element: 'L010', item: 'load_port', itemMark: 'V', need: 'never', from: taken('movement.loadingPlace') },
  { element: 'T006', item: 'vehicle_main', itemMark: 'V', need: 'never', from: taken('movement.mainlandVehicle') },
  { element: 'R012', item: 'carrier', itemMark: 'V', need: 'never', from: taken('parties.carrier.code') },
  { element: 'R017', item: 'driver', itemMark: 'V', need: 'never', from: taken('parties.driver.code') },
  { element: 'R016', item: 'driver', itemMark: 'V', need: 'never', from: taken('parties.driver.name') },
]

const trailer: readonly Head[] = [
  { element: '159(trailer)', need: 'never', from: taken('movement.trailer.number') },
  { element: '387', need: 'never', from: taken('movement.trailer.kind') },
  { element: 'UNTDED6156(trailer)', need: 'never', from: taken('movement.trailer.tareKg') },
]

const containers: readonly Binding<ItemContext<Container>>[] = [
  { element: '159(container)', need: 'never', from: taken('containers[].number') },
  { element: '152', need: 'never', from: taken('containers[].kind') },
  { element: '151', need: 'never', from: taken('containers[].supplierCode') },
  { element: '154', need: 'never', from: taken('containers[].isFull') },
  { element: 'UNTDED6156(container)', need: 'never', from: taken('containers[].tareKg') },
  { element: '165', need: 'never', from: taken('containers[].sealNumber') },
]

/** Asked on entry only; the ids are names of ours. */
const entry: readonly Head[] = [
  { element: 'Countries', need: 'never', asked: isImport, from: taken('movement.crew.countries') },
  { element: 'Number', need: 'never', asked: isImport, from: taken('movement.crew.count') },
  { element: 'Crew', need: 'never', asked: isImport, from: taken('movement.crew.health') },
  { element: 'Vaccination', need: 'never', asked: isImport, from: taken('movement.crew.isVaccinated') },
]

const arrival: readonly Head[] = [
  { element: 'D014', item: 'batch_no', itemMark: 'V', need: 'never', from: taken('movement.batchNumber') },
  { element: '065', item: 'exit_office', itemMark: 'V', need: 'never', from: taken('movement.crossingOffice') },
  { element: 'T006', item: 'vehicle_main', itemMark: 'V', need: 'never', from: taken('movement.mainlandVehicle') },
  { element: '172', item: 'cross_date', itemMark: 'U', need: 'never', from: taken('movement.crossingAt') },
]

export const mainlandManifests: readonly FormDefinition[] = [
  {
    kind: 'mainland-manifest-original',
    customs: 'mainland',
    countedAs,
    groups: [once('Consignment', consignment), each('Goods', 'lines[]', ({ lines }) => numbered(lines), goods)],
  },
  {
    kind: 'mainland-manifest-confirmation',
    customs: 'mainland',
    countedAs,
    groups: [
      once('Manifest', carriage),
      once('Trailer', trailer),
      each('Container', 'containers[]', ({ containers: all }) => numbered(all), containers),
      once('Entry', entry),
    ],
  },
  { kind: 'mainland-manifest-arrival', customs: 'mainland', countedAs, groups: [once('Arrival', arrival)] },
]

/** Sum of the totals where all lines are in one currency: amounts of two currencies are never added. */
function consignmentValue(submission: Submission) {
  return currencyOfLines(submission) === undefined ? undefined : sumOfLines(submission, lineTotal)
}

function currencyOfLines({ lines }: Submission): string | undefined {
  const first = lines[0]?.currency
  return lines.every((line) => line.currency === first) ? first : undefined
}

function grossWeight(): Source<FormContext> {
  return derived('sum-of-gross-weights', ['lines[].grossWeightKg'], ({ submission }) =>
    plain(headerWeight(submission, (line) => line.grossWeightKg)),
  )
}

function unitOfWeight(): Source<FormContext> {
  return derived('unit-of-weight', ['lines[].grossWeightKg'], ({ submission }) =>
    headerWeight(submission, (line) => line.grossWeightKg) === undefined ? undefined : unitKilogram,
  )
}

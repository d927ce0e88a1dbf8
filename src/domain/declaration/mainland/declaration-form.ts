// The mainland's import and export declaration, message DecMessage (elements: data/declarations/mainland-declaration.csv).
// Traps kept as they are in the format: misspelt names, and on export OriginCountry carries the final destination while
// DestinationCountry carries the origin.
import { dateIn } from '../../../base/instant.ts'
import { compactDate } from '../../../base/civil-date.ts'
import { hasElectronicLock, isCombinedPort, isExport, isImport } from '../conditions.ts'
import {
  counterpartCountry,
  finalDestination,
  firstStatutoryQuantity,
  headerWeight,
  lineTotal,
  plain,
  secondStatutoryQuantity,
} from '../derivations.ts'
import {
  assigned,
  constant,
  derived,
  each,
  numbered,
  once,
  taken,
  type Binding,
  type Condition,
  type FormContext,
  type FormDefinition,
  type GroupBinding,
  type ItemContext,
} from '../form.ts'
import type { Container, GoodsLine, Statement } from '../../submission/index.ts'

type Head = Binding<FormContext>
type Line = Binding<ItemContext<GoodsLine>>
type Numbered = Pick<ItemContext<unknown>, 'indexes'>

const positionOf: Readonly<Record<Statement, string>> = { yes: '1', no: '0', blank: '9' }

const party: readonly Head[] = [
  { element: 'AgentCode', item: 'declarant', itemMark: 'V', need: 'always', from: taken('parties.declarant.customsCode') },
  { element: 'AgentName', item: 'declarant', itemMark: 'V', need: 'always', from: taken('parties.declarant.nameZh') },
  { element: 'AgentCodeScc', item: 'declarant', itemMark: 'V', need: 'always', from: taken('parties.declarant.uscc') },
  { element: 'CopCode', item: 'entry_company', itemMark: 'V', need: 'always', from: taken('parties.dataEntry.code') },
  { element: 'CopName', item: 'entry_company', itemMark: 'V', need: 'always', from: taken('parties.dataEntry.nameZh') },
  { element: 'InputerName', item: 'operator', itemMark: 'V', need: 'always', from: taken('parties.operator.name') },
  { element: 'TypistNo', item: 'operator', itemMark: 'V', need: 'always', from: taken('parties.operator.cardNumber') },
  { element: 'DeclareName', item: 'operator', itemMark: 'V', need: 'always', from: taken('parties.operator.declarantName') },
  { element: 'TradeCode', item: 'exporter_id', itemMark: 'V', need: 'always', from: taken('parties.trader.customsCode') },
  { element: 'TradeCoScc', item: 'exporter_id', itemMark: 'V', need: 'always', from: taken('parties.trader.uscc') },
  { element: 'TradeName', item: 'exporter_name', itemMark: 'V', need: 'always', from: taken('parties.trader.nameZh') },
  { element: 'DomesticConsigneeEname', need: 'never', from: taken('parties.trader.nameEn') },
  { element: 'OwnerCode', item: 'producer', itemMark: 'V', need: 'never', from: taken('parties.owner.customsCode') },
  { element: 'OwnerName', item: 'producer', itemMark: 'V', need: 'always', from: taken('parties.owner.nameZh') },
  { element: 'OwnerCodeScc', item: 'producer', itemMark: 'V', need: 'always', from: taken('parties.owner.uscc') },
  {
    element: 'OverseasConsigneeEname',
    item: 'consignee_name',
    itemMark: 'V',
    need: 'always',
    asked: isExport,
    from: taken('parties.overseas.nameEn'),
  },
  { element: 'OverseasConsigneeCode', need: 'never', asked: isExport, from: taken('parties.overseas.aeoCode') },
  {
    element: 'OverseasConsignorEname',
    item: 'consignee_name',
    itemMark: 'V',
    need: 'always',
    asked: isImport,
    from: taken('parties.overseas.nameEn'),
  },
  { element: 'OverseasConsignorCode', need: 'never', asked: isImport, from: taken('parties.overseas.aeoCode') },
  { element: 'OverseasConsignorCname', need: 'never', asked: isImport, from: taken('parties.overseas.nameZh') },
  { element: 'OverseasConsignorAddr', need: 'never', asked: isImport, from: taken('parties.overseas.address') },
]

const terms: readonly Head[] = [
  { element: 'TradeMode', item: 'trade_mode', itemMark: 'V', need: 'always', from: taken('terms.supervisionMode') },
  { element: 'CutMode', item: 'levy_nature', itemMark: 'V', need: 'never', from: taken('terms.levyNature') },
  { element: 'ContrNo', item: 'contract_no', itemMark: 'V', need: 'never', from: taken('terms.contractNumber') },
  { element: 'TransMode', item: 'incoterm', itemMark: 'V', need: 'always', from: taken('terms.tradeTerm') },
  { element: 'FeeMark', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.freight.mark') },
  { element: 'FeeRate', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.freight.rate') },
  { element: 'FeeCurr', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.freight.currency') },
  { element: 'InsurMark', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.insurance.mark') },
  { element: 'InsurRate', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.insurance.rate') },
  { element: 'InsurCurr', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.insurance.currency') },
  { element: 'OtherMark', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.other.mark') },
  { element: 'OtherRate', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.other.rate') },
  { element: 'OtherCurr', item: 'freight_ins', itemMark: 'V', need: 'never', from: taken('terms.other.currency') },
  { element: 'ManualNo', need: 'never', from: taken('terms.recordNumber') },
  { element: 'NoteS', need: 'never', from: taken('terms.remarks') },
  {
    element: 'PromiseItmes',
    item: 'promise',
    itemMark: 'V',
    need: 'always',
    from: derived(
      'promise-positions',
      [
        'terms.promises.specialRelationship',
        'terms.promises.priceInfluence',
        'terms.promises.royalty',
        'terms.promises.formulaPrice',
        'terms.promises.provisionalPrice',
      ],
      ({ submission }) => {
        const { specialRelationship, priceInfluence, royalty, formulaPrice, provisionalPrice } = submission.terms.promises
        return [specialRelationship, priceInfluence, royalty, formulaPrice, provisionalPrice]
          .map((statement) => positionOf[statement ?? 'blank'])
          .join('')
      },
    ),
  },
]

const movement: readonly Head[] = [
  { element: 'CustomMaster', item: 'decl_office', itemMark: 'V', need: 'always', from: taken('movement.declarationOffice') },
  { element: 'IEPort', item: 'exit_office', itemMark: 'V', need: 'always', from: taken('movement.crossingOffice') },
  { element: 'EntyPortCode', item: 'exit_port', itemMark: 'V', need: 'always', from: taken('movement.crossingPort') },
  { element: 'TrafMode', item: 'transport_mode', itemMark: 'V', need: 'always', from: taken('movement.transportMode') },
  { element: 'BillNo', item: 'bill_no', itemMark: 'V', need: 'never', from: taken('movement.billNumber') },
  { element: 'DistinatePort', item: 'dest_port', itemMark: 'V', need: 'always', from: taken('movement.destinationPort') },
  { element: 'DespPortCode', need: 'always', asked: isImport, from: taken('movement.departurePort') },
  { element: 'GoodsPlace', need: 'always', asked: isImport, from: taken('movement.goodsPlace') },
  { element: 'DespDate', need: 'never', asked: isImport, from: taken('movement.departedOn') },
  {
    element: 'IEDate',
    need: 'never',
    asked: isImport,
    from: derived('date-of-crossing', ['movement.crossingAt'], ({ submission: { movement: { crossingAt } } }) =>
      crossingAt === undefined ? undefined : compactDate(dateIn('Asia/Shanghai', crossingAt)),
    ),
  },
  {
    element: 'TradeCountry',
    item: 'arrival_country',
    itemMark: 'V',
    need: 'always',
    from: derived('country-of-counterpart', ['movement.arrivalCountry', 'counterpart'], ({ submission }) =>
      submission.movement.arrivalCountry ?? counterpartCountry(submission),
    ),
  },
  {
    element: 'TradeAreaCode',
    item: 'trade_country',
    itemMark: 'V',
    need: 'always',
    from: derived('country-of-counterpart', ['terms.tradeCountry', 'counterpart'], ({ submission }) =>
      submission.terms.tradeCountry ?? counterpartCountry(submission),
    ),
  },
]

const goodsTotals: readonly Head[] = [
  { element: 'PackNo', item: 'packages', itemMark: 'V', need: 'always', from: taken('packages.count') },
  { element: 'WrapType', item: 'package_kind', itemMark: 'V', need: 'always', from: taken('packages.kind') },
  { element: 'MarkNo', item: 'marks', itemMark: 'V', need: 'never', from: taken('packages.marks') },
  {
    element: 'GrossWet',
    item: 'gross',
    itemMark: 'V',
    need: 'always',
    from: derived('sum-of-gross-weights', ['lines[].grossWeightKg'], ({ submission }) =>
      plain(headerWeight(submission, (line) => line.grossWeightKg)),
    ),
  },
  {
    element: 'NetWt',
    item: 'net',
    itemMark: 'V',
    need: 'always',
    from: derived('sum-of-net-weights', ['lines[].netWeightKg'], ({ submission }) =>
      plain(headerWeight(submission, (line) => line.netWeightKg)),
    ),
  },
]

const flags: readonly Head[] = [
  { element: 'SeqNo', need: 'never', from: assigned('mainland', ({ unifiedNumber }) => unifiedNumber) },
  { element: 'EntryId', need: 'never', from: assigned('mainland') },
  {
    element: 'IEFlag',
    item: 'flags',
    itemMark: 'V',
    need: 'always',
    from: derived('direction-flag', ['direction'], ({ submission }) => (submission.direction === 'export' ? 'E' : 'I')),
  },
  { element: 'EntryType', item: 'flags', itemMark: 'V', need: 'always', from: constant('M', 'paperless-clearance') },
  { element: 'EdiId', item: 'flags', itemMark: 'V', need: 'always', from: constant('1', 'ordinary-declaration') },
  { element: 'DeclTrnRel', item: 'flags', itemMark: 'V', need: 'always', from: constant('0', 'ordinary-declaration') },
  {
    element: 'Type',
    item: 'flags',
    itemMark: 'V',
    need: 'never',
    from: derived('declaration-type', ['terms.declarationType'], ({ submission: { terms: { declarationType } } }) =>
      declarationType === undefined ? undefined : `${declarationType}0`,
    ),
  },
  {
    element: 'BusinessItems',
    need: 'never',
    asked: isCombinedPort,
    from: derived('business-positions', ['isCombinedPort'], () => '00010'),
  },
]

const lines: readonly Line[] = [
  { element: 'GNo', need: 'always', from: derived('line-number', [], ({ indexes }: Numbered) => String((indexes[0] ?? 0) + 1)) },
  { element: 'CodeTS', item: 'hs', itemMark: 'V', need: 'always', from: taken('lines[].codes.mainland') },
  { element: 'GName', item: 'goods_name', itemMark: 'V', need: 'always', from: taken('lines[].nameZh') },
  { element: 'DeclGoodsEname', need: 'never', from: taken('lines[].nameEn') },
  { element: 'GModel', item: 'goods_model', itemMark: 'V', need: 'never', from: taken('lines[].model') },
  { element: 'GQty', item: 'qty', itemMark: 'V', need: 'always', from: taken('lines[].quantity') },
  { element: 'GUnit', item: 'qty', itemMark: 'V', need: 'always', from: taken('lines[].unit') },
  {
    element: 'FirstQty',
    item: 'stat_qty',
    itemMark: 'V',
    need: 'always',
    from: derived(
      'first-statutory-quantity',
      ['lines[].firstQuantity', 'lines[].firstUnit', 'lines[].netWeightKg', 'lines[].quantity'],
      ({ item }) => plain(firstStatutoryQuantity(item)),
    ),
  },
  { element: 'FirstUnit', item: 'stat_qty', itemMark: 'V', need: 'always', from: taken('lines[].firstUnit') },
  {
    element: 'SecondQty',
    item: 'stat_qty',
    itemMark: 'V',
    need: secondUnitGiven(),
    from: derived(
      'second-statutory-quantity',
      ['lines[].secondQuantity', 'lines[].secondUnit', 'lines[].netWeightKg', 'lines[].quantity'],
      ({ item }) => plain(secondStatutoryQuantity(item)),
    ),
  },
  { element: 'SecondUnit', need: 'never', from: taken('lines[].secondUnit') },
  { element: 'DeclPrice', item: 'unit_price', itemMark: 'V', need: 'always', from: taken('lines[].unitPrice') },
  {
    element: 'DeclTotal',
    item: 'total',
    itemMark: 'V',
    need: 'always',
    from: derived('line-total', ['lines[].total', 'lines[].unitPrice', 'lines[].quantity'], ({ item }) => plain(lineTotal(item))),
  },
  { element: 'TradeCurr', item: 'currency', itemMark: 'V', need: 'always', from: taken('lines[].currency') },
  {
    element: 'OriginCountry',
    item: 'final_dest',
    itemMark: 'V',
    need: 'always',
    asked: isExport,
    from: derived('final-destination', ['lines[].destinationCountry', 'counterpart'], ({ submission, item }) =>
      finalDestination(submission, item),
    ),
  },
  {
    element: 'DestinationCountry',
    item: 'origin',
    itemMark: 'V',
    need: 'always',
    asked: isExport,
    from: taken('lines[].originCountry'),
  },
  {
    element: 'OriginCountry',
    item: 'origin',
    itemMark: 'V',
    need: 'always',
    asked: isImport,
    from: taken('lines[].originCountry'),
  },
  {
    element: 'DestinationCountry',
    item: 'final_dest',
    itemMark: 'V',
    need: 'always',
    asked: isImport,
    from: derived('final-destination', ['lines[].destinationCountry', 'counterpart'], ({ submission, item }) =>
      finalDestination(submission, item),
    ),
  },
  { element: 'DistrictCode', item: 'district', itemMark: 'V', need: 'always', from: taken('lines[].sourceDistrict') },
  {
    element: 'DutyMode',
    item: 'duty_mode',
    itemMark: 'V',
    need: 'always',
    from: derived('duty-mode', ['lines[].dutyMode'], ({ item }) => item.dutyMode ?? '1'),
  },
  { element: 'Uncode', item: 'dg', itemMark: 'V', need: 'never', from: taken('lines[].dangerousGoods.unNumber') },
  { element: 'DangName', item: 'dg', itemMark: 'V', need: 'never', from: taken('lines[].dangerousGoods.name') },
  { element: 'DangPackType', item: 'dg', itemMark: 'V', need: 'never', from: taken('lines[].dangerousGoods.packingGroup') },
  { element: 'DangPackSpec', item: 'dg', itemMark: 'V', need: 'never', from: taken('lines[].dangerousGoods.packingSpecification') },
  { element: 'NoDangFlag', need: 'never', from: taken('lines[].dangerousGoods.isNotHazardousChemical') },
]

const groups: readonly GroupBinding[] = [
  once('DecHead', [...flags, ...party, ...terms, ...movement, ...goodsTotals]),
  each('DecList', 'lines[]', ({ lines: all }) => numbered(all), lines),
  each('Container', 'containers[]', ({ containers }) => numbered(containers), [
    { element: 'ContainerId', need: 'always', from: taken('containers[].number') },
    { element: 'ContainerMd', need: 'always', from: taken('containers[].kind') },
    { element: 'GoodsNo', need: 'always', from: taken('containers[].lineNumbers') },
    { element: 'LclFlag', need: 'never', from: taken('containers[].isLcl') },
    { element: 'GoodsContaWt', need: 'never', from: taken('containers[].goodsWeightKg') },
    { element: 'ContainerWt', need: 'never', from: taken('containers[].tareKg') },
  ]),
  each('LicenseDocu', 'documents[]', ({ documents }) => numbered(documents), [
    { element: 'DocuCode', item: 'control_docs', itemMark: 'V', need: 'always', from: taken('documents[].kind') },
    { element: 'CertCode', item: 'control_docs', itemMark: 'V', need: 'always', from: taken('documents[].number') },
  ]),
  each('DecGoodsLimit', 'lines[].licences[]', ({ lines: all }) => nested(all, (line) => line.licences), [
    { element: 'GoodsNo', need: 'always', from: derived('line-number', [], ({ indexes }: Numbered) => String((indexes[0] ?? 0) + 1)) },
    { element: 'LicTypeCode', need: 'always', from: taken('lines[].licences[].kind') },
    { element: 'LicenceNo', need: 'always', from: taken('lines[].licences[].number') },
    { element: 'LicWrtofDetailNo', need: 'never', from: taken('lines[].licences[].writeOffLine') },
    { element: 'LicWrtofQty', need: 'never', from: taken('lines[].licences[].quantity') },
    { element: 'LicWrtofQtyUnit', need: 'never', from: taken('lines[].licences[].unit') },
  ]),
  each('DecGoodsLimitVin', 'lines[].vehicles[]', ({ lines: all }) => nested(all, (line) => line.vehicles), [
    { element: 'LicenceNo', need: 'always', from: taken('lines[].vehicles[].licenceNumber') },
    { element: 'LicTypeCode', need: 'always', from: taken('lines[].vehicles[].licenceKind') },
    { element: 'VinNo', need: 'never', from: derived('vehicle-number', [], ({ indexes }: Numbered) => String((indexes[1] ?? 0) + 1)) },
    { element: 'VinCode', need: 'never', from: taken('lines[].vehicles[].vin') },
    { element: 'MotorNo', need: 'never', from: taken('lines[].vehicles[].motorNumber') },
    { element: 'ChassisNo', need: 'never', from: taken('lines[].vehicles[].chassisNumber') },
    { element: 'InvoiceNum', need: 'never', from: taken('lines[].vehicles[].invoiceQuantity') },
    { element: 'ProdCnnm', need: 'never', from: taken('lines[].vehicles[].nameZh') },
    { element: 'ProdEnnm', need: 'never', from: taken('lines[].vehicles[].nameEn') },
    { element: 'ModelEn', need: 'never', from: taken('lines[].vehicles[].modelEn') },
    { element: 'PricePerUnit', need: 'never', from: taken('lines[].vehicles[].unitPrice') },
    { element: 'InvoiceNo', need: 'never', from: taken('lines[].vehicles[].invoiceNumber') },
  ]),
  each('DecOtherPack', 'packages.others[]', ({ packages }) => numbered(packages.others), [
    { element: 'PackQty', need: 'always', from: taken('packages.others[].count') },
    { element: 'PackType', need: 'always', from: taken('packages.others[].kind') },
  ]),
  once('DecFreeTxt', [
    { element: 'VoyNo', item: 'batch_no', itemMark: 'V', need: 'always', from: taken('movement.batchNumber') },
  ]),
  once('DecSign', [
    { element: 'OperType', need: 'always', from: constant('G', 'kept-as-draft') },
    {
      element: 'ClientSeqNo',
      need: 'always',
      from: derived('client-sequence-number', ['reference'], ({ senderNumber }) => `LD${senderNumber.toUpperCase()}`),
    },
    { element: 'OperName', need: 'never', from: taken('parties.operator.name') },
    { element: 'ICCode', need: 'never', from: taken('parties.operator.cardNumber') },
    { element: 'CopCode', need: 'never', from: taken('parties.dataEntry.code') },
    { element: 'Sign', need: 'never', from: assigned('mainland') },
    { element: 'SignDate', need: 'never', from: assigned('mainland') },
  ]),
  once('TrnHead', [
    { element: 'ESealFlag', need: 'never', asked: hasElectronicLock, from: constant('Y', 'electronic-lock') },
  ]),
  each('TrnContainers', 'containers[]', lockedContainers, [
    { element: 'ContaNo', need: 'always', from: taken('containers[].number') },
    { element: 'ContaSn', need: 'never', from: derived('line-number', [], ({ indexes }: Numbered) => String((indexes[0] ?? 0) + 1)) },
    { element: 'SealNo', need: 'never', from: taken('movement.electronicLock') },
    { element: 'SealQty', need: 'never', from: constant('1', 'electronic-lock') },
  ]),
  each('EdocRealation', 'attachments[]', ({ attachments }) => numbered(attachments), [
    { element: 'EdocID', need: 'always', from: taken('attachments[].name') },
    { element: 'EdocCode', need: 'always', from: taken('attachments[].kind') },
    { element: 'EdocFomatType', need: 'always', from: taken('attachments[].format') },
  ]),
]

export const mainlandDeclaration: FormDefinition = {
  kind: 'mainland-declaration',
  customs: 'mainland',
  countedAs: 'mainland-declaration',
  groups,
}

function secondUnitGiven(): Condition<ItemContext<GoodsLine>> {
  return { id: 'second-unit', holds: ({ item }) => item.secondUnit !== undefined }
}

function nested<Item>(
  all: readonly GoodsLine[],
  pick: (line: GoodsLine) => readonly Item[],
): readonly { readonly item: Item; readonly indexes: readonly number[] }[] {
  return all.flatMap((line, lineIndex) => pick(line).map((item, index) => ({ item, indexes: [lineIndex, index] })))
}

function lockedContainers({ containers, movement: { electronicLock } }: FormContext['submission']) {
  return electronicLock === undefined ? ([] as { item: Container; indexes: number[] }[]) : numbered(containers)
}

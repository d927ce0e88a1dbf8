// Every rule of the mainland by its id: an example breaks it in one place, the finding names the path, and the fix that the
// finding proposes (or, where only a person can act, the change named here) makes it go away. Unbroken, the example passes.
// Expected values are computed by hand; sample check characters: GB 32100-2015 and ISO 6346 over invented bodies.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { add, decimal, formatDecimal, multiply, round } from '../../src/base/decimal.ts'
import type { Fix, Issue } from '../../src/base/issue.ts'
import { languages } from '../../src/base/language.ts'
import { renderIssue, type RenderedIssue } from '../../src/base/message.ts'
import { judge, type Filing, type FilingKind } from '../../src/domain/declaration/index.ts'
import { mainlandChecks } from '../../src/domain/declaration/mainland/rules.ts'
import { exampleDraft, knowledge, prepared, type ExampleName } from '../knowledge.ts'
import { changed, fixed, type Changes } from '../draft-change.ts'

const batteries = 'dongguan-hongkong-batteries'
const food = 'zhuhai-macao-food'
const components = 'hongkong-dongguan-components'
const cars = 'dongguan-hongkong-cars'

interface Case {
  readonly rule: string
  readonly what: string
  readonly example: ExampleName
  readonly breaks: Changes
  readonly path: string
  readonly severity?: Issue['severity']
  /** The fix that the finding carries, where a program can carry it out. */
  readonly fix?: Fix
  /** What a person does, where it cannot. */
  readonly mend?: Changes
}

const set = (path: string, value: string): Fix => ({ kind: 'set', path, value })
const remove = (path: string): Fix => ({ kind: 'remove', path })

const cases: readonly Case[] = [
  { rule: 'R1.line', what: 'net above gross', example: batteries, breaks: { 'lines[0].netWeightKg': '1200' }, path: 'lines[0].netWeightKg', fix: set('lines[0].netWeightKg', '1164') },
  { rule: 'R1.minimum', what: 'a weight of nothing', example: batteries, breaks: { 'lines[0].netWeightKg': '0' }, path: 'lines[0].netWeightKg', fix: set('lines[0].netWeightKg', '1') },
  { rule: 'R2.none', what: 'no packages', example: batteries, breaks: { 'packages.count': '0' }, path: 'packages.count', fix: set('packages.count', '1') },
  { rule: 'R2.none', what: 'no other packages', example: batteries, breaks: { 'packages.others': [{ kind: '93', count: '0' }] }, path: 'packages.others[0].count', fix: set('packages.others[0].count', '1') },
  { rule: 'R2.bulk', what: 'bulk counted', example: food, breaks: { 'packages.kind': '00' }, path: 'packages.count', fix: set('packages.count', '1') },
  // 12.4 × 50000 = 620000
  { rule: 'R3.total', what: 'a total of its own', example: components, breaks: { 'lines[1].total': '620010' }, path: 'lines[1].total', fix: set('lines[1].total', '620000.00') },
  { rule: 'R4.first', what: 'kilograms that are not the net weight', example: food, breaks: { 'lines[0].firstQuantity': '999' }, path: 'lines[0].firstQuantity', fix: set('lines[0].firstQuantity', '1000') },
  { rule: 'R4.first', what: 'second quantity in kilograms', example: components, breaks: { 'lines[0].secondQuantity': '241' }, path: 'lines[0].secondQuantity', fix: set('lines[0].secondQuantity', '240') },
  { rule: 'R4.transaction', what: 'same unit, other number', example: batteries, breaks: { 'lines[0].firstQuantity': '1199' }, path: 'lines[0].firstQuantity', fix: set('lines[0].firstQuantity', '1200') },
  { rule: 'R4.second', what: 'a second quantity alone', example: food, breaks: { 'lines[0].secondQuantity': '5' }, path: 'lines[0].secondQuantity', fix: remove('lines[0].secondQuantity') },
  { rule: 'R5.fob', what: 'freight on FOB', example: batteries, breaks: { 'terms.tradeTerm': 'FOB', 'terms.insurance': {}, 'terms.freight': { rate: '1' } }, path: 'terms.freight.rate', fix: remove('terms.freight.rate') },
  { rule: 'R5.fob', what: 'insurance on FOB', example: batteries, breaks: { 'terms.tradeTerm': 'FOB', 'terms.freight': {}, 'terms.insurance': { mark: '3' } }, path: 'terms.insurance.mark', fix: remove('terms.insurance.mark') },
  { rule: 'R5.currency', what: 'an amount of no currency', example: batteries, breaks: { 'terms.freight': { mark: '3', rate: '3200' } }, path: 'terms.freight.currency', severity: 'warning', fix: set('terms.freight.currency', '110') },
  { rule: 'R5.terms', what: 'CIF without insurance', example: batteries, breaks: { 'terms.insurance': {} }, path: 'terms.insurance.rate', severity: 'warning', mend: { 'terms.insurance': { mark: '3', rate: '600', currency: 'HKD' } } },
  { rule: 'R5.terms', what: 'C&F without freight', example: batteries, breaks: { 'terms.tradeTerm': '2', 'terms.freight': {} }, path: 'terms.freight.rate', severity: 'warning', mend: { 'terms.freight': { mark: '3', rate: '3200', currency: 'HKD' } } },
  { rule: 'R6.entered', what: 'swapped by the clerk', example: batteries, breaks: { 'lines[0].originCountry': 'HKG', 'lines[0].destinationCountry': 'CHN' }, path: 'lines[0].destinationCountry', severity: 'warning', fix: set('lines[0].destinationCountry', '110') },
  { rule: 'R7.code', what: 'eight digits', example: batteries, breaks: { 'lines[0].codes.mainland': '85076000' }, path: 'lines[0].codes.mainland', mend: { 'lines[0].codes.mainland': '8507600000' } },
  { rule: 'R7.code', what: 'a letter in it', example: food, breaks: { 'lines[1].codes.mainland': '07049O0000' }, path: 'lines[1].codes.mainland', mend: { 'lines[1].codes.mainland': '0704900000' } },
  { rule: 'R7.container', what: 'a line that is not there', example: components, breaks: { 'containers[0].lineNumbers': '1,3' }, path: 'containers[0].lineNumbers', severity: 'warning', fix: set('containers[0].lineNumbers', '1') },
  { rule: 'R7.container', what: 'no line at all', example: components, breaks: { 'containers[0].lineNumbers': '0' }, path: 'containers[0].lineNumbers', severity: 'warning', fix: set('containers[0].lineNumbers', '1,2') },
  { rule: 'R8', what: 'wrong check character', example: batteries, breaks: { 'parties.trader.uscc': '91441900000000001A' }, path: 'parties.trader.uscc', fix: set('parties.trader.uscc', '91441900000000001W') },
  { rule: 'R8', what: 'a letter typed small', example: batteries, breaks: { 'parties.declarant.uscc': '91440000000000004b' }, path: 'parties.declarant.uscc', fix: set('parties.declarant.uscc', '91440000000000004B') },
  { rule: 'R8', what: 'too short', example: batteries, breaks: { 'parties.owner.uscc': '9144190000000000' }, path: 'parties.owner.uscc', mend: { 'parties.owner.uscc': '914419000000000020' } },
  { rule: 'R9', what: 'wrong check digit', example: components, breaks: { 'containers[0].number': 'ZZZU0000015' }, path: 'containers[0].number', fix: set('containers[0].number', 'ZZZU0000010') },
  { rule: 'R9', what: 'fourth letter A', example: components, breaks: { 'containers[0].number': 'ZZZA0000010' }, path: 'containers[0].number', mend: { 'containers[0].number': 'ZZZU0000010' } },
  { rule: 'R11.mainland', what: 'the last character forgotten', example: batteries, breaks: { 'movement.mainlandVehicle': '粤Z0000' }, path: 'movement.mainlandVehicle', fix: set('movement.mainlandVehicle', '粤Z0000港') },
  { rule: 'R11.mainland', what: 'small letters and spaces', example: food, breaks: { 'movement.mainlandVehicle': '粤z ab12澳' }, path: 'movement.mainlandVehicle', fix: set('movement.mainlandVehicle', '粤ZAB12澳') },
  { rule: 'R11.mainland', what: 'six characters', example: batteries, breaks: { 'movement.mainlandVehicle': '粤Z000000港' }, path: 'movement.mainlandVehicle', mend: { 'movement.mainlandVehicle': '粤Z·0000·港' } },
  { rule: 'R11.side', what: 'a plate of Macao to Hong Kong', example: batteries, breaks: { 'movement.mainlandVehicle': '粤Z0000澳' }, path: 'movement.mainlandVehicle', severity: 'warning', fix: set('movement.mainlandVehicle', '粤Z0000港') },
  { rule: 'R11.macao', what: 'without hyphens', example: food, breaks: { 'movement.counterpartVehicle': 'MA0000' }, path: 'movement.counterpartVehicle', fix: set('movement.counterpartVehicle', 'MA-00-00') },
  { rule: 'R11.macao', what: 'three letters', example: food, breaks: { 'movement.counterpartVehicle': 'MAA-00-00' }, path: 'movement.counterpartVehicle', mend: { 'movement.counterpartVehicle': 'M-00-00' } },
  { rule: 'R11.hongkong', what: 'a space', example: batteries, breaks: { 'movement.counterpartVehicle': 'ZZ 0000' }, path: 'movement.counterpartVehicle', severity: 'warning', fix: set('movement.counterpartVehicle', 'ZZ0000') },
  { rule: 'R15.number', what: 'lithium-ion without a number', example: batteries, breaks: { 'lines[0].dangerousGoods.unNumber': undefined }, path: 'lines[0].dangerousGoods.unNumber', fix: { kind: 'choose', path: 'lines[0].dangerousGoods.unNumber', options: ['UN3480', 'UN3481'] } },
  { rule: 'R15.number', what: 'watt-hours under a number of lithium metal', example: batteries, breaks: { 'lines[0].dangerousGoods.unNumber': 'UN3090' }, path: 'lines[0].dangerousGoods.unNumber', fix: { kind: 'choose', path: 'lines[0].dangerousGoods.unNumber', options: ['UN3480', 'UN3481'] } },
  { rule: 'R15.size', what: 'nobody knows how large', example: batteries, breaks: { 'lines[0].dangerousGoods.cellEnergyWh': undefined, 'lines[0].dangerousGoods.batteryEnergyWh': undefined }, path: 'lines[0].dangerousGoods.batteryEnergyWh', severity: 'warning', mend: { 'lines[0].dangerousGoods.batteryEnergyWh': '133.2' } },
  { rule: 'R15.sheets', what: 'no use appraisal sheet', example: batteries, breaks: { 'lines[0].dangerousGoods.useSheet': undefined }, path: 'lines[0].dangerousGoods.useSheet', mend: { 'lines[0].dangerousGoods.useSheet': 'SAMPLE-USE-2' } },
  { rule: 'R15.sheets', what: 'no performance sheet', example: batteries, breaks: { 'lines[0].dangerousGoods.performanceSheet': undefined }, path: 'lines[0].dangerousGoods.performanceSheet', mend: { 'lines[0].dangerousGoods.performanceSheet': 'SAMPLE-PERFORMANCE-2' } },
  // the truck crosses on 2025-11-20
  { rule: 'R15.age', what: 'made 12 months and a day before', example: batteries, breaks: { 'lines[0].dangerousGoods.packagingMadeOn': '2024-11-19' }, path: 'lines[0].dangerousGoods.packagingMadeOn', mend: { 'lines[0].dangerousGoods.packagingMadeOn': '2024-11-20' } },
  { rule: 'R15.fields', what: 'no packing group', example: batteries, breaks: { 'lines[0].dangerousGoods.packingGroup': undefined }, path: 'lines[0].dangerousGoods.packingGroup', severity: 'warning', mend: { 'lines[0].dangerousGoods.packingGroup': 'II' } },
  { rule: 'R16', what: '300 Wh/kg and no licence', example: batteries, breaks: { 'lines[0].dangerousGoods.energyDensityWhPerKg': '300' }, path: 'lines[0].dangerousGoods.energyDensityWhPerKg', severity: 'warning', mend: { documents: [{ kind: '3', number: 'SAMPLE-DUAL-USE-1' }] } },
  { rule: 'R17.licence', what: 'cars without a licence', example: cars, breaks: { documents: undefined }, path: 'lines[0].codes.mainland', mend: { documents: [{ kind: '4', number: 'SAMPLE-LICENCE-1' }] } },
  { rule: 'R17.vin', what: 'cars without numbers', example: cars, breaks: { 'lines[0].vehicles': undefined }, path: 'lines[0].vehicles', severity: 'warning', mend: { 'lines[0].vehicles': [{ vin: 'LSAMPLE0000000003', licenceNumber: 'SAMPLE-LICENCE-1', licenceKind: 'LIC' }] } },
  { rule: 'R17.under', what: 'a vehicle under a licence of no line', example: cars, breaks: { 'lines[0].vehicles[0].licenceNumber': 'SAMPLE-LICENCE-9' }, path: 'lines[0].vehicles[0].licenceNumber', severity: 'warning', mend: { 'lines[0].vehicles[0].licenceNumber': 'SAMPLE-LICENCE-1' } },
  { rule: 'R19.packages', what: 'packages of no kind', example: batteries, breaks: { 'packages.kind': undefined }, path: 'packages.kind', mend: { 'packages.kind': '22' } },
  { rule: 'R19.value', what: 'a currency without a value', example: batteries, breaks: { 'lines[0].unitPrice': undefined }, path: 'lines[0].total', mend: { 'lines[0].total': '252000' } },
  { rule: 'R19.notify', what: 'a notify party without telephone', example: cars, breaks: { 'parties.notify': { name: 'Sample', address: 'Sample Road 1' } }, path: 'parties.notify.phone', mend: { 'parties.notify.phone': '00000004' } },
  { rule: 'R19.contact', what: 'a contact without telephone', example: batteries, breaks: { 'parties.dangerousGoodsContact': { name: '样例安全员' } }, path: 'parties.dangerousGoodsContact.phone', mend: { 'parties.dangerousGoodsContact.phone': '00000003' } },
  { rule: 'R19.dangerous', what: 'nobody to call', example: batteries, breaks: { 'parties.dangerousGoodsContact': undefined }, path: 'parties.dangerousGoodsContact.name', severity: 'warning', mend: { 'parties.dangerousGoodsContact': { name: '样例安全员', phone: '00000003' } } },
  { rule: 'R20.one', what: 'two batch numbers', example: batteries, breaks: { 'movement.batchNumber': 'SAMPLE-1, SAMPLE-2' }, path: 'movement.batchNumber', fix: set('movement.batchNumber', 'SAMPLE-1') },
  { rule: 'R22.goods', what: 'other goods in Hong Kong', example: batteries, breaks: { 'lines[0].codes.hongkong': '85065000' }, path: 'lines[0].codes.hongkong', mend: { 'lines[0].codes.hongkong': '85076000' } },
]

/** A sentence with all its parameters, not the code and its parameters. */
function expectReadable({ reason, fix }: RenderedIssue): void {
  for (const text of [reason, fix]) {
    expect(text.length).toBeGreaterThan(4)
    expect(text).not.toMatch(/[{}]|#field|#filing/)
  }
}

const found = (issues: readonly Issue[], rule: string, path: string): readonly Issue[] =>
  issues.filter((issue) => issue.rule === rule && issue.path === path)

describe('a shipment that breaks a rule', () => {
  test.each(cases)('$rule: $what', ({ rule, example, breaks, path, severity, fix, mend }) => {
    const draft = exampleDraft(example)
    expect(prepared(draft).issues.filter((issue) => issue.rule === rule)).toEqual([])
    const broken = changed(draft, breaks)
    const [finding, ...more] = found(prepared(broken).issues, rule, path)
    expect(finding).toMatchObject({ path, severity: severity ?? 'error' })
    expect(more).toEqual([])
    expect(finding?.source).not.toBe('')
    if (finding !== undefined) for (const language of languages) expectReadable(renderIssue(finding, knowledge.messages, language))
    if (fix === undefined) expect(finding?.fix?.kind).toBe('act')
    else expect(finding?.fix).toEqual(fix)
    const mended = mend === undefined ? fixed(broken, finding?.fix) : changed(broken, mend)
    expect(found(prepared(mended).issues, rule, path)).toEqual([])
  })
})

interface Doctored {
  readonly rule: string
  readonly what: string
  readonly example: ExampleName
  readonly element: readonly [kind: FilingKind, group: string, element: string]
  readonly wrong: string | undefined
  readonly path: string
  readonly severity?: Issue['severity']
  readonly fixKind?: Fix['kind']
}

/** Filings that somebody else wrote: a value in them is changed after they were built. */
const doctored: readonly Doctored[] = [
  { rule: 'R1.sum', what: 'net that is no sum', example: food, element: ['mainland-declaration', 'DecHead', 'NetWt'], wrong: '1799', path: 'lines[0].netWeightKg' },
  { rule: 'R1.sum', what: 'gross below net', example: food, element: ['mainland-declaration', 'DecHead', 'GrossWet'], wrong: '1799', path: 'lines[0].grossWeightKg' },
  { rule: 'R1.minimum', what: 'half a kilogram', example: food, element: ['mainland-declaration', 'DecHead', 'GrossWet'], wrong: '0.5', path: 'lines[0].grossWeightKg', fixKind: 'set' },
  { rule: 'R6.message', what: 'an export that is not crosswise', example: batteries, element: ['mainland-declaration', 'DecList', 'OriginCountry'], wrong: '142', path: 'lines[0].originCountry' },
  { rule: 'R6.message', what: 'an import that is', example: components, element: ['mainland-declaration', 'DecList', 'OriginCountry'], wrong: '142', path: 'lines[0].originCountry' },
  { rule: 'R7.numbers', what: 'a first line numbered 2', example: food, element: ['mainland-declaration', 'DecList', 'GNo'], wrong: '2', path: 'lines[0]', severity: 'warning' },
  { rule: 'R19.weight', what: 'a weight of no unit', example: food, element: ['mainland-manifest-original', 'Consignment', '重量单位'], wrong: undefined, path: 'lines[0].grossWeightKg' },
  { rule: 'R19.volume', what: 'a volume of no unit', example: batteries, element: ['mainland-manifest-original', 'Consignment', '体积单位'], wrong: undefined, path: 'packages.volumeM3' },
  { rule: 'R20.same', what: 'another batch in the manifest', example: batteries, element: ['mainland-manifest-confirmation', 'Manifest', 'D014'], wrong: 'SAMPLE-2', path: 'movement.batchNumber' },
  { rule: 'R21.first', what: 'a unified number at first sending', example: batteries, element: ['mainland-declaration', 'DecHead', 'SeqNo'], wrong: 'E20250000000000001', path: '' },
  { rule: 'R21.client', what: 'an own number of 17 characters', example: batteries, element: ['mainland-declaration', 'DecSign', 'ClientSeqNo'], wrong: 'LD123456789012345', path: 'reference' },
  { rule: 'R21.entry', what: 'an entry number of another office', example: components, element: ['mainland-declaration', 'DecHead', 'EntryId'], wrong: '530120261000000001', path: '' },
  { rule: 'R21.entry', what: 'an import numbered as none', example: components, element: ['mainland-declaration', 'DecHead', 'EntryId'], wrong: '532020260000000001', path: '' },
  { rule: 'R22.packages', what: 'other packages in the manifest', example: batteries, element: ['mainland-manifest-original', 'Consignment', '件数'], wrong: '119', path: 'packages.count' },
  { rule: 'R22.packages', what: 'other packages in Hong Kong', example: batteries, element: ['hongkong-cargo', 'Cargo', 'ACI-a'], wrong: '119', path: 'packages.count' },
  { rule: 'R22.party', what: 'another consignee in Hong Kong', example: batteries, element: ['hongkong-cargo', 'Cargo', 'ACI-f'], wrong: 'Another Sample Limited', path: 'parties.overseas.nameEn' },
  { rule: 'R22.date', what: 'another day in Hong Kong', example: batteries, element: ['hongkong-cargo', 'Cargo', 'ACI-h'], wrong: '2025-11-21', path: 'movement.crossingAt' },
]

function doctor(filings: readonly Filing[], { element: [kind, group, element], wrong }: Doctored): readonly Filing[] {
  return filings.map((filing) =>
    filing.kind !== kind
      ? filing
      : {
          kind,
          groups: filing.groups.map((each) => {
            if (each.group !== group || each.index !== 0) return each
            const others = each.elements.filter((other) => other.element !== element)
            const origin = { kind: 'received' } as const
            return { ...each, elements: wrong === undefined ? others : [...others, { element, value: wrong, origin }] }
          }),
        },
  )
}

function judged(example: ExampleName, filings?: readonly Filing[]): readonly Issue[] {
  const shipment = prepared(exampleDraft(example))
  return judge(knowledge.rules, {
    submission: shipment.submission,
    book: knowledge.book,
    on: shipment.on,
    now: shipment.now,
    senderNumber: '0123456789abcdef',
    filings: filings ?? shipment.filings,
  })
}

describe('a filing that was written otherwise', () => {
  test.each(doctored)('$rule: $what', (each) => {
    const issues = judged(each.example, doctor(prepared(exampleDraft(each.example)).filings, each))
    expect(found(issues, each.rule, each.path)).toHaveLength(1)
    for (const issue of found(issues, each.rule, each.path)) expectReadable(renderIssue(issue, knowledge.messages, 'pt'))
    expect(found(issues, each.rule, each.path)[0]).toMatchObject({ severity: each.severity ?? 'error', fix: { kind: each.fixKind ?? 'act' } })
    expect(judged(each.example).filter((issue) => issue.rule === each.rule)).toEqual([])
  })

  test('R21.entry: an entry number as customs gives it', () => {
    const given = { ...(doctored.find((each) => each.rule === 'R21.entry') as Doctored), wrong: '532020261000000001' }
    expect(judged(components, doctor(prepared(exampleDraft(components)).filings, given)).filter((issue) => issue.rule === 'R21.entry')).toEqual([])
  })
})

describe('R3.decimals', () => {
  const shipment = prepared(exampleDraft(components))
  const [line] = shipment.submission.lines
  const context = (change: object, terms: object = {}) => ({
    book: knowledge.book,
    on: shipment.on,
    now: shipment.now,
    senderNumber: '',
    filings: [],
    submission: { ...shipment.submission, lines: line === undefined ? [] : [{ ...line, ...change }], terms: { ...shipment.submission.terms, ...terms } },
  })
  const check = mainlandChecks['R3.decimals']

  test.each([
    ['price 4', { unitPrice: decimal('1.23456') }, {}, 'lines[0].unitPrice', '1.2346'],
    ['total 2', { total: decimal('1.235') }, {}, 'lines[0].total', '1.24'],
    ['quantity 5', { quantity: decimal('1.123456') }, {}, 'lines[0].quantity', '1.12346'],
    ['charge 5', {}, { freight: { rate: decimal('0.000001') } }, 'terms.freight.rate', '0.00000'],
  ] as const)('R3.decimals: %s', (_, change, terms, path, value) => {
    expect(check?.(context(change, terms))).toMatchObject([{ path, fix: { kind: 'set', path, value } }])
  })

  test('R3.decimals: zeros at the end are none', () => expect(check?.(context({ unitPrice: decimal('1.23450000'), total: decimal('2.50') }))).toEqual([]))
})

describe('within rounding', () => {
  // 1 / 3: a price of 33.3333 is 100.00 for 3, since 33.33325 × 3 - 0.005 ≤ 100 ≤ 33.33335 × 3 + 0.005
  test.each([
    ['100.00', true],
    ['99.99', false],
    ['100.01', false],
  ])('R3.total: price 33.3333 × 3 = %s is right: %s', (total, isRight) => {
    const draft = changed(exampleDraft(components), { 'lines[0].unitPrice': '33.3333', 'lines[0].quantity': '3', 'lines[0].firstUnit': '007', 'lines[0].total': total })
    expect(found(prepared(draft).issues, 'R3.total', 'lines[0].total').length === 0).toBe(isRight)
  })
})

// A price of fewer than four decimals was not rounded to four: the total is the product, to half a unit of its last decimal.
describe('a price that is not rounded', () => {
  test.each([
    ['1', '1000000', '1000000.00', true],
    ['1', '1000000', '1000049.99', false],
    ['1', '1000000', '1000000.01', false],
    ['12.345', '3', '37.04', true], // 37.035
    ['12.345', '3', '37.03', true],
    ['12.345', '3', '37.05', false],
    ['1.0000', '1000000', '1000049.99', false],
    ['1.0001', '1000000', '1000149.99', true], // 1.00005 × 1000000 ≤ total ≤ 1.00015 × 1000000
  ])('R3.total: price %s × %s = %s is right: %s', (unitPrice, quantity, total, isRight) => {
    const draft = changed(exampleDraft(components), { 'lines[0].unitPrice': unitPrice, 'lines[0].quantity': quantity, 'lines[0].firstUnit': '007', 'lines[0].total': total })
    expect(found(prepared(draft).issues, 'R3.total', 'lines[0].total').length === 0).toBe(isRight)
  })
})

test('R3.total: what price × quantity gives, rounded, always passes; a unit more of a large total does not', () => {
  const price = fc.integer({ min: 1, max: 99_999_999 }).map((units) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`)
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 100 }), (unitPrice, quantity) => {
      const product = round(multiply(decimal(unitPrice), decimal(String(quantity))), 2, 'half-up')
      const judgedWith = (total: string) => {
        const draft = changed(exampleDraft(components), { 'lines[0].unitPrice': unitPrice, 'lines[0].quantity': String(quantity), 'lines[0].total': total })
        return found(prepared(draft).issues, 'R3.total', 'lines[0].total').length
      }
      expect(judgedWith(formatDecimal(product))).toBe(0)
      expect(judgedWith(formatDecimal(add(product, decimal('0.02'))))).toBe(1)
    }),
    { numRuns: 100, seed: 3 },
  )
})

describe('limits of lithium', () => {
  const without = { 'lines[0].dangerousGoods.useSheet': undefined, 'lines[0].dangerousGoods.cellEnergyWh': undefined }
  test.each([
    ['UN3480', 'batteryEnergyWh', '100', false],
    ['UN3480', 'batteryEnergyWh', '100.001', true],
    ['UN3480', 'cellEnergyWh', '20', false],
    ['3481', 'cellEnergyWh', '20.001', true],
    ['UN3090', 'cellLithiumG', '1', false],
    ['UN3090', 'cellLithiumG', '1.001', true],
    ['UN3091', 'batteryLithiumG', '2', false],
    ['UN3091', 'batteryLithiumG', '2.001', true],
  ])('R15.sheets: %s with %s of %s needs them: %s', (number, member, amount, needs) => {
    const draft = changed(exampleDraft(batteries), {
      ...without,
      'lines[0].dangerousGoods.batteryEnergyWh': undefined,
      'lines[0].dangerousGoods.unNumber': number,
      [`lines[0].dangerousGoods.${member}`]: amount,
    })
    expect(prepared(draft).issues.some((issue) => issue.rule === 'R15.sheets')).toBe(needs)
  })

  test('R15.number: grams of lithium under a number of lithium-ion', () => {
    const draft = changed(exampleDraft(batteries), { ...without, 'lines[0].dangerousGoods.batteryEnergyWh': undefined, 'lines[0].dangerousGoods.cellLithiumG': '0.5' })
    expect(found(prepared(draft).issues, 'R15.number', 'lines[0].dangerousGoods.unNumber')).toMatchObject([{ fix: { options: ['UN3090', 'UN3091'] } }])
  })
})

describe('the same shipment on two days', () => {
  test.each([
    ['R16', batteries, { 'lines[0].dangerousGoods.energyDensityWhPerKg': '320' }, '2025-11-07', '2025-11-08'],
    ['R17.licence', cars, { documents: undefined }, '2025-12-31', '2026-01-01'],
    ['R17.vin', cars, { 'lines[0].vehicles': undefined }, '2025-12-31', '2026-01-01'],
  ] as const)('%s does not hold before its day', (rule, example, breaks, dayBefore, firstDay) => {
    // The truck crosses on the day of judgement: a rule that comes in between would warn.
    const onDay = (day: string) =>
      prepared(changed(exampleDraft(example), { ...breaks, 'movement.crossingAt': `${day}T23:00+08:00` }), civilDate(day)).issues.filter((issue) => issue.rule === rule)
    expect(onDay(dayBefore)).toEqual([])
    expect(onDay(firstDay)).toHaveLength(1)
  })

  test('R16: 299.999 Wh/kg is not controlled, nor is an import, nor what has licence G', () => {
    const dense = { 'lines[0].dangerousGoods.energyDensityWhPerKg': '320' }
    for (const changes of [
      { 'lines[0].dangerousGoods.energyDensityWhPerKg': '299.999' },
      { ...dense, direction: 'import' },
      { ...dense, documents: [{ kind: 'G', number: 'SAMPLE-DUAL-USE-2' }] },
    ]) {
      expect(prepared(changed(exampleDraft(batteries), changes)).issues.some((issue) => issue.rule === 'R16')).toBe(false)
    }
  })
})

describe.each(['submission', 'declaration', 'mainland'])('messages/%s.csv', (file) => {
  test.each(knowledge.rows(`messages/${file}.csv`).map((row) => [row['code'] ?? '', row] as const))('%s says the same in four languages', (_, row) => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted()
    for (const language of languages) {
      expect(row[language]).toBeTruthy()
      expect(placeholders(row[language] ?? '')).toEqual(placeholders(row['en'] ?? ''))
    }
  })
})

test('every rule of the mainland has a row and a test of its id', () => {
  const rows = knowledge.rows('rules/mainland-rules.csv').map((row) => row['id'] ?? '')
  const tested = new Set([...cases, ...doctored].map((each) => each.rule).concat('R3.decimals', 'R17.twice', 'R3.zero', 'R22.road', 'R22.port'))
  expect(Object.keys(mainlandChecks).toSorted()).toEqual(rows.toSorted())
  expect(rows.filter((id) => !tested.has(id))).toEqual([])
})

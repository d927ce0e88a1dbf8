import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedWco } from '../../../../test/golden/shipped.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import type { FiledGroup, Filing } from '../filing.ts'
import { wcoFromDeclaration } from './from-declaration.ts'
import { declarationFromWco } from './to-declaration.ts'
import { fitsFormat, wcoModelFrom, type WcoElement } from './wco-model.ts'
import { wcoPath, type WcoValue } from './wco-value.ts'
import { checkWcoValues, maxWcoWarnings, readWcoXml, wcoNamespace, writeWcoXml, type ReadWco } from './wco-xml.ts'

const { model } = shippedWco
const item = '/Declaration/GoodsShipment/GovernmentAgencyGoodsItem'

type Row = readonly [string, Readonly<Record<string, string>>]

function filingOf(...rows: readonly Row[]): Filing {
  const counts = new Map<string, number>()
  const groups = rows.map(([group, values]): FiledGroup => {
    const index = counts.get(group) ?? 0
    counts.set(group, index + 1)
    return { group, index, elements: Object.entries(values).map(([element, value]) => ({ element, value, origin: { kind: 'received' } })) }
  })
  return { kind: 'mainland-declaration', groups }
}

const sample = filingOf(
  ['DecHead', { IEFlag: 'E', CustomMaster: '5204', IEPort: '5301', AgentCode: '4419000001', AgentName: '样品报关', TradeCode: '4419000002', TradeName: '样品电池', GrossWet: '520.5', PackNo: '20', WrapType: '22', MarkNo: 'N/M', TradeCountry: '110', TradeMode: '0110', TransMode: '3', TrafMode: '4', OverseasConsigneeEname: 'SAMPLE TRADING LTD', FeeMark: '3', FeeRate: '100', FeeCurr: '502', ContrNo: 'SAMPLE-C-1' }],
  ['DecList', { GNo: '1', CodeTS: '8507600090', GName: '锂离子电池（样品）', FirstQty: '500', FirstUnit: '035', DeclTotal: '12500', TradeCurr: '502', OriginCountry: '110', DestinationCountry: '142', Uncode: '3480' }],
  ['DecList', { GNo: '2', CodeTS: '8544422100', GName: '电线（样品）', FirstQty: '7', FirstUnit: '007', DeclTotal: '70.5', TradeCurr: '110', OriginCountry: '110', DestinationCountry: '142' }],
  ['Container', { ContainerId: 'SMPU0000012' }],
  ['LicenseDocu', { DocuCode: 'B', CertCode: 'SAMPLE-B-1' }],
  ['DecGoodsLimit', { GoodsNo: '2', LicTypeCode: '408', LicenceNo: 'SAMPLE-L-1', LicWrtofQty: '7' }],
  ['DecSign', { ClientSeqNo: 'LD0123456789ABCDEF' }],
  ['TrnContainers', { ContaNo: 'SMPU0000012', SealNo: 'SAMPLE-LOCK-1' }],
)

describe('formats', () => {
  // WCO Data Model notation: a letters, n digits, an both; `..` up to; after the comma decimals.
  const cases: readonly [string, string, boolean][] = [
    ['an..5', '12345', true],
    ['an..5', '123456', false],
    ['an..2', '电池', true],
    ['a2', 'HK', true],
    ['a2', 'HKG', false],
    ['a2', 'H1', false],
    ['n1', '4', true],
    ['n1', '44', false],
    ['n..8', '12345678', true],
    ['n..8', '123456789', false],
    ['n..8', '1.5', false],
    ['n..16,6', '1234567890.123456', true],
    ['n..16,6', '12345678901.123456', false],
    ['n..16,6', '1.1234567', false],
    ['n..16,6', '1,5', false],
  ]
  test.each(cases)('%s holds %s: %s', (format, value, expected) => {
    const root = { path: '/Declaration', wco_id: '', format: '', min: '1', max: '1' }
    const found = wcoModelFrom([root, { ...root, path: '/Declaration/ID', format }]).byPath.get('/Declaration/ID')?.format
    expect(found !== undefined && fitsFormat(found, value)).toBe(expected)
  })
})

describe('a mainland declaration in the WCO Data Model', () => {
  const { values, issues, left } = wcoFromDeclaration(sample, shippedWco)
  const at = (path: string): unknown => {
    const found = values.find((value) => value.path === path)
    return found === undefined ? undefined : [found.value, ...Object.values(found.attributes ?? {})]
  }
  const expected: readonly [string, readonly string[]][] = [
    ['/Declaration/FunctionCode', ['9']],
    ['/Declaration/TypeCode', ['E']],
    ['/Declaration/FunctionalReferenceID', ['LD0123456789ABCDEF']],
    ['/Declaration/TotalGrossMassMeasure', ['520.5', 'KGM']],
    ['/Declaration/Agent/ID', ['4419000001']],
    ['/Declaration/Exporter/Name', ['样品电池']],
    ['/Declaration/AdditionalDocument[0]/ID', ['SAMPLE-B-1']],
    ['/Declaration/CurrencyExchange[1]/CurrencyTypeCode', ['HKD']],
    ['/Declaration/GoodsShipment/Destination/CountryCode', ['HK']],
    ['/Declaration/GoodsShipment/TradeTerms/ConditionCode', ['FOB']],
    ['/Declaration/GoodsShipment/CustomsValuation/FreightChargeAmount', ['100', 'USD']],
    ['/Declaration/GoodsShipment/Consignment/TransportEquipment[0]/Seal[0]/ID', ['SAMPLE-LOCK-1']],
    ['/Declaration/GoodsShipment/Consignment/TransportEquipment[0]/SequenceNumeric', ['1']],
    [`${item}[0]/SequenceNumeric`, ['1']],
    [`${item}[0]/Commodity/Classification[0]/ID`, ['8507600090']],
    [`${item}[0]/Commodity/GoodsMeasure/NetNetWeightMeasure`, ['500', 'KGM']],
    [`${item}[0]/Commodity/InvoiceLine/ItemChargeAmount`, ['12500', 'USD']],
    [`${item}[0]/Commodity/DangerousGoods[0]/UNDGID`, ['3480']],
    // On export the message carries origin and destination the other way round.
    [`${item}[0]/Origin[0]/CountryCode`, ['CN']],
    [`${item}[0]/Destination/CountryCode`, ['HK']],
    [`${item}[1]/GovernmentProcedure[0]/CurrentCode`, ['0110']],
    [`${item}[1]/AdditionalDocument[0]/WriteOff/QuantityQuantity`, ['7']],
  ]
  test.each(expected)('%s', (path, value) => expect(at(path)).toEqual(value))

  test('leaves nothing behind and misses nothing', () => {
    expect(issues).toEqual([])
    expect(left).toEqual([])
    expect(checkWcoValues(values, model)).toEqual([])
  })

  test('comes back through XML with what the mapping holds', () => {
    const xml = readWcoXml(writeWcoXml(values, model), model)
    if (!xml.ok) throw new Error(JSON.stringify(xml.issues))
    expect(xml.value.issues).toEqual([])
    expect(new Set(xml.value.values.map((value) => JSON.stringify(value)))).toEqual(new Set(values.map((value) => JSON.stringify(value))))
    const { filing, issues: warnings, left: notRead } = declarationFromWco(xml.value.values, shippedWco)
    expect(warnings).toEqual([])
    expect(notRead).toEqual([])
    expect(sorted(filing)).toEqual(sorted(sample))
  })

  test.each<readonly [string, Row, readonly string[]]>([
    ['an element of no binding', ['DecHead', { IEFlag: 'E', NetWt: '500' }], ['NetWt']],
    ['a binding of the other direction', ['DecHead', { IEFlag: 'I', OverseasConsigneeEname: 'S' }], ['OverseasConsigneeEname']],
    ['freight that is no total', ['DecHead', { IEFlag: 'E', FeeMark: '1', FeeRate: '2', FeeCurr: '110' }], ['FeeMark', 'FeeRate', 'FeeCurr']],
    ['a unit that has no code', ['DecList', { GNo: '1', FirstQty: '2', FirstUnit: '999' }], ['FirstUnit']],
    ['what stands at items, where there is none', ['DecHead', { IEFlag: 'E', TradeMode: '0110' }], ['TradeMode']],
  ])('%s is left', (_, row, expected) => {
    expect(wcoFromDeclaration(filingOf(row), shippedWco).left.map(({ element }) => element)).toEqual(expected)
  })

  test.each<readonly [string, WcoValue]>([
    ['a weight in tonnes', { path: '/Declaration/TotalGrossMassMeasure', value: '12', attributes: { unitCode: 'TNE' } }],
    ['a quantity of an unknown unit', { path: `${item}[0]/Commodity/GoodsMeasure/TariffQuantity`, value: '12', attributes: { unitCode: 'ZZZ' } }],
    ['an amount of an unknown currency', { path: `${item}[0]/Commodity/InvoiceLine/ItemChargeAmount`, value: '12', attributes: { currencyID: 'ZZZ' } }],
  ])('%s is not read without a warning', (_, value) => {
    const { issues: warnings } = declarationFromWco([{ path: '/Declaration/TypeCode', value: 'E' }, value], shippedWco)
    expect(warnings.map(({ path, code }) => [path, code])).toEqual([[value.path, 'wco_no_code']])
  })

  test('what the declaration has no element for is left', () => {
    const surplus: readonly WcoValue[] = [
      { path: '/Declaration/GoodsItemQuantity', value: '3' },
      { path: '/Declaration/CurrencyExchange[0]/CurrencyTypeCode', value: 'USD' },
      { path: `${item}[1]/Packaging[0]/TypeCode`, value: 'CT' },
      { path: `${item}[0]/Commodity/GoodsMeasure/NetNetWeightMeasure`, value: '3', attributes: { unitCode: 'KGM' } },
    ]
    expect(declarationFromWco([{ path: '/Declaration/TypeCode', value: 'E' }, ...surplus], shippedWco).left).toEqual(surplus)
  })

  const behind: readonly [string, Row, string][] = [
    ['a name of 71 characters', ['DecHead', { IEFlag: 'E', TradeName: 'x'.repeat(71) }], 'wco_left_behind'],
    ['a total of four decimals', ['DecList', { GNo: '1', DeclTotal: '1.2345' }], 'wco_left_behind'],
    ['a trade term that Incoterms do not have', ['DecHead', { TransMode: '5' }], 'wco_no_code'],
    ['a licence of a line that is not there', ['DecGoodsLimit', { GoodsNo: '9', LicenceNo: 'S' }], 'wco_no_line'],
  ]
  test.each(behind)('%s stays behind with a warning', (_, row, code) => {
    expect(wcoFromDeclaration(filingOf(row), shippedWco).issues.map((each) => each.code)).toContain(code)
  })
})

describe('XML', () => {
  const opening = `<Declaration xmlns="${wcoNamespace}">`
  const read = (text: string): ReadWco => {
    const answer = readWcoXml(encodeUtf8(text), model)
    if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
    return answer.value
  }

  test('has the order of the element list', () => {
    const values: WcoValue[] = [
      { path: `${item}[1]/SequenceNumeric`, value: '2' },
      { path: '/Declaration/TypeCode', value: 'E' },
      { path: `${item}[0]/SequenceNumeric`, value: '1' },
      { path: '/Declaration/FunctionCode', value: '9' },
      { path: '/Declaration/IssueDateTime', value: '20260302', attributes: { formatCode: '102' } },
    ]
    expect(new TextDecoder().decode(writeWcoXml(values, model))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
  <FunctionCode>9</FunctionCode>
  <IssueDateTime>
    <DateTimeString xmlns="urn:wco:datamodel:WCO:Declaration_DS:DMS:2" formatCode="102">20260302</DateTimeString>
  </IssueDateTime>
  <TypeCode>E</TypeCode>
  <GoodsShipment>
    <GovernmentAgencyGoodsItem>
      <SequenceNumeric>1</SequenceNumeric>
    </GovernmentAgencyGoodsItem>
    <GovernmentAgencyGoodsItem>
      <SequenceNumeric>2</SequenceNumeric>
    </GovernmentAgencyGoodsItem>
  </GoodsShipment>
</Declaration>
`)
  })

  test('any values come back', () => {
    const leaves = [...model.byPath.values()].filter((element) => element.format !== undefined)
    const value = fc.tuple(fc.constantFrom(...leaves), fc.nat(2), fc.nat(2)).chain(([leaf, first, second]) =>
      fitting(leaf).map((text): WcoValue => ({ path: wcoPath(leaf.path, model, [first, second]), value: text })),
    )
    fc.assert(fc.property(fc.uniqueArray(value, { maxLength: 20, selector: ({ path }) => path }), (values) => {
      const bytes = writeWcoXml(values, model)
      const first = readWcoXml(bytes, model)
      if (!first.ok) throw new Error(JSON.stringify(first.issues))
      // Holes in a list close up, so the second reading is compared with the first.
      expect(first.value.values.map((each) => each.value).toSorted()).toEqual(values.map((each) => each.value).toSorted())
      expect(writeWcoXml(first.value.values, model)).toEqual(bytes)
    }))
  })

  const warnings: readonly [string, string, string][] = [
    ['an unknown element', `${opening}<FunctionCode>9</FunctionCode><Foo/></Declaration>`, 'wco_unknown'],
    ['a second of what stands once', `${opening}<FunctionCode>9</FunctionCode><FunctionCode>9</FunctionCode></Declaration>`, 'wco_too_many'],
    ['a value that does not fit', `${opening}<FunctionCode>999</FunctionCode></Declaration>`, 'wco_value_unfit'],
    ['nothing that is required', `${opening}<TypeCode>E</TypeCode></Declaration>`, 'wco_required'],
    ['children where a value should be', `${opening}<FunctionCode><A/></FunctionCode></Declaration>`, 'wco_unknown'],
    ['another namespace of the WCO', '<Declaration xmlns="urn:wco:datamodel:WCO:DEC:2"><FunctionCode>9</FunctionCode></Declaration>', 'wco_other_namespace'],
  ]
  test.each(warnings)('%s is a warning', (_, text, code) => expect(read(text).issues.map((each) => each.code)).toContain(code))

  const refusals: readonly [string, string, string][] = [
    ['another root', '<DecMessage/>', 'wco_wrong_root'],
    ['another namespace', '<Declaration xmlns="urn:other"/>', 'wco_wrong_namespace'],
    ['no XML', '', 'xml_malformed'],
  ]
  test.each(refusals)('%s is refused', (_, text, code) => {
    expect(readWcoXml(encodeUtf8(text), model)).toMatchObject({ ok: false, issues: [{ code }] })
  })

  test('a declaration in its wrapper, prefixed', () => {
    const text = `<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns:d="${wcoNamespace}"><d:Declaration><d:FunctionCode>9</d:FunctionCode></d:Declaration></md:MetaData>`
    expect(read(text)).toEqual({ values: [{ path: '/Declaration/FunctionCode', value: '9' }], extra: [], issues: [] })
  })

  test('warnings end with a last one', () => {
    const { issues } = read(`${opening}${'<Foo/>'.repeat(2000)}</Declaration>`)
    expect(issues).toHaveLength(maxWcoWarnings)
    expect(issues.at(-1)?.code).toBe('wco_more')
  })

  test('a direction that is not said is a warning', () => {
    expect(declarationFromWco([], shippedWco).issues.map((each) => each.code)).toEqual(['wco_direction_unknown'])
  })
})

test('the mapping binds elements and paths that exist, in a format that both name', () => {
  expect(shippedWco.bindings.length).toBeGreaterThan(40)
  for (const { path } of shippedWco.bindings) expect(model.byPath.get(path)?.format, path).toBeDefined()
})

function fitting({ format }: WcoElement): fc.Arbitrary<string> {
  const max = Math.min(format?.max ?? 1, 12)
  if (format?.kind === 'n') return fc.stringMatching(new RegExp(format.isExact ? `^[0-9]{${max}}$` : '^[0-9]{1,2}$'))
  return fc.stringMatching(new RegExp(`^[A-Z]{${format?.isExact === true ? max : 1},${max}}$`))
}

function sorted(filing: Filing): readonly string[] {
  return filing.groups
    .map(({ group, index, elements }) => JSON.stringify([group, index, elements.map(({ element, value }) => [element, value]).toSorted()]))
    .toSorted()
}

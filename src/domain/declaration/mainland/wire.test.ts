import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shippedBook, shippedDay, shippedNodes, shippedPlan } from '../../../../test/golden/shipped.ts'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import type { ElementFact } from '../element-fact.ts'
import type { FiledGroup, Filing } from '../filing.ts'
import { canonicalXml } from '../wire/xml-writer.ts'
import { readXml } from '../wire/xml.ts'
import { readZip } from '../wire/zip.ts'
import { codeListOf } from './message-checks.ts'
import type { PlannedNode } from './message-plan.ts'
import { inMessageOrder } from './message-tree.ts'
import { destinationOf, directionOf, looksUnswapped, originOf } from './origin-swap.ts'
import { maxWarnings, readDecMessage, readOutBoxZip, type ReadDeclaration } from './read-message.ts'
import { writeReadDeclaration } from './rewrite-message.ts'
import { writeDecMessage, writeOutBoxZip } from './wire.ts'

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

function valuesOf(filing: Filing): readonly unknown[] {
  return filing.groups.map(({ group, index, elements }) => [group, index, new Map(elements.map(({ element, value }) => [element, value]))])
}

function read(bytes: Uint8Array | string): ReadDeclaration {
  const answer = readDecMessage(typeof bytes === 'string' ? encodeUtf8(bytes) : bytes, shippedPlan, shippedBook, shippedDay)
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  return answer.value
}

const opening = '<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec">'
const codes = (text: string): readonly string[] => read(text).issues.map(({ code }) => code)

describe('what is written', () => {
  const filing = filingOf(
    ['DecHead', { IEFlag: 'E', AgentCode: '4419000001', GrossWet: '1.5' }],
    ['DecList', { GNo: '1', GName: '样品 <1>' }],
    ['DecList', { GNo: '2' }],
    ['DecGoodsLimit', { LicTypeCode: '408', GoodsNo: '2', LicenceNo: 'SAMPLE-1' }],
    ['DecGoodsLimitVin', { VinNo: '1', LicenceNo: 'SAMPLE-1', LicTypeCode: '408' }],
    ['DecSign', { ClientSeqNo: 'LD0123456789ABCDEF', OperType: 'G' }],
    ['TrnContainers', { ContaNo: 'SMPU0000012' }],
  )

  test('in the order of the tables, with wrappers, licences in their lines and an empty signature', () => {
    expect(new TextDecoder().decode(writeDecMessage(filing, shippedPlan))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec">
  <DecHead>
    <AgentCode>4419000001</AgentCode>
    <GrossWet>1.5</GrossWet>
    <IEFlag>E</IEFlag>
  </DecHead>
  <DecLists>
    <DecList>
      <GName>样品 &lt;1&gt;</GName>
      <GNo>1</GNo>
    </DecList>
    <DecList>
      <GNo>2</GNo>
      <DecGoodsLimits>
        <DecGoodsLimit>
          <GoodsNo>2</GoodsNo>
          <LicTypeCode>408</LicTypeCode>
          <LicenceNo>SAMPLE-1</LicenceNo>
          <DecGoodsLimitVin>
            <LicenceNo>SAMPLE-1</LicenceNo>
            <LicTypeCode>408</LicTypeCode>
            <VinNo>1</VinNo>
          </DecGoodsLimitVin>
        </DecGoodsLimit>
      </DecGoodsLimits>
    </DecList>
  </DecLists>
  <DecSign>
    <OperType>G</OperType>
    <ClientSeqNo>LD0123456789ABCDEF</ClientSeqNo>
    <Sign/>
    <SignDate/>
  </DecSign>
  <TrnContainers>
    <TrnContainer>
      <ContaNo>SMPU0000012</ContaNo>
    </TrnContainer>
  </TrnContainers>
</DecMessage>
`)
  })

  test('head and signature stand even in an empty message', () => {
    const text = new TextDecoder().decode(writeDecMessage(filingOf(), shippedPlan))
    expect(text).toContain('  <DecHead/>\n  <DecSign>\n    <Sign/>\n    <SignDate/>\n  </DecSign>\n')
  })

  test('is already in the canonical shape', () => {
    const bytes = writeDecMessage(filing, shippedPlan)
    const tree = readXml(bytes)
    expect(tree.ok && canonicalXml(tree.value.root)).toBe(new TextDecoder().decode(bytes))
  })

  test('the zip of OutBox holds one XML and both have the name of ClientSeqNo', () => {
    const zip = writeOutBoxZip(filing, shippedPlan)
    expect(zip.name).toBe('LD0123456789ABCDEF.zip')
    expect(readZip(zip.bytes)).toEqual({ ok: true, value: [{ name: 'LD0123456789ABCDEF.xml', bytes: writeDecMessage(filing, shippedPlan) }] })
    expect(writeOutBoxZip(filingOf(['DecSign', { ClientSeqNo: '../../a' }]), shippedPlan).name).toBe('declaration.zip')
    const again = readOutBoxZip(zip.bytes, shippedPlan, shippedBook, shippedDay)
    expect(again.ok && valuesOf(again.value.filing)).toEqual(valuesOf(filing))
  })

  test('one licence on two lines: the vehicles of each line stand in its own', () => {
    const twice = filingOf(
      ['DecList', { GNo: '1' }],
      ['DecList', { GNo: '2' }],
      ['DecGoodsLimit', { GoodsNo: '1', LicenceNo: 'S', LicTypeCode: '1' }],
      ['DecGoodsLimit', { GoodsNo: '2', LicenceNo: 'S', LicTypeCode: '1' }],
      ['DecGoodsLimitVin', { LicenceNo: 'S', LicTypeCode: '1', VinNo: '1', VinCode: 'A' }],
      ['DecGoodsLimitVin', { LicenceNo: 'S', LicTypeCode: '1', VinNo: '2', VinCode: 'B' }],
      ['DecGoodsLimitVin', { LicenceNo: 'S', LicTypeCode: '1', VinNo: '1', VinCode: 'C' }],
    )
    const [first, second] = new TextDecoder().decode(writeDecMessage(twice, shippedPlan)).split('<GNo>2</GNo>')
    expect(first).toMatch(/<VinCode>A.*<VinCode>B/s)
    expect(second).toContain('<VinCode>C')
    expect(valuesOf(read(writeDecMessage(twice, shippedPlan)).filing)).toEqual(valuesOf(twice))
  })

  test('where the submission knows the line, a vehicle stands in the licence of that line', () => {
    const built = (line: number, ...row: Row): FiledGroup => ({ ...(filingOf(row).groups[0] ?? { group: '', index: 0, elements: [] }), index: line, indexes: [line, 0] })
    const licence = { LicenceNo: 'S', LicTypeCode: '1' }
    const groups = [
      built(0, 'DecList', { GNo: '1' }),
      built(1, 'DecList', { GNo: '2' }),
      built(0, 'DecGoodsLimit', { GoodsNo: '1', ...licence }),
      built(1, 'DecGoodsLimit', { GoodsNo: '2', ...licence }),
      built(1, 'DecGoodsLimitVin', { ...licence, VinNo: '1', VinCode: 'A' }),
      { ...built(1, 'DecGoodsLimitVin', { ...licence, VinNo: '2', VinCode: 'B' }), index: 2 },
    ]
    const written = new TextDecoder().decode(writeDecMessage({ kind: 'mainland-declaration', groups }, shippedPlan))
    const [first, second] = written.split('<GNo>2</GNo>')
    expect(first).not.toContain('VinCode')
    expect(second).toMatch(/<VinCode>A.*<VinCode>B/s)
  })

  test('what belongs to no line is not lost', () => {
    const loose = filingOf(['DecList', { GNo: '1' }], ['DecGoodsLimit', { GoodsNo: '9' }], ['DecGoodsLimitVin', { VinNo: '1' }])
    expect(valuesOf(read(writeDecMessage(loose, shippedPlan)).filing)).toEqual(valuesOf(loose))
  })
})

describe('round trips', () => {
  test('of any filing: what is written is read back equal', () => {
    fc.assert(
      fc.property(anyFiling(), (filing) => {
        expect(valuesOf(read(writeDecMessage(filing, shippedPlan)).filing)).toEqual(valuesOf(inMessageOrder(filing, shippedPlan)))
      }),
      { numRuns: 150 },
    )
  })

  test('of any filing: what is read and written again is the same message', () => {
    fc.assert(
      fc.property(anyFiling(), (filing) => {
        const bytes = writeDecMessage(filing, shippedPlan)
        expect(new TextDecoder().decode(writeReadDeclaration(read(bytes), shippedPlan))).toBe(new TextDecoder().decode(bytes))
      }),
      { numRuns: 50 },
    )
  })
})

describe('what is read', () => {
  test('codes of both families, and what stood there is written again', () => {
    const message = `${opening}<DecHead><IEFlag>I</IEFlag><TradeCountry>HKG</TradeCountry><FeeCurr>USD</FeeCurr><InsurCurr>502</InsurCurr></DecHead></DecMessage>`
    const declaration = read(message)
    // Hong Kong is 110 and the US dollar 502 in the lists of the single window.
    expect(valuesOf(declaration.filing)).toEqual([['DecHead', 0, new Map([['IEFlag', 'I'], ['TradeCountry', '110'], ['FeeCurr', '502'], ['InsurCurr', '502']])]])
    expect(new TextDecoder().decode(writeReadDeclaration(declaration, shippedPlan))).toContain('<TradeCountry>HKG</TradeCountry>')
  })

  test('an element that was changed is written changed, the rest as it stood', () => {
    const declaration = read(`${opening}<X/><DecHead><TradeCountry>HKG</TradeCountry><GrossWt>2</GrossWt><NoteS>old</NoteS></DecHead></DecMessage>`)
    const changed = filingOf(['DecHead', { TradeCountry: '110', GrossWet: '3', BillNo: 'SAMPLE' }], ['LicenseDocu', { DocuCode: 'B' }])
    expect(new TextDecoder().decode(writeReadDeclaration({ ...declaration, filing: changed }, shippedPlan))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec">
  <X/>
  <DecHead>
    <TradeCountry>HKG</TradeCountry>
    <GrossWt>3</GrossWt>
    <BillNo>SAMPLE</BillNo>
  </DecHead>
  <DecLicenseDocus>
    <LicenseDocu>
      <DocuCode>B</DocuCode>
    </LicenseDocu>
  </DecLicenseDocus>
</DecMessage>
`)
  })

  test('the plain form without wrappers', () => {
    const plain = read(`${opening}<DecList><GNo>1</GNo></DecList><DecList><GNo>2</GNo></DecList><TrnContainers><ContaNo>A</ContaNo></TrnContainers></DecMessage>`)
    expect(valuesOf(plain.filing)).toEqual([
      ['DecList', 0, new Map([['GNo', '1']])],
      ['DecList', 1, new Map([['GNo', '2']])],
      ['TrnContainers', 0, new Map([['ContaNo', 'A']])],
    ])
  })

  const warnings: readonly [string, string, string][] = [
    ['an element that no one knows', `${opening}<DecHead><Foo/></DecHead></DecMessage>`, 'decmessage_unknown'],
    ['an element of another namespace', `${opening}<DecHead><x:IEFlag xmlns:x="urn:x">E</x:IEFlag></DecHead></DecMessage>`, 'decmessage_unknown'],
    ['an element of an unbound prefix', `${opening}<y:DecHead/></DecMessage>`, 'decmessage_unknown'],
    ['a second head', `${opening}<DecHead><IEFlag>E</IEFlag></DecHead><DecHead><IEFlag>I</IEFlag></DecHead></DecMessage>`, 'decmessage_node_repeated'],
    ['an element twice', `${opening}<DecHead><IEFlag>E</IEFlag><IEFlag>I</IEFlag></DecHead></DecMessage>`, 'decmessage_element_repeated'],
    ['another spelling', `${opening}<DecHead><PromiseItems>0</PromiseItems></DecHead></DecMessage>`, 'decmessage_spelling'],
    ['another case', `${opening}<decHead><IEFlag>E</IEFlag></decHead></DecMessage>`, 'decmessage_spelling'],
    ['a number with too many decimals', `${opening}<DecHead><GrossWet>1.123456</GrossWet></DecHead></DecMessage>`, 'decmessage_number_wrong'],
    ['a number that is none', `${opening}<DecHead><GrossWet>1,5</GrossWet></DecHead></DecMessage>`, 'decmessage_number_wrong'],
    ['a count that is none', `${opening}<DecHead><PackNo>1.5</PackNo></DecHead></DecMessage>`, 'decmessage_integer_wrong'],
    ['a day that is none', `${opening}<DecHead><IEDate>20260230</IEDate></DecHead></DecMessage>`, 'decmessage_date_wrong'],
    ['a text that is too long', `${opening}<DecHead><AgentCode>12345678901</AgentCode></DecHead></DecMessage>`, 'decmessage_too_long'],
    ['a country that is none', `${opening}<DecHead><TradeCountry>XXX</TradeCountry></DecHead></DecMessage>`, 'reference.unknown'],
    ['no head', `${opening}</DecMessage>`, 'decmessage_node_missing'],
    ['no version', '<DecMessage xmlns="http://www.chinaport.gov.cn/dec"/>', 'decmessage_version_missing'],
    ['an unknown version', '<DecMessage Version="9" xmlns="http://www.chinaport.gov.cn/dec"/>', 'decmessage_version_unknown'],
    ['no namespace', '<DecMessage version="5.0"/>', 'decmessage_no_namespace'],
    ['nothing to declare with', `${opening}<DecHead><IEFlag>E</IEFlag></DecHead></DecMessage>`, 'decmessage_element_missing'],
  ]
  test.each(warnings)('%s is a warning', (_, message, code) => {
    expect(codes(message)).toContain(code)
    expect(read(message).issues.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  test('on export the place of storage and the port of departure are not asked', () => {
    const missing = (flag: string): readonly string[] =>
      read(`${opening}<DecHead><IEFlag>${flag}</IEFlag></DecHead></DecMessage>`).issues.filter(({ code }) => code === 'decmessage_element_missing').map(({ path }) => path)
    // 34 header elements are flagged to declare (docs/formats/decmessage.md); IEFlag is there.
    expect(missing('I')).toHaveLength(33)
    expect(missing('E')).toHaveLength(31)
  })

  test('the second quantity is asked where there is a second unit', () => {
    const path = 'mainland-declaration/DecList[0]/SecondQty'
    const paths = (list: string): readonly string[] => read(`${opening}<DecLists><DecList>${list}</DecList></DecLists></DecMessage>`).issues.map((each) => each.path)
    expect(paths('<GNo>1</GNo>')).not.toContain(path)
    expect(paths('<GNo>1</GNo><SecondUnit>035</SecondUnit>')).toContain(path)
  })

  test('warnings end with a last one', () => {
    const { issues } = read(`${opening}<DecHead>${'<Foo/>'.repeat(2000)}</DecHead></DecMessage>`)
    expect(issues).toHaveLength(maxWarnings)
    expect(issues.at(-1)?.code).toBe('decmessage_more')
  })

  const refusals: readonly [string, string, string][] = [
    ['another root', '<Declaration/>', 'decmessage_wrong_root'],
    ['another namespace', '<DecMessage xmlns="urn:other"/>', 'decmessage_wrong_namespace'],
    ['a document type', `<!DOCTYPE DecMessage>${opening}</DecMessage>`, 'xml_doctype'],
  ]
  test.each(refusals)('%s is refused', (_, message, code) => {
    expect(readDecMessage(encodeUtf8(message), shippedPlan, shippedBook, shippedDay)).toMatchObject({ ok: false, issues: [{ code }] })
  })
})

describe('in a wrapper of public programs', () => {
  const inner = `${opening}<DecHead><IEFlag>E</IEFlag></DecHead></DecMessage>`
  test('the first DecMessage is read, and it is said that the rest is not', () => {
    const declaration = read(`<ImportMessage><MessageHead/><SWImpData>${inner}${inner.replace('>E<', '>I<')}</SWImpData></ImportMessage>`)
    expect(valuesOf(declaration.filing)).toEqual([['DecHead', 0, new Map([['IEFlag', 'E']])]])
    expect(declaration.issues[0]).toMatchObject({ code: 'decmessage_wrapper_left', params: { found: 'ImportMessage/SWImpData' } })
    expect(new TextDecoder().decode(writeReadDeclaration(declaration, shippedPlan))).toContain('<DecMessage version="5.0"')
  })

  test('a namespace that the wrapper declares holds inside', () => {
    const declaration = read('<ImportMessage xmlns="http://www.chinaport.gov.cn/dec"><DecMessage version="5.0"><DecHead><IEFlag>E</IEFlag></DecHead></DecMessage></ImportMessage>')
    expect(declaration.issues.map(({ code }) => code)).not.toContain('decmessage_no_namespace')
  })

  test('a wrapper of nothing is refused', () => {
    expect(readDecMessage(encodeUtf8('<ImportMessage><MessageHead/></ImportMessage>'), shippedPlan, shippedBook, shippedDay)).toMatchObject({ ok: false, issues: [{ code: 'decmessage_wrong_root' }] })
  })
})

describe('origin and destination', () => {
  const line = (origin: string, destination: string): FiledGroup => filingOf(['DecList', { OriginCountry: origin, DestinationCountry: destination }]).groups[0] ?? { group: '', index: 0, elements: [] }

  test('are swapped on export and not on import (R6)', () => {
    expect([originOf(line('110', '142'), 'export'), destinationOf(line('110', '142'), 'export')]).toEqual(['142', '110'])
    expect([originOf(line('116', '142'), 'import'), destinationOf(line('116', '142'), 'import')]).toEqual(['116', '142'])
    expect(directionOf(filingOf(['DecHead', { IEFlag: 'E' }]))).toBe('export')
  })

  const swaps: readonly [string, string, 'export' | 'import', boolean][] = [
    ['110', '142', 'export', false],
    ['142', '110', 'export', true],
    ['142', '142', 'export', false],
    ['142', '110', 'import', false],
  ]
  test.each(swaps)('OriginCountry %s and DestinationCountry %s on %s look unswapped: %s', (origin, destination, direction, expected) => {
    expect(looksUnswapped(line(origin, destination), direction)).toBe(expected)
  })
})

test('every node of the facts has a place in the message', () => {
  expect(shippedNodes).toHaveLength(26)
  expect(shippedNodes.every(({ source }) => source !== '')).toBe(true)
})

function anyFiling(): fc.Arbitrary<Filing> {
  const perNode = shippedNodes.map((node) => {
    const planned = shippedPlan.byGroup.get(node.group)
    if (planned === undefined) throw new Error(node.group)
    return fc.array(anyValues(planned), { maxLength: node.repeats ? 3 : 1 }).map((all) => all.map((values): Row => [node.group, values]))
  })
  return fc.tuple(...perNode).map((all) => filingOf(...all.flat()))
}

function anyValues(node: PlannedNode): fc.Arbitrary<Readonly<Record<string, string>>> {
  const entries = node.facts.map((fact) => fc.tuple(fc.constant(fact.element), anyValue(fact)))
  return fc
    .tuple(fc.shuffledSubarray(entries, { minLength: 1, maxLength: Math.min(8, entries.length) }))
    .chain(([chosen]) => fc.tuple(...chosen))
    .map((chosen) => Object.fromEntries(chosen))
}

/** A value that fits the fact; keys of licences and lines are small numbers so that some fit each other. */
function anyValue(fact: ElementFact): fc.Arbitrary<string> {
  const list = codeListOf(fact)
  if (['GNo', 'GoodsNo', 'VinNo', 'LicenceNo', 'LicTypeCode'].includes(fact.element)) return fc.constantFrom('1', '2', '3')
  if (list !== undefined) return fc.constantFrom(...shippedBook.list(list).entries.keys())
  switch (fact.type) {
    case 'decimal':
      return fc.tuple(fc.nat(), fc.nat(99)).map(([whole, fraction]) => `${whole}.${fraction}`)
    case 'integer':
      return fc.nat(99).map(String)
    case 'date':
      return fc.constantFrom('20260228', '20240229')
    default:
      return fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(fact.maxLength ?? 30, 30) }).filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text))
  }
}

// A message of somebody else, read and written again in another format: nothing stays behind without a word, and the rules that
// look at one declaration look at it too. Messages are made by hand.
import { describe, expect, test } from 'vitest'
import { exchangeFiles, messageFormats, type ReadMessage, type WriteFormat } from '../src/app/message-formats.ts'
import { civilDate } from '../src/base/civil-date.ts'
import type { Issue } from '../src/base/issue.ts'
import { languages } from '../src/base/language.ts'
import { renderIssue } from '../src/base/message.ts'
import { encodeUtf8 } from '../src/base/text-codec.ts'
import { writeDecMessage, type Filing } from '../src/domain/declaration/index.ts'
import type { DraftObject } from '../src/domain/submission/index.ts'
import { rulesOfOneDeclaration } from '../src/domain/declaration/mainland/judge-declaration.ts'
import { exampleDraft, exampleNames, knowledge, prepared, type ExampleName } from './knowledge.ts'

const formats = messageFormats(knowledge)
const on = civilDate('2026-03-02')

function read(bytes: Uint8Array): ReadMessage {
  const answer = formats.read(bytes, on)
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  return answer.value
}

function write(message: ReadMessage, format: WriteFormat): { readonly bytes: Uint8Array; readonly issues: readonly Issue[] } {
  const answer = formats.write(message, format, on)
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues))
  return answer.value
}

function declarationOf(name: ExampleName): Filing {
  const filing = prepared(exampleDraft(name)).filings.find(({ kind }) => kind === 'mainland-declaration')
  if (filing === undefined) throw new Error(name)
  return filing
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const messageOf = (name: ExampleName): ReadMessage => read(writeDecMessage(declarationOf(name), knowledge.messagePlan))
const leftIn = (issues: readonly Issue[]): readonly string[] => issues.filter(({ code }) => code === 'message_no_place').map(({ params }) => String(params['element']))

/** Every value as `DecList/GQty` with its text; a UN number is the same with and without its letters. */
function values(filing: Filing): readonly string[] {
  return filing.groups.flatMap(({ group, elements }) => elements.map(({ element, value }) => `${group}/${element}=${element === 'Uncode' ? value.replace(/^UN/, '') : value}`))
}

describe('the batteries', () => {
  const message = messageOf('dongguan-hongkong-batteries')

  test('in WCO XML tell every element that has no place', () => {
    const left = leftIn(write(message, 'wco').issues)
    expect(left).toEqual(expect.arrayContaining(['DecHead/NetWt', 'DecHead/BillNo', 'DecList/GQty', 'DecList/GUnit', 'DecList/DeclPrice', 'DecHead/PromiseItmes', 'DecList/DangName', 'DecHead/InsurRate']))
    expect(left).not.toContain('DecList/Uncode')
  })

  test('in CUSDEC keep the net weight, the bill number and the currency', () => {
    const { bytes, issues } = write(message, 'edifact')
    expect(textOf(bytes)).toMatch(/MEA\+WT\+AAC\+KGM:[\d.]+'/)
    expect(textOf(bytes)).toContain("RFF+BM:SAMPLE-B-1'")
    expect(textOf(bytes)).toMatch(/MOA\+38:[\d.]+:HKD'/)
    expect(leftIn(issues)).toEqual(expect.arrayContaining(['DecList/GQty', 'DecHead/PromiseItmes']))
    expect(leftIn(issues)).not.toContain('DecHead/NetWt')
  })

  test('name the interchange by the last 14 characters of their own number, which stands whole in RFF', () => {
    const text = textOf(write(message, 'edifact').bytes)
    const own = /RFF\+ABE:(LD[0-9A-F]{16})'/.exec(text)?.[1] ?? ''
    expect(own).toHaveLength(18)
    expect(text).toContain(`+RECIPIENT+260302:0000+${own.slice(4)}'`)
  })

  test('one warning for each element, in four languages', () => {
    const { issues } = write(messageOf('hongkong-dongguan-components'), 'wco')
    const price = issues.find(({ params }) => params['element'] === 'DecList/DeclPrice')
    expect(price).toMatchObject({ path: 'mainland-declaration/DecList[0]/DeclPrice', severity: 'warning', params: { count: 2, format: 'WCO XML' } })
    for (const each of issues) for (const language of languages) expect(renderIssue(each, knowledge.messages, language).reason).not.toMatch(/[{}]|^message_/)
  })
})

describe.each(exampleNames)('%s', (name) => {
  const message = messageOf(name)
  test('is judged without an error', () => {
    expect(message.issues.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  // What is filed comes back, or was told on the way there or back.
  test.each(['wco', 'edifact'] as const)('through %s loses nothing silently', (format) => {
    const there = write(message, format)
    const other = read(there.bytes)
    const back = write(other, 'decmessage')
    const again = read(back.bytes)
    if (message.format !== 'decmessage' || again.format !== 'decmessage') throw new Error('no DecMessage')
    const kept = values(again.declaration.filing)
    const told = [...there.issues, ...other.issues, ...back.issues].filter(({ code }) => code !== 'decmessage_element_missing').map(({ path, params }) => `${path} ${String(params['element'])}`).join('\n')
    const lost = values(message.declaration.filing).filter((value) => !kept.includes(value))
    // CUSDEC tells of what has a place in the WCO Data Model by that place.
    const names = (value: string): readonly string[] => [value.split('=')[0]?.split('/')[1] ?? '?', ...(value.includes('/Uncode=') ? ['/UNDGID'] : []), ...(value.includes('/FirstQty=') ? ['/TariffQuantity'] : [])]
    expect(lost.filter((value) => !names(value).some((name) => told.includes(name)))).toEqual([])
    expect(kept.filter((value) => !values(message.declaration.filing).includes(value))).toEqual([])
  })

  test('through another format lacks what is flagged to declare, and says so', () => {
    const { issues } = write(read(write(message, 'wco').bytes), 'decmessage')
    expect(issues.filter(({ code }) => code === 'decmessage_element_missing').map(({ path }) => path)).toContain('mainland-declaration/DecList[0]/GQty')
  })
})

describe('an interchange of somebody else', () => {
  const text = (body: string): Uint8Array => encodeUtf8(`UNB+UNOC:3+A+B+251013:0930+R'UNH+1+CUSDEC:D:03A:UN'BGM+E+N1+9'${body}UNT+9+1'UNZ+1+R'`)
  test('what no item reads is told', () => {
    const message = read(text("DTM+137:20251013:102'MEA+WT+AAD+TNE:12'UNS+D'UNS+S'"))
    expect(leftIn(write(message, 'wco').issues)).toContain('MEA.3.2')
    expect(leftIn(write(message, 'decmessage').issues)).toEqual(expect.arrayContaining(['MEA.3.2', '/Declaration/IssueDateTime']))
  })

  test('what only the mainland has is read', () => {
    const { bytes } = write(read(text("MEA+WT+AAC+KGM:11'RFF+BM:SAMPLE-9'UNS+D'CST+1+8507600000:122'MEA+AAS++KGM:3'UNS+S'")), 'decmessage')
    expect(textOf(bytes)).toMatch(/<BillNo>SAMPLE-9<.*<NetWt>11<.*<SecondUnit>035<.*<SecondQty>3</s)
  })
})

describe('content that no one knows', () => {
  const strange = read(encodeUtf8('<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec"><DecHead><IEFlag>E</IEFlag><Foo>bar</Foo></DecHead></DecMessage>'))
  test.each(['wco', 'edifact', 'outbox'] as const)('stays behind in %s with a warning', (format) => {
    expect(leftIn(write(strange, format).issues)).toContain('DecHead/Foo')
  })
})

test('vehicles stand under the licence of their own line, although another line has the same one', () => {
  const draft = exampleDraft('dongguan-hongkong-cars')
  const [line] = Array.isArray(draft['lines']) ? draft['lines'] : []
  const first = { ...(line as DraftObject), vehicles: [] }
  const { filings } = prepared({ ...draft, lines: [first, line as DraftObject] })
  const filing = filings.find(({ kind }) => kind === 'mainland-declaration')
  if (filing === undefined) throw new Error('no declaration')
  const [before, after] = textOf(writeDecMessage(filing, knowledge.messagePlan)).split('<GNo>2</GNo>')
  expect([before, after].map((text) => text?.match(/<VinCode>\w+/g) ?? [])).toEqual([[], ['<VinCode>LSAMPLE0000000001', '<VinCode>LSAMPLE0000000002']])
})

describe('files for exchange', () => {
  test.each(exampleNames)('%s: two files, and what stays behind', (name) => {
    const { files, issues } = exchangeFiles(prepared(exampleDraft(name)), knowledge)
    expect(files.map((file) => file.name)).toEqual(['declaration.wco.xml', 'declaration.edi'])
    expect(leftIn(issues).length).toBeGreaterThan(10)
  })

  test('a file that cannot be written is told, with its reasons', () => {
    const shipment = prepared(exampleDraft('zhuhai-macao-food'))
    // DOC holds 35 characters, 1004; the number of a control document may have more.
    const licence = { group: 'LicenseDocu', index: 0, elements: [{ element: 'DocuCode', value: 'B', origin: { kind: 'received' } as const }, { element: 'CertCode', value: 'S'.repeat(36), origin: { kind: 'received' } as const }] }
    const filings = shipment.filings.map((filing) => (filing.kind === 'mainland-declaration' ? { ...filing, groups: [...filing.groups.filter(({ group }) => group !== 'LicenseDocu'), licence] } : filing))
    const { files, issues } = exchangeFiles({ ...shipment, filings }, knowledge)
    expect(files.map((file) => file.name)).toEqual(['declaration.wco.xml'])
    expect(issues).toContainEqual(expect.objectContaining({ code: 'message_file_left_out', params: { file: 'declaration.edi', count: 1 } }))
    expect(issues).toContainEqual(expect.objectContaining({ path: 'documents[0].number', severity: 'warning' }))
  })
})

describe('the rules of one declaration', () => {
  const head = { IEFlag: 'E', CustomMaster: '5301', PackNo: '3', WrapType: '22', GrossWet: '12', NetWt: '10', TransMode: '1', FeeMark: '3', FeeRate: '5', FeeCurr: '110', InsurMark: '3', InsurRate: '1', InsurCurr: '110' }
  const line = { GNo: '1', CodeTS: '8507600000', GQty: '4', GUnit: '007', FirstQty: '10', FirstUnit: '035', DeclPrice: '2.5', DeclTotal: '10', TradeCurr: '110' }
  const container = { ContainerId: 'ZZZU0000010', GoodsNo: '1' }
  type Values = Readonly<Record<string, string>>
  const xml = (values: Values): string => Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`).join('')
  const message = (change: { readonly head?: Values; readonly line?: Values; readonly container?: Values; readonly sign?: string; readonly batch?: string }): Uint8Array =>
    encodeUtf8(
      `<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec"><DecHead>${xml({ ...head, ...change.head })}</DecHead>` +
        `<DecLists><DecList>${xml({ ...line, ...change.line })}</DecList></DecLists><DecContainers><Container>${xml({ ...container, ...change.container })}</Container></DecContainers>` +
        `<DecFreeTxt><VoyNo>${change.batch ?? 'SAMPLE-1'}</VoyNo></DecFreeTxt><DecSign><ClientSeqNo>${change.sign ?? 'LD0123456789ABCDEF'}</ClientSeqNo></DecSign></DecMessage>`,
    )
  const ofRules = (bytes: Uint8Array): readonly Issue[] => read(bytes).issues.filter(({ rule }) => rulesOfOneDeclaration.has(rule))

  test('are silent over what is right', () => expect(ofRules(message({}))).toEqual([]))

  const cases: readonly [rule: string, change: Parameters<typeof message>[0], place: string, severity: Issue['severity']][] = [
    ['R1.sum', { head: { NetWt: '9999' } }, 'DecHead[0]/GrossWet', 'error'],
    ['R1.sum', { head: { NetWt: '11' } }, 'DecHead[0]/NetWt', 'warning'],
    ['R1.minimum', { head: { NetWt: '0.5', GrossWet: '0.9' }, line: { FirstQty: '0.5' } }, 'DecHead[0]/NetWt', 'error'],
    ['R2.none', { head: { PackNo: '0' } }, 'DecHead[0]/PackNo', 'error'],
    ['R2.bulk', { head: { WrapType: '00' } }, 'DecHead[0]/PackNo', 'error'],
    ['R3.total', { line: { DeclTotal: '1' } }, 'DecList[0]/DeclTotal', 'error'],
    ['R4.transaction', { line: { GUnit: '007', SecondUnit: '007', SecondQty: '5' } }, 'DecList[0]/SecondQty', 'error'],
    ['R4.second', { line: { SecondQty: '5' } }, 'DecList[0]/SecondQty', 'error'],
    ['R5.fob', { head: { TransMode: '3' } }, 'DecHead[0]/FeeMark', 'error'],
    ['R5.currency', { head: { FeeCurr: '' } }, 'DecHead[0]/FeeCurr', 'warning'],
    ['R5.terms', { head: { InsurMark: '', InsurRate: '', InsurCurr: '' } }, 'DecHead[0]/InsurRate', 'warning'],
    ['R7.code', { line: { CodeTS: '85076000' } }, 'DecList[0]/CodeTS', 'error'],
    ['R7.numbers', { line: { GNo: '7' } }, 'DecList[0]/GNo', 'warning'],
    ['R7.container', { container: { GoodsNo: '2' } }, 'Container[0]/GoodsNo', 'warning'],
    ['R8', { head: { TradeCoScc: '91441900000000001A' } }, 'DecHead[0]/TradeCoScc', 'error'],
    ['R9', { container: { ContainerId: 'ZZZU0000015' } }, 'Container[0]/ContainerId', 'error'],
    ['R17.licence', { line: { CodeTS: '8703800000' } }, 'DecList[0]/CodeTS', 'error'],
    ['R20.one', { batch: 'SAMPLE-1, SAMPLE-2' }, 'DecFreeTxt[0]/VoyNo', 'error'],
    ['R21.first', { head: { SeqNo: 'E20250000000000001' } }, 'DecHead[0]/SeqNo', 'warning'],
    ['R21.client', { sign: 'LD1' }, 'DecSign[0]/ClientSeqNo', 'error'],
    ['R21.entry', { head: { EntryId: '532020261000000001' } }, 'DecHead[0]/EntryId', 'error'],
  ]
  test.each(cases)('%s looks at a DecMessage: %j', (rule, change, place, severity) => {
    const found = ofRules(message(change)).filter((each) => each.path === `mainland-declaration/${place}`)
    expect(found.map((each) => [each.rule, each.severity])).toContainEqual([rule, severity])
    for (const each of ofRules(message(change))) {
      for (const language of languages) {
        const { reason, fix } = renderIssue(each, knowledge.messages, language)
        for (const text of [reason, fix]) expect(text).not.toMatch(/[{}]|#field|#element|^\w+_\w+$/)
        expect(fix).not.toBe('')
      }
    }
  })

  test('each has a case here', () => {
    expect([...rulesOfOneDeclaration].filter((id) => !cases.some(([rule]) => rule === id))).toEqual([])
    const known = new Set(knowledge.rules.map(({ fact }) => fact.id))
    expect([...rulesOfOneDeclaration].filter((id) => !known.has(id))).toEqual([])
  })

  test('a rule holds from its day only', () => {
    const cars = formats.read(message({ line: { CodeTS: '8703800000' } }), civilDate('2025-12-31'))
    expect(cars.ok && cars.value.issues.some(({ rule }) => rule === 'R17.licence')).toBe(false)
  })

  test('a second line keeps its index', () => {
    const two = textOf(message({})).replace('</DecLists>', `<DecList>${xml({ ...line, GNo: '3', DeclTotal: '11' })}</DecList></DecLists>`)
    expect(ofRules(encodeUtf8(two)).map(({ path }) => path)).toEqual(expect.arrayContaining(['mainland-declaration/DecList[1]/DeclTotal', 'mainland-declaration/DecList[1]/GNo']))
  })

  test('look at WCO XML and at CUSDEC too', () => {
    const broken = read(message({ container: { ContainerId: 'ZZZU0000015' }, line: { CodeTS: '85076000' } }))
    for (const format of ['wco', 'edifact'] as const) {
      const { issues } = read(write(broken, format).bytes)
      expect(issues.map(({ rule, path }) => `${rule} ${path}`)).toEqual(
        expect.arrayContaining(['R9 mainland-declaration/Container[0]/ContainerId', 'R7.code mainland-declaration/DecList[0]/CodeTS']),
      )
    }
  })
})

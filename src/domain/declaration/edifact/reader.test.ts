// The reader: typed segments in their groups, and for every fault its code, byte offset, segment number and line.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCsvRows } from '../../../base/csv-rows.ts'
import { edifactDirectory } from './directory.ts'
import type { EdifactRead } from './interchange.ts'
import { readEdifact, readEdifactStream } from './reader.ts'
import { componentAt, type SegmentContent } from './segment.ts'
import { digitCount } from './segment-check.ts'
import { edifactLimits, type EdifactLimits } from './tokenizer.ts'

const rows = (file: string) => parseCsvRows(readFileSync(new URL(`../../../../data/edifact/${file}`, import.meta.url), 'utf8'))
const directory = edifactDirectory(rows('segments.csv'), rows('messages.csv'))
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

function read(text: string, limits: EdifactLimits = edifactLimits): readonly EdifactRead[] {
  return [...readEdifact([latin1(text)], directory, limits)]
}

function codes(text: string, limits?: EdifactLimits): readonly string[] {
  return read(text, limits).flatMap((each) => each.issues.map((one) => one.code.replace('edifact.', '')))
}

const header = "UNB+UNOC:3+SAMPLE-A+SAMPLE-B+251013:0930+REF1'"
const envelope = (body: string, messages = 1): string => `${header}${body}UNZ+${messages}+REF1'`
const cusdec = (body: string, count: number): string => envelope(`UNH+1+CUSDEC:D:03A:UN'BGM+830+DOC1+9'${body}UNT+${count}+1'`)
const minimal = (extra: string, extraCount: number): string => cusdec(`${extra}UNS+D'UNS+S'`, 5 + extraCount)

describe('a message', () => {
  test('identity, interchange, groups', () => {
    const body = "LOC+22+5349'NAD+EX+1'RFF+ABE:X'UNS+D'CST+1+8507600090:122'LOC+27+CN'PAC+10++CT'PCI++N/M'UNS+S'CNT+5:1'"
    const [message, end] = read(cusdec(body, 13))
    expect(message?.issues).toEqual([])
    expect(end).toMatchObject({ kind: 'interchange', messages: 1, issues: [] })
    expect(message?.interchange).toMatchObject({ syntax: 'UNOC', version: '3', sender: 'SAMPLE-A', recipient: 'SAMPLE-B', reference: 'REF1', isTest: false })
    expect(message?.kind === 'message' && message.message).toMatchObject({ reference: '1', type: 'CUSDEC', version: 'D', release: '03A', agency: 'UN' })
    const places = message?.kind === 'message' ? message.segments.map((segment) => `${segment.group}/${segment.tag}`) : []
    expect(places.join(' ')).toBe('/UNH /BGM /LOC SG6/NAD SG6/RFF /UNS SG30/CST SG30/LOC SG31/PAC SG32/PCI /UNS /CNT /UNT')
  })

  // Examples printed in the South African CUSDEC guide 30.2 and in the EANCOM guide: element positions must come out as printed there.
  test.each([
    ["LOC+27+CN'", 2, 1, 'CN'],
    ["EQD+CN+ABCD1234567+:::Seal-0001      Seal-0002+++4'", 3, 4, 'Seal-0001      Seal-0002'],
    ["EQD+CN+ABCD1234567+:::Seal-0001      Seal-0002+++4'", 6, 1, '4'],
    ["TDT+20+SQ 1234+04:03+++++:::ABC Transport'", 8, 4, 'ABC Transport'],
    ["NAD+IM+12345678++ABC IMPORTERS+ABC STREET 123:BUILDING A FLOOR 2:PRETORIA+GAUTENG++0001'", 5, 2, 'BUILDING A FLOOR 2'],
    ["NAD+IM+12345678++ABC IMPORTERS+ABC STREET 123:BUILDING A FLOOR 2:PRETORIA+GAUTENG++0001'", 8, 1, '0001'],
    ["FTX+LIN+++0001::Y'", 4, 3, 'Y'],
  ])('%s element %i component %i', (text, element, component, expected) => {
    const [message] = read(minimal(text, 1))
    expect(message?.issues).toEqual([])
    const found: SegmentContent | undefined = message?.kind === 'message' ? message.segments[2] : undefined
    expect(found === undefined ? '' : componentAt(found, element, component)).toBe(expected)
  })

  test('released characters are plain, trailing empty parts are gone', () => {
    const [message] = read(minimal("FTX+ACB+++a?'b?+c?:d??e::+:'", 1))
    expect(message?.kind === 'message' && message.segments[2]?.elements).toEqual([['ACB'], [], [], ["a'b+c:d?e"]])
  })

  test('UTF-8 by the syntax identifier, ISO 8859-1 by another', () => {
    const bytes = new TextEncoder().encode(minimal("FTX+ACB+++深圳é'", 1).replace('UNOC', 'UNOY'))
    const [wide] = readEdifact([bytes], directory)
    expect(wide?.kind === 'message' && wide.segments[2]?.elements[3]).toEqual(['深圳é'])
    const [narrow] = read(minimal("FTX+ACB+++caf\xe9'", 1))
    expect(narrow?.kind === 'message' && narrow.segments[2]?.elements[3]).toEqual(['café'])
  })

  test('a stream gives the same', async () => {
    const bytes = latin1(minimal('', 0))
    const chunks = (async function* () {
      yield bytes.slice(0, 70)
      yield bytes.slice(70)
    })()
    const streamed: EdifactRead[] = []
    for await (const each of readEdifactStream(chunks, directory)) streamed.push(each)
    expect(streamed).toEqual(read(minimal('', 0)))
  })

  // Found by the fuzz: a tag of one letter took its other two from what an earlier segment had left in the buffer.
  test('a short tag behind UNB, byte by byte', () => {
    const bytes = latin1("UNB+UNOC:3+A+B+251013:0930+R'U'UNZ+0+R'")
    const whole = [...readEdifact([bytes], directory)]
    expect([...readEdifact(Array.from(bytes, (byte) => Uint8Array.of(byte)), directory)]).toEqual(whole)
    expect(whole.flatMap((each) => each.issues.map((one) => one.code))).toEqual(['edifact.tag'])
  })

  test('functional groups', () => {
    const message = "UNH+1+CUSRES:D:03A:UN'BGM+962'UNT+3+1'"
    const [read1, end] = read(`${header}UNG+CUSRES+A+B+251013:0930+G1+UN+D:03A'${message}UNE+1+G1'UNZ+1+REF1'`)
    expect([read1?.issues, end?.issues]).toEqual([[], []])
    expect(read1?.kind === 'message' && read1.message.group?.tag).toBe('UNG')
  })
})

describe('faults', () => {
  test.each([
    ['segment count', envelope("UNH+1+CUSDEC:D:03A:UN'BGM+830'UNS+D'UNS+S'UNT+9+1'"), ['message-count']],
    ['message reference', envelope("UNH+1+CUSDEC:D:03A:UN'BGM+830'UNS+D'UNS+S'UNT+5+2'"), ['message-reference']],
    ['interchange count', envelope("UNH+1+CUSRES:D:03A:UN'BGM+962'UNT+3+1'", 2), ['interchange-count']],
    ['interchange reference', `${header}UNZ+0+OTHER'`, ['interchange-reference']],
    ['no UNB', "UNH+1+CUSRES:D:03A:UN'BGM+962'UNT+3+1'", ['interchange-missing', 'interchange-unclosed']],
    ['no UNZ', `${header}UNH+1+CUSRES:D:03A:UN'BGM+962'UNT+3+1'`, ['interchange-unclosed']],
    ['no UNT before UNZ', envelope("UNH+1+CUSRES:D:03A:UN'BGM+962'"), ['message-unclosed']],
    ['UNT alone', envelope("UNT+3+1'", 0), ['message-missing']],
    ['UNE alone', envelope("UNE+3+1'", 0), ['group-missing']],
    ['a segment between messages', envelope("BGM+1'", 0), ['segment-outside']],
    ['a mandatory element', minimal("LOC++5349'", 1), ['mandatory-missing']],
    ['a mandatory component', minimal("NAD+EX+:160'", 1), ['mandatory-missing']],
    ['an element too many', minimal("SEL+1+++2++5'", 1), ['too-many']],
    ['a component too many', minimal("LOC+22+1:2:3:4:5'", 1), ['too-many']],
    ['too long', minimal("LOC+2222+5349'", 1), ['too-long']],
    ['too short', `UNB+UNO:3+A+B+251013:0930+R'`, ['charset-unsupported', 'too-short', 'interchange-unclosed']],
    ['not a number', minimal("MOA+39:12A'", 1), ['not-numeric']],
    ['a digit where letters stand', cusdec("UNS+1'UNS+S'", 5), ['not-alphabetic']],
    ['an unknown segment is kept', minimal("XYZ+1'", 1), ['segment-unknown']],
    ['a segment out of order', minimal("FTX+ACB+++A'LOC+22+1'", 2), ['segment-unexpected']],
    ['a segment too often', minimal("FII+1'FII+2'", 2), ['segment-repeated']],
    ['a group too often', minimal("TOD+1'TOD+2'", 2), ['segment-repeated']],
    ['a mandatory segment', cusdec("UNS+D'", 4), ['segment-missing']],
    ['another release is judged mildly', envelope("UNH+1+CUSDEC:D:96B:UN'BGM+830'GIS+1'FTX+ACB+++A'LOC+22+1'UNS+D'UNS+S'UNT+8+1'"), ['release-other', 'segment-unexpected']],
    ['a message without table', envelope("UNH+1+ORDERS:D:03A:UN'BGM+220'XYZ+1'UNT+4+1'"), ['message-unknown']],
    ['a tag that is none', minimal("lo+22'", 1), ['tag']],
    ['a line break within a segment', minimal("FTX+ACB+++A\nB'", 1), ['control-character']],
    ['not UTF-8', minimal("FTX+ACB+++caf\xe9'", 1).replace('UNOC', 'UNOY'), ['encoding']],
    ['a character set that is not supported', minimal('', 0).replace('UNOC', 'UNOE'), ['charset-unsupported']],
    ['a repetition separator', `UNA:+.?*'${minimal('', 0)}`, ['repetition-separator']],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  test('every fault has a place and a reason', () => {
    // 9 + 2 for UNA, 46 + 2 for UNB, 22 + 2 for UNH, 15 + 2 for BGM.
    const [message] = read(`UNA:+.? '\r\n${header}\r\nUNH+1+CUSDEC:D:03A:UN'\r\nBGM+830+DOC1+9'\r\nMOA+39:12A:USD'\r\nUNS+D'UNS+S'UNT+6+1'`)
    expect(message?.issues[0]).toMatchObject({
      path: 'segments[4].MOA.1.2',
      code: 'edifact.not-numeric',
      severity: 'error',
      params: { id: '5004', name: 'Monetary amount', format: 'n..35', value: '12A', tag: 'MOA', offset: 100, segment: 4, line: 5 },
    })
  })

  test('the next message is read after a bad one', () => {
    const good = "UNH+2+CUSRES:D:03A:UN'BGM+962'UNT+3+2'"
    const reads = read(envelope(`UNH+1+CUSDEC:D:03A:UN'BGM+830'NAD'lo'UNH+x'${good}`, 3))
    expect(reads.map((each) => each.issues.length > 0)).toEqual([true, true, false, false])
  })

  test('an interchange of an unsupported character set does not stop the next', () => {
    expect(codes(`${minimal('', 0).replace('UNOC', 'UNOE')}${minimal('', 0)}`)).toEqual(['charset-unsupported'])
    expect(read(`${minimal('', 0).replace('UNOC', 'UNOE')}${minimal('', 0)}`).map((each) => each.kind)).toEqual(['interchange', 'message', 'interchange'])
  })
})

describe('limits', () => {
  test('a message past its limit is told once, its trailer is still judged', () => {
    const body = "LOC+22+1'".repeat(50)
    const [message] = read(minimal(body, 50), { ...edifactLimits, maxMessageSegments: 10 })
    expect(message?.issues.map((each) => each.code)).toEqual(['edifact.message-too-large', 'edifact.segment-missing', 'edifact.segment-missing'])
    expect(message?.kind === 'message' && message.segments.length).toBe(11)
  })

  test('issues are bounded', () => {
    const [message] = read(minimal("LOC+2222'".repeat(60), 60), { ...edifactLimits, maxIssues: 5 })
    expect(message?.issues.length).toBe(6)
    expect(message?.issues.at(-1)?.code).toBe('edifact.more-issues')
  })
})

// ISO 9735, clause 10: digits count, sign and decimal mark do not; a mark needs a digit behind it.
test.each([
  ['12', 2],
  ['-12.5', 3],
  ['0,25', 3],
  ['.5', 1],
  ['1.', -1],
  ['1.2.3', -1],
  ['+1', -1],
  ['1 000', -1],
  ['-', -1],
])('numeric value %s', (value, digits) => {
  expect(digitCount(value)).toBe(digits)
})

// The writer: canonical form, release characters, counts made anew, refusals; and that what is written reads back equal.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCsvRows } from '../../../base/csv-rows.ts'
import { encodeText } from './charset.ts'
import { edifactDirectory } from './directory.ts'
import { interchangeHeader, messageHeader, type EdifactRead } from './interchange.ts'
import { readEdifact } from './reader.ts'
import { normalSegment, type SegmentContent } from './segment.ts'
import { documentsOf, segmentText, writeEdifact, type EdifactDocument } from './writer.ts'

const rows = (file: string) => parseCsvRows(readFileSync(new URL(`../../../../data/edifact/${file}`, import.meta.url), 'utf8'))
const directory = edifactDirectory(rows('segments.csv'), rows('messages.csv'))
const facts = { sender: 'SAMPLE-A', recipient: 'SAMPLE-B', preparedOn: '251013', preparedAt: '0930', reference: 'REF1' }

function written(document: EdifactDocument, lineBreaks = false): string {
  const bytes = writeEdifact(document, { lineBreaks })
  if (!bytes.ok) throw new Error(JSON.stringify(bytes.issues))
  return new TextDecoder().decode(bytes.value)
}

const again = (bytes: Uint8Array): readonly EdifactRead[] => [...readEdifact([bytes], directory)]
const withoutPlaces = (segments: readonly SegmentContent[]): readonly SegmentContent[] => segments.map((segment) => normalSegment({ tag: segment.tag, elements: segment.elements }))

describe('canonical form', () => {
  const message = [messageHeader({ reference: '1', type: 'CUSRES', release: '03A' }), { tag: 'BGM', elements: [['962'], [''], []] }]
  test('UNA, no trailing parts, counts and references', () => {
    const document = { header: interchangeHeader({ ...facts, syntax: 'UNOC' }), messages: [{ segments: message }] }
    expect(written(document)).toBe("UNA:+.? 'UNB+UNOC:3+SAMPLE-A+SAMPLE-B+251013:0930+REF1'UNH+1+CUSRES:D:03A:UN'BGM+962'UNT+3+1'UNZ+1+REF1'")
    expect(written(document, true).split('\n').length).toBe(7)
  })

  test('functional groups are counted in UNZ', () => {
    const group = { tag: 'UNG', elements: [['CUSRES'], ['A'], ['B'], ['251013', '0930'], ['G1'], ['UN'], ['D', '03A']] }
    const document = { header: interchangeHeader({ ...facts, syntax: 'UNOC', isTest: true }), messages: [{ segments: message, group }, { segments: message, group }] }
    expect(written(document)).toContain("UNE+2+G1'UNZ+1+REF1'")
    const reads = again(new TextEncoder().encode(written(document)))
    expect(reads.flatMap((each) => each.issues)).toEqual([])
    expect(reads[0]?.interchange.isTest).toBe(true)
  })

  test.each([
    ["O'NEIL + CO: WHAT?", "FTX+ACB+++O?'NEIL ?+ CO?: WHAT??'"],
    ['', "FTX+ACB'"],
  ])('%s is released', (value, expected) => {
    expect(segmentText({ tag: 'FTX', elements: [['ACB'], [], [], [value]] })).toBe(expected)
  })

  test.each([
    ['a character outside ISO 8859-1', 'UNOC', '深圳', 'character-missing'],
    ['a control character', 'UNOY', 'a\nb', 'control-character'],
    ['a lone surrogate', 'UNOY', '\ud800', 'character-missing'],
    ['another character set', 'UNOE', 'a', 'charset-unsupported'],
  ])('%s is refused with its place', (_, syntax, value, code) => {
    const segments = [...message, { tag: 'FTX', elements: [['ACB'], [], [], [value]] }]
    const result = writeEdifact({ header: interchangeHeader({ ...facts, syntax }), messages: [{ segments }] })
    expect(result.ok ? '' : result.issues[0]?.code).toBe(`edifact.${code}`)
    if (!result.ok && syntax !== 'UNOE') expect(result.issues[0]?.path).toBe('segments[4].FTX.4.1')
  })
})

describe('round trip', () => {
  const value = fc.string({ unit: fc.constantFrom('A', 'b', '7', ' ', "'", '+', ':', '?', '*', 'é', '深', '😀'), minLength: 1, maxLength: 12 })
  const component = fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant('') })
  const segment = fc.record({ tag: fc.constantFrom('FTX', 'NAD', 'XYZ', 'DTM', 'MOA'), elements: fc.array(fc.array(component, { maxLength: 4 }), { maxLength: 5 }) })
  const messages = fc.array(fc.array(segment, { maxLength: 8 }), { maxLength: 3 })

  test('what is written reads back equal', () => {
    fc.assert(
      fc.property(messages, (bodies) => {
        const document = {
          header: interchangeHeader({ ...facts, syntax: 'UNOY' }),
          messages: bodies.map((body, index) => ({ segments: [messageHeader({ reference: String(index + 1), type: 'CUSDEC', release: '03A' }), ...body] })),
        }
        const bytes = writeEdifact(document)
        expect(bytes.ok).toBe(true)
        if (!bytes.ok) return
        const [back] = documentsOf(again(bytes.value))
        expect(back?.messages.length).toBe(bodies.length)
        back?.messages.forEach((message, index) => {
          const body = message.segments.filter(({ tag }) => tag !== 'UNT')
          expect(withoutPlaces(body)).toEqual((document.messages[index]?.segments ?? []).map(normalSegment))
        })
        const twice = back === undefined ? undefined : writeEdifact(back)
        expect(twice?.ok === true ? [...twice.value] : undefined).toEqual([...bytes.value])
      }),
      { numRuns: 300 },
    )
  })

  test('other separators and line ends read, canonical form is written', () => {
    const text = "UNA|*,! ~\r\nUNB*UNOC|3*A*B*251013|0930*R~\r\nUNH*1*CUSRES|D|03A|UN~\r\nBGM*962*A!*B'C**~\r\nUNT*3*1~\r\nUNZ*1*R~\r\n"
    const [document] = documentsOf(again(new TextEncoder().encode(text)))
    expect(document === undefined ? '' : written(document)).toBe("UNA:+.? 'UNB+UNOC:3+A+B+251013:0930+R'UNH+1+CUSRES:D:03A:UN'BGM+962+A*B?'C'UNT+3+1'UNZ+1+R'")
  })

  test('UTF-8 as TextEncoder writes it', () => {
    const text = fc.string({ unit: 'binary' }).filter((each) => !/[\ud800-\udfff]/u.test(each))
    fc.assert(
      fc.property(text, (each) => {
        expect([...(encodeText(each, 'utf8') ?? [])]).toEqual([...new TextEncoder().encode(each)])
      }),
    )
  })
})

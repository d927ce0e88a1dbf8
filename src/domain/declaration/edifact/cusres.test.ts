// CUSRES: what a customs answers, read and written.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCsvRows } from '../../../base/csv-rows.ts'
import { cusresMessage, readCusres, type Cusres } from './cusres.ts'
import { edifactDirectory } from './directory.ts'
import { interchangeHeader } from './interchange.ts'
import { readEdifact } from './reader.ts'
import { writeEdifact } from './writer.ts'

const rows = (file: string) => parseCsvRows(readFileSync(new URL(`../../../../data/edifact/${file}`, import.meta.url), 'utf8'))
const directory = edifactDirectory(rows('segments.csv'), rows('messages.csv'))
const header = interchangeHeader({ syntax: 'UNOY', sender: 'A', recipient: 'B', preparedOn: '251013', preparedAt: '0930', reference: 'R' })

function read(text: string): Cusres | undefined {
  const [message] = readEdifact([new TextEncoder().encode(`UNB+UNOC:3+A+B+251013:0930+R'${text}UNZ+1+R'`)], directory)
  return message?.kind === 'message' ? readCusres(message.segments) : undefined
}

test('status, dates, references and errors with their places', () => {
  const text =
    "UNH+7+CUSRES:D:03A:UN'BGM+962+SAMPLE1+27'DTM+137:20251013:102'FTX+AAP+++NOT ACCEPTED'GEI+4+6'RFF+ABE:OWN1'RFF+ABT:CUSTOMS1'" +
    "ERP+2:1+CST:3'RFF+AWL:X'ERC+E01'ERC+E02'FTX+AAO+++CODE NOT VALID'ERP+1'ERC+E03'UNT+15+7'"
  expect(read(text)).toEqual({
    reference: '7',
    documentType: '962',
    documentNumber: 'SAMPLE1',
    functionCode: '27',
    responseType: '',
    dates: [{ qualifier: '137', value: '20251013', format: '102' }],
    texts: [{ qualifier: 'AAP', value: 'NOT ACCEPTED' }],
    statuses: [{ qualifier: '4', value: '6' }],
    references: [
      { qualifier: 'ABE', value: 'OWN1' },
      { qualifier: 'ABT', value: 'CUSTOMS1' },
    ],
    errors: [
      { section: '2', item: '1', tag: 'CST', position: '3', references: [{ qualifier: 'AWL', value: 'X' }], codes: ['E01', 'E02'], texts: ['CODE NOT VALID'] },
      { section: '1', item: '', tag: '', position: '', references: [], codes: ['E03'], texts: [] },
    ],
  })
})

test('an indicator of an older release', () => {
  expect(read("UNH+7+CUSRES:D:96B:UN'BGM+962'GIS+8'UNT+4+7'")?.statuses).toEqual([{ qualifier: '', value: '8' }])
})

test('what is written reads back equal', () => {
  const code = (max: number) => fc.string({ unit: fc.constantFrom('A', '7', "'", '+'), minLength: 1, maxLength: max })
  const qualified = fc.record({ qualifier: code(3), value: code(30) })
  const longText = fc.string({ unit: fc.constantFrom('A', '深', ' ', '?'), minLength: 1, maxLength: 1200 }).map((text) => `T${text}`)
  const answer: fc.Arbitrary<Cusres> = fc.record({
    reference: code(14),
    documentType: code(3),
    documentNumber: code(35),
    functionCode: code(3),
    responseType: code(3),
    dates: fc.array(fc.record({ qualifier: code(3), value: code(35), format: code(3) }), { maxLength: 3 }),
    texts: fc.array(fc.record({ qualifier: code(3), value: longText }), { maxLength: 2 }),
    statuses: fc.array(fc.record({ qualifier: code(3), value: code(3) }), { maxLength: 2 }),
    references: fc.array(qualified, { maxLength: 3 }),
    errors: fc.array(
      fc.record({
        section: code(3),
        item: code(35),
        tag: code(3),
        position: code(10),
        references: fc.array(qualified, { maxLength: 2 }),
        codes: fc.array(code(8), { maxLength: 3 }),
        texts: fc.array(longText, { maxLength: 2 }),
      }),
      { maxLength: 3 },
    ),
  })
  fc.assert(
    fc.property(answer, (given) => {
      const bytes = writeEdifact({ header, messages: [{ segments: cusresMessage(given) }] })
      const [message] = bytes.ok ? readEdifact([bytes.value], directory) : []
      expect(message?.issues).toEqual([])
      expect(message?.kind === 'message' && readCusres(message.segments)).toEqual(given)
    }),
    { numRuns: 200 },
  )
})

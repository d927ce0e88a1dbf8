// Large input that is bad on purpose: each must get an answer, and soon. The drafts of this table once ran for minutes or ended
// the process inside the YAML parser.
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readDecMessage } from '../../src/domain/declaration/mainland/read-message.ts'
import { writeReadDeclaration } from '../../src/domain/declaration/mainland/rewrite-message.ts'
import { readWcoXml, writeWcoXml } from '../../src/domain/declaration/wco/wco-xml.ts'
import { maxXmlBytes } from '../../src/domain/declaration/wire/xml-bytes.ts'
import { readDraftText, type DraftValue } from '../../src/domain/submission/index.ts'
import { exampleNames, exampleText } from '../knowledge.ts'
import { shippedBook, shippedDay, shippedPlan, shippedWco } from '../golden/shipped.ts'

/** Many times what each takes on a quiet machine. */
const limitMs = 20_000
/** The same for the drafts, which take up to about a second. */
const draftLimitMs = 8_000
const manyKeys = Array.from({ length: 40_000 }, (_, at) => `k${at}: 1`)

const drafts: readonly [string, string, string][] = [
  ['four hundred thousand dashes', '- '.repeat(400_000), 'text_too_deep'],
  ['dashes behind a key', `a: ${'- '.repeat(400_000)}`, 'text_too_deep'],
  ['question marks', '? '.repeat(400_000), 'text_too_deep'],
  ['colons', ': '.repeat(400_000), 'text_too_deep'],
  ['brackets', '['.repeat(1_000_000), 'text_too_deep'],
  ['a staircase', Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'text_too_deep'],
  ['nine hundred thousand lines', '\n'.repeat(900_000), 'text_too_many_lines'],
  ['a quoted text of many lines', `a: "${'x\n'.repeat(450_000)}"`, 'text_too_many_lines'],
  ['commas', `[${','.repeat(90_000)}]`, 'text_malformed'],
  ['more commas', `[${','.repeat(100_000)}]`, 'text_too_many_values'],
  ['anchors', '&a '.repeat(90_000), 'text_malformed'],
  ['quoted words', '"a" '.repeat(90_000), 'text_malformed'],
  ['bad escapes', `"${'\\q'.repeat(90_000)}"`, 'text_malformed'],
  ['a billion laughs', `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]`, 'text_alias'],
  ['a key twice', 'reference: A\nreference: B', 'text_key_twice'],
  ['a key twice in JSON', '{"reference": "A", "reference": "B"}', 'text_key_twice'],
  ['closing braces', '}'.repeat(90_000), 'text_malformed'],
  ['many closing braces', '}'.repeat(900_000), 'text_too_many_values'],
  ['brackets in JSON', `{"a": ${'['.repeat(1_000_000)}`, 'text_too_deep'],
  ['a million numbers in JSON', `{"a": [${'1,'.repeat(1_000_000)}1]}`, 'text_too_many_values'],
  ['a JSON text of three million characters that does not end', `{"a": "${'x'.repeat(3_000_000)}`, 'text_quote_open'],
  ['five million characters', 'x'.repeat(5_000_000), 'text_too_large'],
]

describe('drafts', () => {
  test.each(drafts)('%s', (_, text, code) => {
    const { value, ms } = timed(() => readDraftText(text))
    expect(value).toMatchObject({ ok: false, issues: expect.arrayContaining([expect.objectContaining({ code })]) as unknown })
    expect(ms).toBeLessThan(draftLimitMs)
  })

  const long: readonly [string, string][] = [
    ['40,000 keys, one to a line', manyKeys.join('\n')],
    ['40,000 keys in one line', `{${manyKeys.join(', ')}}`],
    ['one text of a million characters', `a: ${'x'.repeat(990_000)}`],
    ['one JSON text of four million characters', `{"a": "${'x'.repeat(3_900_000)}"}`],
    ['150,000 members in JSON', JSON.stringify(Object.fromEntries(Array.from({ length: 150_000 }, (_, at) => [`k${at}`, at])))],
  ]
  test.each(long)('%s are read', (_, text) => {
    const { value, ms } = timed(() => readDraftText(text))
    expect(value.ok).toBe(true)
    expect(ms).toBeLessThan(draftLimitMs)
  })

  test.each(exampleNames)('%s with a thousand lines is read, as YAML and as JSON', (name) => {
    const once = readDraftText(exampleText(name))
    if (!once.ok) throw new Error(name)
    const { lines } = once.value.draft
    const [line] = Array.isArray(lines) ? (lines as readonly DraftValue[]) : []
    const draft = { ...once.value.draft, lines: Array.from({ length: 1_000 }, () => line) }
    for (const text of [stringify(draft, { aliasDuplicateObjects: false }), JSON.stringify(draft), JSON.stringify(draft, null, 2)]) {
      const { value, ms } = timed(() => readDraftText(text))
      expect(value).toMatchObject({ ok: true })
      expect(value.ok && JSON.stringify(value.value.draft)).toBe(JSON.stringify(draft))
      expect(ms).toBeLessThan(draftLimitMs)
    }
  })
})

const opening = '<DecMessage version="5.0" xmlns="http://www.chinaport.gov.cn/dec">'
const messages: readonly [string, string][] = [
  ['lines without end', filled(`${opening}<DecLists>`, '<DecList><GNo>1</GNo></DecList>')],
  ['lines that look unswapped', filled(`${opening}<DecHead><IEFlag>E</IEFlag></DecHead><DecLists>`, '<DecList><OriginCountry>CHN</OriginCountry><DestinationCountry>JPN</DestinationCountry></DecList>')],
  ['licences without lines', filled(opening, '<DecGoodsLimits><DecGoodsLimit><GoodsNo>1</GoodsNo></DecGoodsLimit></DecGoodsLimits>')],
  ['wrappers without nodes', filled(opening, '<DecLists/>')],
  ['unknown elements', filled(`${opening}<DecHead>`, '<Foo/>')],
  ['one element again and again', filled(`${opening}<DecHead>`, '<NoteS>x</NoteS>')],
  ['namespaces', filled(opening, '<a:b xmlns:a="urn:a"/>')],
  ['attributes', `${opening}${`<Foo ${Array.from({ length: 250 }, (_, at) => `a${at}="x"`).join(' ')}/>`.repeat(3_000)}</DecMessage>`],
  ['a comment', `<!--${'x'.repeat(maxXmlBytes - 200)}-->${opening}</DecMessage>`],
  ['comments', filled(opening, '<!-- -->')],
  ['entities', `${opening}<DecHead><NoteS>${'&amp;'.repeat(60_000)}</NoteS></DecHead></DecMessage>`],
  ['a tag without end', `${opening}<DecHead ${'x'.repeat(4_000_000)}`],
  ['names without end', filled(opening, '<' + 'n'.repeat(200) + '/>')],
  ['a document type', `<!DOCTYPE a [${'<!ENTITY x "y">'.repeat(200_000)}]>${opening}</DecMessage>`],
  ['bytes that break at the end', `${filled(opening, '<Foo/>').slice(0, -3)}\u0000`],
]

describe('messages', () => {
  test.each(messages)('%s', (_, text) => {
    const bytes = new TextEncoder().encode(text)
    expect(bytes.length).toBeLessThanOrEqual(maxXmlBytes)
    const { ms } = timed(() => {
      const read = readDecMessage(bytes, shippedPlan, shippedBook, shippedDay)
      if (read.ok) writeReadDeclaration(read.value, shippedPlan)
    })
    expect(ms).toBeLessThan(limitMs)
  })

  test('a WCO declaration of 999 items and more', () => {
    const item = '<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric></GovernmentAgencyGoodsItem>'
    const text = `<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><FunctionCode>9</FunctionCode><GoodsShipment>${item.repeat(50_000)}</GoodsShipment></Declaration>`
    const { value, ms } = timed(() => readWcoXml(new TextEncoder().encode(text), shippedWco.model))
    expect(value.ok && value.value.values).toHaveLength(1_000)
    expect(value.ok && writeWcoXml(value.value.values, shippedWco.model).length).toBeGreaterThan(50_000)
    expect(ms).toBeLessThan(limitMs)
  })
})

/** As many copies of a part as the limits of the reader let in. */
function filled(start: string, part: string): string {
  const elements = (part.match(/<[a-zA-Z]/g) ?? ['<']).length
  const copies = Math.min(Math.floor(190_000 / elements), Math.floor((maxXmlBytes - 1_000) / part.length))
  const tags = [...start.matchAll(/<([A-Za-z]+)[^>]*>/g)].map((match) => match[1] ?? '')
  const open = tags.filter((tag) => !start.includes(`</${tag}>`))
  return `${start}${part.repeat(copies)}${open.toReversed().map((tag) => `</${tag}>`).join('')}`
}

function timed<T>(act: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now()
  const value = act()
  return { value, ms: performance.now() - start }
}

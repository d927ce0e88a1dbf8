// What is fuzzed: the readers of everything that comes from outside. A reader may refuse whatever it likes; it must not throw,
// and what it accepts must keep its promises.
import { decodeText } from '../../src/base/text-codec.ts'
import { readDecMessage, readOutBoxZip } from '../../src/domain/declaration/mainland/read-message.ts'
import { writeReadDeclaration } from '../../src/domain/declaration/mainland/rewrite-message.ts'
import { wcoFromDeclaration } from '../../src/domain/declaration/wco/from-declaration.ts'
import { declarationFromWco } from '../../src/domain/declaration/wco/to-declaration.ts'
import { readWcoXml, writeWcoXml } from '../../src/domain/declaration/wco/wco-xml.ts'
import type { CustomsAnswer } from '../../src/domain/declaration/answer/answer.ts'
import { readAnswer } from '../../src/domain/declaration/answer/read-answer.ts'
import { writeAnswer } from '../../src/domain/declaration/answer/write-answer.ts'
import { sniffFormat } from '../../src/domain/declaration/wire/sniff.ts'
import { readXml, type XmlElement } from '../../src/domain/declaration/wire/xml.ts'
import { canonicalXml } from '../../src/domain/declaration/wire/xml-writer.ts'
import { readZip } from '../../src/domain/declaration/wire/zip.ts'
import { zipLimits } from '../../src/domain/declaration/wire/zip-directory.ts'
import { writeZip } from '../../src/domain/declaration/wire/zip-writer.ts'
import { parseDraft, readDraftText, resolveProfiles } from '../../src/domain/submission/index.ts'
import type { Random } from '../../src/base/random.ts'
import { answerSamples, goldenSample, shippedAnswers, shippedBook, shippedDay, shippedFields, shippedPlan, shippedWco } from '../golden/shipped.ts'
import { bomb, makeZip, type ZipLie } from '../golden/zip-samples.ts'
import { ascii, badText, mutated } from './mutate.ts'
import { mutatedTree } from './mutate-tree.ts'
import type { FuzzTarget } from './runner.ts'
import { jsonDraft, yamlDraft } from './drafts.ts'

const decMessages = ['decmessage-3.1.xml', 'decmessage-4.8.xml', 'decmessage-5.0.xml'].map(goldenSample)
const xmlTokens: readonly Uint8Array[] = [
  ...badText,
  ...[
    '<!DOCTYPE a [<!ENTITY x "&x;&x;">]>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '&x;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&lt;',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x y?>',
    '<a>',
    '</a>',
    '<a b="',
    '" c="',
    '<DecList>',
    '<DecGoodsLimits><DecGoodsLimit>',
    ' xmlns="urn:x"',
    ' xmlns:n="http://www.chinaport.gov.cn/dec"',
    '<constructor>',
    '<__proto__>',
    'GB18030',
  ].map(ascii),
]

const elementNames = [...shippedPlan.byGroup.values()].flatMap((node) => [node.element, node.wrapper, ...node.facts.map((fact) => fact.element)]).filter((name) => name !== '')
const decTrees = treesOf(decMessages)

const decMessage: FuzzTarget = {
  name: 'decmessage',
  make: (random) => (random.chance(0.5) ? mutated(random, decMessages, xmlTokens) : mutatedTree(random, decTrees, elementNames)),
  run: (bytes) => {
    sniffFormat(bytes)
    const read = readDecMessage(bytes, shippedPlan, shippedBook, shippedDay)
    if (!read.ok) return false
    const written = writeReadDeclaration(read.value, shippedPlan)
    const tree = readXml(bytes, { binaryElements: shippedPlan.binaryElements })
    mustBe(tree.ok && canonicalXml(tree.value.root) === new TextDecoder().decode(written), 'written again, the message is the same')
    const again = readDecMessage(written, shippedPlan, shippedBook, shippedDay)
    mustBe(again.ok && same(again.value.filing, read.value.filing), 'read again, the filing is the same')
    return true
  },
}

const wcoSamples = decMessages.flatMap((bytes) => {
  const read = readDecMessage(bytes, shippedPlan, shippedBook, shippedDay)
  return read.ok ? [writeWcoXml(wcoFromDeclaration(read.value.filing, shippedWco).values, shippedWco.model)] : []
})

const wcoTrees = treesOf(wcoSamples)
const wcoNames = [...shippedWco.model.byPath.values()].map((element) => element.name)
const wcoTokens = [...xmlTokens, ...['<DateTimeString>', '<GovernmentAgencyGoodsItem>', '<ID>1</ID>'].map(ascii)]

const wco: FuzzTarget = {
  name: 'wco',
  make: (random) => (random.chance(0.5) ? mutated(random, wcoSamples, wcoTokens) : mutatedTree(random, wcoTrees, wcoNames)),
  run: (bytes) => {
    sniffFormat(bytes)
    const read = readWcoXml(bytes, shippedWco.model)
    if (!read.ok) return false
    const { filing } = declarationFromWco(read.value.values, shippedWco)
    wcoFromDeclaration(filing, shippedWco)
    const written = writeWcoXml(read.value.values, shippedWco.model)
    const again = readWcoXml(written, shippedWco.model)
    mustBe(again.ok && same(writeWcoXml(again.value.values, shippedWco.model), written), 'written again, the declaration is the same')
    return true
  },
}

const zips = [...decMessages.map((bytes) => writeZip('sample.xml', bytes)), makeZip([{ name: 'a.xml' }, { name: 'b/', content: new Uint8Array() }])]
const zipTokens = [...badText, ...['PK\x03\x04', 'PK\x01\x02', 'PK\x05\x06', '../', '\xFF\xFF\xFF\xFF'].map(ascii)]
const bombs = [bomb(1024 * 1024), bomb(16 * 1024 * 1024)]

const zip: FuzzTarget = {
  name: 'zip',
  make: (random) => (random.chance(0.5) ? mutated(random, zips, zipTokens) : makeZip(Array.from({ length: 1 + random.integer(3) }, () => lie(random)))),
  run: (bytes) => {
    sniffFormat(bytes)
    readOutBoxZip(bytes, shippedPlan, shippedBook, shippedDay)
    const read = readZip(bytes)
    if (!read.ok) return false
    for (const { name, bytes: content } of read.value) {
      mustBe(!name.split('/').includes('..') && !name.startsWith('/') && ![..."\\:\u0000"].some((each) => name.includes(each)), 'no name leads out of the folder')
      mustBe(content.length <= zipLimits.entryBytes, 'no file is larger than the limit')
    }
    return true
  },
}

function lie(random: Random): ZipLie {
  const number = (): number => random.pick([0, 1, 8, 100, 65_536, 0x7fffffff, 0xffffffff, random.next()])
  const all: readonly ZipLie[] = [
    { name: random.pick(['a.xml', '../a.xml', '/a', 'C:\\a', 'a\u0000', 'a/../../b', '', '名.xml', 'a/']) },
    { packed: random.pick(bombs), size: number() },
    { size: number() },
    { packedSize: number() },
    { crc: number() },
    { method: random.integer(16) },
    { flags: random.integer(65_536) },
    { localStart: number() },
    { host: 3, attributes: number() },
    { localMethod: random.integer(16) },
    { content: random.pick(zips) },
  ]
  return random.chance(0.3) ? {} : { ...random.pick(all), ...(random.chance(0.3) ? random.pick(all) : {}) }
}

const draftTokens = [
  ...badText,
  ...['&a ', '*a', '&a [*a,*a]', '<<: *a', '!!js/function ', '!!binary ', '? ', '- ', '- - - ', '[', '{', '{"a":', ']', '}', '"', "'", '|', '>', '%YAML 9.9\n', '---\n', '...\n', '\t', '\n', '#', ': ', '__proto__: ', 'constructor: ', '\\u0000', '\\uD800', '1e999', '-0', 'NaN'].map(ascii),
]
const drafts = { yaml: [ascii('a: 1\n'), new TextEncoder().encode(yamlDraft)], json: [ascii('{}'), new TextEncoder().encode(jsonDraft)] }

function draftTarget(name: 'yaml' | 'json'): FuzzTarget {
  return {
    name,
    make: (random) => mutated(random, drafts[name], draftTokens),
    run: (bytes) => {
      const decoded = decodeText(bytes, 'utf-8')
      const text = decoded.kind === 'text' ? decoded.text : new TextDecoder('latin1').decode(bytes)
      const read = readDraftText(text)
      if (!read.ok) return false
      mustBe(({} as Record<string, unknown>)['polluted'] === undefined, 'no draft reaches into the prototype of objects')
      parseDraft(resolveProfiles(read.value.draft, new Map()), shippedFields, shippedBook, shippedDay)
      return true
    },
  }
}

const answerTokens = [...xmlTokens, ...['<DEC_RESULT>', '<DEC_DATA>', '</CHANNEL>', '<CHANNEL>P', '<NOTICE_DATE>0000-00-00', 'encoding="GBK"', 'encoding="UTF-16"', '{"format":"lingding-answer/1",', '"isSimulated":true', '__proto__', '<html>', '\uFEFF'].map(ascii)]
const answerTrees = treesOf(answerSamples)
const answerNames = ['DecImportResponse', 'ResponseCode', 'ClientSeqNo', 'SeqNo', 'DEC_DATA', 'DEC_RESULT', 'RESULT_INFO', 'CUS_CIQ_NO', 'ENTRY_ID', 'NOTICE_DATE', 'CHANNEL', 'NOTE', 'DecMessage', 'html']

const answer: FuzzTarget = {
  name: 'answer',
  make: (random) => (random.chance(0.7) ? mutated(random, answerSamples, answerTokens) : mutatedTree(random, answerTrees, answerNames)),
  run: (bytes) => {
    const read = readAnswer(bytes, shippedAnswers)
    if (!read.ok) {
      mustBe(read.issues.length === 1, 'a refusal says one thing')
      return false
    }
    for (const each of read.value) {
      const again = readAnswer(writeAnswer(each), shippedAnswers)
      mustBe(again.ok && again.value.length === 1 && isSameAnswer(again.value[0], each), 'written again, the answer is the same')
    }
    return read.value.length > 0
  },
}

/** What a format has no place for is left: milliseconds, what XML cannot hold, the mark that a simulated note gets. */
function isSameAnswer(again: CustomsAnswer | undefined, before: CustomsAnswer): boolean {
  const about = (each: CustomsAnswer | undefined): unknown => [each?.customs, each?.filing, each?.stage, each?.code, each?.reference, Math.floor((each?.noticedAt ?? 0) / 1000), each?.isSimulated]
  return same(about(again), about(before))
}

export const targets: readonly FuzzTarget[] = [decMessage, wco, zip, draftTarget('yaml'), draftTarget('json'), answer]

function treesOf(samples: readonly Uint8Array[]): readonly XmlElement[] {
  return samples.flatMap((bytes) => {
    const read = readXml(bytes)
    return read.ok ? [read.value.root] : []
  })
}

function mustBe(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken promise: ${promise}`)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

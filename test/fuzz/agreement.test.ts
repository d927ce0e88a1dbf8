// One reading: our XML reader and libxml2 accept the same mutated messages and find the same text in them. Where they differ, the
// reason is one that we chose.
import { XmlDocument } from 'libxml2-wasm'
import { expect, test } from 'vitest'
import { seededRandom, type Random } from '../../src/base/random.ts'
import { readXml, type XmlElement } from '../../src/domain/declaration/wire/xml.ts'
import { goldenSample } from '../golden/shipped.ts'
import { ascii, badText, mutated } from './mutate.ts'
import { mutatedTree } from './mutate-tree.ts'
import { seedOfCase } from './runner.ts'

const cases = 4_000
// GB18030 is left out: this build of libxml2 does not read it.
const corpus = ['decmessage-4.8.xml', 'decmessage-5.0.xml'].map(goldenSample)
const tokens = [...badText, ...['<a>', '</a>', '&x;', '&#0;', '&lt;', ']]>', '<![CDATA[', '<!--', '-->', '<?x y?>', '<a b="', '"', '<a:b/>', '\r', '\t', '&#13;', '<a b="1" b="2"/>'].map(ascii)]
const trees = corpus.flatMap((bytes) => {
  const read = readXml(bytes)
  return read.ok ? [read.value.root] : []
})
/** Refused by us alone: limits, and text beside elements, which no customs message has. */
const ourRefusals = /^xml_(doctype|mixed_content|too_|text_too_long|name_too_long|encoding_unknown)/
/** Refused by libxml2 alone: it looks into namespaces, we resolve them later. */
const theirRefusals = /not a valid URI|QName|namespace|Namespace|xmlns|prefix/

test('our reader and libxml2 agree', () => {
  const differences: string[] = []
  let accepted = 0
  for (let index = 0; index < cases; index += 1) {
    const seed = seedOfCase(1, index)
    const bytes = made(seededRandom(seed))
    const ours = readXml(bytes)
    const theirs = textOf(bytes)
    if (ours.ok && theirs.kind === 'text') {
      accepted += 1
      if (plain(allText(ours.value.root)) !== plain(theirs.text)) differences.push(`${seed}: other text`)
    } else if (ours.ok && theirs.kind === 'refused' && !theirRefusals.test(theirs.reason)) differences.push(`${seed}: accepted here, ${theirs.reason}`)
    else if (!ours.ok && theirs.kind === 'text' && !ourRefusals.test(ours.issues[0]?.code ?? '')) differences.push(`${seed}: ${JSON.stringify(ours.issues[0])}`)
  }
  expect(differences).toEqual([])
  expect(accepted).toBeGreaterThan(cases / 4)
})

function made(random: Random): Uint8Array {
  return random.chance(0.5) ? mutated(random, corpus, tokens) : mutatedTree(random, trees, ['a', 'GName', 'n:b'])
}

function textOf(bytes: Uint8Array): { readonly kind: 'text'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string } {
  try {
    const document = XmlDocument.fromBuffer(bytes)
    const text = document.root.content
    document.dispose()
    return { kind: 'text', text }
  } catch (error) {
    return { kind: 'refused', reason: String(error).slice(0, 200) }
  }
}

function allText(element: XmlElement): string {
  return element.text + element.children.map(allText).join('')
}

/** White space between elements is no content. */
function plain(text: string): string {
  return text.replace(/\s+/g, '')
}

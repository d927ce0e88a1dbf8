import iconv from 'iconv-lite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeUtf8 } from '../../../base/text-codec.ts'
import { readXml, readXmlText, xmlLimits, type XmlElement } from './xml.ts'
import { canonicalXml, writeXml, xmlElement } from './xml-writer.ts'

function codeOf(text: string): string | undefined {
  const read = readXmlText(text)
  return read.ok ? undefined : read.issues[0]?.code
}

describe('what is refused', () => {
  const depth = xmlLimits.depth + 1
  const laughs = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
  const refusals: readonly [string, string, string][] = [
    ['a document type', '<!DOCTYPE a><a/>', 'xml_doctype'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml_doctype'],
    ['a billion laughs', laughs, 'xml_doctype'],
    ['an unknown entity', '<a>&nbsp;</a>', 'xml_malformed'],
    ['the name of an object member as entity', '<a>&constructor;</a>', 'xml_malformed'],
    ['a reference to NUL', '<a>&#0;</a>', 'xml_malformed'],
    ['a control character', '<a>\u0001</a>', 'xml_malformed'],
    ['a tag never closed', '<a><b></a>', 'xml_malformed'],
    ['nothing', '', 'xml_malformed'],
    ['text only', 'hello', 'xml_malformed'],
    ['two roots', '<a/><b/>', 'xml_malformed'],
    ['an attribute twice', '<a b="1" b="2"/>', 'xml_malformed'],
    ['an attribute without quotes', '<a b=1/>', 'xml_malformed'],
    ['text beside elements', '<a>text<b/></a>', 'xml_mixed_content'],
    ['65 levels', '<a>'.repeat(depth) + '</a>'.repeat(depth), 'xml_too_deep'],
    ['257 attributes', `<a ${Array.from({ length: 257 }, (_, at) => `b${at}=""`).join(' ')}/>`, 'xml_too_many_attributes'],
    ['a long text', `<a>${'x'.repeat(xmlLimits.textCharacters + 1)}</a>`, 'xml_text_too_long'],
    ['a long text in two parts', `<a>${'x'.repeat(xmlLimits.textCharacters)}<!-- -->y</a>`, 'xml_text_too_long'],
    ['a long attribute', `<a b="${'x'.repeat(xmlLimits.textCharacters + 1)}"/>`, 'xml_text_too_long'],
    ['a long name', `<${'a'.repeat(300)}/>`, 'xml_name_too_long'],
    ['too many elements', `<a>${'<b/>'.repeat(xmlLimits.elements)}</a>`, 'xml_too_many_elements'],
  ]
  test.each(refusals)('%s', (_, text, code) => expect(codeOf(text)).toBe(code))

  test('64 levels pass', () => expect(codeOf('<a>'.repeat(64) + '</a>'.repeat(64))).toBeUndefined())

  test('line, column and offset show the place', () => {
    const read = readXmlText('<a>\n  <b>\n</a>')
    // `</a>` ends at line 3, column 5, character 14, where `<b>` should have been closed.
    expect(read).toMatchObject({ ok: false, issues: [{ params: { line: 3, column: 5, offset: 14 } }] })
    expect(readXmlText('<?xml version="1.0"?>\n  <!DOCTYPE a><a/>')).toMatchObject({
      ok: false,
      issues: [{ code: 'xml_doctype', params: { line: 2, column: 3, offset: 24 } }],
    })
  })
})

describe('bytes', () => {
  const refusals: readonly [string, Uint8Array, string][] = [
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x3c, 0]), 'xml_encoding_unknown'],
    ['UTF-16 without a mark', Uint8Array.from([0, 0x3c, 0, 0x61]), 'xml_encoding_unknown'],
    ['Big5', encodeUtf8('<?xml version="1.0" encoding="Big5"?><a/>'), 'xml_encoding_unknown'],
    ['bytes that are no UTF-8', Uint8Array.from([0x3c, 0x61, 0x3e, 0xd6, 0xd0, 0x3c, 0x2f, 0x61, 0x3e]), 'xml_bytes_invalid'],
    ['more than 8 MB', new Uint8Array(8 * 1024 * 1024 + 1), 'xml_too_large'],
  ]
  test.each(refusals)('%s is refused', (_, bytes, code) => {
    expect(readXml(bytes)).toMatchObject({ ok: false, issues: [{ code }] })
  })

  test.each(['GB18030', 'GBK', 'gb2312'])('%s is read where the first line says so', (encoding) => {
    const bytes = new Uint8Array(iconv.encode(`<?xml version="1.0" encoding="${encoding}"?><GName>锂离子电池</GName>`, 'gb18030'))
    expect(readXml(bytes)).toMatchObject({ ok: true, value: { encoding, root: { text: '锂离子电池' } } })
  })

  test('a byte order mark wins over what the first line says', () => {
    const text = encodeUtf8('<?xml version="1.0" encoding="GBK"?><a>电</a>')
    expect(readXml(Uint8Array.from([0xef, 0xbb, 0xbf, ...text]))).toMatchObject({ ok: true, value: { root: { text: '电' } } })
  })

  test('base64 may be long where it is declared, and only there', () => {
    const text = `<Attachment>${'QUJD'.repeat(300_000)}</Attachment>`
    expect(readXmlText(text)).toMatchObject({ ok: false })
    expect(readXmlText(text, { binaryElements: new Set(['Attachment']) })).toMatchObject({ ok: true })
  })
})

describe('the canonical shape', () => {
  test('is fixed', () => {
    const tree = xmlElement('a', [xmlElement('b', '1 < 2 & "3"\r\n'), xmlElement('c', ''), xmlElement('d', '', new Map([['e', '"\n<']]))])
    expect(canonicalXml(tree)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>1 &lt; 2 &amp; "3"&#13;\n</b>\n  <c/>\n  <d e="&quot;&#10;&lt;"/>\n</a>\n',
    )
  })

  test('comments, instructions, CDATA and white space between elements make no difference', () => {
    const read = readXmlText('<?xml version="1.0"?><!-- x --><?y z?><a >\n\t<b><![CDATA[1 < 2]]></b ></a>')
    expect(read.ok && canonicalXml(read.value)).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b>1 &lt; 2</b>\n</a>\n')
  })

  test('what XML cannot hold becomes U+FFFD', () => {
    expect(canonicalXml(xmlElement('a', 'x\u0000y\uD800z😀'))).toContain('<a>x\uFFFDy\uFFFDz😀</a>')
  })

  test('a tree comes back from its text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((each) => each.replace(/\p{C}/gu, ''))
    const leaf = fc.record({ name: fc.constantFrom('a', 'b:c', '名'), text })
    const tree = fc.array(leaf, { maxLength: 6 }).map((leaves) => xmlElement('root', leaves.map((each) => xmlElement(each.name, each.text, new Map([['x', each.text]])))))
    fc.assert(fc.property(tree, (made) => {
      const read = readXml(writeXml(made))
      expect(read.ok && plain(read.value.root)).toEqual(plain(made))
    }))
  })
})

function plain(element: XmlElement): unknown {
  return [element.name, [...element.attributes], element.text, element.children.map(plain)]
}

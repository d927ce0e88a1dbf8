import iconv from 'iconv-lite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, encodeUtf8, type Charset } from './text-codec.ts'

// Ill-formed sequences of the Unicode Standard, table 3-7, and of GB 18030-2005.
const broken: readonly [string, Charset, readonly number[], number][] = [
  ['a byte that never stands in UTF-8', 'utf-8', [0x41, 0xff], 1],
  ['a character cut off', 'utf-8', [0xe4, 0xb8], 2],
  ['an overlong slash', 'utf-8', [0xe4, 0xb8, 0xad, 0xc0, 0xaf], 3],
  ['a surrogate', 'utf-8', [0xed, 0xa0, 0x80], 1],
  ['above U+10FFFF', 'utf-8', [0xf4, 0x90, 0x80, 0x80], 1],
  ['a byte that never stands in GB18030', 'gb18030', [0xd6, 0xd0, 0xff], 2],
  ['a GB18030 character cut off', 'gb18030', [0x41, 0xd6], 2],
]

describe('text from bytes', () => {
  test.each(broken)('%s is refused with its offset', (_, charset, bytes, offset) => {
    expect(decodeText(Uint8Array.from(bytes), charset)).toEqual({ kind: 'invalid', offset })
  })

  test('a byte order mark is no text', () => {
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]), 'utf-8')).toEqual({ kind: 'text', text: 'A' })
  })

  test('UTF-8 comes back', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((text) => !text.startsWith('\uFEFF')), (text) => {
      expect(decodeText(encodeUtf8(text), 'utf-8')).toEqual({ kind: 'text', text })
    }))
  })

  test('GB18030 written by another program reads the same', () => {
    const text = '东莞市样品电池有限公司 伶仃洋 𠀀 ABC'
    expect(decodeText(new Uint8Array(iconv.encode(text, 'gb18030')), 'gb18030')).toEqual({ kind: 'text', text })
    expect(decodeText(new Uint8Array(iconv.encode('锂离子电池', 'gbk')), 'gb18030')).toEqual({ kind: 'text', text: '锂离子电池' })
  })
})

// The tokenizer: what separates, what releases, what is refused, and that no split of the stream changes the answer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLatin1 } from './charset.ts'
import { EdifactTokenizer, edifactLimits, type EdifactLimits, type TokenFault } from './tokenizer.ts'

interface Token {
  readonly text: string
  readonly offset: number
  readonly segment: number
  readonly line: number
  readonly marks: number
}

const encode = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

function tokens(chunks: readonly Uint8Array[], limits: EdifactLimits = edifactLimits): { readonly tokens: readonly Token[]; readonly faults: readonly TokenFault[] } {
  const found: Token[] = []
  const faults: TokenFault[] = []
  const tokenizer = new EdifactTokenizer(
    {
      segment: (raw) => {
        const { offset, segment, line, markCount } = raw
        found.push({ text: decodeLatin1(raw.bytes, raw.start, raw.end), offset, segment, line, marks: markCount })
      },
      fault: (fault) => faults.push(fault),
    },
    limits,
  )
  for (const chunk of chunks) tokenizer.write(chunk)
  tokenizer.end()
  return { tokens: found, faults }
}

const texts = (text: string, limits?: EdifactLimits): readonly string[] => tokens([encode(text)], limits).tokens.map((token) => token.text)
const faultKinds = (text: string, limits?: EdifactLimits): readonly string[] => tokens([encode(text)], limits).faults.map((fault) => fault.kind)

describe('segments', () => {
  test.each([
    ['default separators without UNA', "BGM+1'DTM+2'", ['BGM+1', 'DTM+2']],
    ['UNA with the defaults', "UNA:+.? 'BGM+1'", ['BGM+1']],
    ['UNA with others', "UNA|*,! ~BGM*1|2~DTM*'~", ['BGM*1|2', "DTM*'"]],
    ['UNA without a release character', "UNA:+.  'FTX+a?'DTM+1'", ['FTX+a?', 'DTM+1']],
    ['a released terminator', "FTX+a?'b'DTM+1'", ["FTX+a?'b", 'DTM+1']],
    ['a released release character before a terminator', "FTX+a??'DTM+1'", ['FTX+a??', 'DTM+1']],
    ['line ends between segments', "BGM+1'\r\nDTM+2'\n\n\rLOC+3'", ['BGM+1', 'DTM+2', 'LOC+3']],
    ['a byte order mark', "\xef\xbb\xbfUNA:+.? 'BGM+1'", ['BGM+1']],
    ['a second interchange with other separators', "UNZ+1+R'\r\nUNA|*,! ~UNB*1~UNZ*1~UNB+2'", ['UNZ+1+R', 'UNB*1', 'UNZ*1', 'UNB+2']],
    ['something that only begins like UNA', "UNB+1'", ['UNB+1']],
    ['padding behind the last segment', "UNZ+1+R'   \0\0\x1a", ['UNZ+1+R']],
  ])('%s', (_, text, expected) => {
    expect(texts(text)).toEqual(expected)
    expect(faultKinds(text)).toEqual([])
  })

  test('positions count bytes from 0, segments and lines from 1', () => {
    const { tokens: found } = tokens([encode("UNA:+.? '\r\nUNB+1'\r\nUNH+2'BGM+3'")])
    expect(found.map(({ offset, segment, line }) => [offset, segment, line])).toEqual([
      [11, 1, 2],
      [19, 2, 3],
      [25, 3, 3],
    ])
  })

  test('separators are counted, released ones are not', () => {
    expect(tokens([encode("NAD+EX+1::2++a?+b?:c'")]).tokens[0]?.marks).toBe(6)
  })
})

describe('refusals', () => {
  const small: EdifactLimits = { ...edifactLimits, maxSegmentBytes: 12, maxElements: 3, maxComponents: 3 }
  test.each([
    ['two separators alike', "UNA++.? 'BGM+1'", 'service-string'],
    ['a letter as separator', "UNAA+.? 'BGM+1'", 'service-string'],
    ['nothing between two terminators', "BGM+1''DTM+2'", 'empty-segment'],
    ['an end within a segment', "BGM+1'DTM+2", 'unterminated'],
    ['an end within UNA', 'UNA:+', 'unterminated'],
    ['an end behind a release character', "BGM+1'FTX+a?", 'unterminated'],
  ])('%s', (_, text, kind) => {
    expect(faultKinds(text)).toEqual([kind])
  })

  test.each([
    ['a long segment', "BGM+123456789012345'DTM+2'", 'segment-too-long'],
    ['many elements', "BGM+1+2+3+4'DTM+2'", 'too-many-elements'],
    ['many components', "BGM+1:2:3:4'DTM+2'", 'too-many-components'],
  ])('%s is passed over, the next segment is read', (_, text, kind) => {
    expect(faultKinds(text, small)).toEqual([kind])
    expect(texts(text, small)).toEqual(['DTM+2'])
  })

  test('a released terminator within a refused segment does not end it', () => {
    expect(texts("BGM+123456789012?'345'DTM+2'", small)).toEqual(['DTM+2'])
  })

  test('a segment of exactly the limit is read', () => {
    expect(texts("BGM+1234567'", { ...small, maxSegmentBytes: 12 })).toEqual(['BGM+1234567'])
  })
})

describe('any split of the stream gives the same segments', () => {
  const piece = fc.constantFrom("'", '+', ':', '?', '\r\n', '\n', 'UNA', "UNA:+.? '", 'UNZ', 'BGM', 'A', 'é', '\0', "UNZ+1'", 'UNA|*,! ~', '~', '*', 'x'.repeat(40))
  test('random bytes, random cuts, small limits too', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }), fc.boolean(), (pieces, sizes, isSmall) => {
        const bytes = encode(pieces.join(''))
        const limits = isSmall ? { ...edifactLimits, maxSegmentBytes: 30, maxElements: 4, maxComponents: 3 } : edifactLimits
        const chunks: Uint8Array[] = []
        for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
          const size = sizes[cut % sizes.length] ?? 1
          chunks.push(bytes.slice(at, at + size))
          at += size
        }
        expect(tokens(chunks, limits)).toEqual(tokens([bytes], limits))
      }),
      { numRuns: 500 },
    )
  })
})

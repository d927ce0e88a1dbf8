// How numbers are found and what they are said of, in four languages; expected values by hand.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { formatDecimal, trimDecimal, type Decimal } from '../../src/base/decimal.ts'
import { readClaims, sentencesOf, verdicts, type Claim } from '../../src/domain/story/index.ts'
import { check, vocabulary } from './checking.ts'

function claims(text: string, on: string | null = '2024-02-24'): readonly Claim[] {
  return readClaims(text, { vocabulary, on: on === null ? undefined : civilDate(on) }).claims
}

function shortest(value: Decimal | undefined): string {
  return value === undefined ? '' : formatDecimal(trimDecimal(value))
}

function first(text: string): Claim['quantity'] {
  const [claim] = claims(text)
  if (claim === undefined) throw new Error(`no number in ${text}`)
  return claim.quantity
}

describe('numbers', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['Trade was RMB 37.34 trillion.', '37340000000000', 'CNY', 'equal'],
    ['Trade was 404.71 billion yuan.', '404710000000', 'CNY', 'equal'],
    ['Trade was CNY 1,094.84 bn.', '1094840000000', 'CNY', 'equal'],
    ['Trade exceeded the 35-trillion-yuan mark.', '35000000000000', 'CNY', 'over'],
    ['Trade was nearly US$5 billion.', '5000000000', 'USD', 'nearly'],
    ['They moved more than 480,000 standard containers.', '480000', 'TEU', 'over'],
    ['It covers seven cross-border ports.', '7', 'ports', 'equal'],
    ['It covers twenty-one cities.', '21', 'cities', 'equal'],
    ['Growth was 45.8 per cent.', '45.8', 'percent', 'equal'],
    ['It rose 0.4 percentage points.', '0.4', 'points', 'equal'],
    ['One in four vehicles is new.', '25', 'percent', 'equal'],
    ['The wait fell to about 9.07 hours.', '9.07', 'hours', 'about'],
    ['进出口37.34万亿元。', '37340000000000', 'CNY', 'equal'],
    ['进出口37万3400亿元。', '37340000000000', 'CNY', 'equal'],
    ['出口４０４７．１亿元。', '404710000000', 'CNY', 'equal'],
    ['出口三千四百四十四点八亿元。', '344480000000', 'CNY', 'equal'],
    ['运送逾48万标箱。', '480000', 'TEU', 'over'],
    ['运送48万多个集装箱。', '480000', 'containers', 'over'],
    ['通行178万辆次。', '1780000', 'vehicle trips', 'equal'],
    ['占百分之四十五点八。', '45.8', 'percent', 'equal'],
    ['占四分之一。', '25', 'percent', 'equal'],
    ['占近五成。', '50', 'percent', 'nearly'],
    ['超過十八個城市。', '18', 'cities', 'over'],
    ['進出口12.5億美元。', '1250000000', 'USD', 'equal'],
    ['O comércio foi de 37,34 biliões de yuans.', '37340000000000', 'CNY', 'equal'],
    ['O comércio foi de 404,71 mil milhões de yuans.', '404710000000', 'CNY', 'equal'],
    ['O comércio foi de 3.871,07 mil milhões de renminbi.', '3871070000000', 'CNY', 'equal'],
    ['Passaram mais de 480 000 contentores.', '480000', 'containers', 'over'],
    ['São quase dezoito cidades.', '18', 'cities', 'nearly'],
    ['Um em cada quatro veículos é novo.', '25', 'percent', 'equal'],
    ['Cerca de 45,8 por cento.', '45.8', 'percent', 'about'],
  ]
  test.each(cases)('%s', (text, value, unit, comparison) => {
    const quantity = first(text)
    expect([shortest(quantity.value), quantity.unit, quantity.comparison]).toEqual([value, unit, comparison])
  })

  const intervals: readonly (readonly [string, string, string])[] = [
    ['Trade was RMB 37.34 trillion.', '37335000000000', '37345000000000'],
    ['出口4047.1亿元。', '404705000000', '404715000000'],
    ['It was 3,000 billion yuan.', '2999500000000', '3000500000000'],
    ['They moved 480,000 TEU.', '475000', '485000'],
    ['It covers 57 routes.', '57', '57'],
  ]
  test.each(intervals)('half of the last printed digit: %s', (text, low, high) => {
    const { printed } = first(text)
    expect([shortest(printed.low), shortest(printed.high)]).toEqual([low, high])
  })

  const warned: readonly (readonly [string, string])[] = [
    ['O comércio foi de 37.34 biliões de yuans.', 'decimal_point_foreign'],
    ['O comércio foi de 37,34 bilhões de yuans.', 'scale_brazilian'],
    ['进出口37兆元。', 'scale_ambiguous'],
    ['Trade was 37,34 trillion yuan.', 'number_unreadable'],
    ['It took 45 to 50 percent.', 'number_range'],
  ]
  test.each(warned)('%s is read with a warning', (text, warning) => expect(first(text).warnings).toContain(warning))
  test.each(warned.slice(2))('%s is not judged', (text) => expect(check(text).numbers.every((each) => each.verdict === 'cannot be recomputed')).toBe(true))

  const none: readonly string[] = [
    'On 22 February 2024 and from 2019 to 2023, in the first half of 2024, nothing was counted.',
    'The 14th Five-Year Plan and heading 85 say so; it has been so for 32 consecutive years.',
    'One Port Pass and the new three of the nine cities of the Greater Bay Area.',
    '2024年2月22日，第十四个五年规划，2023年前11个月，过去五年，一锁、一港通、新三样、珠三角九市。',
    'Em 22 de Fevereiro de 2024, nos últimos cinco anos e no primeiro semestre de 2024, as nove cidades e os novos três.',
  ]
  test.each(none)('dates, names and ordinals are no quantities: %s', (text) => expect(claims(text).map((each) => each.quantity.text)).toEqual([]))
})

describe('what is said of what', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['In 2023 exports of Shenzhen were 2.46 trillion yuan.', 0, 'level 440300 export 2023'],
    ['In 2023 exports and imports of the nine cities were 5.23 and 2.71 trillion yuan respectively.', 0, 'level GBA9 export 2023'],
    ['In 2023 exports and imports of the nine cities were 5.23 and 2.71 trillion yuan respectively.', 1, 'level GBA9 import 2023'],
    ['Last year Dongguan imported goods for 400 billion yuan.', 0, 'level 441900 import 2023'],
    ['From January to November 2023 Shenzhen exported solar cells worth 3.09 billion yuan.', 0, 'level 440300 solar_export 2023M1-11'],
    ['In the first half of 2024 the nine mainland cities in the Greater Bay Area traded goods for 4.2 trillion yuan.', 0, 'level GBA9 total 2024H1'],
    ['Foreign trade of Shenzhen, Guangzhou and Dongguan together was 6.24 trillion yuan in 2023.', 0, 'level 440300+440100+441900 total 2023'],
    ['In 2023 Shenzhen accounted for 46.6 percent of the foreign trade of Guangdong.', 0, 'share 440300 total 2023 of 440000 total'],
    ['In 2023, 46.6 percent of the foreign trade of Guangdong came from Shenzhen.', 0, 'share 440300 total 2023 of 440000 total'],
    ['2023年，深圳、广州分别出口2.46万亿元、0.65万亿元。', 1, 'level 440100 export 2023'],
    ['2023年，九市进出口7.95万亿元，占全省的96%，其中出口5.23万亿元。', 2, 'level GBA9 export 2023'],
    ['2023年，全省进出口8.3万亿元。其中，深圳占46.6%。', 1, 'share 440300 total 2023 of 440000 total'],
    ['2019-2023年，九市出口“新三样”4047.1亿元，其中锂电池占85.1%。', 1, 'share GBA9 lithium_export 2019/2023 of GBA9 new_three_export'],
    ['2021年4月，广东进口通关时间9.07小时，比2017年压缩78.89%。', 1, 'growth 440000 import_clearance_hours 2021-04 on 2017'],
    ['Em 2023, as exportações de Shenzhen subiram 12,5 por cento para 2,46 biliões de yuans.', 0, 'growth 440300 export 2023'],
    ['No ano passado, o comércio externo de Foshan foi de 600 mil milhões de yuans.', 0, 'level 440600 total 2023'],
  ]
  test.each(cases)('%s [%i]', (text, index, expected) => {
    const claim = claims(text)[index]
    expect(claim && subjectText(claim)).toBe(expected)
  })

  test('"last year" needs a date, and takes it from a date line', () => {
    const text = 'Last year the nine cities imported goods for 2.71 trillion yuan.'
    expect(claims(text, null)[0]?.doubts).toContain('relative_period_undated')
    expect(readClaims(`2024-02-24\n\n${text}`, { vocabulary, on: undefined }).claims[0]?.subject.period).toBe('2023')
    expect(readClaims(`24 February 2024\n\n${text}`, { vocabulary, on: undefined }).claims[0]?.subject.period).toBe('2023')
  })

  test('a subject is not carried where nothing points back', () => {
    const [, cost] = claims('In 2023 the foreign trade of Shenzhen was 3.87 trillion yuan. The new quay took 12 billion yuan.')
    expect(cost?.doubts).toContain('no_measure')
  })

  test.each(['with ASEAN', 'by private enterprises'])('a part for which there are no figures is not judged: %s', (part) => {
    const [claim] = claims(`In 2023 foreign trade of Guangdong ${part} was 1.3 trillion yuan.`)
    expect(claim?.doubts).toContain('subject_restricted')
  })
})

function subjectText({ kind, subject, places, whole, base }: Claim): string {
  const place = places.length > 1 ? places.join('+') : subject.place
  return [kind, place, subject.measure, subject.period, ...(whole === undefined ? [] : ['of', whole.place, whole.measure]), ...(base === '' ? [] : ['on', base])].join(' ')
}

test('a text without an end is cut, so that no sentence grows without bound', () => {
  for (const endless of ['1 '.repeat(3000), '一'.repeat(5000), 'one in '.repeat(900)]) {
    const lengths = sentencesOf(endless).map((each) => each.text.length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1000)
    expect(lengths.length).toBeGreaterThan(4)
  }
})

describe('any text', () => {
  const pieces = fc.constantFrom('2023年', '深圳', '出口', '占', '45.8%', '万亿元', '，', '。', '其中', ' and ', ' of ', 'Shenzhen', ' 37.34 trillion yuan', 'nearly ', ' percent', ' exports', '\n\n', '. ', 'um em cada ', 'quatro', ' mil milhões', ' de ', '⟨', '0', '7', ',', '.', '-', '分之', '每', '年', '\u{1F600}', '分别', 'respectively')
  const anyText = fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 24 }).map((parts) => parts.join(''))

  test('is read without a fault, with offsets that hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { numbers, sentences } = check(text)
        for (const each of sentences) expect(each.text.length).toBeLessThanOrEqual(text.length)
        for (const { claim, verdict } of numbers) {
          expect(verdicts).toContain(verdict)
          expect(sentencesOf(text.slice(claim.offset, claim.offset + claim.quantity.text.length)).map((each) => each.text).join('').replace(/\s/g, '')).toBe(claim.quantity.text.replace(/\s/g, ''))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a number without a subject is never judged', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom('yuan', 'TEU', 'percent', 'vehicles'), (value, unit) => {
        for (const { verdict } of check(`It was ${value} ${unit}.`).numbers) expect(verdict).toBe('cannot be recomputed')
      }),
      { numRuns: 100 },
    )
  })
})

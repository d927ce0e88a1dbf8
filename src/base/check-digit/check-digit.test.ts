import { describe, expect, test } from 'vitest'
import { hkBrnCheckDigit, isHkBrn } from './hk-brn.ts'
import { isIso6346, iso6346CheckDigit } from './iso6346.ts'
import { isUscc, usccCheckCharacter } from './uscc.ts'

describe('unified social credit code (GB 32100-2015)', () => {
  // python-stdnum, stdnum/cn/uscc.py, docstring examples
  test('the published example holds', () => expect(isUscc('91110000600037341L')).toBe(true))
  test('a changed check character does not', () => expect(isUscc('91110000600037342N')).toBe(false))
  test('a letter outside the alphabet has no check character', () => expect(usccCheckCharacter('9111000060003734I')).toBeUndefined())
  test('every single wrong digit is noticed', () => {
    const code = '91110000600037341L'
    for (let index = 0; index < 17; index += 1) {
      const wrong = code.charAt(index) === '3' ? '7' : '3'
      expect(isUscc(code.slice(0, index) + wrong + code.slice(index + 1))).toBe(false)
    }
  })
})

describe('container number (ISO 6346)', () => {
  // Hand calculation: CSQU305438 → 12+... as in the standard's own example, check digit 3
  test('the example of the standard', () => expect(iso6346CheckDigit('CSQU305438')).toBe('3'))
  test('whole number', () => expect(isIso6346('CSQU3054383')).toBe(true))
  test('wrong digit', () => expect(isIso6346('CSQU3054384')).toBe(false))
  test('the fourth letter is U, J or Z', () => expect(iso6346CheckDigit('CSQA305438')).toBeUndefined())
})

describe('Hong Kong business registration number (unofficial formula)', () => {
  // 8·1+1·2+2·3+3·4+6·5+7·6+8·7 = 156, last digit 6
  test('by hand', () => expect(hkBrnCheckDigit('12345670')).toBe('6'))
  test('holds and does not', () => expect([isHkBrn('12345676'), isHkBrn('12345675'), isHkBrn('1234567')]).toEqual([true, false, false]))
})

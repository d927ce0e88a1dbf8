// The rows that ship: every list loads and is sound, and values looked up by hand in the publications are there.
// Expected values: GACC single window dictionary (public copies named in data/SOURCES.md), ISO 3166-1, ISO 4217,
// UN/ECE Recommendations 19, 20 and 21; typed by hand, not taken from the rows.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addDays, civilDate } from '../../base/civil-date.ts'
import { parseCsvRows } from '../../base/csv-rows.ts'
import { languages } from '../../base/language.ts'
import { holdsOn } from '../../base/validity.ts'
import { codeBookFrom, codeListIds, concordanceIds, entriesOn, lookup, nameOf, translate, type CodeListId, type ConcordanceId } from './index.ts'

const folder = new URL('../../../data/reference/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.csv'))
const rows = Object.fromEntries(files.map((file) => [file, parseCsvRows(readFileSync(new URL(file, folder), 'utf8'))]))
const book = codeBookFrom(rows)
const on = civilDate('2026-01-05')

describe.each(codeListIds)('%s', (id) => {
  const list = book.list(id)
  const entries = [...list.entries.values()].flat()

  test('has entries with a source and a name in every language', () => {
    expect(entries.length).toBeGreaterThan(1)
    for (const entry of entries) {
      expect(entry.source).not.toBe('')
      for (const language of languages) expect(entry.names[language], `${entry.code} ${language}`).toBeTruthy()
    }
  })

  test('has one entry of a code on a day', () => {
    const days = entries.flatMap(({ validity }) => [validity.from, validity.to].filter((day) => day !== undefined))
    for (const day of [...days, ...days.map((each) => addDays(each, -1)), on]) {
      for (const sameCode of list.entries.values()) {
        expect(sameCode.filter((entry) => holdsOn(entry.validity, day)).length).toBeLessThanOrEqual(1)
      }
    }
  })

  test('resolves every alias to a code of its own', () => {
    for (const [spelling, code] of list.aliases) expect(list.entries.has(code), `${spelling} → ${code}`).toBe(true)
    for (const code of list.entries.keys()) expect(list.aliases.get(code)).toBe(code)
  })

  test('names only successors that it has', () => {
    const successors = entries.flatMap((entry) => entry.attributes['successor'] ?? [])
    expect(successors.filter((code) => !list.entries.has(code))).toEqual([])
  })
})

test('every file is named by a registry or documented beside it', () => {
  const named = new Set([...codeListIds, ...concordanceIds, 'lists', 'concordances', 'statutory-units'].map((id) => `${id}.csv`))
  expect(files.filter((file) => !named.has(file))).toEqual([])
})

test('data/SOURCES.md states the rows and marks of every list as they are', () => {
  const text = readFileSync(new URL('../SOURCES.md', folder), 'utf8')
  // The tables of raw statistics are told in a table of their own.
  const stated = [...text.matchAll(/^\| ([a-z-]+) \| (\d+) \| ([^|]+) \|/gm)].map(([, id = '', size, marks]) => [id, Number(size), marks] as const).filter(([id]) => !id.startsWith('raw-'))
  const actual = codeListIds.map((id) => {
    const entries = [...book.list(id).entries.values()].flat()
    const counts = ['V', 'D', 'U'].map((mark) => [mark, entries.filter((entry) => entry.mark === mark).length] as const)
    return [id, entries.length, counts.filter(([, count]) => count > 0).map(([mark, count]) => `${mark} ${count}`).join(', ')]
  })
  expect(stated).toEqual(actual)
})

describe('counts of the publication', () => {
  // Sizes of the dictionary copy of 2026; the second number is what another copy adds.
  test.each<[CodeListId, number]>([
    ['country', 242 + 1],
    ['unit', 123],
    ['supervision-mode', 109],
    ['levy-nature', 72],
    ['currency', 34 + 2],
    ['control-document', 28],
    ['declaration-type-prefix', 21],
    ['receipt-channel', 21],
    ['transport-mode', 18],
    ['package-kind', 17],
    ['use', 12],
    ['duty-mode', 9],
    ['trade-term', 7],
  ])('%s', (id, size) => expect(book.list(id).entries.size).toBe(size))
})

describe('looked up by hand', () => {
  test.each<[CodeListId, string, string, string]>([
    ['country', '110', '110', '中国香港'],
    ['country', 'HKG', '110', '中国香港'],
    ['country', 'HK', '110', '中国香港'],
    ['country', 'MAC', '121', '中国澳门'],
    ['country', 'CHN', '142', '中国'],
    ['country', 'IND', '111', '印度'],
    ['country', 'USA', '502', '美国'],
    ['country', 'DEU', '304', '德国'],
    ['country', 'VNM', '141', '越南'],
    ['country', 'SSD', '260', '南苏丹'],
    ['country', 'CAI', '207', '加那利群岛'],
    ['country', 'GUM', '699', '大洋洲其他国家(地区)'],
    ['currency', '502', '502', '美元'],
    ['currency', 'USD', '502', '美元'],
    ['currency', 'HKD', '110', '港币'],
    ['currency', 'CNY', '142', '人民币'],
    ['currency', 'MOP', '121', '澳门元'],
    ['currency', 'EUR', '300', '欧元'],
    ['currency', 'RUB', '344', '俄罗斯卢布'],
    ['unit', '035', '035', '千克'],
    ['unit', 'KGM', '035', '千克'],
    ['unit', 'GRM', '036', '克'],
    ['unit', '003', '003', '辆'],
    ['unit', 'SET', '006', '套'],
    ['unit', 'H87', '007', '个'],
    ['unit', '001', '001', '台'],
    ['package-kind', '22', '22', '纸制或纤维板制盒/箱'],
    ['package-kind', 'CT', '22', '纸制或纤维板制盒/箱'],
    ['package-kind', '93', '93', '天然木托'],
    ['package-kind', '00', '00', '散装'],
    ['transport-mode', '4', '4', '公路运输'],
    ['supervision-mode', '0110', '0110', '一般贸易'],
    ['supervision-mode', '9710', '9710', '跨境电商B2B直接出口'],
    ['levy-nature', '101', '101', '一般征税'],
    ['trade-term', 'C&F', '2', 'C&F'],
    ['trade-term', 'FOB', '3', 'FOB'],
    ['control-document', 'B', 'B', '出境货物通关单'],
    ['declaration-type-prefix', 'MF', 'MF', '公路舱单跨境快速通关报关单'],
    ['customs-office', '5301', '5301', '皇岗海关'],
    ['customs-office', '5788', '5788', '港珠澳大桥海关'],
    ['customs-office', '5795', '5795', '横琴海关'],
    ['source-district', '44199', '44199', '东莞'],
    ['source-district', '44049', '44049', '珠海其他'],
    ['source-district', '44129', '44129', '肇庆'],
    ['domestic-port', '470201', '470201', '皇岗'],
    ['foreign-port', 'HKG003', 'HKG003', '香港（中国香港）'],
    ['foreign-port', 'MAC003', 'MAC003', '澳门（中国澳门）'],
    ['inspection-office', '475200', '475200', '皇岗海关本部'],
  ])('%s %s is %s', (id, written, code, name) => {
    const answer = lookup(book.list(id), written, on)
    expect(answer).toMatchObject({ kind: 'found', code, entry: { names: { 'zh-Hans': name } } })
  })

  test('the names of Hong Kong in four languages', () => {
    const [entry] = book.list('country').entries.get('110') ?? []
    expect(entry && languages.map((language) => nameOf(entry, language))).toEqual(['中国香港', '中國香港', 'Hong Kong, China', 'Hong Kong, China'])
  })

  test('an office carries its place and the end of its cargo lanes', () => {
    expect(book.list('customs-office').entries.get('5301')?.[0]?.attributes).toMatchObject({ place: 'lp-huanggang', cargoTo: '2025-12-21' })
  })
})

describe('dates', () => {
  const currency = book.list('currency')

  test('a legacy currency is found before its withdrawal, with its successor after', () => {
    // ISO 4217 list three: DEM, withdrawal date 2002-03, that is, gone from April.
    expect(lookup(currency, 'DEM', civilDate('2002-03-31'))).toMatchObject({ kind: 'found', code: '304' })
    expect(lookup(currency, 'DEM', on)).toMatchObject({
      kind: 'outside_validity',
      entry: { code: '304' },
      validAround: { before: { to: '2002-04-01' } },
      instead: { code: '300' },
    })
  })

  test('a pick list on a day leaves out what has ended', () => {
    const then = entriesOn(currency, civilDate('2000-01-01')).map((entry) => entry.code)
    const now = entriesOn(currency, on).map((entry) => entry.code)
    // 8 euro predecessors ended in 2002; the Soviet rouble in 1990.
    expect(then.length - now.length).toBe(8)
    expect(now).not.toContain('332')
  })
})

describe('ISO codes', () => {
  test.each<[CodeListId, string, RegExp]>([
    ['country', 'iso2', /^[A-Z]{2}$/],
    ['country', 'iso3', /^[A-Z]{3}$/],
    ['currency', 'alpha', /^[A-Z]{3}$/],
  ])('%s %s is well formed and stands once', (id, attribute, pattern) => {
    const codes = [...book.list(id).entries.values()].flat().flatMap((entry) => entry.attributes[attribute] ?? [])
    expect(codes.length).toBeGreaterThan(30)
    for (const code of codes) expect(code).toMatch(pattern)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('one country of each continent has the name that CLDR gives to its alpha-2 code', () => {
    // A column that slipped by a row cannot pass.
    const names = new Intl.DisplayNames(['zh-Hans'], { type: 'region' })
    for (const code of ['116', '244', '307', '410', '501', '609']) {
      const [entry] = book.list('country').entries.get(code) ?? []
      expect(entry?.names['zh-Hans']).toBe(names.of(entry?.attributes['iso2'] ?? ''))
    }
  })
})

describe('concordances', () => {
  test.each<[ConcordanceId, string, string]>([
    ['country-iso3', '110', 'HKG'],
    ['country-iso2', '121', 'MO'],
    ['currency-alpha', '502', 'USD'],
    ['currency-alpha', '142', 'CNY'],
    ['unit-rec20', '035', 'KGM'],
    ['unit-rec20', '036', 'GRM'],
    ['unit-rec20', '095', 'LTR'],
    ['unit-rec20', '070', 'TNE'],
    ['unit-rec20', '025', 'PR'],
    ['unit-rec20', '127', 'DZN'],
    ['unit-rec20', '062', 'KWH'],
    ['unit-rec20', '030', 'MTR'],
    ['package-kind-rec21', '22', 'CT'],
    ['package-kind-rec21', '93', '8A'],
    ['package-kind-rec21', '06', 'BG'],
    ['trade-term-incoterm', '2', 'CFR'],
    ['transport-mode-rec19', '4', '3'],
    ['transport-mode-rec19', '2', '1'],
    ['domestic-port-office', '470401', '5320'],
    ['inspection-office-office', '485500', '5788'],
    ['office-hongkong-control-point', '5301', 'lok-ma-chau'],
    ['office-hongkong-control-point', '5354', 'heung-yuen-wai'],
    ['office-macao-control-point', '5795', 'hengqin'],
  ])('%s %s → %s', (id, code, to) => {
    expect(translate(book.concordance(id), code, on)).toMatchObject({ kind: 'found', code: to })
  })

  test('others that fit are named', () => {
    expect(translate(book.concordance('package-kind-rec21'), '22', on)).toMatchObject({ code: 'CT', others: ['4G'], mark: 'D' })
  })

  test('what has no counterpart is not translated: bulk, a counting word, neutral packaging', () => {
    expect(translate(book.concordance('package-kind-rec21'), '00', on)).toEqual({ kind: 'none' })
    expect(translate(book.concordance('unit-rec20'), '001', on)).toEqual({ kind: 'none' })
    expect(translate(book.concordance('country-iso3'), '999', on)).toEqual({ kind: 'none' })
  })

  test('every code that starts or ends in a list of ours is in it', () => {
    const faults = (rows['concordances.csv'] ?? []).flatMap((row) => {
      const pairs = [...book.concordance(row['id'] as ConcordanceId).pairs.values()].flat()
      const from = book.list(row['fromList'] as CodeListId)
      const to = codeListIds.find((id) => id === row['toList'])
      const lost = pairs.filter((pair) => !from.entries.has(pair.from) || (to !== undefined && !book.list(to).entries.has(pair.to)))
      return lost.map((pair) => `${row['id']} ${pair.from} → ${pair.to}`)
    })
    expect(faults).toEqual([])
  })

  test('is total where a filing needs it: every currency, every country that ISO knows, every road office', () => {
    for (const code of book.list('currency').entries.keys()) {
      const from = lookup(book.list('currency'), code, on)
      if (from.kind === 'found') expect(translate(book.concordance('currency-alpha'), code, on).kind, code).toBe('found')
    }
    const withoutIso = [...book.list('country').entries.keys()].filter((code) => translate(book.concordance('country-iso3'), code, on).kind === 'none')
    // Regions "other", own codes of the mainland list, and two entries that ISO has withdrawn.
    expect(withoutIso).toEqual(
      ['199', '207', '210', '256', '299', '349', '399', '409', '436', '449', '499', '599', '604', '605', '612', '615', '616', '699', '701', '702', '999'],
    )
  })
})

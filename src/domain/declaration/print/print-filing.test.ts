// The printed filings: official names, values with their meaning, sample label, and nothing that is not escaped.
import { describe, expect, test } from 'vitest'
import { book, contextOf, dataRows, formOf, hongKongDraft, macaoDraft, messagesOf, on, read, withLine } from '../../../../test/declaration/sample-crossing.ts'
import { languages, type Language } from '../../../base/language.ts'
import { buildFiling } from '../filing.ts'
import type { Form } from '../form.ts'
import { hongKongBundling } from '../hongkong/bundling-form.ts'
import { hongKongCargo } from '../hongkong/cargo-form.ts'
import { hongKongDeclaration } from '../hongkong/declaration-form.ts'
import { macaoDeclaration } from '../macao/declaration-form.ts'
import { mainlandDeclaration } from '../mainland/declaration-form.ts'
import { isCodeListId } from '../../reference/index.ts'
import type { DraftObject } from '../../submission/index.ts'
import { escapeHtml } from './html.ts'
import { boxText } from './mainland-page.ts'
import { printFiling } from './print-filing.ts'
import { boxesOf, labelFor, printedFormFrom } from './printed-form.ts'

const printed = printedFormFrom(dataRows('declarations/mainland-printed.csv'), dataRows('declarations/mainland-printed-map.csv'))
const messages = messagesOf('declaration', 'print', 'macao')
const hongkong = formOf(hongKongDeclaration, 'hongkong-declaration')
const macao = formOf(macaoDeclaration, 'macao-declaration')
const mainland = formOf(mainlandDeclaration, 'mainland-declaration')

function page(form: Form, draft: DraftObject, language: Language, change: DraftObject = {}): string {
  const { submission, origins } = read(draft, change)
  const { filing } = buildFiling(form, contextOf(submission), origins)
  return printFiling(filing, form, { language, messages, book, on, reference: submission.reference, isSample: submission.isSample === true, printed })
}

/** What a reader sees, with single blanks. */
const seen = (html: string): string => html.replace(/<style>[^]*?<\/style>/, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('Hong Kong', () => {
  test('publisher’s Chinese first, then the reader’s language', () => {
    expect(seen(page(hongkong, hongKongDraft, 'pt'))).toContain('港貨協制編號 Código HKHS da mercadoria')
    expect(seen(page(hongkong, hongKongDraft, 'en'))).toContain('海關管制站 Customs control point lok-ma-chau Lok Ma Chau')
  })
  test('a name is printed once when both languages are the same', () => {
    const text = seen(page(hongkong, hongKongDraft, 'zh-Hant'))
    expect(text).toContain('海關管制站 lok-ma-chau 落馬洲')
    expect(text).not.toContain('海關管制站 海關管制站')
  })
  test('codes are explained: transport mode 3 of Recommendation 19 is road', () => {
    expect(seen(page(hongkong, hongKongDraft, 'en'))).toContain('3 Road transport')
  })
  test('every line is there, with its value', () => {
    const text = seen(page(hongkong, hongKongDraft, 'en'))
    for (const value of ['85076000', '66262.87', '85044030', '33131.43']) expect(text).toContain(value)
  })
  test('says that it is sample data, not official, and what is unverified', () => {
    const text = seen(page(hongkong, hongKongDraft, 'en'))
    for (const part of ['Sample data: not to be filed', 'This is not an official form', '嘜頭 Marks and numbers unverified']) expect(text).toContain(part)
    expect(seen(page(hongkong, hongKongDraft, 'en', { isSample: null }))).not.toContain('Sample data')
  })
  test('a reference that is not there yet leaves its box blank', () => {
    expect(page(formOf(hongKongBundling, 'hongkong-bundling'), hongKongDraft, 'en')).toContain('<td class="blank"></td>')
    expect(seen(page(formOf(hongKongCargo, 'hongkong-cargo'), hongKongDraft, 'en'))).toContain('assigned by customs')
  })
})

test('Macao: boxes, goods and inspection', () => {
  const text = seen(page(macao, macaoDraft, 'pt'))
  for (const part of ['第 1 至 6 欄 Casas 1 a 6', 'import importação', 'hengqin Hengqin', 'SAMPLE-CERT', '22400']) expect(text).toContain(part)
})

describe('the mainland by the boxes of its printed form', () => {
  const change = {
    parties: { declarant: { nameZh: '样例报关有限公司', uscc: '91440101MA00000000' } },
    terms: {
      supervisionMode: '0110',
      promises: { specialRelationship: 'no', royalty: 'yes' },
      freight: { mark: '3', rate: '7000', currency: '502' },
    },
    movement: { batchNumber: 'SAMPLE-BATCH', destinationPort: 'HKG003', crossingPort: '470201' },
    documents: [{ kind: '3', number: 'SAMPLE-DOC' }],
    ...withLine(hongKongDraft, 0, { destinationCountry: '110', unitPrice: '600' }),
  }
  const { submission, origins } = read(hongKongDraft, change)
  const { filing } = buildFiling(mainland, contextOf(submission), origins)
  const box = (id: string, direction: 'export' | 'import' = 'export'): string => {
    const found = ['printed-header', 'printed-line', 'printed-confirmation', 'printed-footer'].flatMap((part) => boxesOf(printed, part, direction)).find((each) => each.box === id)
    return found === undefined ? '' : boxText(found, filing, 0, { book, on, messages })
  }

  const cases = [
    ['H04', '5301 皇岗海关'],
    ['H08', 'Sample Trading (HK) Ltd.'],
    ['H09', '4 公路运输'],
    ['H10', 'SAMPLE-BATCH'],
    ['H13', '0110 一般贸易'],
    ['H25', '3 FOB'],
    ['H26', '7000 / 502 美元 / 3 总价'],
    ['H29', '3 两用物项和技术出口许可证: SAMPLE-DOC'],
    ['L02', '8507600090'],
    ['L03', '锂离子蓄电池'],
    ['L04', '100 035 千克\n100 035 千克'],
    ['L07', '142 人民币'],
    ['C1', '否'],
    ['C2', ''],
    ['C3', '是'],
    ['F4', '样例报关有限公司 91440101MA00000000'],
  ] as const
  test.each(cases)('box %s', (id, text) => expect(box(id).replace(/^3 FOB.*/, '3 FOB')).toBe(text))

  test('on export the message swaps origin and destination; the printed form does not', () => {
    expect(box('L08')).toBe('142 中国')
    expect(box('L09')).toBe('110 中国香港')
  })

  test('the box name of the side', () => {
    const owner = boxesOf(printed, 'printed-header', 'export').find((each) => each.box === 'H03')
    expect(owner && [labelFor(owner, 'export')['zh-Hans'], labelFor(owner, 'import')['zh-Hans']]).toEqual(['境内发货人', '境内收货人'])
  })

  test('every published box is laid out once for each direction, from elements and lists that exist', () => {
    const facts = dataRows('declarations/mainland-declaration.csv')
    const known = new Set(facts.map((row) => `${row['group']}.${row['element']}`))
    for (const direction of ['export', 'import'] as const) {
      const parts = [...new Set(printed.boxes.map((each) => each.part))]
      const laidOut = parts.flatMap((part) => boxesOf(printed, part, direction)).map((each) => each.box)
      const published = dataRows('declarations/mainland-printed.csv').filter((row) => direction === 'import' || row['group'] !== 'printed-header-import')
      expect(laidOut.toSorted()).toEqual(published.map((row) => row['element']).toSorted())
      for (const each of printed.boxes) {
        for (const { group, element } of each.elements) expect(known).toContain(`${group}.${element}`)
        if (['named', 'pairs', 'quantities'].includes(each.format)) expect(isCodeListId(each.argument)).toBe(true)
      }
    }
  })

  test('rows of boxes are full: the widths of the head add up to whole lines', () => {
    const head = boxesOf(printed, 'printed-header', 'export')
    let filled = 0
    for (const { width } of head) {
      expect(filled + width).toBeLessThanOrEqual(40)
      filled = (filled + width) % 40
    }
    expect(filled).toBe(0)
  })

  test('the page names the boxes in both languages', () => {
    const text = seen(page(mainland, hongKongDraft, 'en', change))
    for (const part of ['境内发货人 Domestic consignor / consignee 样例电池（东莞）有限公司', '最终目的国(地区) Final destination', 'not issued by customs']) expect(text).toContain(part)
  })
})

describe('safety', () => {
  const hostile = `<img src=x onerror="alert('1')">&`
  test('everything entered is escaped, in every form', () => {
    const change = { reference: hostile, parties: { overseas: { nameEn: hostile, address: hostile } }, ...withLine(hongKongDraft, 0, { nameZh: hostile, nameEn: hostile }) }
    for (const form of [mainland, hongkong, formOf(hongKongCargo, 'hongkong-cargo')]) {
      const html = page(form, hongKongDraft, 'en', change)
      expect(html).not.toContain('<img')
      expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;')
    }
  })
  test('no script, nothing from outside', () => {
    for (const language of languages) expect(page(macao, macaoDraft, language)).not.toMatch(/<script|https?:|url\(/i)
  })
  test('five characters', () => expect(escapeHtml(`a<b>&"'`)).toBe('a&lt;b&gt;&amp;&quot;&#39;'))
})

test('no code of a text is left unwritten in any language', () => {
  for (const language of languages) {
    for (const [form, draft] of [[hongkong, hongKongDraft], [mainland, hongKongDraft], [macao, macaoDraft]] as const) {
      expect(seen(page(form, draft, language))).not.toMatch(/print\.|group\.|filing\.|macao\.operation|\{\}/)
    }
  }
})

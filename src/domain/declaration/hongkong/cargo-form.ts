// Hong Kong's advance cargo information: the eight items of the Road Cargo System, now the Trade Single Window, and the
// customs cargo reference number that comes back (rocars.gov.hk, AboutUs). Chinese is accepted (its questions and answers).
import type { Submission } from '../../submission/index.ts'
import { isExport, isImport } from '../conditions.ts'
import { assigned, derived, once, taken, translated, type Binding, type FormContext, type FormDefinition } from '../form.ts'
import { crossingDate, englishName } from '../local-forms.ts'

type Head = Binding<FormContext>

const goods: readonly Head[] = [
  { element: 'ACI-a', item: 'packages', itemMark: 'V', need: 'always', from: taken('packages.count') },
  {
    element: 'ACI-b',
    item: 'package_kind',
    itemMark: 'V',
    need: 'always',
    from: translated('package-kind', 'packages.kind', (context) => englishName(context, 'package-kind', context.submission.packages.kind)),
  },
  {
    element: 'ACI-c',
    item: 'goods_name',
    itemMark: 'V',
    need: 'always',
    from: derived('articles-of-lines', ['lines[].nameZh', 'lines[].nameEn'], ({ submission }) => articlesOf(submission)),
  },
]

const parties: readonly Head[] = [
  { element: 'ACI-d', item: 'exporter_name', itemMark: 'V', need: 'always', asked: isExport, from: taken('parties.trader.nameZh') },
  { element: 'ACI-e', item: 'exporter_address', itemMark: 'V', need: 'always', asked: isExport, from: taken('parties.trader.address') },
  { element: 'ACI-f', item: 'consignee_name', itemMark: 'V', need: 'always', asked: isExport, from: taken('parties.overseas.nameEn') },
  { element: 'ACI-g', item: 'consignee_address', itemMark: 'V', need: 'always', asked: isExport, from: taken('parties.overseas.address') },
  { element: 'ACI-d', item: 'consignee_name', itemMark: 'V', need: 'always', asked: isImport, from: taken('parties.overseas.nameEn') },
  { element: 'ACI-e', item: 'consignee_address', itemMark: 'V', need: 'always', asked: isImport, from: taken('parties.overseas.address') },
  { element: 'ACI-f', item: 'exporter_name', itemMark: 'V', need: 'always', asked: isImport, from: taken('parties.trader.nameZh') },
  { element: 'ACI-g', item: 'exporter_address', itemMark: 'V', need: 'always', asked: isImport, from: taken('parties.trader.address') },
]

const movement: readonly Head[] = [
  {
    element: 'ACI-h',
    item: 'cross_date',
    itemMark: 'V',
    need: 'always',
    from: derived('date-of-crossing', ['movement.crossingAt'], (context) => crossingDate(context, 'Asia/Hong_Kong')),
  },
]

export const hongKongCargo: FormDefinition = {
  kind: 'hongkong-cargo',
  customs: 'hongkong',
  countedAs: 'hongkong-cargo',
  groups: [
    once('Cargo', [...goods, ...parties, ...movement]),
    once('Answer', [{ element: 'CCRN', need: 'never', from: assigned('hongkong') }]),
  ],
}

/** The names of every line in Chinese and English, numbered when there is more than one; undefined when a line has none. */
function articlesOf({ lines }: Submission): string | undefined {
  const names = lines.map(({ nameZh, nameEn }) => [nameZh, nameEn].filter((name) => name !== undefined).join(' / '))
  if (names.length === 0 || names.includes('')) return undefined
  return names.length === 1 ? names[0] : names.map((name, index) => `${index + 1}. ${name}`).join('; ')
}

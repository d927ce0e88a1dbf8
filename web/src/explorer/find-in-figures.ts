// Search over what there is: places, ports, schemes, measures and goods codes, by any of their names in any language, and the
// figure itself when the words name a place and a measure.
import { languages, type Language } from '../../../src/base/language.ts'
import { figureCell, yearPeriod, type FigureBook, type Measure, type Place } from '../../../src/domain/statistics/index.ts'

export type HitKind = 'figure' | 'place' | 'port' | 'scheme' | 'measure' | 'code'

export interface Hit {
  readonly kind: HitKind
  /** Place, measure, or recipe of a figure. */
  readonly id: string
  readonly label: string
  /** What is told beside the label: the other names that matched, the definition of a code. */
  readonly note: string
}

interface Entry extends Hit {
  readonly names: readonly string[]
}

export const maxHits = 12

/** Lower case, without accents, dots of codes and quotation marks. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[“”「」«»"']/g, '')
    .replace(/(?<=\d)\.(?=\d)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

export function searchIn(book: FigureBook, query: string, language: Language): readonly Hit[] {
  const asked = folded(query)
  if (asked === '') return []
  const ranked = entriesOf(book, language)
    .map((entry) => ({ entry, rank: Math.min(...entry.names.map((name) => rankOf(name, asked))) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank || a.entry.label.length - b.entry.label.length)
  return [...figureHits(book, asked, language), ...ranked.map(({ entry: { kind, id, label, note } }) => ({ kind, id, label, note }))].slice(0, maxHits)
}

/** The whole name, its beginning, the beginning of a word of it, anywhere in it. */
function rankOf(name: string, asked: string): number {
  if (name === asked) return 0
  if (name.startsWith(asked)) return 1
  if (name.includes(` ${asked}`)) return 2
  return name.includes(asked) ? 3 : Infinity
}

function entriesOf(book: FigureBook, language: Language): readonly Entry[] {
  const places = [...book.places.values()].map((place): Entry => ({ kind: kindOf(place), id: place.id, label: place.label[language], note: place.code, names: namesOfPlace(place) }))
  const measures = [...book.measures.values()]
    .filter(({ kind }) => kind !== 'growth')
    .map((measure): Entry => ({ kind: 'measure', id: measure.id, label: measure.label[language], note: '', names: namesOfMeasure(measure) }))
  return [...places, ...measures, ...codesOf(book, language)]
}

/** A code leads to the measure that counts by a definition with it. */
function codesOf(book: FigureBook, language: Language): readonly Entry[] {
  const entries = [...book.measures.values()].flatMap(({ definition: id, parts }) => {
    const definition = id === undefined || parts.length === 0 ? undefined : book.definitions.get(id)
    const measure = [...book.measures.values()].find((each) => each.definition === id && each.parts.length > 0)
    if (definition === undefined || measure === undefined) return []
    return definition.codes.map(({ code, edition }): Entry => ({ kind: 'code', id: measure.id, label: dotted(code), note: `${edition} · ${definition.label[language]}`, names: [folded(code), folded(`hs ${code}`)] }))
  })
  return [...new Map(entries.map((entry) => [`${entry.id} ${entry.label}`, entry])).values()]
}

/** `850760` as 8507.60. */
export function dotted(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)}.${code.slice(4)}` : code
}

/** A place and a measure, or a place and a year, and which figures of them there are. */
function figureHits(book: FigureBook, asked: string, language: Language): readonly Hit[] {
  const year = /(?<!\d)(19|20)\d{2}(?!\d)/.exec(asked)?.[0]
  const place = longest([...book.places.values()], asked, namesOfPlace)
  if (place === undefined) return []
  const rest = folded(asked.replace(place.name, ' ').replace(year ?? ' ', ' ').replaceAll('年', ' ').replace(/\b(of|in|de|da|do|das|dos|em)\b/g, ' '))
  if (rest === '' && year === undefined) return []
  const figures = book.figures.filter((figure) => figure.place === place.item.id && figure.standing !== 'doubtful' && (year === undefined || figure.period.text === yearPeriod(Number(year)).text))
  const wanted = figures.filter((figure) => {
    const measure = book.measures.get(figure.measure)
    return measure !== undefined && (rest === '' ? figure.measure === 'total' : Math.min(...namesOfMeasure(measure).map((name) => rankOf(name, rest))) < 3)
  })
  const cells = new Map(wanted.toSorted((a, b) => lengthOf(book, a.measure) - lengthOf(book, b.measure) || (a.period.text < b.period.text ? 1 : -1)).map((figure) => [figureCell(figure), figure]))
  return [...cells].slice(0, maxHits / 2).map(([cell, { measure, period }]) => ({
    kind: 'figure',
    id: cell,
    label: [book.measures.get(measure)?.label[language] ?? measure, place.item.label[language], period.text.replace('/', '–')].join(' · '),
    note: '',
  }))
}

/** The shorter the id the plainer the measure: total before its growth. */
function lengthOf(book: FigureBook, measure: string): number {
  return book.measures.get(measure)?.label.en.length ?? measure.length
}

function longest(items: readonly Place[], asked: string, namesOf: (item: Place) => readonly string[]): { readonly item: Place; readonly name: string } | undefined {
  const named = items.flatMap((item) => namesOf(item).filter((name) => name.length > 1 && !/^\d+$/.test(name) && asked.includes(name)).map((name) => ({ item, name })))
  return named.toSorted((a, b) => b.name.length - a.name.length)[0]
}

function namesOfPlace(place: Place): readonly string[] {
  return [place.id, place.code, ...place.aliases, ...languages.map((each) => place.label[each])].filter((name) => name !== '').map(folded)
}

function namesOfMeasure(measure: Measure): readonly string[] {
  return [measure.id, measure.id.replaceAll('_', ' '), ...languages.map((each) => measure.label[each])].map(folded)
}

function kindOf({ kind }: Place): HitKind {
  return kind === 'port' || kind === 'scheme' ? kind : 'place'
}

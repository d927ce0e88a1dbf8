// Chart → picture: title, unit, plot, notes and source, laid out for a width of 320 to 1200 pixels.
import type { Language } from '../../base/language.ts'
import { arrange, type Arrangement } from './arrange.ts'
import { area } from './marks/area.ts'
import { bars } from './marks/bars.ts'
import { deltaMap } from './marks/delta-map.ts'
import { flow } from './marks/flow.ts'
import { heat } from './marks/heat.ts'
import { lines } from './marks/lines.ts'
import { scaleOf, type Plot, type PlotInput } from './marks/plot.ts'
import { scatter } from './marks/scatter.ts'
import { share } from './marks/share.ts'
import { slope } from './marks/slope.ts'
import { treemap } from './marks/treemap.ts'
import type { Theme } from './scene/paint.ts'
import { sizes, type Mark, type Paint, type Scene } from './scene/scene.ts'
import { svgOf } from './scene/svg.ts'
import { lineHeight, wrapText } from './scene/text-size.ts'
import type { Chart, ChartKind } from './spec.ts'
import type { ChartWords } from './words/chart-words.ts'
import { datumSentence } from './words/datum-sentence.ts'
import { describe } from './words/describe.ts'
import { notesOf, sourcesOf } from './words/notes.ts'

const plots: Readonly<Record<ChartKind, (input: PlotInput) => Plot>> = { lines, share, area, bars, treemap, slope, scatter, heat, flow, map: deltaMap }

export interface PictureOptions {
  readonly width: number
  readonly theme: Theme
}

export const narrowest = 320
export const widest = 1200
const margin = 12
/** Notes on parts and wholes under a picture; the description has all of them. */
const mostPartNotes = 3

export interface Picture {
  readonly scene: Scene
  readonly arrangement: Arrangement
}

/** Widths outside of 320 to 1200 pixels are drawn at the nearer end. */
export function drawChart(chart: Chart, words: ChartWords, { width: asked, theme }: PictureOptions): Picture {
  const width = Math.min(Math.max(asked, narrowest), widest)
  const inner = width - 2 * margin
  const arrangement = arrange(chart)
  const totals = (arrangement.dimensions[0]?.members ?? []).flatMap((_, place) => arrangement.total(place) ?? [])
  const scale = scaleOf(arrangement, arrangement.measure, ({ figure }) => figure, words.language, chart.kind === 'area' ? totals : [])
  const title = paragraph([chart.title[words.language]], margin, margin, inner, sizes.title, 'ink', true)
  const subtitle = paragraph([subtitleOf(arrangement, chart.kind === 'share' ? '%' : scale.label, words.language)], margin, title.bottom + 2, inner, sizes.subtitle, 'second-ink')
  const plot = plots[chart.kind]({ arrangement, words, x: margin, y: subtitle.bottom + 14, width: inner, scale, theme })
  const hasInterval = plot.marks.some((mark) => isInterval(mark) || (mark.type === 'datum' && mark.marks.some(isInterval)))
  const notes = [...notesOf(arrangement, words, mostPartNotes), ...(plot.notes ?? []), ...(hasInterval ? [words.say('words.interval')] : [])]
  const under = paragraph([...notes, sourcesOf(arrangement, words)], margin, subtitle.bottom + 14 + plot.height + 10, inner, sizes.note, 'second-ink')
  return { scene: { width, height: Math.ceil(under.bottom + margin), marks: [...title.marks, ...subtitle.marks, ...plot.marks, ...under.marks] }, arrangement }
}

/** The picture as SVG text, with a description in words and a title on every cell; `id` begins the ids in it. */
export function chartSvg(chart: Chart, words: ChartWords, options: PictureOptions & { readonly id: string }): string {
  const { scene, arrangement } = drawChart(chart, words, options)
  const text = {
    title: chart.title[words.language],
    description: describe(chart, words).map((paragraph) => paragraph.text).join('\n'),
    language: words.language,
    sentence: (index: number): string => {
      const datum = arrangement.data[index]
      return datum === undefined ? '' : datumSentence(datum, arrangement, words)
    },
  }
  return svgOf(scene, text, options)
}

function isInterval(mark: Mark): boolean {
  return mark.type === 'path' && mark.isInterval === true
}

function subtitleOf({ chart, measure }: Arrangement, unit: string, language: Language): string {
  const isChinese = language === 'zh-Hans' || language === 'zh-Hant'
  const measures = chart.kind === 'scatter' ? chart.measures.map(({ label }) => label[language]).join(' × ') : measure.label[language]
  const scope = chart.scope?.[language] ?? ''
  return [measures, chart.kind === 'scatter' ? '' : unit, scope].filter((part) => part !== '').join(isChinese ? '，' : ', ')
}

function paragraph(texts: readonly string[], x: number, y: number, width: number, size: number, fill: Paint, isBold = false): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const wrapped = texts.flatMap((text) => wrapText(text, width, size, isBold))
  const marks = wrapped.map((text, row): Mark => ({ type: 'text', text, x, y: y + size + row * size * lineHeight, size, anchor: 'start', fill, isBold }))
  return { marks, bottom: y + wrapped.length * size * lineHeight + (wrapped.length === 0 ? 0 : size * 0.1) }
}

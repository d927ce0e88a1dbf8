// How a chart is cited and put on another page. Who asks says the address and the day; nothing here knows what day it is.
import type { CivilDate } from '../../base/civil-date.ts'
import { escaped } from './scene/svg.ts'
import type { Chart } from './spec.ts'
import { sentences, withSemicolons, type ChartWords } from './words/chart-words.ts'

export interface Citation {
  readonly text: string
  /** An item of CSL-JSON 1.0, for reference managers. */
  readonly csl: Readonly<Record<string, unknown>>
}

export function citationOf(chart: Chart, words: ChartWords, address: string, readOn: CivilDate): Citation {
  const { language } = words
  const title = chart.title[language]
  const scope = chart.scope === undefined ? '' : sentences([`${chart.scope[language]}${language === 'en' || language === 'pt' ? '. ' : '。'}`], words)
  const sources = withSemicolons(sourceNames(chart), words)
  return {
    text: words.say('citation', { title, scope, sources, address, date: readOn }),
    csl: { id: address, type: 'webpage', title, 'container-title': 'Lingding', language, URL: address, accessed: { 'date-parts': [readOn.split('-').map(Number)] }, source: sources },
  }
}

/** A frame with a title for screen readers, and a link for readers without frames. */
export function embedSnippet(chart: Chart, words: ChartWords, address: string, height: number): string {
  const [title, url] = [escaped(chart.title[words.language]), escaped(address)]
  return `<iframe src="${url}" title="${title}" lang="${words.language}" width="100%" height="${Math.ceil(height)}" loading="lazy" style="border:0"><a href="${url}">${title}</a></iframe>`
}

function sourceNames(chart: Chart): readonly string[] {
  return [...new Set([...chart.rows, ...(chart.totals ?? [])].map(({ source }) => source))].filter((source) => source !== '')
}

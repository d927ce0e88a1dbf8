// The table as files: CSV, and beside it CSVW metadata (W3C, Metadata Vocabulary for Tabular Data, 17 December 2015).
import { csvText } from '../../../base/csv-text.ts'
import type { Chart } from '../spec.ts'
import type { ChartWords } from '../words/chart-words.ts'
import { describe } from '../words/describe.ts'
import { tableOf } from './data-table.ts'

export function chartCsv(chart: Chart, words: ChartWords): string {
  const { columns, rows } = tableOf(chart, words)
  return csvText([columns.map(({ name }) => name), ...rows.map(({ cells }) => cells)])
}

/** Metadata of the file at `url`; kept as `url-metadata.json`. */
export function chartCsvMetadata(chart: Chart, words: ChartWords, url: string): string {
  const { columns } = tableOf({ ...chart, rows: [] }, words)
  const { language } = words
  const sources = [...new Set([...chart.rows, ...(chart.totals ?? [])].map(({ source }) => source))].filter((source) => source !== '')
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': language }],
    url,
    'dc:title': chart.title[language],
    'dc:description': describe(chart, words)
      .map(({ text }) => text)
      .join('\n'),
    'dc:source': sources,
    'dc:language': language,
    dialect: { encoding: 'utf-8', header: true, delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminators: ['\r\n', '\n'] },
    tableSchema: {
      columns: columns.map(({ name, title, kind }) => ({
        name,
        titles: { [language]: [name, title] },
        datatype: kind === 'number' ? 'decimal' : 'string',
        ...(kind === 'number' ? { null: '' } : {}),
      })),
      primaryKey: [...columns.filter(({ name }) => name.endsWith('_name')).map(({ name }) => name.slice(0, -'_name'.length)), 'measure'],
    },
  }
  return `${JSON.stringify(metadata, null, 2)}\n`
}

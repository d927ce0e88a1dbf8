// What the figures are of and in: places, measures, units, sources, definitions, and the sentences about them. The tables for
// reading raw files (raw-*.csv) are not needed here.
export const tableFiles = import.meta.glob<string>(
  ['../../../data/statistics/*.csv', '!../../../data/statistics/figures.csv', '!../../../data/statistics/derived.csv', '!../../../data/statistics/raw-*.csv', '../../../data/messages/statistics.csv'],
  { query: '?raw', import: 'default', eager: true },
)

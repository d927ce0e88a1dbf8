// The published figures, as they stand in data/statistics: a file of data, fetched by whoever opens the Explorer. It is apart
// from the other tables so that either is small enough to be kept in the browser with the pages.
export const figureFiles = import.meta.glob<string>(['../../../data/statistics/figures.csv', '../../../data/statistics/derived.csv'], { query: '?raw', import: 'default', eager: true })

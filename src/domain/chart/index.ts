// The door of the charts: everything that other folders may use.
export { arrange, restCode, type Arrangement, type Datum, type Figure } from './arrange.ts'
export { decodeSpec, encodeSpec, type Migrations } from './address/spec-address.ts'
export { chartOf } from './chart.ts'
export { citationOf, embedSnippet, type Citation } from './citation.ts'
export { chartSvg, drawChart, narrowest, widest, type Picture, type PictureOptions } from './draw.ts'
export { kinds, type KindTraits } from './kinds.ts'
export { printDigits, printNumber, printRange } from './number/print-number.ts'
export { readSpec } from './read-spec.ts'
export { themes, type Theme } from './scene/paint.ts'
export type { Mark, Scene } from './scene/scene.ts'
export { residualOf, sharesOf, type Shares } from './share.ts'
export {
  chartKinds,
  orders,
  specVersion,
  type Chart,
  type ChartContent,
  type ChartKind,
  type ChartRow,
  type ChartSpec,
  type Dimension,
  type Measure,
  type Member,
  type NamedQuery,
  type Order,
  type RowMark,
  type Unit,
} from './spec.ts'
export { chartWords, type ChartWords } from './words/chart-words.ts'
export { datumSentence } from './words/datum-sentence.ts'
export { describe, type Paragraph, type WordLevel } from './words/describe.ts'
export { chartCsv, chartCsvMetadata } from './table/chart-csv.ts'
export { tableOf, type DataTable, type TableColumn, type TableRow } from './table/data-table.ts'
export { chartSdmxCsv, type SdmxStructure } from './table/sdmx-csv.ts'
export { walkKeys, walkOf, walkTo, type Stop, type WalkKey } from './walk.ts'

// The door of the charts: everything that other folders may use.
export { arrange, restCode, type Arrangement, type Datum, type Figure } from './arrange.ts'
export { chartOf } from './chart.ts'
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

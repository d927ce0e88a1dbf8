// The table as SDMX-CSV 2.0 (SDMX 3.0): a structure named in every row, dimensions, the observation and its attributes by
// code. The structure is ours and is not registered anywhere; attributes take the names of the SDMX cross-domain concepts.
import { csvText } from '../../../base/csv-text.ts'
import type { Chart, ChartRow } from '../spec.ts'
import { measureOf } from './data-table.ts'

export interface SdmxStructure {
  /** `AGENCY:ID(VERSION)` of the dataflow. */
  readonly dataflow: string
  /** Column of a dimension by its id, such as `TIME_PERIOD` for a year; upper case of the id where it is left out. */
  readonly columns: Readonly<Record<string, string>>
}

/** Missing observations keep their row, without a value. */
export function chartSdmxCsv(chart: Chart, { dataflow, columns }: SdmxStructure): string {
  const dimensions = chart.dimensions.map(({ id }) => ({ id, column: columns[id] ?? id.toUpperCase().replace(/\W/g, '_') }))
  const head = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...dimensions.map(({ column }) => column), 'MEASURE', 'OBS_VALUE', 'OBS_STATUS', 'UNIT_MEASURE', 'UNIT_MULT', 'OBS_LOW', 'OBS_HIGH', 'DATA_SOURCE', 'RECEIPT', 'MARK']
  const rows = chart.rows.map((row) => {
    const measure = measureOf(row, chart)
    return [
      'dataflow',
      dataflow,
      'I',
      ...dimensions.map(({ id }) => row.at[id] ?? ''),
      measure?.id ?? '',
      row.value ?? '',
      statusOf(row),
      measure?.unit.id ?? '',
      String(measure?.unit.power ?? 0),
      row.low ?? '',
      row.high ?? '',
      row.source,
      row.receipt,
      row.mark ?? '',
    ]
  })
  return csvText([head, ...rows])
}

/** Code list CL_OBS_STATUS: O missing, E estimated, A normal. It has no code for simulated, which MARK tells. */
function statusOf({ value, mark }: ChartRow): string {
  if (value === null) return 'O'
  if (mark === 'simulated') return ''
  return mark === 'estimated' ? 'E' : 'A'
}

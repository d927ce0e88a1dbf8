// Reads rows by a plan into a batch. A row is good as a whole or bad as a whole; of a bad row every faulty cell is told.
import { decodeText } from '../../../base/text-codec.ts'
import { CellMemo } from './cell-memo.ts'
import type { Cells } from './cells.ts'
import { dimensions, type Dictionary, type Dimension } from './dictionary.ts'
import { numberColumns, noNumber, type NumberColumn, type RowBatch } from './row-batch.ts'
import type { Condition, DimensionCell, MeasureCell, RowPlan, RowView } from './row-plan.ts'
import { readPlain, readScaled } from './scaled-number.ts'

export interface RowReader {
  /** Reads the cells of one row and counts it. */
  readonly read: (cells: Cells, row: number, batch: RowBatch) => void
  /** Counts a row that could not be cut into cells. */
  readonly refuse: (cells: Cells, row: number, batch: RowBatch) => void
}

type Step = (cells: Cells, row: number, at: number, batch: RowBatch) => boolean
type Test = (cells: Cells) => boolean

const longestFound = 40
/** Quantities mean nothing without their unit. */
const unitOf: readonly (readonly [NumberColumn, Dimension])[] = [['quantity1', 'unit1'], ['quantity2', 'unit2']]
const indexOf = new Map<Dimension, number>(dimensions.map((dimension, index) => [dimension, index]))

export function rowReader(plan: RowPlan, dictionary: Dictionary): RowReader {
  const context: Context = { plan, dictionary }
  const keep = plan.keep.map((condition) => testOf(condition, context))
  const views = plan.views.map((view) => viewReader(view, context))
  const refuse: RowReader['refuse'] = (cells, row, batch) => {
    batch.faults.push({ row, column: '', code: cells.code, params: { found: cells.count, expected: plan.columns.length } })
    batch.counts.rows += 1
    batch.counts.bad += 1
  }
  const read: RowReader['read'] = (cells, row, batch) => {
    batch.counts.rows += 1
    for (const test of keep) {
      if (!test(cells)) {
        batch.counts.leftOut += 1
        return
      }
    }
    const [sizeBefore, rounded] = [batch.size, batch.counts.rounded]
    let isGood = true
    let isMeant = false
    for (const view of views) {
      const outcome = view(cells, row, batch)
      if (outcome === 'bad') isGood = false
      if (outcome !== 'other') isMeant = true
      // What is wrong with one view is mostly wrong with the others.
      if (!isGood) break
    }
    if (!isGood) {
      batch.size = sizeBefore
      batch.counts.rounded = rounded
      batch.counts.bad += 1
    } else if (!isMeant) batch.counts.leftOut += 1
    else {
      batch.counts.good += 1
      batch.counts.observations += batch.size - sizeBefore
    }
  }
  return { read, refuse }
}

interface Context {
  readonly plan: RowPlan
  readonly dictionary: Dictionary
}

type Outcome = 'good' | 'bad' | 'zero' | 'other'

function viewReader(view: RowView, context: Context): (cells: Cells, row: number, batch: RowBatch) => Outcome {
  const tests = view.when.map((condition) => testOf(condition, context))
  const constants = dimensions.flatMap((dimension, index) => {
    const constant = view.constants.find(([each]) => each === dimension)
    const isRead = view.dimensions.some((each) => each.dimension === dimension)
    if (constant === undefined && isRead) return []
    return [[index, constant === undefined ? 0 : context.dictionary.idOf(constant[1])] as const]
  })
  const steps = [...view.dimensions.map((cell) => dimensionStep(cell, context)), ...view.measures.map((cell) => measureStep(cell, context))]
  const unread = numberColumns.flatMap((measure, index) => (view.measures.some((each) => each.measure === measure) ? [] : [index]))
  const read = numberColumns.flatMap((measure, index) => (view.measures.some((each) => each.measure === measure) ? [index] : []))
  return (cells, row, batch) => {
    for (const test of tests) if (!test(cells)) return 'other'
    const at = batch.size
    batch.row[at] = row
    for (const [index, id] of constants) columnAt(batch, index)[at] = id
    for (const index of unread) measureAt(batch, index)[at] = noNumber
    let isGood = true
    for (const step of steps) if (!step(cells, row, at, batch)) isGood = false
    if (!isGood) return 'bad'
    withoutUnit(batch, at)
    if (view.isZeroLeftOut && read.every((index) => isNothing(measureAt(batch, index)[at]))) return 'zero'
    batch.size += 1
    return 'good'
  }
}

function withoutUnit(batch: RowBatch, at: number): void {
  for (const [measure, unit] of unitOf) {
    if (columnAt(batch, indexOf.get(unit) ?? 0)[at] === 0) measureAt(batch, numberColumns.indexOf(measure))[at] = noNumber
  }
}

function isNothing(value: bigint | undefined): boolean {
  return value === 0n || value === noNumber
}

function dimensionStep(cell: DimensionCell, { plan, dictionary }: Context): Step {
  const { dimension, column, beside, read } = cell
  const [memo, index] = [new CellMemo(), indexOf.get(dimension) ?? 0]
  const also = new Map<number, { readonly index: number; readonly id: number }>()
  let [now, fault] = [undefined as Cells | undefined, undefined as { readonly code: string; readonly params: Record<string, string | number> } | undefined]
  const understand = (bytes: Uint8Array, from: number, to: number): number => {
    const text = textOf(bytes, from, to, plan)
    const companion = beside === undefined || now === undefined ? '' : (textOf(bytes, now.from[beside] ?? 0, now.to[beside] ?? 0, plan) ?? '')
    const reading = text === undefined ? ({ kind: 'fault', code: 'statistics_cell_bytes', params: {} } as const) : read(text, companion)
    if (reading.kind === 'fault') {
      fault = { code: reading.code, params: { found: (text ?? '').slice(0, longestFound), ...reading.params } }
      return -1
    }
    const id = reading.entry.every((each) => each === '') ? 0 : dictionary.idOf(reading.entry)
    if (reading.also !== undefined) also.set(id, { index: indexOf.get(reading.also.dimension) ?? 0, id: dictionary.idOf(reading.also.entry) })
    return id
  }
  return (cells, row, at, batch) => {
    now = cells
    const id = memo.get(cells.bytes, cells.from[column] ?? 0, cells.to[column] ?? 0, understand)
    if (id < 0) {
      batch.faults.push({ row, column: plan.columns[column] ?? '', code: fault?.code ?? 'statistics_cell_bytes', params: fault?.params ?? {} })
      return false
    }
    columnAt(batch, index)[at] = id
    const extra = also.size === 0 ? undefined : also.get(id)
    if (extra !== undefined) columnAt(batch, extra.index)[at] = extra.id
    return true
  }
}

function measureStep({ measure, column, scale, isNeeded }: MeasureCell, { plan }: Context): Step {
  const index = numberColumns.indexOf(measure)
  const fail = (row: number, batch: RowBatch, code: string, found: string): boolean => {
    batch.faults.push({ row, column: plan.columns[column] ?? '', code, params: { found: found.slice(0, longestFound) } })
    return false
  }
  return (cells, row, at, batch) => {
    const [from, to] = [cells.from[column] ?? 0, cells.to[column] ?? 0]
    const plain = readPlain(cells.bytes, from, to, scale)
    if (plain >= 0) {
      measureAt(batch, index)[at] = BigInt(plain)
      return true
    }
    const text = textOf(cells.bytes, from, to, plan) ?? ''
    if (text === '' || text === '-') {
      if (isNeeded) return fail(row, batch, 'statistics_cell_empty', text)
      measureAt(batch, index)[at] = noNumber
      return true
    }
    const read = readScaled(text, scale)
    if (read.kind === 'fault') return fail(row, batch, read.code, text)
    measureAt(batch, index)[at] = read.value
    if (read.isRounded) batch.counts.rounded += 1
    return true
  }
}

function testOf({ column, allowed, isNot = false }: Condition, { plan }: Context): Test {
  const memo = new CellMemo()
  const understand = (bytes: Uint8Array, from: number, to: number): number => (allowed.includes(textOf(bytes, from, to, plan) ?? '') ? 1 : 0)
  return (cells) => memo.get(cells.bytes, cells.from[column] ?? 0, cells.to[column] ?? 0, understand) === (isNot ? 0 : 1)
}

function textOf(bytes: Uint8Array, from: number, to: number, { charset }: RowPlan): string | undefined {
  const decoded = decodeText(bytes.subarray(from, to), charset)
  return decoded.kind === 'text' ? decoded.text : undefined
}

const nothing = new Int32Array(0)
const noMeasure = new BigInt64Array(0)

function columnAt(batch: RowBatch, index: number): Int32Array {
  return batch.dimensions[index] ?? nothing
}

function measureAt(batch: RowBatch, index: number): BigInt64Array {
  return batch.measures[index] ?? noMeasure
}

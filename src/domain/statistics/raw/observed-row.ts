// One row of a batch as an observation that a person can look at: for previews and tests.
import type { Digest } from './digest-text.ts'
import { dimensions, type Dictionary, type Dimension } from './dictionary.ts'
import { flows, frequencies, geographies, partnerBases, partnerCodeSets, type Observation, type Partner, type Quantity } from './observation.ts'
import { numberColumns, noNumber, type NumberColumn, type RowBatch } from './row-batch.ts'
import { invariant } from '../../../base/invariant.ts'

export function observationAt(batch: RowBatch, at: number, dictionary: Dictionary, file: Digest): Observation {
  const text = (dimension: Dimension, part = 0): string => dictionary.entryOf(batch.dimensions[dimensions.indexOf(dimension)]?.[at] ?? 0)[part] ?? ''
  const number = (measure: NumberColumn): bigint | undefined => {
    const value = batch.measures[numberColumns.indexOf(measure)]?.[at] ?? noNumber
    return value === noNumber ? undefined : value
  }
  const quantities = (['1', '2'] as const).flatMap((nth): Quantity[] => {
    const thousandths = number(`quantity${nth}`)
    return thousandths === undefined ? [] : [{ thousandths, unit: text(`unit${nth}`) }]
  })
  const second = partnerOf(text('secondPartner'), text('secondPartner', 1), text('secondPartner', 2))
  const [valueMinor, netWeightGrams, tradeMode] = [number('value'), number('netWeight'), text('tradeMode')]
  return {
    file,
    row: batch.row[at] ?? 0,
    months: { frequency: known(frequencies, text('period')), first: text('period', 1), last: text('period', 2) },
    flow: known(flows, text('flow')),
    place: { geography: known(geographies, text('place')), code: text('place', 1) },
    partner: partnerOf(text('partner'), text('partner', 1), text('partner', 2)) ?? { codeSet: 'iso-3166', code: '' },
    partnerBasis: known(partnerBases, text('basis')),
    ...(second === undefined ? {} : { secondPartner: second }),
    goods: { edition: text('edition'), code: text('goods'), level: Number(text('goods', 1)) },
    ...(tradeMode === '' ? {} : { tradeMode }),
    currency: text('currency'),
    ...(valueMinor === undefined ? {} : { valueMinor }),
    quantities,
    ...(netWeightGrams === undefined ? {} : { netWeightGrams }),
  }
}

function partnerOf(codeSet: string, code: string, iso3: string): Partner | undefined {
  if (codeSet === '') return undefined
  return { codeSet: known(partnerCodeSets, codeSet), code, ...(iso3 === '' ? {} : { iso3 }) }
}

function known<T extends string>(words: readonly T[], text: string): T {
  const found = words.find((word) => word === text)
  invariant(found !== undefined, `a reader writes one of ${words.join(', ')}, not '${text}'`)
  return found
}

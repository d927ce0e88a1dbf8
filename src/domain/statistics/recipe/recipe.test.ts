// Recipes: what is written is read as the same tree again, what cannot be read says where, and what does not belong
// together is refused.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDecimal } from '../../../base/decimal.ts'
import { fraction, fractionText, fromDecimal } from '../fraction.ts'
import { exactly, type Interval } from '../interval.ts'
import { parsePeriod, yearBefore, yearsOf } from '../period.ts'
import { evaluate, inUnit, type RecipeContext } from './evaluate.ts'
import { functionNames, recipeText, type Expression } from './expression.ts'
import { maxRecipeLength, readRecipe } from './read-recipe.ts'
import type { Figure } from '../figure.ts'

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}$/)
const number: fc.Arbitrary<Expression> = fc.stringMatching(/^\d{1,6}(\.\d{1,4})?$/).map((text) => ({ kind: 'number', text, value: fromDecimal(parseDecimal(text) ?? { units: 0n, scale: 0 }) }))
const figure: fc.Arbitrary<Expression> = fc
  .record({ measure: name, place: name, isEachMember: fc.boolean(), period: fc.constantFrom('2019', '2019/2023', '../2024-02', '2023-01/2023-11'), isSpan: fc.boolean(), basis: fc.option(name, { nil: undefined }) })
  .map(({ isSpan, basis, period, ...more }) => ({ kind: 'figure', ...more, period: isSpan ? '2019' : period, ...(isSpan ? { lastYear: '2023' } : {}), ...(basis === undefined ? {} : { basis }) }))
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    number,
    figure,
    fc.record({ kind: fc.constant('call' as const), name: fc.constantFrom(...functionNames), arguments: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('operation' as const), operator: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const), left: tie('expression'), right: tie('expression') }),
  ),
}))

test('a recipe written and read is the same', () => {
  fc.assert(
    fc.property(expression, (tree) => {
      const text = recipeText(tree)
      fc.pre(text.length <= maxRecipeLength)
      const read = readRecipe(text)
      expect(read.ok ? read.value : text).toEqual(tree)
    }),
  )
})

describe('what cannot be read says where', () => {
  const cases: readonly (readonly [recipe: string, code: string, position: number])[] = [
    ['', 'recipe_part', 1],
    ['share(', 'recipe_part', 7],
    ['share(1, 2', 'recipe_parenthesis', 11],
    ['total', 'recipe_name_alone', 1],
    ['total[GBA9]', 'recipe_cell', 7],
    ['total[GBA9, 2023', 'recipe_bracket', 17],
    ['total[GBA9, 2023, vintage=newest]', 'recipe_vintage', 7],
    ['total[GBA9, 2023, colour=red]', 'recipe_option', 7],
    ['drop(1)', 'recipe_function', 1],
    ['1 + 2 2', 'recipe_rest', 7],
    ['('.repeat(60), 'recipe_deep', 41],
    ['9'.repeat(60), 'recipe_number', 1],
    [' '.repeat(maxRecipeLength + 1), 'recipe_long', 1],
  ]
  test.each(cases)('%s', (recipe, code, position) => {
    const read = readRecipe(recipe)
    expect(read.ok ? [] : read.issues.map((each) => [each.code, each.params['position']])).toEqual([[code, position]])
  })
})

/** Two measures with figures made up for the test. */
const label = { 'zh-Hans': '', 'zh-Hant': '', en: '', pt: '' }
const units = new Map(['CNY', 'TEU', 'ratio', 'percent', 'percentage points', 'rank'].map((id) => [id, { id, label, dimension: id.startsWith('percent') ? 'ratio' : id, factor: id.startsWith('percent') ? fraction(1n, 100n) : fraction(1n) }]))
const unit = (id: string) => units.get(id) ?? { id, label, dimension: id, factor: fraction(1n) }
const held: Readonly<Record<string, Interval>> = { 'a X 2020': exactly(fraction(100n)), 'a Y 2020': exactly(fraction(300n)), 'a Z 2020': exactly(fraction(600n)), 'a X 2023': exactly(fraction(800n)), 'a Y 2021': exactly(fraction(0n)), 'b X 2020': exactly(fraction(7n)) }
const context: RecipeContext = {
  find: ({ measure, place, period }) => {
    const found = held[`${measure} ${place} ${period.text}`]
    if (found === undefined) return undefined
    const made: Figure = { id: `${measure} ${place} ${period.text}`, measure, place, period, printed: '1', unit: unit(measure === 'a' ? 'CNY' : 'TEU'), qualifier: '', interval: found, vintage: 'final', basis: '', standing: 'published', source: { id: 'test', address: '', title: '', reliability: 'A' }, published: '2024', inputs: [], note: '' }
    return { figure: made, others: [] }
  },
  measureNamed: (id) => (id === 'a' || id === 'b' ? { id, kind: 'flow', unit: unit(id === 'a' ? 'CNY' : 'TEU'), parts: [], label } : undefined),
  placeNamed: (id) => (id === 'G' ? { id, members: ['X', 'Y', 'Z'] } : ['X', 'Y', 'Z'].includes(id) ? { id, members: [] } : undefined),
  unitNamed: unit,
  known: { measures: ['a', 'b'], places: ['X', 'Y', 'Z', 'G'] },
}

function outcomeOf(recipe: string) {
  const read = readRecipe(recipe)
  if (!read.ok) throw new Error(recipe)
  return evaluate(read.value, context)
}

describe('what recipes come to', () => {
  const cases: readonly (readonly [recipe: string, value: string, unit: string])[] = [
    ['sum(a[G.*, 2020])', '1000', 'CNY'],
    ['mean(a[G.*, 2020])', '333.333333', 'CNY'],
    ['share(a[X, 2020], sum(a[G.*, 2020]))', '10', 'percent'],
    ['growth(a[X, 2023], a[X, 2020])', '700', 'percent'],
    ['cagr(a[X, 2023], a[X, 2020], 3)', '100', 'percent'],
    ['cut(a[Z, 2020], a[Y, 2020])', '50', 'percent'],
    ['points(a[Y, 2020], a[X, 2020], sum(a[G.*, 2020]))', '20', 'percentage points'],
    ['rank(a[Y, 2020], a[G.*, 2020])', '2', 'rank'],
    ['least(a[G.*, 2020])', '100', 'CNY'],
    ['most(a[G.*, 2020])', '600', 'CNY'],
    ['base(a[Z, 2020], 0.5)', '400', 'CNY'],
    ['grown(a[Y, 2020], 0.5)', '450', 'CNY'],
    ['a[Z, 2020] - a[Y, 2020] - a[X, 2020]', '200', 'CNY'],
    ['2 * (a[X, 2020] + a[Y, 2020]) / 4', '200', 'CNY'],
    ['rest(1500 * a[X, 2020] / 100, a[G.*, 2020])', '500', 'CNY'],
  ]
  test.each(cases)('%s', (recipe, value, shown) => {
    const outcome = outcomeOf(recipe)
    if (outcome.kind !== 'estimate') throw new Error(outcome.kind)
    expect([fractionText(inUnit(outcome.estimate.interval.value, outcome.estimate.unit) ?? fraction(0n), 6), outcome.estimate.unit.id]).toEqual([value, shown])
  })
})

describe('what is refused or missing', () => {
  const refusals: readonly (readonly [recipe: string, code: string])[] = [
    ['a[X, 2020] + b[X, 2020]', 'units_apart'],
    ['sum(a[X, 2020], b[X, 2020])', 'units_apart'],
    ['a[X, 2020] * a[X, 2020]', 'units_apart'],
    ['a[X, 2020] / b[X, 2020]', 'units_apart'],
    ['a[X, 2020] / (a[Y, 2020] - a[Y, 2020])', 'divided_by_zero'],
    ['share(a[X, 2020], a[Y, 2021])', 'divided_by_zero'],
    ['a[G.*, 2020]', 'series_alone'],
    ['share(a[X, 2020])', 'function_takes'],
    ['share(a[G.*, 2020], a[X, 2020])', 'function_takes'],
    ['cagr(a[X, 2023], a[X, 2020], 0)', 'years_whole'],
    ['c[X, 2020]', 'measure_unknown'],
    ['a[W, 2020]', 'place_unknown'],
    ['a[X, soon]', 'period_unknown'],
    ['sum(a[X, 2020..2019])', 'series_length'],
    ['sum(a[G.*, 1000..2999])', 'series_length'],
  ]
  test.each(refusals)('%s: %s', (recipe, code) => {
    const outcome = outcomeOf(recipe)
    expect(outcome.kind === 'refused' ? outcome.issues.map((each) => each.code) : outcome.kind).toEqual([code])
  })

  test('missing cells are named once, and the known ones still add up', () => {
    const outcome = outcomeOf('sum(a[G.*, 2020..2021], a[X, 2021])')
    if (outcome.kind !== 'missing') throw new Error(outcome.kind)
    expect(outcome.cells.map(({ place, period }) => `${place} ${period.text}`)).toEqual(['X 2021', 'Z 2021'])
    expect(fractionText(outcome.known?.interval.value ?? fraction(-1n), 0)).toBe('1000')
  })
})

describe('periods', () => {
  const cases: readonly (readonly [text: string, canonical: string | undefined, from: string | undefined, to: string | undefined])[] = [
    ['2023', '2023', '2023-01-01', '2023-12-31'],
    ['2019/2023', '2019/2023', '2019-01-01', '2023-12-31'],
    ['2023M1-11', '2023-01/2023-11', '2023-01-01', '2023-11-30'],
    ['2024H1', '2024-01/2024-06', '2024-01-01', '2024-06-30'],
    ['2021-Q1', '2021-01/2021-03', '2021-01-01', '2021-03-31'],
    ['2024-02', '2024-02', '2024-02-01', '2024-02-29'],
    ['../2024-02-22', '../2024-02-22', undefined, '2024-02-22'],
    ['2024-01-01/2024-04-27', '2024-01-01/2024-04-27', '2024-01-01', '2024-04-27'],
    ['2023/2019', undefined, undefined, undefined],
    ['2023/2024-02', undefined, undefined, undefined],
    ['2023-13', undefined, undefined, undefined],
    ['2023M0-3', undefined, undefined, undefined],
    ['last year', undefined, undefined, undefined],
  ]
  test.each(cases)('%s', (text, canonical, from, to) => {
    const period = parsePeriod(text)
    expect([period?.text, period?.from, period?.to]).toEqual([canonical, from, to])
    expect(period === undefined ? undefined : parsePeriod(period.text)).toEqual(period)
  })

  test('years of a span, and the stretch a year before', () => {
    const span = parsePeriod('2019/2021')
    expect(span === undefined ? [] : yearsOf(span)?.map((year) => year.text)).toEqual(['2019', '2020', '2021'])
    const months = parsePeriod('2023M1-11')
    expect(months === undefined ? '' : yearBefore(months)?.text).toBe('2022-01/2022-11')
  })
})

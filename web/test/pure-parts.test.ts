// The parts of the desk that only compute: where two texts differ, and what stands in which group of the day's queue.
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { ShipmentRow } from '../src/api/shipments.ts'
import { lineDifferences, type DifferingLine } from '../src/draft/line-differences.ts'
import { queueGroups, queueOf } from '../src/pages/today-queue.ts'

describe('lines that differ', () => {
  const cases: readonly [string, string, string, readonly DifferingLine[]][] = [
    ['the same text', 'a\nb', 'a\nb', []],
    ['one line changed', 'a\nb\nc', 'a\nx\nc', [{ mine: 'b', theirs: 'x' }]],
    ['a line more on one side', 'a\nc', 'a\nb\nc', [{ theirs: 'b' }]],
    ['a line less on one side', 'a\nb\nc', 'a\nc', [{ mine: 'b' }]],
    ['two places', 'a\nb\nc\nd', 'x\nb\nc\ny', [{ mine: 'a', theirs: 'x' }, { mine: 'd', theirs: 'y' }]],
    ['nothing in common', 'a', 'b', [{ mine: 'a', theirs: 'b' }]],
    ['an empty text', '', 'a', [{ mine: '', theirs: 'a' }]],
  ]
  test.each(cases)('%s', (_, mine, theirs, expected) => expect(lineDifferences(mine, theirs)).toEqual(expected))

  test('nothing is told that stands in neither text, and every line of one alone is told', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd')
    const texts = fc.array(line, { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(texts, texts, (mine, theirs) => {
        const differing = lineDifferences(mine.join('\n'), theirs.join('\n'))
        const countOf = (lines: readonly (string | undefined)[], wanted: string): number => lines.filter((each) => each === wanted).length
        for (const each of ['a', 'b', 'c', 'd']) {
          // What is not told is common to both, so it stands as often in one as in the other.
          const [leftOfMine, leftOfTheirs] = [
            countOf(mine, each) - countOf(differing.map((row) => row.mine), each),
            countOf(theirs, each) - countOf(differing.map((row) => row.theirs), each),
          ]
          expect(leftOfMine).toBe(leftOfTheirs)
          expect(leftOfMine).toBeGreaterThanOrEqual(0)
        }
      }),
      { seed: 20260206, numRuns: 500 },
    )
  })
})

describe('the queue of the day', () => {
  const row = (id: string, stages: readonly string[], more: Partial<ShipmentRow> = {}): ShipmentRow => ({
    id,
    reference: id,
    direction: 'export',
    counterpart: 'hongkong',
    isSample: true,
    filedAt: '2026-02-06T12:00+08:00',
    by: 'sample-agent',
    filings: stages.map((stage, index) => ({ customs: 'mainland', filing: `filing-${index}`, stage, changedAt: `2026-02-0${index + 1}T12:00+08:00` })),
    ...more,
  })
  const grouped = (rows: readonly ShipmentRow[]): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries([...queueOf(rows)].filter(([, entries]) => entries.length > 0).map(([group, entries]) => [group, entries.map(({ shipment }) => shipment.id)]))

  const cases: readonly [string, readonly ShipmentRow[], Readonly<Record<string, readonly string[]>>][] = [
    ['returned and rejected', [row('a', ['returned']), row('b', ['rejected'])], { returned: ['a', 'b'] }],
    ['what customs asks for', [row('a', ['inspection']), row('b', ['held']), row('c', ['tax-due'])], { attention: ['a', 'b', 'c'] }],
    ['one shipment in several groups', [row('a', ['returned', 'sent', 'released'])], { returned: ['a'], underway: ['a'] }],
    ['released and cleared wait for nobody', [row('a', ['released', 'cleared'])], {}],
    ['cancelled ones wait for nobody', [row('a', ['returned'], { isCancelled: true })], {}],
    ['differences', [row('a', ['released'], { differences: 2 })], { differences: ['a'] }],
    ['the longest unchanged first', [row('late', ['released', 'returned']), row('early', ['returned'])], { returned: ['early', 'late'] }],
  ]
  test.each(cases)('%s', (_, rows, expected) => expect(grouped(rows)).toEqual(expected))

  test('what is returned comes before everything else', () => expect(queueGroups[0]).toBe('returned'))
})

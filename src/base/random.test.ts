import { expect, test } from 'vitest'
import { seededRandom } from './random.ts'

test('the same seed gives the same sequence and another seed another', () => {
  const draw = (seed: number): readonly number[] => {
    const random = seededRandom(seed)
    return Array.from({ length: 20 }, () => random.integer(1000))
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('numbers spread over their range', () => {
  const random = seededRandom(1)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 10_000; index += 1) {
    const drawn = random.integer(10)
    counts[drawn] = (counts[drawn] ?? 0) + 1
  }
  for (const count of counts) expect(count).toBeGreaterThan(850)
  expect(counts.reduce((total, count) => total + count)).toBe(10_000)
})

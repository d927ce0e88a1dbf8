// What a list shows of a text that somebody is still typing.
import { expect, test } from 'vitest'
import { draftTitle } from '../../src/app/workspace/draft-title.ts'

test.each([
  ['reference: A-1\ndirection: export', 'A-1'],
  ['# a comment\nreference:   "A 1: b" # own', 'A 1: b'],
  ["reference: 'A-1", 'A-1'],
  ['reference: A-1 # own number', 'A-1'],
  ['direction: export\nreference:', ''],
  ['terms:\n  reference: not-this\n', ''],
  ['{"direction":"export","reference":"A-1"}', 'A-1'],
  ['{"reference": "A', 'A'],
  ['', ''],
  ['half of a wo', ''],
  [`reference: ${'x'.repeat(300)}`, 'x'.repeat(100)],
])('%j', (text, title) => {
  expect(draftTitle(text)).toBe(title)
})

// docs/rules is made from the tables; this fails when somebody changed one and not the other (`npm run rules`).
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rulePages } from '../src/app/rule-pages.ts'
import { knowledge } from './knowledge.ts'

const folder = new URL('../docs/rules/', import.meta.url)

test('docs/rules is what the tables say', () => {
  const pages = rulePages(knowledge)
  expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted())
  for (const [name, text] of pages) expect(readFileSync(new URL(name, folder), 'utf8') === text, `${name}: run npm run rules`).toBe(true)
})

test('every rule names its source and has a title in four languages', () => {
  for (const { fact } of knowledge.rules) {
    expect(fact.source, fact.id).not.toBe('')
    for (const title of Object.values(fact.title)) expect(title, fact.id).not.toBe('')
  }
  const published = new Set(knowledge.rules.map(({ fact }) => fact.id.split('.')[0]))
  expect([...published].toSorted()).toEqual(Array.from({ length: 22 }, (_, index) => `R${index + 1}`).toSorted())
})

test('every derivation and condition that a form names is described', () => {
  for (const form of knowledge.forms.values()) {
    for (const group of form.groups) {
      for (const row of group.rows) {
        if (row.from.kind === 'derived') expect(knowledge.derivations.has(row.from.rule), row.from.rule).toBe(true)
        if (row.from.kind === 'constant') expect(knowledge.messages.has(`constant.${row.from.reason}`), row.from.reason).toBe(true)
        if (typeof row.need === 'object') expect(knowledge.conditions.has(row.need.id), row.need.id).toBe(true)
        if (row.asked !== undefined) expect(knowledge.conditions.has(row.asked.id), row.asked.id).toBe(true)
      }
    }
  }
})

// Messages that must read for ever: sample data of three versions, each with what it should give beside it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDecMessage, type ReadDeclaration } from '../../src/domain/declaration/mainland/read-message.ts'
import { writeReadDeclaration } from '../../src/domain/declaration/mainland/rewrite-message.ts'
import { canonicalXml } from '../../src/domain/declaration/wire/xml-writer.ts'
import { readXml } from '../../src/domain/declaration/wire/xml.ts'
import { goldenSample, shippedBook, shippedDay, shippedPlan } from './shipped.ts'

const samples = ['decmessage-3.1', 'decmessage-4.8', 'decmessage-5.0'] as const

function readSample(name: string): ReadDeclaration {
  const read = readDecMessage(goldenSample(`${name}.xml`), shippedPlan, shippedBook, shippedDay)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

/** What a reader of the sample can tell, in a shape that a person can check. */
function summary({ filing, version, encoding, extra, written, issues }: ReadDeclaration): unknown {
  return {
    version,
    encoding,
    groups: filing.groups.map(({ group, index, elements }) => ({
      group: `${group}[${index}]`,
      ...Object.fromEntries(elements.map(({ element, value }) => [element, value])),
    })),
    extra: extra.map(({ path, element }) => `${path} at ${element.line}:${element.column}`),
    written: Object.fromEntries(written),
    issues: issues.filter(({ code }) => code !== 'decmessage_element_missing').map(({ code, path }) => `${code} ${path}`),
    missing: issues.filter(({ code }) => code === 'decmessage_element_missing').length,
  }
}

describe.each(samples)('%s', (name) => {
  test('reads as it should', () => {
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8'))
    expect(JSON.parse(JSON.stringify(summary(readSample(name))))).toEqual(expected)
  })

  test('is canonically equal when it is written again', () => {
    const original = readXml(goldenSample(`${name}.xml`))
    const again = new TextDecoder().decode(writeReadDeclaration(readSample(name), shippedPlan))
    expect(original.ok && canonicalXml(original.value.root)).toBe(again)
  })

  test('all that is in it is sample data', () => {
    const text = new TextDecoder('gb18030').decode(goldenSample(`${name}.xml`)) + new TextDecoder().decode(goldenSample(`${name}.xml`))
    expect(text).toContain('SAMPLE DATA')
  })
})

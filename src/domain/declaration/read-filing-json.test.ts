// Reading our own JSON of a filing: what Lingding writes is read as it was; each fault has its issue.
import { describe, expect, test } from 'vitest'
import { filingFiles } from '../../app/filing-files.ts'
import { encodeUtf8 } from '../../base/text-codec.ts'
import { exampleDraft, exampleNames, knowledge, prepared } from '../../../test/knowledge.ts'
import { readFilingJson } from './read-filing-json.ts'

test.each(exampleNames)('every JSON of %s is read again, and lacks nothing', (name) => {
  const shipment = prepared(exampleDraft(name))
  const files = filingFiles(shipment, knowledge).filter((file) => file.name.endsWith('.json'))
  expect(files.length).toBeGreaterThan(0)
  for (const { kind, bytes } of files) {
    const read = readFilingJson(bytes, knowledge.forms)
    if (!read.ok) throw new Error(`${kind}: ${JSON.stringify(read.issues)}`)
    expect([kind, read.value.issues]).toEqual([kind, []])
    const values = (filing: (typeof shipment.filings)[number] | undefined) => filing?.groups.map(({ group, index, elements }) => [group, index, elements.map(({ element, value }) => `${element} ${value}`).toSorted()])
    expect(values(read.value.filing)).toEqual(values(shipment.filings.find((filing) => filing.kind === kind)))
    expect(read.value).toMatchObject({ reference: shipment.submission.reference, isSample: true, shipment: '' })
  }
})

describe('faults', () => {
  const cargo = { format: 'lingding.filing/1', customs: 'hongkong', kind: 'hongkong-cargo', groups: [{ group: 'Cargo', index: 0, elements: { 'ACI-a': '1' } }] }
  const faults: readonly [string, unknown, string][] = [
    ['no JSON', undefined, 'filing_json_malformed'],
    ['a list', [], 'filing_json_malformed'],
    ['another format', { ...cargo, format: 'lingding.filing/2' }, 'filing_json_format'],
    ['a kind that is none', { ...cargo, kind: '__proto__' }, 'filing_json_kind'],
    ['another customs', { ...cargo, customs: 'macao' }, 'filing_json_kind'],
    ['no groups', { ...cargo, groups: {} }, 'filing_json_groups'],
    ['a group without an index', { ...cargo, groups: [{ group: 'Cargo', elements: {} }] }, 'filing_json_groups'],
    ['too many groups', { ...cargo, groups: Array.from({ length: 10_001 }, () => cargo.groups[0]) }, 'filing_json_groups'],
  ]
  test.each(faults)('%s', (_, document, code) => {
    const bytes = encodeUtf8(document === undefined ? '{' : JSON.stringify(document))
    expect(readFilingJson(bytes, knowledge.forms)).toMatchObject({ ok: false, issues: [{ code }] })
    expect(knowledge.messages.get(code)?.pt).toBeTruthy()
  })

  test('what is always needed and is not there is named', () => {
    const read = readFilingJson(encodeUtf8(JSON.stringify({ ...cargo, shipment: '0123456789abcdef' })), knowledge.forms)
    if (!read.ok) throw new Error('read')
    expect(read.value.shipment).toBe('0123456789abcdef')
    // The eight items of the advance cargo information without the one that is there.
    expect(read.value.issues.map(({ path }) => path)).toEqual('bcdefgh'.split('').map((letter) => `hongkong-cargo/Cargo[0]/ACI-${letter}`))
  })
})

// Canonical JSON: the samples of RFC 8785 sections 3.2.2 to 3.2.4. The leaf is a golden text: it must never change.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../base/instant.ts'
import { canonicalJson, parseJson, type Json } from './canonical-json.ts'
import { digestOf, type Sha256 } from './digest.ts'
import { entryOf, leafHashOf, leafText, type Entry, type UnhashedRecord } from './entry.ts'
import { foldStream, upcastWith } from './stream.ts'

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

test.each([
  [
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  ['[-0, 0.0, 1e21, "\\ud800"]', '[0,0,1e+21,"\\ud800"]'],
])('writes %s canonically', (written, canonical) => {
  const value = parseJson(written)
  if (value === undefined) throw new Error('the sample is JSON')
  expect(canonicalJson(value)).toBe(canonical)
})

test('canonical JSON is read back as the same value, and a number that is none is a bug', () => {
  const property = fc.property(fc.jsonValue(), (value) => {
    const text = canonicalJson(value as Json)
    expect(canonicalJson(parseJson(text) ?? null)).toBe(text)
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
  })
  fc.assert(property, { numRuns: 500, seed: 8785 })
  expect(() => canonicalJson(Number.NaN)).toThrow('finite')
  expect(parseJson('{')).toBeUndefined()
})

const record: UnhashedRecord = {
  chain: 'cn-2025',
  position: 7,
  stream: 'submission/a',
  version: 2,
  kind: 'SubmissionAccepted',
  kindVersion: 1,
  organisation: 'sample-forwarder',
  actor: 'sample-clerk',
  writtenAt: instant(1_760_319_000_000),
  ruleSet: '2025-10-13',
  key: 'k',
  inputHash: digestOf(sha256('input')),
  document: digestOf(sha256('bytes')),
  number: { office: '5301', year: 2025, value: 42 },
  payloadText: '{"goods":"電池"}',
}

test('the leaf is this text, with every member present', () => {
  const payloadHash = createHash('sha256').update('{"goods":"電池"}', 'utf8').digest('hex')
  const text =
    `{"actor":"sample-clerk","chain":"cn-2025","document":"${record.document}","inputHash":"${record.inputHash}","key":"k",` +
    `"kind":"SubmissionAccepted","kindVersion":1,"number":{"office":"5301","value":42,"year":2025},"organisation":"sample-forwarder",` +
    `"payloadHash":"${payloadHash}","position":7,"ruleSet":"2025-10-13","stream":"submission/a","version":2,"writtenAt":1760319000000}`
  expect(leafText(record, sha256)).toBe(text)
  const { document: _, number: __, ...bare } = record
  expect(leafText(bare, sha256)).toContain('"document":null')
  expect(leafText(bare, sha256)).toContain('"number":null')
  expect(digestOf(leafHashOf(record, sha256))).toBe(createHash('sha256').update(Buffer.from([0])).update(text).digest('hex'))
})

test('a change of any member changes the leaf', () => {
  const changes: readonly Partial<UnhashedRecord>[] = [
    { chain: 'x' }, { position: 8 }, { stream: 'x' }, { version: 3 }, { kind: 'x' }, { kindVersion: 2 }, { organisation: 'x' }, { actor: 'x' },
    { writtenAt: instant(1) }, { ruleSet: 'x' }, { key: 'x' }, { inputHash: digestOf(sha256('x')) }, { document: digestOf(sha256('x')) },
    { number: { office: '5302', year: 2025, value: 42 } }, { number: { office: '5301', year: 2026, value: 42 } },
    { number: { office: '5301', year: 2025, value: 43 } }, { payloadText: '{}' },
  ]
  const hashes = changes.map((change) => digestOf(leafHashOf({ ...record, ...change }, sha256)))
  expect(new Set([...hashes, digestOf(leafHashOf(record, sha256))]).size).toBe(changes.length + 1)
})

function entry(version: number, kindVersion: number, payload: Json): Entry {
  return { ...entryOf({ ...record, leafHash: digestOf(sha256('')) }), version, kindVersion, payload }
}

test('old events are read as the newest version of their kind', () => {
  const upcast = upcastWith([
    { kind: 'SubmissionAccepted', from: 1, upcast: (payload) => ({ goods: [payload] }) },
    { kind: 'SubmissionAccepted', from: 2, upcast: (payload) => ({ lines: payload }) },
  ])
  expect(upcast(entry(1, 1, 'a'))).toMatchObject({ kindVersion: 3, payload: { lines: { goods: ['a'] } } })
  expect(upcast(entry(1, 2, 'b'))).toMatchObject({ kindVersion: 3, payload: { lines: 'b' } })
  expect(upcast(entry(1, 3, 'c'))).toEqual(entry(1, 3, 'c'))
  expect(() => upcastWith([{ kind: 'K', from: 1, upcast: (p) => p }, { kind: 'K', from: 1, upcast: (p) => p }])).toThrow('one upcaster')
  const holed = upcastWith([{ kind: 'SubmissionAccepted', from: 2, upcast: (p) => p }])
  expect(() => holed(entry(1, 1, 'a'))).toThrow('version 1')
})

test('a stream folds in the order of its versions', () => {
  const join = (state: string, each: Entry): string => `${state}${String(each.payload)}`
  expect(foldStream([entry(1, 1, 'a'), entry(2, 1, 'b')], '', join)).toEqual({ state: 'ab', version: 2 })
  expect(foldStream([], 'none', join)).toEqual({ state: 'none', version: 0 })
  expect(() => foldStream([entry(2, 1, 'b')], '', join)).toThrow('version 1')
})

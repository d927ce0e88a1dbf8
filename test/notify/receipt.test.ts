// Receipts: what is issued verifies, by the product and by a second implementation; whatever is changed does not (T6).
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { receiptText, type Receipt } from '../../src/app/receipt/receipt.ts'
import { verifyReceipt } from '../../src/app/receipt/verify-receipt.ts'
import { runCommandLine } from '../../src/edges/cli/main.ts'
import { hashOf, sha256, verifierFromKey, type Platform } from '../../src/edges/compose.ts'
import { httpApp } from '../../src/edges/http/server.ts'
import { memoryPlatform, signedIn } from '../platform.ts'
import { answerBytes, fileSample, recordAnswer } from './recorded.ts'
import { verifyAgain } from './second-verifier.ts'

let platform: Platform
let [filed, answered]: readonly [Uint8Array, Uint8Array] = [new Uint8Array(), new Uint8Array()]
let shipment = ''
const files = new Map<string, Uint8Array>()
let received: Uint8Array = new Uint8Array()

beforeAll(async () => {
  platform = memoryPlatform()
  const app = httpApp(platform)
  const get = async (path: string): Promise<Uint8Array> => {
    const response = await app.request(`/api/v1${path}`, { headers: signedIn(platform, 'sample-agent') })
    expect(response.status, path).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }
  shipment = await fileSample(app, platform)
  await fileSample(app, platform, 'SAMPLE-BATTERIES-2')
  const digest = await recordAnswer(platform, shipment)
  await recordAnswer(platform, shipment, 2)
  filed = await get(`/shipments/${shipment}/receipt`)
  answered = await get(`/answers/${shipment}/${digest}/receipt`)
  expect(await get(`/answers/${shipment}/${digest}/content`)).toEqual(new Uint8Array(answerBytes(1)))
  const detail = JSON.parse(new TextDecoder().decode(await get(`/shipments/${shipment}`))) as { text: string; files: { name: string }[] }
  received = new TextEncoder().encode(detail.text)
  for (const { name } of detail.files) files.set(name, await get(`/shipments/${shipment}/files/${name}`))
})

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
const verdict = (bytes: Uint8Array, more: { readonly key?: string; readonly files?: readonly { readonly name: string; readonly sha256: string }[] } = {}) =>
  verifyReceipt(textOf(bytes), { sha256, openKey: verifierFromKey, ...more })
const holdsAgain = (bytes: Uint8Array): boolean => {
  try {
    return verifyAgain(bytes) !== undefined
  } catch {
    return false
  }
}
const changed = (bytes: Uint8Array, at: number, byte: number): Uint8Array => bytes.with(at, byte)
const parsed = (bytes: Uint8Array): Receipt => JSON.parse(new TextDecoder().decode(bytes)) as Receipt

describe('what is issued', () => {
  test('holds, by both implementations, with the key of the platform', () => {
    for (const bytes of [filed, answered]) {
      expect(verdict(bytes, { key: platform.verifierKey })).toMatchObject({ isProven: true, faults: [] })
      expect(holdsAgain(bytes)).toBe(true)
    }
  })

  test('says whose, what and where', () => {
    const { statement } = parsed(filed)
    expect(statement).toMatchObject({ kind: 'filed', organisation: 'sample-agent', shipment, reference: 'SAMPLE-BATTERIES-1', revision: 1, isSample: true, position: 0, recordedAt: '2025-10-20T09:00+08:00', ruleSet: 'data-test', received: hashOf(received) })
    if (statement.kind === 'answered') throw new Error('it is of a shipment')
    expect(new Map(statement.files.map((file) => [file.name, file.sha256]))).toEqual(new Map([...files].map(([name, bytes]) => [name, hashOf(bytes)])))
    expect(parsed(answered).statement).toMatchObject({ kind: 'answered', position: 2, customs: 'mainland', code: 'L', isSimulated: true, received: hashOf(answerBytes(1)) })
  })

  test('says what is not proven: whose key, the time, the truth, files that were not given', () => {
    const codes = ({ unproven }: ReturnType<typeof verdict>): readonly string[] => unproven.map((claim) => claim.code)
    expect(codes(verdict(filed))).toEqual(expect.arrayContaining(['receipt_sample', 'receipt_unproven_key', 'receipt_unproven_time', 'receipt_unproven_truth', 'receipt_unproven_file']))
    expect(codes(verdict(filed, { key: platform.verifierKey }))).not.toContain('receipt_unproven_key')
    const given = [{ name: 'shipment.yaml', sha256: hashOf(received) }, ...[...files].map(([name, bytes]) => ({ name, sha256: hashOf(bytes) }))]
    const all = verdict(filed, { files: given })
    expect(all.proven.filter((claim) => claim.code === 'receipt_proven_file')).toHaveLength(files.size + 1)
    expect(codes(all)).not.toContain('receipt_unproven_file')
    expect(codes(verdict(answered))).toEqual(expect.arrayContaining(['receipt_simulated', 'receipt_unproven_sender']))
  })
})

describe('what is changed', () => {
  test('every byte of a receipt, in two ways: none holds', () => {
    const passed: number[] = []
    for (const bytes of [filed, answered]) {
      for (let at = 0; at < bytes.length; at += 1) for (const flip of [1, 0x20]) if (verdict(changed(bytes, at, (bytes[at] ?? 0) ^ flip)).isProven) passed.push(at)
    }
    expect(passed).toEqual([])
  })

  test('any byte to any other, taken out or put in: neither implementation takes it', () => {
    const mutation = fc.tuple(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.constantFrom('change', 'remove', 'insert'))
    fc.assert(
      fc.property(mutation, ([isFiled, place, by, how]) => {
        const bytes = isFiled ? filed : answered
        const at = place % bytes.length
        const mutated = how === 'change' ? changed(bytes, at, (bytes[at] ?? 0) ^ by) : Uint8Array.from([...bytes.subarray(0, at), ...(how === 'insert' ? [by] : []), ...bytes.subarray(how === 'insert' ? at : at + 1)])
        return !verdict(mutated).isProven && !holdsAgain(mutated)
      }),
      { numRuns: 2_000 },
    )
  })

  test('every byte of a file: it is none of those named', () => {
    const [name, bytes] = [...files][0] ?? ['', new Uint8Array()]
    const passed = [...bytes.keys()].filter((at) => verdict(filed, { files: [{ name, sha256: hashOf(changed(bytes, at, (bytes[at] ?? 0) ^ 1)) }] }).isProven)
    expect([bytes.length > 100, passed]).toEqual([true, []])
  })

  const other = (receipt: Receipt, change: (receipt: Receipt) => Partial<Receipt>): Uint8Array => new TextEncoder().encode(receiptText({ ...receipt, ...change(receipt) }))
  const faults: readonly [string, string, (receipt: Receipt) => Partial<Receipt>][] = [
    ['the statement alone', 'receipt_statement_changed', ({ statement }) => ({ statement: { ...statement, organisation: 'sample-other' } })],
    ['the payload', 'receipt_payload_changed', ({ payload }) => ({ payload: payload.replace('SAMPLE', 'REAL') })],
    ['the entry', 'receipt_entry_missing', ({ entry }) => ({ entry: entry.replace('sample-agent', 'sample-forger') })],
    ['the proof cut', 'receipt_entry_missing', ({ proof }) => ({ proof: proof.slice(1) })],
    ['the checkpoint of another size', 'receipt_checkpoint_unsigned', ({ checkpoint }) => ({ checkpoint: checkpoint.replace('\n4\n', '\n3\n') })],
    ['no signature', 'receipt_checkpoint_unsigned', ({ checkpoint }) => ({ checkpoint: `${checkpoint.split('\n\n')[0] ?? ''}\n\n` })],
    ['the key of another platform', 'receipt_checkpoint_unsigned', () => ({ verifierKey: memoryPlatform().verifierKey })],
    ['no key', 'receipt_key_malformed', () => ({ verifierKey: 'lingding' })],
  ]
  test.each(faults)('%s is called by its name', (_, code, change) => {
    const bytes = other(parsed(filed), change)
    expect(verdict(bytes).faults.map((each) => each.code)).toContain(code)
    expect(holdsAgain(bytes)).toBe(false)
  })

  test('another form with the same meaning, and another key than the one that is known', () => {
    const spaced = new TextEncoder().encode(JSON.stringify(parsed(filed), null, 2))
    expect(verdict(spaced).faults.map((each) => each.code)).toEqual(['receipt_form_changed'])
    expect(verdict(filed, { key: memoryPlatform().verifierKey }).faults.map((each) => each.code)).toEqual(['receipt_key_other'])
  })

  test('anything else at all is refused and breaks nothing', () => {
    for (const text of ['', '{}', '[]', 'null', '{"format":"lingding-receipt/1"}', '{"format":"lingding-receipt/1","statement":{},"entry":"1","payload":"[]","proof":[""],"checkpoint":"","verifierKey":""}']) {
      expect(verdict(new TextEncoder().encode(text)).isProven, text).toBe(false)
    }
  })
})

describe('whose', () => {
  test.each(['sample-exporter', 'sample-importer-hongkong'])('%s sees none of another organisation', async (person) => {
    const app = httpApp(platform)
    const digest = parsed(answered).statement.received
    for (const path of [`/shipments/${shipment}/receipt`, `/answers/${shipment}/${digest}/receipt`, `/answers/${shipment}/${digest}/content`, `/shipments/%00/receipt`]) {
      expect((await app.request(`/api/v1${path}`, { headers: signedIn(platform, person) })).status, path).toBe(404)
    }
  })
})

describe('lingding verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-receipt-'))
  const at = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const run = async (...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> => {
    const lines: string[] = []
    const code = await runCommandLine(['verify', ...args], { print: (text) => lines.push(text), warn: (text) => lines.push(text), environment: {} })
    return { code, text: lines.join('\n') }
  }

  test('says in plain words what is proven and what is not, in four languages, without any data folder', async () => {
    const receipt = at('receipt.json', filed)
    const english = await run(receipt, '--language', 'en', '--data', join(folder, 'none'))
    expect(english).toMatchObject({ code: 0, text: expect.stringMatching(/^Proven:\n {2}- Shipment SAMPLE-BATTERIES-1 of sample-agent[^]*Not proven:\n[^]*Whose key it is/) as string })
    for (const language of ['zh-Hans', 'zh-Hant', 'pt']) {
      for (const path of [receipt, at('answer.json', answered)]) expect((await run(path, '--language', language)).text, language).not.toMatch(/receipt_|[{}#]/)
    }
  })

  test('with its files and the key; with a changed byte; with the wrong key', async () => {
    const receipt = at('receipt.json', filed)
    const [[name, bytes] = ['', new Uint8Array()]] = [...files]
    const good = await run(receipt, at('as-received.yaml', received), at(name, bytes), '--key', platform.verifierKey, '--json')
    expect([good.code, (JSON.parse(good.text) as { proven: unknown[] }).proven.length]).toEqual([0, 3])
    const bad = await run(receipt, at(`bad-${name}`, changed(bytes, 0, 0)), '--language', 'en')
    expect([bad.code, bad.text]).toEqual([1, expect.stringContaining('none of the files that the receipt names')])
    expect((await run(at('bent.json', changed(filed, 0, 0)))).code).toBe(1)
    expect((await run(receipt, '--key', memoryPlatform().verifierKey)).code).toBe(1)
  })
})

// Where the machine has it: the signature once more, by a program that is nobody's relative.
test('openssl takes the signature of the checkpoint', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lingding-openssl-'))
  const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  try {
    openssl('version')
  } catch {
    skip('no openssl here')
  }
  const { checkpoint, verifierKey } = parsed(filed)
  const end = checkpoint.lastIndexOf('\n\n')
  const signature = Buffer.from(checkpoint.slice(end + 2).trim().split(' ')[2] ?? '', 'base64').subarray(4)
  const key = Buffer.from(verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1)
  writeFileSync(join(folder, 'key.der'), Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]))
  writeFileSync(join(folder, 'text'), checkpoint.slice(0, end + 1))
  writeFileSync(join(folder, 'signature'), signature)
  expect(openssl('pkeyutl', '-verify', '-pubin', '-inkey', 'key.der', '-keyform', 'DER', '-rawin', '-in', 'text', '-sigfile', 'signature')).toContain('Verified Successfully')
})

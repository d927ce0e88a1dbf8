// What the register reads of the journal: of one organisation its own chain, of all every chain, and nothing twice at once.
import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { openMemoryJournal } from '../../src/adapters/memory/journal.ts'
import { openMemoryShipments } from '../../src/adapters/memory/shipments.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import { signingKey } from '../../src/adapters/system/signing-key.ts'
import type { Journal } from '../../src/app/ports.ts'
import { openRegister, type Register } from '../../src/app/shipment/register.ts'
import { fileSample } from '../channels/filed.ts'
import { knowledge } from '../knowledge.ts'

const organisations = ['reg-a', 'reg-b', 'reg-c', 'reg-d']
const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'register.example')

let journal: Journal
let register: Register
let asked: string[]
let ids: string[]

beforeEach(async () => {
  const memory = openMemoryJournal({ sha256, signer: key.signer })
  asked = []
  journal = {
    ...memory,
    size: (chain) => {
      asked.push(chain)
      return memory.size(chain)
    },
    readChain: (chain, from) => {
      asked.push(`read ${chain}`)
      return memory.readChain(chain, from)
    },
  }
  register = openRegister(journal, openMemoryShipments())
  ids = []
  for (const organisation of organisations) ids.push(await fileSample({ knowledge, journal: memory }, organisation.toUpperCase(), organisation))
})

const own = { kind: 'own', organisation: 'reg-b' } as const
const officer = { kind: 'addressed', customs: 'hongkong' } as const

test.each([
  ['the list of the own', () => register.list(own, { limit: 9 })],
  ['the filings of the own', () => register.filings(own, { limit: 9 })],
  ['one of the own', () => register.find(own, 'reg-b', ids[1] ?? '')],
  ['one, for an auditor', () => register.find({ kind: 'all' }, 'reg-b', ids[1] ?? '')],
  ['one filing, for an officer', () => register.filing(officer, 'reg-b', ids[1] ?? '', 'hongkong-cargo')],
] as const)('%s needs one chain only, and finds what was filed before', async (_, ask) => {
  const found = await ask()
  expect(Array.isArray(found) ? found.length : found).toBeTruthy()
  expect(asked).toEqual(['shipments-reg-b', 'read shipments-reg-b'])
})

test.each([
  ['the list of all', () => register.list({ kind: 'all' }, { limit: 9 })],
  ['the filings addressed to a customs', () => register.filings(officer, { limit: 9 })],
  ['everything', () => register.all()],
] as const)('%s needs every chain', async (_, ask) => {
  await ask()
  expect(new Set(asked.filter((each) => !each.startsWith('read')))).toEqual(new Set(organisations.map((each) => `shipments-${each}`)))
})

test('an organisation that never filed costs one question and leaves nothing', async () => {
  expect(await register.list({ kind: 'own', organisation: 'nobody' }, { limit: 9 })).toEqual([])
  expect(asked).toEqual(['shipments-nobody'])
})

test('many readings at once read each chain once, and each sees what was filed before it', async () => {
  const counts = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      if (at % 5 === 0) await fileSample({ knowledge, journal }, `REG-B-${at}`, 'reg-b')
      const expected = at % 5 === 0 ? `REG-B-${at}` : 'REG-B'
      const rows = at % 2 === 0 ? await register.list(own, { limit: 99 }) : await register.list({ kind: 'all' }, { limit: 99 })
      return rows.some((row) => row.reference === expected)
    }),
  )
  expect(counts).toEqual(counts.map(() => true))
  expect((await register.list(own, { limit: 99 })).map((row) => row.position).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
})

test('a catch-up that fails is told to whoever shares it, and the next one goes on', async () => {
  const store = openMemoryShipments()
  let isBroken = true
  const failing = openRegister(journal, { ...store, apply: (...of) => (isBroken ? Promise.reject(new Error('the store is away')) : store.apply(...of)) })
  const both = await Promise.allSettled([failing.list(own, { limit: 9 }), failing.list(own, { limit: 9 })])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  expect(await failing.list(own, { limit: 9 })).toHaveLength(1)
})

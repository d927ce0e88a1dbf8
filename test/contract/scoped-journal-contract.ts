// What every journal that is read within a scope does, whatever it is made of.
import { expect, test } from 'vitest'
import type { Journal, ScopedJournal } from '../../src/app/ports.ts'
import { sha256 } from '../../src/adapters/system/hash.ts'
import type { Scope } from '../../src/domain/access/index.ts'
import { digestOf, type Entry } from '../../src/journal/index.ts'
import { answerOf, request } from './journal-contract.ts'

const bytes = Buffer.from('what was received')
const digest = digestOf(sha256(bytes))
let count = 0

async function positions(batches: AsyncIterable<readonly Entry[]>): Promise<readonly number[]> {
  const found: number[] = []
  for await (const batch of batches) found.push(...batch.map((entry) => entry.position))
  return found
}

/** A chain with entries of two organisations, in a stream of each and one of both. */
async function filled(journal: Journal): Promise<string> {
  count += 1
  const chain = `scoped-${count}`
  const append = async (organisation: string, key: string, stream: string, more = {}) => answerOf(await journal.append(request(chain, key, { organisation, stream, ...more })))
  await append('scoped-a', 'k0', 'both', { document: { mediaType: 'text/plain', bytes } })
  await append('scoped-b', 'k1', 'both')
  await append('scoped-b', 'k2', 'of-b')
  await append('scoped-a', 'k3', 'of-a')
  return chain
}

export function scopedJournalContract(open: () => { readonly journal: Journal; readonly scoped: ScopedJournal }): void {
  const a: Scope = { kind: 'own', organisation: 'scoped-a' }
  test.each<[string, Scope, readonly number[], readonly number[], boolean]>([
    ['of an organisation', a, [0, 3], [0], true],
    ['of another', { kind: 'own', organisation: 'scoped-b' }, [1, 2], [1], false],
    ['of none', { kind: 'own', organisation: '' }, [], [], false],
    ['of an officer', { kind: 'addressed', customs: 'hongkong' }, [], [], false],
    ['of an auditor', { kind: 'all' }, [0, 1, 2, 3], [0, 1], true],
  ])('within the scope %s', async (_, scope, inChain, inStream, hasDocument) => {
    const { journal, scoped } = open()
    const chain = await filled(journal)
    expect(await positions(scoped.readChain(scope, chain))).toEqual(inChain)
    expect(await positions(scoped.readChain(scope, chain, 1))).toEqual(inChain.filter((position) => position >= 1))
    expect(await positions(scoped.readStream(scope, chain, 'both'))).toEqual(inStream)
    const document = await scoped.document(scope, chain, 'scoped-a', digest)
    expect(document === undefined ? undefined : Buffer.from(document.bytes).toString()).toBe(hasDocument ? 'what was received' : undefined)
    expect(await scoped.document(scope, chain, 'scoped-b', digest)).toBeUndefined()
  })

  test('more than one batch, and what is not there', async () => {
    const { journal, scoped } = open()
    const chain = await filled(journal)
    await Promise.all(Array.from({ length: 600 }, (_, index) => journal.append(request(chain, `more-${index}`, { organisation: index % 2 === 0 ? 'scoped-a' : 'scoped-b' }))))
    expect(await positions(scoped.readChain(a, chain))).toHaveLength(302)
    expect(await positions(scoped.readChain(a, 'scoped-none'))).toEqual([])
    expect(await positions(scoped.readStream(a, chain, 'none'))).toEqual([])
  })
}

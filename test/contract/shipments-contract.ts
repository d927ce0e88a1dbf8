// What every register of shipments does, whatever it is made of. Each test works with organisations of its own, so one open
// store serves the whole suite.
import { expect, test } from 'vitest'
import type { FilingRow, ShipmentPlace, Shipments } from '../../src/app/ports.ts'
import { instant } from '../../src/base/instant.ts'
import type { Scope } from '../../src/domain/access/index.ts'
import { at, filingOf, rowOf, shipmentOf } from './store-samples.ts'

const all: Scope = { kind: 'all' }
const own = (organisation: string): Scope => ({ kind: 'own', organisation })
const officer: Scope = { kind: 'addressed', customs: 'hongkong' }
const later = (ms: number) => instant(at + ms)

let count = 0
/** Names sort in the order that they are asked for. */
function names(): readonly [string, string] {
  count += 1
  return [`reg-${String(count).padStart(3, '0')}-a`, `reg-${String(count).padStart(3, '0')}-b`]
}

const chainOf = (organisation: string): string => `shipments-${organisation}`
type Before = { readonly before?: ShipmentPlace }
const beforeLast = (page: readonly ShipmentPlace[]): Before => {
  const last = page.at(-1)
  return last === undefined ? {} : { before: last }
}
const idsOf = (rows: readonly FilingRow[]): readonly string[] => rows.map((row) => `${row.organisation}/${row.shipment}/${row.filing}`)

export function shipmentsContract(open: () => Shipments): void {
  keeping(open)
  reading(open)
  queues(open)
}

function keeping(open: () => Shipments): void {
  test('what was kept is read again as it was, and the position with it', async () => {
    const [a] = names()
    const store = open()
    const shipment = shipmentOf(a, 's1', 0)
    expect(await store.position(chainOf(a))).toBe(0)
    expect(await store.apply(chainOf(a), 0, 3, [rowOf(shipment, filingOf(shipment, 'hongkong-cargo', 'waiting'))])).toBe(true)
    expect(await store.position(chainOf(a))).toBe(3)
    expect(await store.find(own(a), a, 's1')).toEqual(shipment)
    expect(await store.load([{ organisation: a, id: 's1' }, { organisation: a, id: 'none' }])).toEqual([shipment])
    expect(await store.filing(own(a), a, 's1', 'hongkong-cargo')).toEqual(filingOf(shipment, 'hongkong-cargo', 'waiting'))
  })

  test.each([
    ['from where another process is already', 0],
    ['from where nobody is yet', 7],
  ])('nothing is kept %s', async (_, from) => {
    const [a] = names()
    const store = open()
    await store.apply(chainOf(a), 0, 2, [rowOf(shipmentOf(a, 's1', 0))])
    const changed = shipmentOf(a, 's1', 0, { version: 2 })
    expect(await store.apply(chainOf(a), from, 9, [rowOf(changed, filingOf(changed, 'hongkong-cargo', 'waiting')), rowOf(shipmentOf(a, 's2', 1))])).toBe(false)
    expect(await store.position(chainOf(a))).toBe(2)
    expect((await store.list(own(a), { limit: 9 })).map((each) => [each.id, each.version])).toEqual([['s1', 1]])
    expect(await store.filings(own(a), { limit: 9 })).toEqual([])
    expect((await store.byNumber('hongkong', 's1/hongkong-cargo')).map((row) => row.organisation)).not.toContain(a)
  })

  test('a chain that nobody has read begins at its beginning only', async () => {
    const [a] = names()
    expect(await open().apply(chainOf(a), 4, 9, [])).toBe(false)
    expect(await open().apply(chainOf(a), 0, 9, [])).toBe(true)
  })

  test('a filing that a shipment has no more is gone, with its names; what it has changed is changed', async () => {
    const [a] = names()
    const store = open()
    const shipment = shipmentOf(a, `g-${a}`, 0)
    const cargo = filingOf(shipment, 'hongkong-cargo', 'waiting', { names: [`N1-${a}`, `N2-${a}`] })
    await store.apply(chainOf(a), 0, 1, [rowOf(shipment, cargo, filingOf(shipment, 'mainland-declaration', 'waiting', { names: [`M-${a}`] }))])
    const accepted = { ...cargo, stage: 'accepted', names: [`N2-${a}`, `N3-${a}`], place: cargo.place.replace('1760319000000', '1760319000001') } as const
    await store.apply(chainOf(a), 1, 2, [rowOf({ ...shipment, version: 2 }, accepted)])
    expect(await store.filings(own(a), { limit: 9 })).toEqual([accepted])
    const found = await Promise.all([`N1-${a}`, `N2-${a}`, `N3-${a}`].map((name) => store.byNumber('hongkong', name)))
    expect(found.map((rows) => rows.map((row) => row.stage))).toEqual([[], ['accepted'], ['accepted']])
    expect(await store.byNumber('mainland', `M-${a}`)).toEqual([])
    expect(await store.byNumber('mainland', `N2-${a}`)).toEqual([])
  })

  test('what two filings are called by finds both, and no more', async () => {
    const [a] = names()
    const store = open()
    const rows = ['s1', 's2', 's3'].map((id, position) => shipmentOf(a, `${id}-${a}`, position)).map((each) => rowOf(each, filingOf(each, 'hongkong-cargo', 'sent', { names: [`same-${a}`] })))
    await store.apply(chainOf(a), 0, 3, rows)
    expect((await store.byNumber('hongkong', `same-${a}`)).map((row) => row.shipment)).toEqual([`s1-${a}`, `s2-${a}`])
  })

  test('everything there is, to be compared', async () => {
    const [a] = names()
    const store = open()
    const shipments = Array.from({ length: 300 }, (_, position) => shipmentOf(a, `s${String(position).padStart(4, '0')}`, position))
    const rows = shipments.map((each) => rowOf(each, filingOf(each, 'mainland-declaration', 'sent', { names: [`x-${a}-${each.id}`] })))
    expect(await store.apply(chainOf(a), 0, 300, rows)).toBe(true)
    const content = await store.all()
    expect(content.shipments.filter((each) => each.organisation === a)).toEqual(shipments)
    expect(content.filings.filter((each) => each.organisation === a)).toEqual(rows.flatMap((row) => row.filings))
  })
}

function reading(open: () => Shipments): void {
  test('a list has the newest first, in pages', async () => {
    const [a, b] = names()
    const store = open()
    await store.apply(chainOf(a), 0, 5, [0, 1, 2, 3].map((position) => rowOf(shipmentOf(a, `s${position}`, position))))
    await store.apply(chainOf(b), 0, 1, [rowOf(shipmentOf(b, 's0', 0))])
    const page = await store.list(own(a), { limit: 2 })
    expect(page.map((each) => each.id)).toEqual(['s3', 's2'])
    expect((await store.list(own(a), { limit: 9, ...beforeLast(page) })).map((each) => each.id)).toEqual(['s1', 's0'])
    const every = (await store.list(all, { limit: 1_000 })).filter((each) => [a, b].includes(each.organisation))
    expect(every.map((each) => `${each.organisation} ${each.id}`)).toEqual([`${b} s0`, `${a} s3`, `${a} s2`, `${a} s1`, `${a} s0`])
  })

  test.each([1, 2, 3, 7])('pages of %i over all organisations go by time and leave nothing out, whoever stands at which position of their chain', async (limit) => {
    const [a, b] = names()
    const store = open()
    // One organisation is far ahead in its own chain, some were filed in the same moment.
    const filed = (organisation: string, position: number, ms: number) => rowOf(shipmentOf(organisation, `s${position}`, position, { filedAt: later(ms) }))
    await store.apply(chainOf(a), 0, 90, [filed(a, 70, 0), filed(a, 80, 20), filed(a, 85, 20), filed(a, 89, 40)])
    await store.apply(chainOf(b), 0, 9, [filed(b, 0, 10), filed(b, 1, 20), filed(b, 2, 30), filed(b, 3, 40)])
    const found: string[] = []
    for (let before: Before = {}; ;) {
      const page = await store.list(all, { limit, ...before })
      found.push(...page.filter((each) => [a, b].includes(each.organisation)).map((each) => `${each.organisation} ${each.id}`))
      if (page.length < limit) break
      before = beforeLast(page)
    }
    expect(found).toEqual([`${b} s3`, `${a} s89`, `${b} s2`, `${b} s1`, `${a} s85`, `${a} s80`, `${b} s0`, `${a} s70`])
  })

  test('what is outside the scope is not there', async () => {
    const [a, b] = names()
    const store = open()
    const shipment = shipmentOf(b, 's1', 0)
    const filings = [filingOf(shipment, 'hongkong-cargo', 'sent'), filingOf(shipment, 'mainland-declaration', 'sent')]
    await store.apply(chainOf(b), 0, 1, [rowOf(shipment, ...filings)])
    for (const scope of [own(a), own(''), officer]) {
      expect(await store.find(scope, b, 's1')).toBeUndefined()
      expect((await store.list(scope, { limit: 1_000 })).filter((each) => each.organisation === b)).toEqual([])
    }
    expect(await store.find(all, b, 's1')).toEqual(shipment)
    expect(await store.filing(own(a), b, 's1', 'hongkong-cargo')).toBeUndefined()
    expect(await store.filing(officer, b, 's1', 'mainland-declaration')).toBeUndefined()
    expect(await store.filing(officer, b, 's1', 'hongkong-cargo')).toEqual(filings[0])
    expect(await store.filing(all, b, 's1', 'mainland-declaration')).toEqual(filings[1])
  })
}

function queues(open: () => Shipments): void {
  test('filings have the longest unchanged first, by customs, stage and scope, in pages', async () => {
    const [a, b] = names()
    const store = open()
    const put = async (organisation: string, ms: number): Promise<void> => {
      const shipments = [0, 1, 2].map((position) => shipmentOf(organisation, `s${position}`, position))
      const filings = shipments.map((each, index) => [
        filingOf(each, 'hongkong-cargo', index === 1 ? 'sent' : 'waiting', { changedAt: later(ms + 10 * index) }),
        filingOf(each, 'mainland-declaration', 'waiting', { changedAt: later(ms + 10 * index) }),
      ])
      await store.apply(chainOf(organisation), 0, 3, shipments.map((each, index) => rowOf(each, ...(filings[index] ?? []))))
    }
    await put(a, 0)
    await put(b, 5)
    const mine = (rows: readonly FilingRow[]): readonly FilingRow[] => rows.filter((row) => [a, b].includes(row.organisation))
    const ask = async (scope: Scope, query: Omit<Parameters<Shipments['filings']>[1], 'limit'>) => idsOf(mine(await store.filings(scope, { limit: 1_000, ...query })))
    expect(await ask(own(a), { customs: 'hongkong', stages: ['waiting', 'sent'] })).toEqual([`${a}/s0/hongkong-cargo`, `${a}/s1/hongkong-cargo`, `${a}/s2/hongkong-cargo`])
    expect(await ask(own(a), { stages: ['waiting'] })).toHaveLength(5)
    expect(await ask(officer, { stages: ['waiting'] })).toEqual([`${a}/s0/hongkong-cargo`, `${b}/s0/hongkong-cargo`, `${a}/s2/hongkong-cargo`, `${b}/s2/hongkong-cargo`])
    expect(await ask(officer, { customs: 'mainland' })).toEqual([])
    expect(await ask(all, { customs: 'mainland', stages: ['waiting'] })).toHaveLength(6)
    expect(await ask(all, {})).toHaveLength(12)
    expect(await ask(all, { stages: [] })).toEqual([])
    expect(await ask(all, { isDiffering: true })).toEqual([])
    const pages: string[] = []
    for (let after: string | undefined; ;) {
      const page = await store.filings(own(b), { limit: 2, ...(after === undefined ? {} : { after }) })
      pages.push(...idsOf(page))
      after = page.at(-1)?.place
      if (page.length < 2) break
    }
    expect(pages).toEqual(idsOf(await store.filings(own(b), { limit: 100 })))
    expect(pages).toHaveLength(6)
  })

  test.each([1, 2, 100])('those that differ are found among all others, in pages of %i, for whoever may see them', async (limit) => {
    const [a, b] = names()
    const store = open()
    const put = (organisation: string, differing: readonly number[]) => {
      const rows = [0, 1, 2, 3, 4, 5].map((position) => {
        const [shipment, hasDifference] = [shipmentOf(organisation, `s${position}`, position), differing.includes(position)]
        const more = { hasDifference, changedAt: later(position) }
        return rowOf(shipment, filingOf(shipment, 'hongkong-cargo', position === 5 ? 'accepted' : 'sent', more), filingOf(shipment, 'mainland-declaration', 'sent', more))
      })
      return store.apply(chainOf(organisation), 0, 6, rows)
    }
    await put(a, [1, 4, 5])
    await put(b, [0, 4])
    const ask = async (scope: Scope, query: Omit<Parameters<Shipments['filings']>[1], 'limit' | 'isDiffering'> = {}) => {
      const found: FilingRow[] = []
      for (let after = ''; ;) {
        const page = await store.filings(scope, { limit, isDiffering: true, after, ...query })
        found.push(...page)
        if (page.length < limit) return idsOf(found.filter((row) => [a, b].includes(row.organisation)))
        after = page.at(-1)?.place ?? ''
      }
    }
    expect(await ask(officer)).toEqual([`${b}/s0`, `${a}/s1`, `${a}/s4`, `${b}/s4`, `${a}/s5`].map((each) => `${each}/hongkong-cargo`))
    expect(await ask(officer, { stages: ['accepted'] })).toEqual([`${a}/s5/hongkong-cargo`])
    expect(await ask(own(b), { customs: 'mainland' })).toEqual([`${b}/s0/mainland-declaration`, `${b}/s4/mainland-declaration`])
    expect(await ask(all)).toHaveLength(10)
    // They agree again.
    const shipment = shipmentOf(a, 's1', 1, { version: 2 })
    await store.apply(chainOf(a), 6, 7, [rowOf(shipment, filingOf(shipment, 'hongkong-cargo', 'sent', { changedAt: later(1) }), filingOf(shipment, 'mainland-declaration', 'sent', { changedAt: later(1) }))])
    expect(await ask(own(a), { customs: 'hongkong' })).toEqual([`${a}/s4/hongkong-cargo`, `${a}/s5/hongkong-cargo`])
  })
}

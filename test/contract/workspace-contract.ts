// What every workspace does, whatever it is made of.
import { expect, test } from 'vitest'
import type { Workspace } from '../../src/app/ports.ts'
import { instant } from '../../src/base/instant.ts'
import { at, itemOf } from './store-samples.ts'

let count = 0
function names(): readonly [string, string] {
  count += 1
  return [`ws-${count}-a`, `ws-${count}-b`]
}

export function workspaceContract(open: () => Workspace): void {
  test.each([
    ['half finished', 'parties:\n  trader: {profile: '],
    ['empty', ''],
    ['every character', 'NUL \0, half of a pair \uD83D, 電池 𠮷, "quotes" \\ and \u2028'],
    ['long', 'x'.repeat(1_000_000)],
  ])('a text is kept as it was typed: %s', async (_, content) => {
    const [a] = names()
    const item = itemOf(a, 'd1', { content, title: 'A title' })
    expect(await open().keep(item, 0)).toEqual({ kind: 'kept', item: { ...item, version: 1 } })
    expect(await open().find(a, 'draft', 'd1')).toEqual({ ...item, version: 1 })
  })

  test('each change is one version more; another version keeps nothing and says what is there', async () => {
    const [a] = names()
    const store = open()
    const first = itemOf(a, 'd1')
    await store.keep(first, 0)
    const second = itemOf(a, 'd1', { content: 'two', changedBy: 'b-clerk', changedAt: instant(at + 1), isRemoved: true })
    expect(await store.keep(second, 1)).toEqual({ kind: 'kept', item: { ...second, version: 2 } })
    const late = itemOf(a, 'd1', { content: 'late', changedBy: 'c-clerk' })
    for (const version of [0, 1, 3]) expect(await store.keep(late, version)).toEqual({ kind: 'conflict', item: { ...second, version: 2 } })
    expect(await store.find(a, 'draft', 'd1')).toEqual({ ...second, version: 2 })
    expect(await store.keep(itemOf(a, 'd2'), 4)).toEqual({ kind: 'conflict', item: undefined })
    expect(await store.find(a, 'draft', 'd2')).toBeUndefined()
  })

  test('of many at once on one version one is kept', async () => {
    const [a] = names()
    const store = open()
    const keepings = await Promise.all(Array.from({ length: 12 }, (_, index) => store.keep(itemOf(a, 'd1', { content: `c${index}` }), 0)))
    expect(keepings.filter((each) => each.kind === 'kept')).toHaveLength(1)
    expect(new Set(keepings.map((each) => each.item?.content)).size).toBe(1)
  })

  test('a list is in order of id, in pages, without what was removed unless asked for', async () => {
    const [a, b] = names()
    const store = open()
    for (const id of ['d10', 'd2', 'd1', 'é', 'Z', '𠮷', '\uFA0E']) await store.keep(itemOf(a, id), 0)
    await store.keep(itemOf(a, 'd2', { isRemoved: true }), 1)
    await store.keep(itemOf(a, 'd1', { kind: 'template' }), 0)
    await store.keep(itemOf(b, 'd3'), 0)
    const ids = async (query: Parameters<Workspace['list']>[2]) => (await store.list(a, 'draft', query)).map((each) => each.id)
    expect(await ids({ limit: 9 })).toEqual(['Z', 'd1', 'd10', 'é', '\uFA0E', '𠮷'])
    expect(await ids({ limit: 9, isWithRemoved: true })).toEqual(['Z', 'd1', 'd10', 'd2', 'é', '\uFA0E', '𠮷'])
    expect(await ids({ limit: 2, after: 'Z' })).toEqual(['d1', 'd10'])
    expect(await store.count(a, 'draft')).toBe(7)
    expect(await store.count(b, 'template')).toBe(0)
    expect((await store.list(a, 'draft', { limit: 1, isWithoutContent: true })).map((each) => each.content)).toEqual([''])
  })

  test('nobody finds, counts, lists or changes what another organisation keeps', async () => {
    const [a, b] = names()
    const store = open()
    await store.keep(itemOf(a, 'd1'), 0)
    expect(await store.find(b, 'draft', 'd1')).toBeUndefined()
    expect(await store.list(b, 'draft', { limit: 9 })).toEqual([])
    expect(await store.keep(itemOf(b, 'd1', { content: 'of b' }), 0)).toMatchObject({ kind: 'kept', item: { version: 1 } })
    expect(await store.find(a, 'draft', 'd1')).toMatchObject({ content: 'text of d1' })
  })
}

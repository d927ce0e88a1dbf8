// The loop in the background: one turn at a time, at once while there is more, woken, waiting after errors, closed.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChannelDown } from '../../src/app/ports.ts'
import { NotYet } from '../../src/app/channel/channel-desk.ts'
import { startLoop, type Loop } from '../../src/edges/workers/loop.ts'
import { problemLine } from '../../src/edges/workers/start-workers.ts'
import { withinMs } from '../../src/edges/workers/in-time.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function started(turn: (count: number) => Promise<boolean> | boolean): { readonly loop: Loop; readonly turns: () => number; readonly failures: number[] } {
  let turns = 0
  const failures: number[] = []
  const loop = startLoop({ name: 'test', idleMs: 1_000, longestWaitMs: 5_000, turn: async () => turn((turns += 1)), onProblem: (_, __, count) => void failures.push(count) })
  return { loop, turns: () => turns, failures }
}

describe('a loop', () => {
  test('turns at once, again while there is more, and then every so often', async () => {
    const { loop, turns } = started((count) => count < 3)
    await vi.advanceTimersByTimeAsync(0)
    await vi.advanceTimersByTimeAsync(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(turns()).toBe(3)
    await vi.advanceTimersByTimeAsync(998)
    expect(turns()).toBe(3)
    await vi.advanceTimersByTimeAsync(2)
    expect(turns()).toBe(4)
    await loop.close()
  })

  test('is woken between two turns, and during one turns once more', async () => {
    const ends: (() => void)[] = []
    const { loop, turns } = started(() => new Promise((resolve) => void ends.push(() => resolve(false))))
    await vi.advanceTimersByTimeAsync(0)
    for (let times = 0; times < 3; times += 1) loop.wake()
    expect(turns()).toBe(1)
    ends[0]?.()
    await vi.advanceTimersByTimeAsync(1)
    expect(turns()).toBe(2)
    ends[1]?.()
    await vi.advanceTimersByTimeAsync(1)
    expect(turns()).toBe(2)
    loop.wake()
    expect(turns()).toBe(3)
    ends[2]?.()
    await loop.close()
  })

  test('waits out errors, longer each time and at most so long, and goes on afterwards', async () => {
    const { loop, turns, failures } = started((count) => {
      if (count <= 6) throw new Error('no')
      return false
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(turns()).toBe(1)
    loop.wake()
    expect(turns()).toBe(1)
    // Half to all of 0.5, 1, 2, 4, 5, 5 seconds.
    await vi.advanceTimersByTimeAsync(249)
    expect(turns()).toBe(1)
    await vi.advanceTimersByTimeAsync(17_500)
    expect(turns()).toBeGreaterThanOrEqual(7)
    expect(failures).toEqual([1, 2, 3, 4, 5, 6])
    await loop.close()
  })

  test('closing waits for the turn under way, and there is no other', async () => {
    const ends: (() => void)[] = []
    const { loop, turns } = started(() => new Promise((resolve) => void ends.push(() => resolve(true))))
    await vi.advanceTimersByTimeAsync(0)
    let isClosed = false
    const closing = loop.close().then(() => {
      isClosed = true
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(isClosed).toBe(false)
    ends[0]?.()
    await closing
    loop.wake()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(turns()).toBe(1)
  })
})

test('the log says nothing of waiting, and of a closed channel once', () => {
  expect(problemLine('receive', new NotYet('x'))).toBeUndefined()
  expect(problemLine('send-macao', new ChannelDown('ENOSPC'), 1)).toBe('send-macao: ENOSPC')
  expect(problemLine('send-macao', new ChannelDown('ENOSPC'), 2)).toBeUndefined()
})

test('a step that takes too long fails, one that ends in time does not', async () => {
  const never = withinMs(100)(new Promise(() => undefined))
  const failing = expect(never).rejects.toMatchObject({ code: 'not_in_time' })
  await vi.advanceTimersByTimeAsync(100)
  await failing
  expect(await withinMs(100)(Promise.resolve(1))).toBe(1)
  await expect(withinMs(100)(Promise.reject(new Error('own')))).rejects.toThrow('own')
  expect(vi.getTimerCount()).toBe(0)
})

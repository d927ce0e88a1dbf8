// What every log of decisions does, whatever it is made of.
import { expect, test } from 'vitest'
import type { AccessDecision, DecisionLog } from '../../src/app/ports.ts'
import { instant } from '../../src/base/instant.ts'
import { at } from './store-samples.ts'

let count = 0

function decision(index: number, more: Partial<AccessDecision> = {}): AccessDecision {
  const principal = { kind: 'person', id: `person-${count}`, organisation: 'log-org' } as const
  return { at: instant(at + index), principal, action: 'shipment.read', resource: `GET /shipments/${index}`, isAllowed: index % 2 === 0, reason: 'own', ...more }
}

export function decisionLogContract(open: () => DecisionLog): void {
  test('what was recorded is listed, the newest first, in pages', async () => {
    count += 1
    const log = open()
    const recorded = [0, 1, 2, 3, 4].map((index) => decision(index))
    for (const each of recorded) log.record(each)
    await log.flush()
    const newest = await log.list({ limit: 3 })
    expect(newest.map(({ sequence: _sequence, ...rest }) => rest)).toEqual(recorded.toReversed().slice(0, 3))
    const before = newest.at(-1)?.sequence ?? 0
    expect((await log.list({ limit: 2, before })).map((each) => each.resource)).toEqual(['GET /shipments/1', 'GET /shipments/0'])
    expect(log.isFull()).toBe(false)
  })

  test('nobody, and what was just recorded', async () => {
    count += 1
    const log = open()
    const nobody = decision(1, { principal: { kind: 'nobody', id: 'nobody', organisation: '' }, reason: 'not-signed-in' })
    log.record(nobody)
    expect(await log.list({ limit: 1 })).toMatchObject([nobody])
  })
}

// Goods that must not pass unnoticed: numbers that do not fit the code, vehicles listed twice, rules on their way into force.
import { describe, expect, test } from 'vitest'
import { civilDate } from '../../src/base/civil-date.ts'
import { changed } from '../draft-change.ts'
import { exampleDraft, prepared, type ExampleName } from '../knowledge.ts'

function findings(example: ExampleName, changes: Readonly<Record<string, unknown>>, on?: string): readonly string[] {
  const { issues } = prepared(changed(exampleDraft(example), changes as never), on === undefined ? undefined : civilDate(on))
  return issues.map((each) => `${each.rule} ${each.code} ${each.severity}`)
}

describe('R15.number: lithium-ion accumulators travel as UN3480, UN3481 or UN3536', () => {
  test.each(['UN3480', 'UN3481', '3536'])('%s passes', (unNumber) => {
    expect(findings('dongguan-hongkong-batteries', { 'lines[0].dangerousGoods.unNumber': unNumber }).filter((each) => each.includes('lithium_wrong_number'))).toEqual([])
  })
  test.each(['UN3171', 'UN1203', '3556'])('%s does not', (unNumber) => {
    expect(findings('dongguan-hongkong-batteries', { 'lines[0].dangerousGoods.unNumber': unNumber })).toContain('R15.number lithium_wrong_number error')
  })
})

test('R15.age: packaging is not made after it was used', () => {
  expect(findings('dongguan-hongkong-batteries', { 'lines[0].dangerousGoods.packagingMadeOn': '2026-01-01' })).toContain('R15.age packaging_not_yet_made error')
})

test('R17.twice: one vehicle is listed once', () => {
  const [line] = (exampleDraft('dongguan-hongkong-cars')['lines'] ?? []) as { vehicles: { vin: string }[] }[]
  expect(line?.vehicles.length).toBeGreaterThan(1)
  expect(findings('dongguan-hongkong-cars', {})).not.toContain('R17.twice vehicle_twice error')
  expect(findings('dongguan-hongkong-cars', { 'lines[0].vehicles[1].vin': line?.vehicles[0]?.vin })).toContain('R17.twice vehicle_twice error')
})

test('R17.licence: a rule that comes into force before the crossing warns the day before, and refuses from its day', () => {
  const without = { documents: [], 'movement.crossingAt': '2026-01-10T10:00+08:00' }
  expect(findings('dongguan-hongkong-cars', without, '2025-12-31')).toContain('R17.licence electric_car_without_licence warning')
  expect(findings('dongguan-hongkong-cars', without, '2026-01-01')).toContain('R17.licence electric_car_without_licence error')
  expect(findings('dongguan-hongkong-cars', { documents: [], 'movement.crossingAt': '2025-12-31T23:00+08:00' }, '2025-12-31').filter((each) => each.startsWith('R17.licence'))).toEqual([])
})

test('R3.zero: nothing, or for nothing, warns', () => {
  expect(findings('dongguan-hongkong-batteries', { 'lines[0].unitPrice': '0' })).toContain('R3.zero value_is_zero warning')
  expect(findings('dongguan-hongkong-batteries', {}).some((each) => each.startsWith('R3.zero'))).toBe(false)
})

test('R22.road and R22.port: road filings for road, and the port of the office', () => {
  expect(findings('dongguan-hongkong-batteries', { 'movement.transportMode': '2' })).toContain('R22.road not_by_road warning')
  expect(findings('dongguan-hongkong-batteries', { 'movement.crossingOffice': '5345' })).toContain('R22.port port_of_other_office warning')
  expect(findings('dongguan-hongkong-batteries', {}).some((each) => each.startsWith('R22'))).toBe(false)
})

// What was typed for the receiving side alone although the count takes it as one item with the mainland's.
import { describe, expect, test } from 'vitest'
import { viewShipment } from '../../src/app/shipment-view.ts'
import { valuesToConfirm, type Mark } from '../../src/domain/declaration/index.ts'
import type { DraftObject } from '../../src/domain/submission/index.ts'
import { changed, type Changes } from '../draft-change.ts'
import { exampleDraft, knowledge, prepared } from '../knowledge.ts'

const toConfirm = (draft: DraftObject, marks: readonly Mark[] = ['V']): readonly string[] => valuesToConfirm(prepared(draft), marks)
const components = exampleDraft('hongkong-dongguan-components')
const batteries = exampleDraft('dongguan-hongkong-batteries')
const food = exampleDraft('zhuhai-macao-food')

describe('to confirm', () => {
  test('local commodity codes and names, of which the item is that of the mainland', () => {
    expect(toConfirm(components)).toEqual(['lines[0].codes.hongkong', 'lines[1].codes.hongkong'])
    expect(toConfirm(food)).toEqual(['lines[0].namePt', 'lines[0].codes.macao', 'lines[1].namePt', 'lines[1].codes.macao'])
  })

  test('a rate of exchange that the local value is computed with, and its source', () => {
    const inUsd: Changes = { 'lines[0].currency': 'USD', rates: [{ from: 'USD', to: 'HKD', rate: '7.8', source: 'sample' }] }
    expect(toConfirm(changed(batteries, inUsd))).toEqual(['lines[0].codes.hongkong', 'rates[0].rate', 'rates[0].source'])
  })

  test('an item that is asked without evidence only in the second way of counting', () => {
    const inUsd: Changes = { 'lines[0].currency': 'USD', 'lines[1].currency': 'USD', rates: [{ from: 'USD', to: 'MOP', rate: '8' }] }
    expect(toConfirm(changed(food, inUsd))).not.toContain('rates[0].rate')
    expect(toConfirm(changed(food, inUsd), ['V', 'U'])).toContain('rates[0].rate')
  })

  test('nothing from a profile, nothing that only the receiving side asks, nothing where nothing is typed', () => {
    const inFile = { 'parties.localDeclarant': { name: 'Sample Agent' }, 'lines[0].destinationLicence': 'SAMPLE-1' }
    expect(toConfirm(changed(batteries, inFile))).toEqual(['lines[0].codes.hongkong'])
    expect(toConfirm(changed(batteries, { 'lines[0].codes.hongkong': undefined }))).toEqual([])
  })

  test('stands beside the number, which stays', () => {
    const shipment = prepared(components)
    expect(viewShipment(shipment, knowledge, 'en').count).toMatchObject({
      keyedReceivingSide: shipment.count.keyedReceivingSide,
      toConfirm: ['lines[0].codes.hongkong', 'lines[1].codes.hongkong'],
    })
  })
})

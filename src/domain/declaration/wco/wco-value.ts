// One value of a WCO declaration and the path it stands at: `/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/…`.
// What may repeat has an index from 0 at each step; a step without one is the first.
import { invariant } from '../../../base/invariant.ts'
import type { WcoElement, WcoModel } from './wco-model.ts'

export interface WcoValue {
  readonly path: string
  readonly value: string
  /** `currencyID` of an amount, `unitCode` of a measure or quantity, `formatCode` of a date. */
  readonly attributes?: Readonly<Record<string, string>>
}

export interface WcoStep {
  readonly name: string
  readonly index: number
}

export function wcoSteps(path: string): readonly WcoStep[] {
  return path
    .slice(1)
    .split('/')
    .map((part) => {
      const open = part.indexOf('[')
      return open < 0 ? { name: part, index: 0 } : { name: part.slice(0, open), index: Number(part.slice(open + 1, -1)) }
    })
}

/** The path with indexes where an element may repeat: they are taken in turn, and 0 when there are no more. */
export function wcoPath(pattern: string, model: WcoModel, indexes: readonly number[]): string {
  let pathWithout = ''
  let path = ''
  let taken = 0
  for (const name of pattern.slice(1).split('/')) {
    pathWithout += `/${name}`
    const element = elementAt(pathWithout, model)
    path += `/${name}`
    if (element.max <= 1) continue
    path += `[${indexes[taken] ?? 0}]`
    taken += 1
  }
  return path
}

export function withoutIndexes(path: string): string {
  return path.replace(/\[\d+\]/g, '')
}

export function elementAt(path: string, model: WcoModel): WcoElement {
  const element = model.byPath.get(path)
  invariant(element !== undefined, `the WCO elements have ${path}`)
  return element
}

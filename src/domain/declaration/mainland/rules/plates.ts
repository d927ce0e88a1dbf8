// R11: number plates. A plate of the mainland for vehicles from outside is 粤Z, four or five characters, and 港 or 澳;
// Macao's are MA-12-34. The grammar of Hong Kong's plates is not verified: only what cannot be one is warned of.
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'

const crossBoundary = /^粤Z[·-]?[A-Z0-9]{4,5}[·-]?([港澳])$/
const macao = /^[A-Z]{1,2}-\d{2}-\d{2}$/
const macaoCompact = /^([A-Z]{1,2})(\d{2})(\d{2})$/
const hongkong = /^[A-Z0-9]{1,8}$/
const sideOf = { hongkong: '港', macao: '澳' } as const

/** Other plates of the mainland are not for this rule: only those that begin 粤Z. */
const mainlandPlate: RuleCheck = ({ submission: { counterpart, movement } }) => {
  const found = movement.mainlandVehicle
  if (found === undefined || !/^[粤粵]\s*z/i.test(found) || crossBoundary.test(found)) return []
  const path = 'movement.mainlandVehicle'
  const compact = found.toUpperCase().replaceAll(/\s/g, '').replace('粵', '粤')
  const value = [compact, `${compact}${sideOf[counterpart]}`].find((each) => crossBoundary.test(each))
  if (value === undefined) return [{ path, code: 'plate_mainland', params: { found }, fix: { kind: 'act', code: 'plate_mainland.fix.act' } }]
  return [plateFinding(path, 'plate_mainland', found, value)]
}

/** A plate that ends 港 is for vehicles of Hong Kong, 澳 for those of Macao. Derived, so a warning. */
const plateOfTheOtherSide: RuleCheck = ({ submission: { counterpart, movement } }) => {
  const found = movement.mainlandVehicle
  const side = found === undefined ? undefined : crossBoundary.exec(found)?.[1]
  if (found === undefined || side === undefined || side === sideOf[counterpart]) return []
  const value = found.slice(0, -1) + sideOf[counterpart]
  return [plateFinding('movement.mainlandVehicle', 'plate_of_other_side', found, value)]
}

const macaoPlate: RuleCheck = ({ submission: { counterpart, movement } }) => {
  const found = movement.counterpartVehicle
  if (counterpart !== 'macao' || found === undefined || macao.test(found)) return []
  const path = 'movement.counterpartVehicle'
  const parts = macaoCompact.exec(found.toUpperCase().replaceAll(/[^A-Za-z0-9]/g, ''))
  if (parts === null) return [{ path, code: 'plate_macao', params: { found }, fix: { kind: 'act', code: 'plate_macao.fix.act' } }]
  return [plateFinding(path, 'plate_macao', found, `${parts[1]}-${parts[2]}-${parts[3]}`)]
}

const hongkongPlate: RuleCheck = ({ submission: { counterpart, movement } }) => {
  const found = movement.counterpartVehicle
  if (counterpart !== 'hongkong' || found === undefined || hongkong.test(found)) return []
  const path = 'movement.counterpartVehicle'
  const compact = found.toUpperCase().replaceAll(/[\s-]/g, '')
  if (!hongkong.test(compact)) return [{ path, code: 'plate_hongkong', params: { found }, fix: { kind: 'act', code: 'plate_hongkong.fix.act' } }]
  return [plateFinding(path, 'plate_hongkong', found, compact)]
}

export const plateChecks: RuleChecks = {
  'R11.mainland': mainlandPlate,
  'R11.side': plateOfTheOtherSide,
  'R11.macao': macaoPlate,
  'R11.hongkong': hongkongPlate,
}

function plateFinding(path: string, code: string, found: string, value: string): Finding {
  return { path, code, params: { found }, fix: { kind: 'set', path, value } }
}

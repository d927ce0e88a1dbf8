// R15: lithium batteries. UN3480 lithium-ion alone, UN3481 with or in equipment; UN3090 and UN3091 lithium metal; UN3171, newer
// UN3556 and UN3557, vehicles; UN3536 in a cargo unit. Energy in watt-hours, lithium in grams. Above the limits the packages
// need a performance result sheet, at most 12 months from their manufacture, and a use appraisal sheet.
import { dateIn } from '../../../../base/instant.ts'
import type { CivilDate } from '../../../../base/civil-date.ts'
import { compare, decimal, type Decimal } from '../../../../base/decimal.ts'
import type { Fix } from '../../../../base/issue.ts'
import { pathAt, type DangerousGoods, type GoodsLine } from '../../../submission/index.ts'
import type { Finding, RuleCheck, RuleChecks, RuleContext } from '../../rule.ts'

export const lithiumIonNumbers: ReadonlySet<string> = new Set(['3480', '3481'])
const lithiumMetalNumbers: ReadonlySet<string> = new Set(['3090', '3091'])
const lithiumIonSubheading = '850760' // HS 2022: lithium-ion accumulators
/** What lithium-ion accumulators may travel as: alone, with or in equipment, or in a cargo unit (R15). */
const accumulatorNumbers: ReadonlySet<string> = new Set([...lithiumIonNumbers, '3536'])

/** Above any of these a package is a dangerous goods packaging (R15). */
const limits: readonly { readonly member: 'cellEnergyWh' | 'batteryEnergyWh' | 'cellLithiumG' | 'batteryLithiumG'; readonly most: Decimal }[] = [
  { member: 'cellEnergyWh', most: decimal('20') },
  { member: 'batteryEnergyWh', most: decimal('100') },
  { member: 'cellLithiumG', most: decimal('1') },
  { member: 'batteryLithiumG', most: decimal('2') },
]

/** `UN3480` and `3480` are the same number. */
export function unDigits(line: GoodsLine): string {
  return (line.dangerousGoods.unNumber ?? '').toUpperCase().replace(/^UN\s?/, '')
}

const lithiumHasItsNumber: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) => {
    const path = pathAt('lines[].dangerousGoods.unNumber', index)
    const found = line.dangerousGoods.unNumber ?? ''
    const finding = (code: string, options: readonly string[]): readonly Finding[] => [
      { path, code, params: { line: index + 1, found }, fix: { kind: 'choose', path, options } },
    ]
    const digits = unDigits(line)
    const isAccumulator = line.codes.mainland?.startsWith(lithiumIonSubheading) === true
    if (digits === '') return isAccumulator ? finding('lithium_without_number', ['UN3480', 'UN3481']) : []
    if (isAccumulator && !accumulatorNumbers.has(digits) && !lithiumMetalNumbers.has(digits)) return finding('lithium_wrong_number', ['UN3480', 'UN3481', 'UN3536'])
    const { cellEnergyWh, batteryEnergyWh, cellLithiumG, batteryLithiumG } = line.dangerousGoods
    const hasEnergy = cellEnergyWh !== undefined || batteryEnergyWh !== undefined
    const hasLithium = cellLithiumG !== undefined || batteryLithiumG !== undefined
    if (lithiumIonNumbers.has(digits) && hasLithium && !hasEnergy) return finding('lithium_metal_as_ion', ['UN3090', 'UN3091'])
    if (lithiumMetalNumbers.has(digits) && hasEnergy && !hasLithium) return finding('lithium_ion_as_metal', ['UN3480', 'UN3481'])
    return []
  })

const energyIsKnown: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) => {
    const isIon = lithiumIonNumbers.has(unDigits(line))
    if ((!isIon && !lithiumMetalNumbers.has(unDigits(line))) || limits.some(({ member }) => line.dangerousGoods[member] !== undefined)) return []
    const member = `dangerousGoods.${isIon ? 'batteryEnergyWh' : 'batteryLithiumG'}`
    const fix: Fix = { kind: 'act', code: 'lithium_size_unknown.fix', params: { label: `#field.lines[].${member}` } }
    return [{ path: `lines[${index}].${member}`, code: 'lithium_size_unknown', params: { line: index + 1 }, fix }]
  })

const sheets = ['performanceSheet', 'useSheet', 'packagingMadeOn'] as const

const sheetsAreThere: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) =>
    isAboveLimits(line) ? missingOf(line.dangerousGoods, sheets, index, 'packaging_sheet_missing') : [],
  )

/** On the day of the crossing, else on the day of judgement. */
const sheetIsYoungEnough: RuleCheck = (context) =>
  context.submission.lines.flatMap((line, index) => {
    const madeOn = line.dangerousGoods.packagingMadeOn
    if (madeOn === undefined || !isAboveLimits(line)) return []
    const used = dayOfUse(context)
    const path = pathAt('lines[].dangerousGoods.packagingMadeOn', index)
    const params = { line: index + 1, madeOn, used }
    if (madeOn > used) return [{ path, code: 'packaging_not_yet_made', params, fix: { kind: 'act', code: 'packaging_not_yet_made.fix' } }]
    if (used <= twelveMonthsAfter(madeOn)) return []
    return [{ path, code: 'packaging_too_old', params, fix: { kind: 'act', code: 'packaging_too_old.fix' } }]
  })

const declarationFields = ['name', 'packingGroup', 'packingSpecification'] as const

const fieldsAreThere: RuleCheck = ({ submission }) =>
  submission.lines.flatMap((line, index) =>
    isAboveLimits(line) ? missingOf(line.dangerousGoods, declarationFields, index, 'dangerous_goods_field_missing') : [],
  )

export const dangerousGoodsChecks: RuleChecks = {
  'R15.number': lithiumHasItsNumber,
  'R15.size': energyIsKnown,
  'R15.sheets': sheetsAreThere,
  'R15.age': sheetIsYoungEnough,
  'R15.fields': fieldsAreThere,
}

function isAboveLimits({ dangerousGoods }: GoodsLine): boolean {
  return limits.some(({ member, most }) => {
    const value = dangerousGoods[member]
    return value !== undefined && compare(value, most) > 0
  })
}

function missingOf(goods: DangerousGoods, members: readonly (keyof DangerousGoods)[], index: number, code: string): readonly Finding[] {
  return members
    .filter((member) => goods[member] === undefined)
    .map((member) => {
      const path = `lines[${index}].dangerousGoods.${member}`
      const params = { line: index + 1, missing: `#field.lines[].dangerousGoods.${member}` }
      return { path, code, params, fix: { kind: 'act', code: `${code}.fix`, params } }
    })
}

function dayOfUse({ submission, on }: RuleContext): CivilDate {
  const { crossingAt } = submission.movement
  return crossingAt === undefined ? on : dateIn('Asia/Shanghai', crossingAt)
}

/** The same day one year later, as text that sorts: 29 February gives a 29 February that falls after the 28th. */
function twelveMonthsAfter(date: CivilDate): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`
}

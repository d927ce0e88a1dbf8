// R16: export control 3A001, rechargeable lithium-ion batteries of at least 300 Wh/kg (announcement 58/2025). R17: export licence
// for purely electric passenger cars. Both on export only; they hold from the days in data/rules/mainland-rules.csv.
import { compare, decimal } from '../../../../base/decimal.ts'
import { pathAt, type GoodsLine, type Submission } from '../../../submission/index.ts'
import type { Finding, RuleCheck, RuleChecks } from '../../rule.ts'
import { lithiumIonNumbers, unDigits } from './dangerous-goods.ts'

const controlledDensity = decimal('300') // Wh/kg, announcement 58/2025, item 3A001
const controlledCode = '85076000' // reference code of the announcement
const dualUseLicences: ReadonlySet<string> = new Set(['3', 'G']) // GACC, list license_doc_code
const exportLicence = '4' // GACC, list license_doc_code
const electricPassengerCar = '870380' // HS 2022: passenger cars with only an electric motor

const denseBatteries: RuleCheck = ({ submission }) => {
  if (submission.direction !== 'export' || hasDocument(submission, dualUseLicences)) return []
  return submission.lines.flatMap((line, index) => {
    const density = line.dangerousGoods.energyDensityWhPerKg
    if (density === undefined || !isLithiumIon(line) || compare(density, controlledDensity) < 0) return []
    const path = pathAt('lines[].dangerousGoods.energyDensityWhPerKg', index)
    const params = { line: index + 1, code: line.codes.mainland ?? '' }
    return [{ path, code: 'dense_battery_without_licence', params, fix: { kind: 'act', code: 'dense_battery_without_licence.fix' } }]
  })
}

const carsHaveLicence: RuleCheck = ({ submission }) => {
  const index = submission.lines.findIndex(isElectricCar)
  if (submission.direction !== 'export' || index < 0 || hasDocument(submission, new Set([exportLicence]))) return []
  const path = pathAt('lines[].codes.mainland', index)
  return [{ path, code: 'electric_car_without_licence', params: { line: index + 1 }, fix: { kind: 'act', code: 'electric_car_without_licence.fix' } }]
}

/** The message has a place for each car's number under its licence. Derived, so a warning. */
const carsAreNamed: RuleCheck = ({ submission }) => {
  if (submission.direction !== 'export') return []
  return submission.lines.flatMap((line, index): readonly Finding[] => {
    if (!isElectricCar(line) || line.vehicles.some((vehicle) => vehicle.vin !== undefined)) return []
    const path = `lines[${index}].vehicles`
    return [{ path, code: 'electric_car_without_vin', params: { line: index + 1 }, fix: { kind: 'act', code: 'electric_car_without_vin.fix' } }]
  })
}

/** A number names one vehicle; the same one twice is a slip of the hand or worse. */
const carsAreDifferent: RuleCheck = ({ submission }) => {
  const seen = new Set<string>()
  return submission.lines.flatMap(({ vehicles }, line) =>
    vehicles.flatMap(({ vin }, vehicle): readonly Finding[] => {
      const isTwice = vin !== undefined && seen.has(vin)
      if (vin !== undefined) seen.add(vin)
      if (!isTwice) return []
      const path = pathAt('lines[].vehicles[].vin', line, vehicle)
      return [{ path, code: 'vehicle_twice', params: { found: vin ?? '' }, fix: { kind: 'act', code: 'vehicle_twice.fix' } }]
    }),
  )
}

/** In the message a vehicle stands inside a licence of its own line: under another one it would be written off there. */
const vehiclesHaveTheirLicence: RuleCheck = ({ submission }) =>
  submission.lines.flatMap(({ vehicles, licences }, line) =>
    vehicles.flatMap(({ licenceNumber, licenceKind }, vehicle): readonly Finding[] => {
      if (licenceNumber === undefined || licences.some(({ number, kind }) => number === licenceNumber && kind === licenceKind)) return []
      const path = pathAt('lines[].vehicles[].licenceNumber', line, vehicle)
      const params = { line: line + 1, found: licenceNumber, kind: licenceKind ?? '' }
      return [{ path, code: 'vehicle_without_line_licence', params, fix: { kind: 'act', code: 'vehicle_without_line_licence.fix' } }]
    }),
  )

export const exportControlChecks: RuleChecks = {
  R16: denseBatteries,
  'R17.licence': carsHaveLicence,
  'R17.vin': carsAreNamed,
  'R17.under': vehiclesHaveTheirLicence,
  'R17.twice': carsAreDifferent,
}

function isLithiumIon(line: GoodsLine): boolean {
  return line.codes.mainland?.startsWith(controlledCode) === true || lithiumIonNumbers.has(unDigits(line))
}

function isElectricCar(line: GoodsLine): boolean {
  return line.codes.mainland?.startsWith(electricPassengerCar) === true
}

function hasDocument(submission: Submission, kinds: ReadonlySet<string>): boolean {
  return submission.documents.some(({ kind, number }) => kind !== undefined && kinds.has(kind) && number !== undefined)
}

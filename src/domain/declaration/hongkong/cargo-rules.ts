// R12: when Hong Kong's advance cargo information may be sent and the vehicle bundled, and what a return at the boundary
// asks for. From 14 days to 30 minutes before the truck crosses; bundling at least 30 minutes before (rocars.gov.hk,
// AboutUs; tradesinglewindow.hk, questions on advance cargo information and on bundling). That nothing may change while
// bundled cannot be seen in a submission: the amendment has to check it.
import { formatInstant, instant, msPerDay, msPerMinute, type Instant } from '../../../base/instant.ts'
import type { Finding, RuleChecks, RuleContext } from '../rule.ts'

/** Earliest and latest moment for the advance cargo information of a crossing. */
interface CargoWindow {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

const windowDays = 14 // ROCARS: not earlier than 14 days before
const windowMinutes = 30 // ROCARS: not later than 30 minutes before; the same for bundling
const zone = 'Asia/Hong_Kong'

function cargoWindow(crossingAt: Instant): CargoWindow {
  return { opensAt: instant(crossingAt - windowDays * msPerDay), closesAt: instant(crossingAt - windowMinutes * msPerMinute) }
}

export const cargoChecks: RuleChecks = {
  'R12.window': (context) => (crossesWithoutReference(context) ? windowFindings(context) : []),
  'R12.bundling': ({ submission: { counterpart, hongkong, movement }, now }) => {
    if (counterpart !== 'hongkong' || hongkong.cargoReference === undefined || movement.crossingAt === undefined) return []
    const { closesAt } = cargoWindow(movement.crossingAt)
    return now > closesAt ? [late('hk_bundling_too_late', movement.crossingAt, closesAt, now)] : []
  },
  'R12.return': ({ submission: { counterpart, hongkong, movement } }) => {
    const reused = hongkong.cargoReference
    if (counterpart !== 'hongkong' || movement.returnedFromBoundary !== true) return []
    if (reused === undefined || reused !== movement.previousCargoReference) return []
    const path = 'hongkong.cargoReference'
    return [{ path, code: 'hk_reference_reused', params: { reference: reused }, fix: { kind: 'remove', path } }]
  },
}

/** Once a reference is assigned the information has been sent in time; then only the bundling is due. */
function crossesWithoutReference({ submission: { counterpart, hongkong, movement } }: RuleContext): boolean {
  const isNewAfterReturn = hongkong.cargoReference !== undefined && hongkong.cargoReference === movement.previousCargoReference
  return counterpart === 'hongkong' && (hongkong.cargoReference === undefined || isNewAfterReturn)
}

function windowFindings({ submission: { movement }, now }: RuleContext): readonly Finding[] {
  if (movement.crossingAt === undefined) return []
  const { opensAt, closesAt } = cargoWindow(movement.crossingAt)
  if (now > closesAt) return [late('hk_cargo_too_late', movement.crossingAt, closesAt, now)]
  if (now >= opensAt) return []
  const params = { crossing: formatInstant(zone, movement.crossingAt), opens: formatInstant(zone, opensAt), now: formatInstant(zone, now) }
  return [{ path: 'movement.crossingAt', code: 'hk_cargo_too_early', params, fix: { kind: 'act', code: 'hk_cargo_too_early.fix', params } }]
}

/** The earliest crossing that would still pass: 30 minutes from now, to the next full minute. */
function late(code: string, crossingAt: Instant, closesAt: Instant, now: Instant): Finding {
  const earliest = instant(Math.ceil((now + windowMinutes * msPerMinute) / msPerMinute) * msPerMinute)
  const path = 'movement.crossingAt'
  return {
    path,
    code,
    params: { crossing: formatInstant(zone, crossingAt), closed: formatInstant(zone, closesAt), now: formatInstant(zone, now) },
    fix: { kind: 'set', path, value: formatInstant(zone, earliest) },
  }
}

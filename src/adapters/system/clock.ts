// The clock of the machine.
import type { Clock } from '../../app/ports.ts'
import { instant } from '../../base/instant.ts'

export const systemClock: Clock = () => instant(Date.now())

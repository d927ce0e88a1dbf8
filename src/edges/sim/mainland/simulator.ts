// The simulated customs of the mainland. Its numbers have the published structure and are invented: SeqNo begins with SIM;
// EntryId is office, year, direction and serial (1 for import is published, 0 for export is not verified).
import { dateIn } from '../../../base/instant.ts'
import type { AnswerReference } from '../../../domain/declaration/index.ts'
import type { CustomsSimulator, NumberedBy } from '../judgement.ts'
import { digitsOf } from '../seeded-choice.ts'
import { judgeMainland } from './judge.ts'

export const mainlandSimulator: CustomsSimulator = {
  customs: 'mainland',
  folders: ['mainland/Deccus001', 'mainland/manifest'],
  judge: judgeMainland,
  numbers: numbersOf,
}

function numbersOf({ key, serial, at, direction, details, seed }: NumberedBy): AnswerReference {
  const office = /^\d{4}$/.test(details.customMaster ?? '') ? (details.customMaster ?? '') : '0000'
  const year = dateIn('Asia/Shanghai', at).slice(0, 4)
  return {
    unifiedNumber: `SIM${digitsOf(seed, `unified ${key}`, 15)}`,
    entryNumber: `${office}${year}${direction === 'import' ? '1' : '0'}${String(serial).padStart(9, '0')}`,
    customsNumber: `SIM${digitsOf(seed, `manifest ${key}`, 12)}`,
  }
}

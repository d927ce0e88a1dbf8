// The simulated customs of Macao. How a number of a declaration looks is not public, so this one begins with SIM.
import { judgeJson } from '../judge-json.ts'
import type { CustomsSimulator } from '../judgement.ts'
import { digitsOf } from '../seeded-choice.ts'

export const macaoSimulator: CustomsSimulator = {
  customs: 'macao',
  folders: ['macao'],
  judge: (file, _at, knowledge) => judgeJson(file, 'macao', knowledge),
  numbers: ({ key, seed }) => ({ customsNumber: `SIM${digitsOf(seed, `macao ${key}`, 12)}` }),
}

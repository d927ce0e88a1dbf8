// The simulated customs of Hong Kong. How a cargo reference number (CCRN) looks is not public, so this one begins with SIM.
import { judgeJson } from '../judge-json.ts'
import type { CustomsSimulator } from '../judgement.ts'
import { digitsOf } from '../seeded-choice.ts'

export const hongKongSimulator: CustomsSimulator = {
  customs: 'hongkong',
  folders: ['hongkong'],
  judge: (file, _at, knowledge) => judgeJson(file, 'hongkong', knowledge),
  numbers: ({ key, seed }) => ({ customsNumber: `SIM${digitsOf(seed, `hongkong ${key}`, 12)}` }),
}

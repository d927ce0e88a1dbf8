// Food and animals to Macao (R18): goods of HS chapters 1, 2 and 3 and parts of 4, 16, 21 and 95 need a licence of IAM,
// other food an import declaration (gov.mo ps-1102; iacm.gov.mo; foodsafety.gov.mo). Which parts is not known here, so
// the four chapters come out as "maybe". Chapters 4, 16 and 21 count as food unless the line says that it is none;
// chapter 95 counts only where the line says so.
import type { GoodsLine, Submission } from '../../submission/index.ts'

export type FoodDocument = 'licence' | 'licence-for-parts' | 'import-declaration'

const licenceChapters: ReadonlySet<string> = new Set(['01', '02', '03'])
const partlyLicensedFood: ReadonlySet<string> = new Set(['04', '16', '21'])
const partlyLicensedIfSaid = '95'

/** What the line needs for its inspection; undefined when it is not food. */
export function foodDocument(line: GoodsLine): FoodDocument | undefined {
  const chapter = (line.codes.macao ?? line.codes.mainland ?? '').slice(0, 2)
  if (licenceChapters.has(chapter)) return 'licence'
  if (partlyLicensedFood.has(chapter) && line.isFood !== false) return 'licence-for-parts'
  if (line.isFood !== true) return undefined
  return chapter === partlyLicensedIfSaid ? 'licence-for-parts' : 'import-declaration'
}

/** Food that enters Macao; what leaves it is not inspected by these rules. */
export function bringsFood({ direction, counterpart, lines }: Submission): boolean {
  return counterpart === 'macao' && direction === 'export' && lines.some((line) => foodDocument(line) !== undefined)
}

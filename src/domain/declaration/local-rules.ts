// Checks that Hong Kong's and Macao's rules share: what the local value lacks, and codes that must begin like the
// mainland's. Each place gives them its own rule id.
import { subheadingOf, translate } from '../reference/index.ts'
import type { Counterpart, GoodsLine, Submission } from '../submission/index.ts'
import { localCurrencies, localValue } from './local-value.ts'
import type { Finding, RuleContext } from './rule.ts'

/** What has to be entered before the value in the currency of the place is known, one finding each. */
export function valueFindings(context: RuleContext, place: Counterpart): readonly Finding[] {
  const value = localValue(context.submission, place)
  if (value.kind === 'known') return []
  const alpha = (code: string): string => {
    const found = translate(context.book.concordance('currency-alpha'), code, context.on)
    return found.kind === 'found' ? found.code : code
  }
  const to = localCurrencies[place].alpha
  return value.lacks.map(({ path, code, params }) => {
    const from = params['from']
    const named = { ...params, to, currency: to, ...(typeof from === 'string' ? { from: alpha(from) } : {}) }
    return { path, code, params: named, fix: { kind: 'act', code: `${code}.fix`, params: named } }
  })
}

/** The local code of each line: its length, and its first six digits, which are those of the mainland's code. */
export function commodityFindings(
  submission: Submission,
  member: 'hongkong' | 'macao',
  codes: { readonly missing: string; readonly malformed: string; readonly apart: string },
  isWellFormed: (code: string) => boolean,
): readonly Finding[] {
  return submission.lines.flatMap((line, index) => commodityFinding(line, index, member, codes, isWellFormed))
}

function commodityFinding(
  line: GoodsLine,
  index: number,
  member: 'hongkong' | 'macao',
  codes: { readonly missing: string; readonly malformed: string; readonly apart: string },
  isWellFormed: (code: string) => boolean,
): readonly Finding[] {
  const path = `lines[${index}].codes.${member}`
  const code = line.codes[member]
  const shared = subheadingOf(line.codes.mainland ?? '')
  const params = { line: index + 1, found: code ?? '', shared: shared ?? '', mainland: line.codes.mainland ?? '' }
  const finding = (key: string): Finding => ({
    path,
    code: key,
    params,
    fix: { kind: 'act', code: shared === undefined ? `${key}.fix_plain` : `${key}.fix`, params },
  })
  if (code === undefined) return [finding(codes.missing)]
  if (!isWellFormed(code)) return [finding(codes.malformed)]
  if (shared !== undefined && subheadingOf(code) !== shared) return [finding(codes.apart)]
  return []
}

const lastFoodChapter = 24 // HS sections I to IV, chapters 1 to 24: animals, plants and what is eaten or drunk

/** Goods that by their chapter may be food and of which nobody has said whether they are. */
export function foodUnsaid({ lines }: Submission, isOpen: (line: GoodsLine) => boolean): readonly Finding[] {
  return lines.flatMap((line, index): readonly Finding[] => {
    const chapter = (line.codes.mainland ?? '').slice(0, 2)
    if (line.isFood !== undefined || !/^\d{2}$/.test(chapter) || Number(chapter) > lastFoodChapter || !isOpen(line)) return []
    const path = `lines[${index}].isFood`
    return [{ path, code: 'food_not_said', params: { line: index + 1, chapter }, fix: { kind: 'choose', path, options: ['true', 'false'] } }]
  })
}

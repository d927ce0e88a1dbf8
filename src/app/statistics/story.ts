// A story: claims in one table, and the same story told in Markdown in several languages. In the text a claim is a link,
// `[37.34 trillion yuan](claim:C2)`; its words hold the printed number in that language. A single Markdown file may carry its
// claims itself, between two lines of `---` at its head.
import { issue, type Issue } from '../../base/issue.ts'
import { isLanguage, languages, type Language } from '../../base/language.ts'
import { parseDecimal } from '../../base/decimal.ts'
import { accepted, refused, type Result } from '../../base/result.ts'
import { qualifiers, readRecipe, type Claim, type Expression, type FigureBook } from '../../domain/statistics/index.ts'
import { isDraftObject, readDraftText, type DraftObject, type DraftValue } from '../../domain/submission/index.ts'

export interface StoryClaim extends Claim {
  /** Whose words these are; left out: the story's own. */
  readonly of?: string
  /** Nothing is printed where a claim has no number. */
  readonly hasNumber: boolean
}

export interface Mention {
  readonly claim: string
  readonly words: string
  readonly line: number
}

export interface StoryText {
  readonly file: string
  readonly language: Language
  readonly mentions: readonly Mention[]
}

export interface Story {
  readonly claims: readonly StoryClaim[]
  readonly texts: readonly StoryText[]
}

export const claimsFile = 'claims.yaml'
export const maxStoryCharacters = 1_000_000
const rule = 'statistics.story'
const heading = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/

/** Files of a story by name: claims.yaml and a Markdown file per language, or one Markdown file that holds its claims. */
export function readStory(files: ReadonlyMap<string, string>, book: FigureBook): Result<Story> {
  const markdown = [...files].filter(([name]) => name.endsWith('.md'))
  const table = files.get(claimsFile) ?? markdown.map(([, text]) => heading.exec(text)?.[1]).find((text) => text !== undefined && /^claims:/m.test(text))
  const tooLong = [...files].filter(([, text]) => text.length > maxStoryCharacters)
  if (tooLong.length > 0) return refused(tooLong.map(([file, text]) => fault('text_too_large', file, { length: text.length, max: maxStoryCharacters })))
  if (table === undefined) return refused([fault('story_claim_shape', claimsFile, { claim: claimsFile, field: 'claims' })])
  const read = readDraftText(table)
  if (!read.ok) return read
  const rows = read.value.draft['claims']
  if (!Array.isArray(rows)) return refused([fault('story_claim_shape', 'claims', { claim: claimsFile, field: 'claims' })])
  const claims = rows.map((row: DraftValue, index) => claimFrom(isDraftObject(row) ? row : {}, index, book))
  const issues = claims.flatMap((claim) => (claim.ok ? [] : claim.issues))
  if (issues.length > 0) return refused(issues)
  return accepted({ claims: claims.flatMap((claim) => (claim.ok ? [claim.value] : [])), texts: markdown.map(([file, text]) => textFrom(file, text)) })
}

function claimFrom(row: DraftObject, index: number, book: FigureBook): Result<StoryClaim> {
  const text = (name: string): string | undefined => {
    const value = row[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const id = text('id') ?? ''
  const where = id === '' ? `claims[${index}]` : id
  const issues: Issue[] = []
  const wrong = (field: string): undefined => {
    issues.push(fault('story_claim_shape', `claims[${index}].${field}`, { claim: where, field }))
    return undefined
  }
  const recipe = (value: DraftValue | undefined, field: string): Expression | undefined => {
    const read = typeof value === 'string' ? readRecipe(value) : undefined
    if (read?.ok === true) return read.value
    if (read !== undefined) issues.push(...read.issues.map((each) => ({ ...each, path: `claims[${index}].${field}` })))
    return read === undefined ? wrong(field) : undefined
  }
  const printed = text('printed')
  const unit = book.units.get(text('unit') ?? 'ratio')
  const qualifier = qualifiers.find((each) => each === (text('word') ?? ''))
  const [mean, others, caveat, of] = [row['mean'], row['otherSubjects'], text('caveat'), text('of')]
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(id)) wrong('id')
  if (printed !== undefined && parseDecimal(printed) === undefined) wrong('printed')
  if (printed === undefined && row['recipe'] !== undefined) wrong('printed')
  const main = row['recipe'] === undefined ? undefined : recipe(row['recipe'], 'recipe')
  const meanRecipe = isDraftObject(mean) ? recipe(mean['recipe'], 'mean.recipe') : undefined
  const otherSubjects = Array.isArray(others) ? others.flatMap((each: DraftValue) => recipe(each, 'otherSubjects') ?? []) : []
  if (unit === undefined) wrong('unit')
  if (qualifier === undefined) wrong('word')
  if (issues.length > 0 || unit === undefined || qualifier === undefined) return refused(issues)
  return accepted({
    id,
    printed: printed ?? '0',
    hasNumber: printed !== undefined,
    unit,
    qualifier,
    otherSubjects,
    ...(main === undefined ? {} : { recipe: main }),
    ...(meanRecipe === undefined || !isDraftObject(mean) ? {} : { mean: { recipe: meanRecipe, claim: String(mean['claim'] ?? '') } }),
    ...(caveat === undefined ? {} : { caveat }),
    ...(of === undefined ? {} : { of }),
  })
}

function textFrom(file: string, text: string): StoryText {
  const named = file.replace(/\.md$/, '').split(/[./]/).at(-1) ?? ''
  const told = /^language: *"?([A-Za-z-]+)"?/m.exec(heading.exec(text)?.[1] ?? '')?.[1] ?? named
  const language: Language = isLanguage(told) ? told : languages[2]
  const mentions = [...text.matchAll(/\[([^\]\n]{1,200})\]\(claim:([A-Za-z0-9-]{1,80})\)/g)].map((found) => ({
    words: found[1] ?? '',
    claim: found[2] ?? '',
    line: text.slice(0, found.index).split('\n').length,
  }))
  return { file, language, mentions }
}

function fault(code: string, path: string, params: Readonly<Record<string, string | number>>): Issue {
  return issue({ path, rule, code, params, source: 'Lingding' })
}

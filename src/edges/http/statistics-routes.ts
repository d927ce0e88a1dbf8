// Routes of statistics, for everybody: a figure with its receipt, the numbers of a text, the numbers of a story. They read what
// ships with the product and nothing that anybody has filed.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knowledge } from '../../app/knowledge.ts'
import { viewAnswer } from '../../app/statistics/answer-view.ts'
import { ask } from '../../app/statistics/query.ts'
import { recompute } from '../../app/statistics/recompute.ts'
import { readStory } from '../../app/statistics/story.ts'
import { checkTextView } from '../../app/story/check-text.ts'
import { publishedFigures } from '../../app/story/published-figures.ts'
import { parseCivilDate, type CivilDate } from '../../base/civil-date.ts'
import { figureBookFrom, type FigureBook } from '../../domain/statistics/index.ts'
import { vocabularyFrom, type Vocabulary } from '../../domain/story/index.ts'
import { storiesFolder } from '../compose.ts'
import { readBody } from './json-body.ts'
import { json, problem, said, type Route, type RouteAnswer, type RouteRequest, type RouteTools } from './route.ts'
import { problemAnswer } from './shipment-input.ts'

/** A text of this length is checked in about a third of a second; a longer one is for the command line or the page. */
const maxTextCharacters = 20_000
/** Books of earlier days that are kept open. */
const maxBooks = 8
const done = { 200: { description: 'done', mediaType: 'application/json' } } as const
const day = { type: 'string', format: 'date' } as const
const asOfQuery = { asOf: { description: 'as it was known on that day: later releases are left out', schema: day } } as const
const word = (description: string) => ({ description, schema: { type: 'string', maxLength: 400 } }) as const

export const statisticsRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/figure',
    action: 'statistics.read',
    summary: 'a published or computed figure with its bounds, vintage, sources and working; by measure, place and period, or by a recipe',
    query: { measure: word('id of a measure, total'), place: word('id, code or name of a place, GBA9'), period: word('2023, 2019/2023, 2023M1-11'), vintage: word('preliminary, revised or final'), basis: word('by whose rule it counts'), recipe: word('share(total[Shenzhen, 2023], total[GBA9, 2023])'), ...asOfQuery },
    answers: { ...done, 400: { description: 'no such day', ...problemAnswer }, 422: { description: 'there is no such figure, with the missing cells and what would pass', ...problemAnswer } },
    handle: getFigure,
  },
  {
    method: 'post',
    path: '/text-checks',
    action: 'statistics.read',
    summary: 'the numbers of a text, each with its subject, verdict and working; nothing of it is kept',
    requestSchema: {
      type: 'object',
      required: ['text'],
      additionalProperties: false,
      properties: { text: { type: 'string', maxLength: maxTextCharacters }, on: { ...day, description: 'the date of the text, for "last year" and "so far"' } },
    },
    answers: { ...done, 400: { description: 'no such body', ...problemAnswer }, 413: { description: `longer than ${maxTextCharacters} characters`, ...problemAnswer } },
    handle: checkText,
  },
  {
    method: 'get',
    path: '/stories/{story}',
    action: 'statistics.read',
    summary: 'every claim of a story, recomputed by its recipe',
    query: asOfQuery,
    answers: { ...done, 400: { description: 'no such day', ...problemAnswer }, 404: { description: 'no such story', ...problemAnswer } },
    handle: getStory,
  },
]

function getFigure({ query, language }: RouteRequest, { knowledge }: RouteTools): RouteAnswer {
  const opened = bookOf(query('asOf'), knowledge)
  if (opened.kind === 'refused') return opened.answer
  const asked = Object.fromEntries(['measure', 'place', 'period', 'vintage', 'basis', 'recipe'].map((name) => [name, query(name)]))
  const answer = ask(asked, opened.book)
  return answer.ok ? json(viewAnswer(answer.value, knowledge.messages, language)) : problem(422, 'no-figure', said('problem.no-figure'), { issues: answer.issues.issues })
}

function checkText({ body, language }: RouteRequest, { knowledge }: RouteTools): RouteAnswer {
  const read = readBody(body, { text: 'text', on: 'text?' })
  if (read.kind === 'malformed') return problem(400, 'body-malformed', read.reason)
  const { text, on } = read.value
  const date = on === undefined ? undefined : parseCivilDate(on)
  if (on !== undefined && date === undefined) return problem(400, 'date-malformed', `'${on}' is no date; write 2025-10-20.`)
  if (text.length > maxTextCharacters) return problem(413, 'text-too-long', said('problem.text-too-long', { characters: maxTextCharacters }))
  const opened = bookOf(undefined, knowledge)
  if (opened.kind === 'refused') return opened.answer
  const checked = checkTextView({ text, on: date, language }, { vocabulary: vocabularyOf(knowledge), figures: publishedFigures(opened.book, knowledge.rows('story/measures.csv')), messages: knowledge.messages })
  return checked.ok ? json(checked.value) : problem(422, 'text-refused', said('problem.text-refused'), { issues: checked.issues })
}

async function getStory({ params, query, language }: RouteRequest, { knowledge }: RouteTools): Promise<RouteAnswer> {
  const opened = bookOf(query('asOf'), knowledge)
  if (opened.kind === 'refused') return opened.answer
  const files = await storyFiles(params['story'] ?? '')
  const story = files === undefined ? undefined : readStory(files, opened.book)
  if (story?.ok !== true) return problem(404, 'not-found', said('problem.no-such-story'))
  return json({ story: params['story'], ...recompute(story.value, opened.book, knowledge.messages, language) })
}

async function storyFiles(name: string): Promise<ReadonlyMap<string, string> | undefined> {
  // Only what is there by its very name: a path leads nowhere else.
  if (!(await readdir(storiesFolder)).includes(name)) return undefined
  const files = await readdir(join(storiesFolder, name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(storiesFolder, name, file), 'utf8')] as const)))
}

type Opened = { readonly kind: 'opened'; readonly book: FigureBook } | { readonly kind: 'refused'; readonly answer: RouteAnswer }

interface Kept {
  readonly books: Map<CivilDate | '', FigureBook>
  vocabulary?: Vocabulary
}

const kept = new WeakMap<Knowledge, Kept>()

function keptOf(knowledge: Knowledge): Kept {
  const found = kept.get(knowledge) ?? { books: new Map() }
  kept.set(knowledge, found)
  return found
}

function vocabularyOf(knowledge: Knowledge): Vocabulary {
  const held = keptOf(knowledge)
  held.vocabulary ??= vocabularyFrom(knowledge.rows)
  return held.vocabulary
}

function bookOf(asOf: string | undefined, knowledge: Knowledge): Opened {
  const on = asOf === undefined ? undefined : parseCivilDate(asOf)
  if (asOf !== undefined && on === undefined) return { kind: 'refused', answer: problem(400, 'date-malformed', `'${asOf}' is no date; write 2025-10-20.`) }
  const { books } = keptOf(knowledge)
  const book = books.get(on ?? '') ?? figureBookFrom(knowledge.rows, on)
  books.delete(on ?? '')
  books.set(on ?? '', book)
  // The one that was asked for the longest ago goes.
  const [oldest] = books.keys()
  if (books.size > maxBooks && oldest !== undefined) books.delete(oldest)
  return { kind: 'opened', book }
}

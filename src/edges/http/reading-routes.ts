// Routes that read what ships with the product: the form, code lists, examples.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCivilDate } from '../../base/civil-date.ts'
import { dateIn } from '../../base/instant.ts'
import type { Language } from '../../base/language.ts'
import { decide } from '../../domain/access/index.ts'
import { entriesOn, isCodeListId, nameOf } from '../../domain/reference/index.ts'
import { readDraftText, type FieldKind } from '../../domain/submission/index.ts'
import { json, problem, said, type Route } from './route.ts'

/** References of the own organisation that a sample steps out of the way of. */
const namesTaken = 1_000
const answersJson = { 200: { description: 'done', mediaType: 'application/json' } } as const

export const readingRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/form',
    action: 'form.read',
    summary: 'the fields of a submission',
    answers: answersJson,
    handle: ({ language }, { knowledge }) =>
      json({ fields: knowledge.fields.fields.map((field) => ({ path: field.path, ...kindView(field.type), label: field.label[language] || field.label.en })) }),
  },
  {
    method: 'get',
    path: '/codes/{list}',
    action: 'form.read',
    summary: 'the entries of a code list that hold on a day',
    query: { on: { description: 'a date; today when absent', schema: { type: 'string', format: 'date' } } },
    answers: { ...answersJson, 404: { description: 'no such list', mediaType: 'application/problem+json' } },
    handle: ({ params, query, language }, { knowledge, platform }) => {
      const id = params['list'] ?? ''
      if (!isCodeListId(id)) return problem(404, 'list-unknown', said('problem.list-unknown'))
      const asked = query('on')
      const on = asked === undefined ? dateIn('Asia/Shanghai', platform.clock()) : parseCivilDate(asked)
      if (on === undefined) return problem(400, 'date-malformed', `'${asked}' is no date; write 2025-10-20.`)
      const list = knowledge.book.list(id)
      const entries = entriesOn(list, on).map((entry) => ({ code: entry.code, name: nameOf(entry, language), ...entry.validity, mark: entry.mark }))
      return json({ list: id, officialName: list.officialName, source: list.publisher, isComplete: list.isComplete, on, entries })
    },
  },
  {
    method: 'get',
    path: '/examples',
    action: 'form.read',
    summary: 'sample shipments, as they stand in examples/',
    answers: answersJson,
    handle: async ({ language, principal }, { examplesFolder, platform }) => {
      // What is taken is told to those only who may see what was filed.
      const reading = decide(platform.policy, principal, 'shipment.read')
      const taken = reading.kind === 'allow' && reading.scope.kind === 'own' ? await platform.register.list(reading.scope, { limit: namesTaken }) : []
      return json({ examples: await readExamples(examplesFolder, language, new Set(taken.map((each) => each.reference))) })
    },
  },
]

/** A sample that was filed comes with the next free number, so that whoever comes after can file it too. */
function withFreeReference(text: string, filed: ReadonlySet<string>): string {
  return text.replace(/^(reference: .+-)(\d+)$/m, (_, stem: string, number: string) => {
    let free = Number(number)
    while (filed.has(`${stem.replace('reference: ', '')}${free}`)) free += 1
    return `${stem}${free}`
  })
}

async function readExamples(folder: string, language: Language, filed: ReadonlySet<string>) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml') && name !== 'profiles.yaml').toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = withFreeReference(await readFile(join(folder, name), 'utf8'), filed)
      const read = readDraftText(text)
      const draft = read.ok ? read.value.draft : {}
      return { id: name.replace('.yaml', ''), title: titleOf(text, language) || name, direction: draft['direction'], counterpart: draft['counterpart'], text }
    }),
  )
}

/** Titles stand in the first comments of an example, one per language: `# title en: Batteries, Dongguan to Hong Kong`. */
function titleOf(text: string, language: Language): string {
  const title = (tag: string): string | undefined => new RegExp(`^# title ${tag}: (.+)$`, 'm').exec(text)?.[1]
  return title(language) ?? title('en') ?? ''
}

function kindView(type: FieldKind): Readonly<Record<string, unknown>> {
  return { ...type }
}

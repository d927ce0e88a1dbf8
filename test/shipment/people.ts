// Several people at one platform in memory: what each sends and gets, and customs that answer by a word.
import { httpApp } from '../../src/edges/http/server.ts'
import { chainOf, streamOf, type CustomsAnswered, type FilingsSent } from '../../src/app/shipment/events.ts'
import type { AnswerStage, Customs, FilingKind } from '../../src/domain/declaration/index.ts'
import type { Json } from '../../src/journal/index.ts'
import { hashText, type Platform } from '../../src/edges/compose.ts'
import { keyPrefix } from '../../src/edges/session-keeper.ts'
import { exampleText } from '../knowledge.ts'
import { memoryPlatform, signedIn, standingAt, type PlatformChange } from '../platform.ts'

export const text = exampleText('dongguan-hongkong-batteries')
export const withPackages = (count: number, from = text): string => from.replace(/count: "?\d+"?/, `count: ${count}`)

export interface Said {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

export interface Desk {
  readonly get: (path: string) => Promise<Said>
  /** Status of something that is no JSON. */
  readonly statusOf: (path: string) => Promise<number>
  readonly post: (path: string, body: unknown, key?: string) => Promise<Said>
}

export interface People {
  readonly platform: Platform
  readonly as: (person: string) => Desk
  /** With an API key of the person. */
  readonly withKeyOf: (person: string, organisation: string, role: string) => Promise<Desk>
  readonly customs: (organisation: string, shipment: string) => CustomsAtHand
}

export interface CustomsAtHand {
  readonly sent: (customs: Customs, revision?: number) => Promise<void>
  readonly answers: (filing: FilingKind, stage: AnswerStage, more?: Partial<CustomsAnswered>) => Promise<void>
}

export function openPeople(change: PlatformChange = {}): People {
  const platform = memoryPlatform(change)
  const app = httpApp(platform)
  let keys = 0
  const desk = (headers: Readonly<Record<string, string>>): Desk => ({
    get: async (path) => said(await app.request(`/api/v1${path}`, { headers })),
    statusOf: async (path) => (await app.request(`/api/v1${path}`, { headers })).status,
    post: async (path, body, key) => {
      keys += 1
      const own = { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key ?? `key-${keys}` }
      return said(await app.request(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers: own }))
    },
  })
  return {
    platform,
    as: (person) => desk(signedIn(platform, person)),
    withKeyOf: async (person, organisation, role) => {
      const secret = `${keyPrefix}${hashText(`${person} ${keys}`).slice(0, 43)}`
      const made = await platform.directory.makeKey({ id: `key-of-${person}`, organisation, label: `key of ${person}`, roles: [role], secretHash: hashText(secret) }, person)
      if (!made.ok) throw new Error(JSON.stringify(made.issues))
      return desk({ Authorization: `Bearer ${secret}` })
    },
    customs: (organisation, shipment) => {
      const append = async (kind: string, payload: unknown, key: string): Promise<void> => {
        await platform.journal.append({
          chain: chainOf(organisation), stream: streamOf(shipment), organisation, actor: kind === 'FilingsSent' ? 'channel' : 'customs', idempotencyKey: key,
          inputHash: hashText(key), events: [{ kind, kindVersion: 1, payload: payload as Json }], writtenAt: standingAt, ruleSet: 'data-test',
        })
      }
      return {
        sent: (customs, revision = 1) => append('FilingsSent', { customs, revision, files: ['a file'], channel: 'memory' } satisfies FilingsSent, `sent ${shipment} ${customs} ${revision}`),
        answers: async (filing, stage, more = {}) => {
          keys += 1
          const customs = filing.split('-')[0] as Customs
          const digest = more.digest ?? hashText(`answer ${keys}`)
          const answered: CustomsAnswered = { customs, filing, stage, code: stage, reference: {}, noticedAt: null, note: '', isSimulated: true, fileName: 'answer.json', ...more, digest }
          await append('CustomsAnswered', answered, `answer ${digest} ${keys}`)
        },
      }
    },
  }
}

async function said(response: Response): Promise<Said> {
  const content = await response.text()
  return { status: response.status, body: content === '' ? {} : (JSON.parse(content) as Record<string, unknown>), headers: response.headers }
}

/** Ids of the rules of a problem's issues. */
export function rulesOf({ body }: Said): readonly string[] {
  return ((body['issues'] ?? []) as readonly { readonly rule: string }[]).map((each) => each.rule)
}

export function effectsOf({ body }: Said): Readonly<Record<string, string>> {
  const effects = (body['effects'] ?? []) as readonly { readonly filing: string; readonly effect: string }[]
  return Object.fromEntries(effects.map((each) => [each.filing, each.effect]))
}

/** Files a shipment as a person, and says its id. */
export async function file(desk: Desk, of = text): Promise<string> {
  const filed = await desk.post('/shipments', { text: of })
  if (filed.status !== 201) throw new Error(JSON.stringify(filed.body))
  return String(filed.body['id'])
}

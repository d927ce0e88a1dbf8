// Routes about the platform itself: is it well, and what its journal says today.
import { json, problem, type Route } from './route.ts'

export const platformRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/health',
    action: 'platform.read',
    summary: 'answers when the journal does',
    answers: { 200: { description: 'well', mediaType: 'application/json' } },
    handle: async (_, { platform }) => json({ journal: 'ok', chains: (await platform.journal.chains()).length, ruleSet: platform.ruleSet }),
  },
  {
    method: 'get',
    path: '/checkpoint/{chain}',
    action: 'platform.read',
    summary: 'the signed checkpoint of a chain (C2SP tlog-checkpoint); keep one, and any later change shows',
    answers: {
      200: { description: 'a signed note', mediaType: 'text/plain' },
      404: { description: 'no such chain', mediaType: 'application/problem+json' },
    },
    handle: async ({ params }, { platform }) => {
      const chain = params['chain'] ?? ''
      if (!(await platform.journal.chains()).includes(chain)) return problem(404, 'not-found', 'There is no such chain.')
      const { note } = await platform.journal.checkpoint(chain)
      return { kind: 'file', mediaType: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(note) }
    },
  },
  {
    method: 'get',
    path: '/verifier-key',
    action: 'platform.read',
    summary: 'the public key that checkpoints are signed with (C2SP signed-note)',
    answers: { 200: { description: 'name+hash+key', mediaType: 'text/plain' } },
    handle: (_, { platform }) => ({ kind: 'file', mediaType: 'text/plain; charset=utf-8', bytes: new TextEncoder().encode(`${platform.verifierKey}\n`) }),
  },
]

// Routes about the platform itself: is it well, and what its journal says today.
import { directoryChain } from '../../app/access/directory-state.ts'
import { chainOf } from '../../app/shipment/events.ts'
import { customsChain } from '../../app/officer/decide-filing.ts'
import { customsOf, type Customs } from '../../domain/access/index.ts'
import { json, problem, said, type Route } from './route.ts'

export const platformRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/health',
    action: 'platform.read',
    summary: 'answers when the journal does',
    answers: { 200: { description: 'well', mediaType: 'application/json' } },
    handle: async (_, { platform }) => {
      await platform.journal.size(directoryChain)
      return json({ journal: 'ok', ruleSet: platform.ruleSet })
    },
  },
  {
    method: 'get',
    path: '/checkpoint/{chain}',
    action: 'checkpoint.read',
    summary: 'the signed checkpoint of a chain of the own organisation (C2SP tlog-checkpoint); keep one, and any later change shows',
    answers: {
      200: { description: 'a signed note', mediaType: 'text/plain' },
      404: { description: 'no such chain', mediaType: 'application/problem+json' },
    },
    handle: async ({ params, scope, principal }, { platform }) => {
      const chain = params['chain'] ?? ''
      const isWithin = scope.kind === 'all' || (scope.kind === 'own' && ownChains(scope.organisation, customsOf(principal)).includes(chain))
      if (!isWithin || !(await platform.journal.chains()).includes(chain)) return problem(404, 'not-found', said('problem.no-such-chain'))
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

/** What an organisation filed; what officers of an administration decided. */
function ownChains(organisation: string, customs: Customs | undefined): readonly string[] {
  return [chainOf(organisation), ...(customs === undefined ? [] : [customsChain(customs)])]
}

// Carries officers' decisions into the boxes where customs' answers come from: a reaction that goes through the chain of an
// administration from where it was, and is done again from there after a crash. Doubles are known by their bytes.
import { administrations, type Customs } from '../../domain/access/index.ts'
import type { AnswerFile } from '../../domain/declaration/index.ts'
import type { Clock, Journal, Workspace } from '../ports.ts'
import { answerFilesOf, customsChain, customsOrganisation, type OfficerDecided } from './decide-filing.ts'

export interface SendDecisionsTools {
  readonly journal: Journal
  readonly workspace: Workspace
  readonly clock: Clock
  readonly put: (file: AnswerFile) => Promise<void>
}

const cursorId = 'officer-decisions'

/** One turn over the three administrations; false, since everything there was is done. */
export async function sendDecisions(tools: SendDecisionsTools): Promise<boolean> {
  for (const customs of administrations) await sendOf(customs, tools)
  return false
}

async function sendOf(customs: Customs, { journal, workspace, clock, put }: SendDecisionsTools): Promise<void> {
  const organisation = customsOrganisation(customs)
  const kept = await workspace.find(organisation, 'delivery', cursorId)
  let [version, position] = [kept?.version ?? 0, Number(kept?.content ?? 0)]
  if ((await journal.size(customsChain(customs))) <= position) return
  for await (const entries of journal.readChain(customsChain(customs), position)) {
    for (const entry of entries) {
      if (entry.kind === 'OfficerDecided') for (const file of answerFilesOf(entry.payload as unknown as OfficerDecided, entry.writtenAt)) await put(file)
      position = entry.position + 1
    }
    const keeping = await workspace.keep(
      { organisation, kind: 'delivery', id: cursorId, content: String(position), changedAt: clock(), changedBy: 'platform', isRemoved: false },
      version,
    )
    // Another process carried these: the next turn starts from where it is.
    if (keeping.kind === 'conflict') return
    version = keeping.item.version
  }
}

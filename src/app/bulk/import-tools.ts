// What imports need of the world outside, and who asks.
import type { OrganisationId } from '../../domain/access/index.ts'
import type { DraftObject, Profiles } from '../../domain/submission/index.ts'
import type { Digest } from '../../journal/index.ts'
import type { Directory } from '../access/directory.ts'
import type { Knowledge } from '../knowledge.ts'
import type { Clock, ImportFiles, Journal, Workspace } from '../ports.ts'
import type { Register } from '../shipment/register.ts'

export interface ImportTools {
  readonly workspace: Workspace
  readonly files: ImportFiles
  readonly directory: Directory
  readonly journal: Journal
  readonly register: Register
  readonly knowledge: Knowledge
  readonly clock: Clock
  readonly ruleSet: string
  readonly hashOf: (bytes: Uint8Array) => Digest
  readonly hashText: (text: string) => string
  readonly profiles: (of: { readonly isSample: boolean; readonly organisation: OrganisationId; readonly draft: DraftObject }) => Promise<Profiles>
}

export interface Who {
  readonly organisation: OrganisationId
  readonly actor: string
}

/** Hexadecimal digits of the id of an import and of the name of its heads. */
export const idLength = 32

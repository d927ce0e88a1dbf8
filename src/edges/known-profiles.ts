// The profiles that a shipment may name: those that its organisation keeps; under them, for the organisation `local` of the
// command line, those of profiles.yaml in the data folder; and, for a sample shipment only, the samples.
import { ownProfiles, samplePrefix } from '../app/workspace/profile.ts'
import type { Workspace } from '../app/ports.ts'
import { localOrganisation } from '../domain/access/index.ts'
import type { DraftObject, Profiles } from '../domain/submission/index.ts'

export interface ProfilesAsked {
  /** Empty for nobody. */
  readonly organisation: string
  readonly isSample: boolean
  /** What names them; without it the first ones are given. */
  readonly draft?: DraftObject
}

export interface ProfileSources {
  readonly workspace: Workspace
  readonly samples: () => Promise<Profiles>
  readonly file: () => Promise<Profiles>
}

export async function knownProfiles({ organisation, isSample, draft }: ProfilesAsked, { workspace, samples, file }: ProfileSources): Promise<Profiles> {
  const sample = isSample ? await samples() : new Map<string, DraftObject>()
  // A file in the data folder holds those of the command line.
  const local = organisation === localOrganisation ? await file() : new Map<string, DraftObject>()
  const own = await ownProfiles(workspace, organisation, draft)
  // Only samples may be called so, whatever was kept before that was a rule.
  return new Map([...local, ...own, ...[...sample].filter(([name]) => name.startsWith(samplePrefix) || !own.has(name))])
}

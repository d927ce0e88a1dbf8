// What is kept of a filed shipment beside its events: the bytes as received, the profiles that it named, and every file as
// it was written then. One zip, stored without compression and with a fixed time, so that the same content is the same
// bytes; the journal keeps it as the document of the entry.
import { unzipSync } from 'fflate'
import { decodeText, encodeUtf8 } from '../../base/text-codec.ts'
import { writeStoredZip } from '../../domain/declaration/index.ts'
import type { DraftObject, Profiles } from '../../domain/submission/index.ts'
import type { FiledShipment } from './state.ts'
import { folderOf, type FilingFile } from '../filing-files.ts'

export interface Dossier {
  readonly received: Uint8Array
  readonly profiles: Profiles
  /** Files by the name they have in the list of the filed shipment. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

export type KeptFile = Pick<FilingFile, 'folder' | 'name' | 'bytes'> & { readonly customs: string; readonly kind: string }

export const dossierMediaType = 'application/vnd.lingding.dossier+zip'

const receivedName = 'received'
const profilesName = 'profiles.json'
const filesFolder = 'files/'

export function packDossier(received: Uint8Array, profiles: Profiles, files: readonly FilingFile[]): Uint8Array {
  return writeStoredZip([
    { name: receivedName, content: received },
    { name: profilesName, content: encodeUtf8(JSON.stringify(Object.fromEntries(profiles))) },
    ...files.map(({ name, bytes }) => ({ name: filesFolder + name, content: bytes })),
  ])
}

/** Reads what `packDossier` made; the journal has checked that it is the same bytes. */
export function openDossier(bytes: Uint8Array): Dossier {
  const entries = unzipSync(bytes)
  const profiles = decodeText(entries[profilesName] ?? new Uint8Array(), 'utf-8')
  const values = profiles.kind === 'text' ? (JSON.parse(profiles.text || '{}') as Readonly<Record<string, DraftObject>>) : {}
  const files = Object.entries(entries).filter(([name]) => name.startsWith(filesFolder))
  return {
    received: entries[receivedName] ?? new Uint8Array(),
    profiles: new Map(Object.entries(values)),
    files: new Map(files.map(([name, content]) => [name.slice(filesFolder.length), content])),
  }
}

/** The text as it was received; it was UTF-8 when it was filed. */
export function receivedText({ received }: Dossier): string {
  const decoded = decodeText(received, 'utf-8')
  return decoded.kind === 'text' ? decoded.text : ''
}

/** The files of a filed shipment as they were written then. */
export function keptFiles(filed: FiledShipment, { files }: Dossier): readonly KeptFile[] {
  return filed.files.flatMap((file) => {
    const bytes = files.get(file.name)
    return bytes === undefined ? [] : [{ customs: file.customs, kind: file.kind, folder: folderOf(file), name: file.name, bytes }]
  })
}

// The files of a shipment: each filing as its channel takes it, with the folder it goes to. The mainland's import client
// reads Deccus001/OutBox; the other folders are ours (docs/formats).
import {
  writeFiling,
  writeHongKong,
  writeMacao,
  writeOutBoxZip,
  type Customs,
  type Filing,
  type FilingKind,
  type Form,
  type WireFile,
  type WireOptions,
} from '../domain/declaration/index.ts'
import type { FiledFile } from './shipment/events.ts'
import type { Knowledge } from './knowledge.ts'
import type { PreparedShipment } from './prepare-shipment.ts'

export interface FilingFile extends WireFile {
  readonly customs: Customs
  readonly kind: FilingKind
  /** Relative, with slashes. */
  readonly folder: string
}

/** Same shipment and revision, same bytes. Files of a later revision have names of their own, `…-r2`: a folder takes each name once. */
export function filingFiles(shipment: PreparedShipment, knowledge: Knowledge, revision = 1): readonly FilingFile[] {
  return shipment.filings.flatMap((filing, index) => {
    const form = shipment.forms[index]
    if (form === undefined || filing.groups.length === 0) return []
    return wireFiles(filing, form, shipment, knowledge, revision).map((file) => ({ ...file, customs: form.customs, kind: form.kind, folder: folderOf(form) }))
  })
}

/** What the journal keeps of each file: enough to prove later that it is the same. */
export function describeFiles(files: readonly FilingFile[], hashOf: (bytes: Uint8Array) => string): readonly FiledFile[] {
  return files.map(({ customs, kind, name, mediaType, bytes }) => ({ customs, kind, name, mediaType, sha256: hashOf(bytes), bytes: bytes.length }))
}

/** How each customs' filings leave that have no public format: documented JSON and a sheet. */
const writers: Readonly<Record<Customs, (filing: Filing, form: Form, options: WireOptions) => readonly WireFile[]>> = {
  mainland: writeFiling,
  hongkong: writeHongKong,
  macao: writeMacao,
}

function wireFiles(filing: Filing, form: Form, { submission }: PreparedShipment, knowledge: Knowledge, revision: number): readonly WireFile[] {
  const suffix = revision === 1 ? '' : `-r${revision}`
  if (form.kind === 'mainland-declaration') return [{ ...writeOutBoxZip(filing, knowledge.messagePlan, suffix), mediaType: 'application/zip' }]
  const files = writers[form.customs](filing, form, { reference: submission.reference, isSample: submission.isSample === true, ...(revision === 1 ? {} : { revision }) })
  return suffix === '' ? files : files.map((file) => ({ ...file, name: file.name.replace(/(?=\.[^.]*$)/, suffix) }))
}

/** The folder that a file goes to. */
export function folderOf({ kind, customs }: { readonly kind: string; readonly customs: string }): string {
  if (kind === 'mainland-declaration') return 'mainland/Deccus001/OutBox'
  return customs === 'mainland' ? 'mainland/manifest' : customs
}

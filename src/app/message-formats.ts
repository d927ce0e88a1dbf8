// Reads a message of a declaration in any format that Lingding knows, and writes it again in the same or another one:
// DecMessage (XML or the OutBox zip), WCO Data Model XML, UN/EDIFACT. What another format has no place for comes back as an
// issue, never silently.
import type { CivilDate } from '../base/civil-date.ts'
import { issue, type Issue } from '../base/issue.ts'
import { accepted, refused, type Result } from '../base/result.ts'
import {
  checkWcoValues,
  cusdecFields,
  cusdecMap,
  cusdecMessage,
  documentsOf,
  edifactDirectory,
  interchangeHeader,
  judgeDeclaration,
  readCusres,
  readDecMessage,
  readEdifact,
  readOutBoxZip,
  readWcoXml,
  sniffFormat,
  wcoBindingsFrom,
  wcoModelFrom,
  writeDecMessage,
  writeEdifact,
  writeOutBoxZip,
  writeReadDeclaration,
  writeWcoXml,
  type CusdecField,
  type Cusres,
  type EdifactDirectory,
  type EdifactRead,
  type ReadDeclaration,
  type WcoValue,
} from '../domain/declaration/index.ts'
import { asCusdec, asFiling, asWco, type Declared, type FormatTables } from './between-formats.ts'
import type { FilingFile } from './filing-files.ts'
import type { Knowledge } from './knowledge.ts'
import type { PreparedShipment } from './prepare-shipment.ts'

export const writeFormats = ['decmessage', 'outbox', 'wco', 'edifact'] as const
export type WriteFormat = (typeof writeFormats)[number]

export type EdifactContent =
  | { readonly kind: 'cusdec'; readonly reference: string; readonly fields: readonly CusdecField[] }
  | { readonly kind: 'cusres'; readonly reference: string; readonly answer: Cusres }
  | { readonly kind: 'other'; readonly reference: string; readonly type: string }

export type ReadMessage = { readonly issues: readonly Issue[] } & (
  | { readonly format: 'decmessage'; readonly declaration: ReadDeclaration }
  | { readonly format: 'wco'; readonly values: readonly WcoValue[] }
  | { readonly format: 'edifact'; readonly reads: readonly EdifactRead[]; readonly messages: readonly EdifactContent[] }
)

export interface MessageFormats {
  readonly read: (bytes: Uint8Array, on: CivilDate) => Result<ReadMessage>
  /** Bytes in the format, with what had to stay behind. */
  readonly write: (message: ReadMessage, format: WriteFormat, on: CivilDate) => Result<{ readonly bytes: Uint8Array; readonly issues: readonly Issue[] }>
}

const source = 'docs/formats'
/** Release of the UN/EDIFACT directory that is written. */
const writtenRelease = '03A'
/**
 * ISO 9735, data element 0020: at most 14 characters. A longer reference of the declaration (18 characters) gives its last 14, where
 * numbers differ; the whole of it stands in RFF+ABE.
 */
const maxInterchangeReference = 14
/** Characters of ISO 10646 in UTF-8, so that Chinese survives. */
const writtenSyntax = 'UNOW'

interface Tables extends FormatTables {
  readonly knowledge: Knowledge
  readonly directory: EdifactDirectory
}

/** Compiles the tables of the formats once. */
export function messageFormats(knowledge: Knowledge): MessageFormats {
  const tables = tablesOf(knowledge)
  return {
    read: (bytes, on) => readMessage(bytes, on, tables),
    write: (message, format, on) => writeMessage(message, format, on, tables),
  }
}

function tablesOf(knowledge: Knowledge): Tables {
  const { rows, book } = knowledge
  const directory = edifactDirectory(rows('edifact/segments.csv'), rows('edifact/messages.csv'))
  const [model, bindings] = [wcoModelFrom(rows('declarations/wco-elements.csv')), wcoBindingsFrom(rows('declarations/mainland-wco-map.csv'))]
  return { knowledge, plan: knowledge.messagePlan, directory, map: cusdecMap(rows('edifact/cusdec-map.csv'), directory), wco: (on) => ({ model, bindings, book, on }) }
}

/** Files beside the filings, with what they could not take along. */
export interface ExchangeFiles {
  readonly files: readonly FilingFile[]
  /** Warnings only: no customs here asks for these files. */
  readonly issues: readonly Issue[]
}

/** The mainland declaration as WCO XML and as CUSDEC, in the folder `exchange`; a file that cannot be written is told. */
export function exchangeFiles(shipment: PreparedShipment, knowledge: Knowledge): ExchangeFiles {
  const filing = shipment.filings.find(({ kind }) => kind === 'mainland-declaration')
  if (filing === undefined) return { files: [], issues: [] }
  const tables = tablesOf(knowledge)
  const declared: Declared = { format: 'decmessage', declaration: { filing, extra: [] } }
  const about = { customs: 'mainland', kind: filing.kind, folder: 'exchange' } as const
  const wco = writeWco(declared, shipment.on, tables)
  const cusdec = writeCusdec(declared, shipment.on, tables)
  return {
    files: [
      { ...about, name: 'declaration.wco.xml', mediaType: 'application/xml', bytes: wco.bytes },
      ...(cusdec.ok ? [{ ...about, name: 'declaration.edi', mediaType: 'application/edifact', bytes: cusdec.value.bytes }] : []),
    ],
    issues: [...wco.issues, ...(cusdec.ok ? cusdec.value.issues : leftOut('declaration.edi', cusdec.issues))],
  }
}

function leftOut(file: string, reasons: readonly Issue[]): readonly Issue[] {
  const told = issue({ rule: 'message.left-out', code: 'message_file_left_out', severity: 'warning', params: { file, count: reasons.length }, source })
  return [told, ...reasons.map((reason): Issue => ({ ...reason, severity: 'warning' }))]
}

function readMessage(bytes: Uint8Array, on: CivilDate, tables: Tables): Result<ReadMessage> {
  const { messagePlan, book } = tables.knowledge
  switch (sniffFormat(bytes)) {
    case 'decmessage-xml':
      return ofDeclaration(readDecMessage(bytes, messagePlan, book, on), on, tables)
    case 'zip':
      return ofDeclaration(readOutBoxZip(bytes, messagePlan, book, on), on, tables)
    case 'wco-xml': {
      const read = readWcoXml(bytes, tables.wco(on).model)
      if (!read.ok) return read
      const { values, issues } = read.value
      return accepted({ format: 'wco', values, issues: [...issues, ...judged({ format: 'wco', values }, on, tables)] })
    }
    case 'edifact':
      return ofEdifact(bytes, on, tables)
    case 'receipt-xml':
      return refuse('message_is_receipt')
    case 'unknown':
      return refuse('message_unknown_format')
  }
}

function ofDeclaration(read: Result<ReadDeclaration>, on: CivilDate, tables: Tables): Result<ReadMessage> {
  if (!read.ok) return read
  const declaration = read.value
  return accepted({ format: 'decmessage', declaration, issues: [...declaration.issues, ...judged({ format: 'decmessage', declaration }, on, tables)] })
}

function ofEdifact(bytes: Uint8Array, on: CivilDate, tables: Tables): Result<ReadMessage> {
  const reads = [...readEdifact([bytes], tables.directory)]
  const messages = reads.flatMap((read): readonly EdifactContent[] => {
    if (read.kind !== 'message') return []
    const { reference, type } = read.message
    if (type === 'CUSDEC') return [{ kind: 'cusdec', reference, fields: cusdecFields(read.segments, tables.map) }]
    if (type === 'CUSRES') return [{ kind: 'cusres', reference, answer: readCusres(read.segments) }]
    return [{ kind: 'other', reference, type }]
  })
  const issues = reads.flatMap((read) =>
    read.kind === 'message' && read.message.type === 'CUSDEC' ? [...read.issues, ...judged({ format: 'cusdec', segments: read.segments }, on, tables)] : read.issues,
  )
  return messages.length === 0 && issues.some((each) => each.severity === 'error') ? refused(issues) : accepted({ format: 'edifact', reads, messages, issues })
}

/** What the rules say of one declaration in any format; paths are those of the mainland's elements. */
function judged(declared: Declared, on: CivilDate, tables: Tables): readonly Issue[] {
  return judgeDeclaration(asFiling(declared, on, tables).filing, tables.knowledge.rules, tables.knowledge.book, on)
}

function writeMessage(message: ReadMessage, format: WriteFormat, on: CivilDate, tables: Tables): ReturnType<MessageFormats['write']> {
  const { messagePlan } = tables.knowledge
  if (message.format === 'decmessage' && format === 'decmessage') {
    return accepted({ bytes: writeReadDeclaration(message.declaration, messagePlan), issues: [] })
  }
  if (message.format === 'edifact' && format === 'edifact') return writeSameEdifact(message.reads)
  const declared = declaredIn(message)
  if (declared === undefined) return refuse('message_not_one_declaration')
  switch (format) {
    case 'decmessage': {
      const { filing, issues } = asFiling(declared, on, tables)
      return accepted({ bytes: writeDecMessage(filing, messagePlan), issues })
    }
    case 'outbox': {
      const { filing, issues } = asFiling(declared, on, tables)
      return accepted({ bytes: writeOutBoxZip(filing, messagePlan).bytes, issues })
    }
    case 'wco':
      return accepted(writeWco(declared, on, tables))
    case 'edifact':
      return writeCusdec(declared, on, tables)
  }
}

/** The one declaration of a message; undefined when an interchange holds none or several. */
function declaredIn(message: ReadMessage): Declared | undefined {
  if (message.format !== 'edifact') return message
  const [only, second] = message.reads.filter((read) => read.kind === 'message' && read.message.type === 'CUSDEC')
  return only?.kind !== 'message' || second !== undefined ? undefined : { format: 'cusdec', segments: only.segments }
}

function writeSameEdifact(reads: readonly EdifactRead[]): ReturnType<MessageFormats['write']> {
  const [document, second] = documentsOf(reads)
  if (document === undefined || second !== undefined) return refuse('message_not_one_interchange')
  const written = writeEdifact(document, { lineBreaks: true })
  return written.ok ? accepted({ bytes: written.value, issues: [] }) : written
}

function writeWco(declared: Declared, on: CivilDate, tables: Tables): { readonly bytes: Uint8Array; readonly issues: readonly Issue[] } {
  const { model } = tables.wco(on)
  const { values, issues } = asWco(declared, on, tables)
  return { bytes: writeWcoXml(values, model), issues: [...issues, ...checkWcoValues(values, model)] }
}

function writeCusdec(declared: Declared, on: CivilDate, tables: Tables): ReturnType<MessageFormats['write']> {
  const { fields, reference = '1', issues } = asCusdec(declared, on, tables)
  const segments = cusdecMessage(fields, tables.map, { reference: '1', release: writtenRelease })
  if (!segments.ok) return segments
  const header = interchangeHeader({
    syntax: writtenSyntax,
    sender: 'SENDER',
    recipient: 'RECIPIENT',
    preparedOn: on.slice(2).replaceAll('-', ''),
    preparedAt: '0000',
    reference: reference.slice(-maxInterchangeReference),
  })
  const written = writeEdifact({ header, messages: [{ segments: segments.value }] }, { lineBreaks: true })
  return written.ok ? accepted({ bytes: written.value, issues }) : written
}

function refuse(code: string): Result<never> {
  return refused([issue({ rule: 'message.format', code, source, fix: { kind: 'act', code: `${code}.fix` } })])
}

// Reads a message of a declaration in any format that Lingding knows, and writes it again in the same or another one:
// DecMessage (XML or the OutBox zip), WCO Data Model XML, UN/EDIFACT. What another format has no place for comes back as an
// issue, never silently.
import type { CivilDate } from '../base/civil-date.ts'
import { issue, type Issue } from '../base/issue.ts'
import { accepted, refused, type Result } from '../base/result.ts'
import {
  checkWcoValues,
  cusdecFields,
  cusdecFromWco,
  cusdecMap,
  cusdecMessage,
  declarationFromWco,
  documentsOf,
  edifactDirectory,
  interchangeHeader,
  readCusres,
  readDecMessage,
  readEdifact,
  readOutBoxZip,
  readWcoXml,
  sniffFormat,
  wcoBindingsFrom,
  wcoFromCusdec,
  wcoFromDeclaration,
  wcoModelFrom,
  wcoPath,
  withoutIndexes,
  writeDecMessage,
  writeEdifact,
  writeOutBoxZip,
  writeReadDeclaration,
  writeWcoXml,
  type CusdecField,
  type CusdecMap,
  type Cusres,
  type EdifactDirectory,
  type EdifactRead,
  type Filing,
  type ReadDeclaration,
  type WcoContext,
  type WcoModel,
  type WcoValue,
} from '../domain/declaration/index.ts'
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
/** Characters of ISO 10646 in UTF-8, so that Chinese survives. */
const writtenSyntax = 'UNOW'

interface Tables {
  readonly knowledge: Knowledge
  readonly directory: EdifactDirectory
  readonly map: CusdecMap
  readonly wco: (on: CivilDate) => WcoContext
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
  return { knowledge, directory, map: cusdecMap(rows('edifact/cusdec-map.csv'), directory), wco: (on) => ({ model, bindings, book, on }) }
}

/** The mainland declaration as WCO XML and as CUSDEC, in the folder `exchange`; neither is asked by a customs here. */
export function exchangeFiles(shipment: PreparedShipment, knowledge: Knowledge): readonly FilingFile[] {
  const declaration = shipment.filings.find((filing) => filing.kind === 'mainland-declaration')
  if (declaration === undefined) return []
  const tables = tablesOf(knowledge)
  const { values, issues } = wcoFromDeclaration(declaration, tables.wco(shipment.on))
  const cusdec = writeCusdec(values, issues, shipment.on, tables)
  const about = { customs: 'mainland', kind: declaration.kind, folder: 'exchange' } as const
  return [
    { ...about, name: 'declaration.wco.xml', mediaType: 'application/xml', bytes: writeWcoXml(values, tables.wco(shipment.on).model) },
    ...(cusdec.ok ? [{ ...about, name: 'declaration.edi', mediaType: 'application/edifact', bytes: cusdec.value.bytes }] : []),
  ]
}

function readMessage(bytes: Uint8Array, on: CivilDate, tables: Tables): Result<ReadMessage> {
  const { messagePlan, book } = tables.knowledge
  switch (sniffFormat(bytes)) {
    case 'decmessage-xml':
      return ofDeclaration(readDecMessage(bytes, messagePlan, book, on))
    case 'zip':
      return ofDeclaration(readOutBoxZip(bytes, messagePlan, book, on))
    case 'wco-xml': {
      const read = readWcoXml(bytes, tables.wco(on).model)
      return read.ok ? accepted({ format: 'wco', values: read.value.values, issues: read.value.issues }) : read
    }
    case 'edifact':
      return ofEdifact(bytes, tables)
    case 'receipt-xml':
      return refuse('message_is_receipt')
    case 'unknown':
      return refuse('message_unknown_format')
  }
}

function ofDeclaration(read: Result<ReadDeclaration>): Result<ReadMessage> {
  return read.ok ? accepted({ format: 'decmessage', declaration: read.value, issues: read.value.issues }) : read
}

function ofEdifact(bytes: Uint8Array, { directory, map }: Tables): Result<ReadMessage> {
  const reads = [...readEdifact([bytes], directory)]
  const messages = reads.flatMap((read): readonly EdifactContent[] => {
    if (read.kind !== 'message') return []
    const { reference, type } = read.message
    if (type === 'CUSDEC') return [{ kind: 'cusdec', reference, fields: cusdecFields(read.segments, map) }]
    if (type === 'CUSRES') return [{ kind: 'cusres', reference, answer: readCusres(read.segments) }]
    return [{ kind: 'other', reference, type }]
  })
  const issues = reads.flatMap((read) => read.issues)
  return messages.length === 0 && issues.some((each) => each.severity === 'error') ? refused(issues) : accepted({ format: 'edifact', reads, messages, issues })
}

function writeMessage(message: ReadMessage, format: WriteFormat, on: CivilDate, tables: Tables): ReturnType<MessageFormats['write']> {
  if (message.format === 'decmessage' && format === 'decmessage') {
    return accepted({ bytes: writeReadDeclaration(message.declaration, tables.knowledge.messagePlan), issues: [] })
  }
  if (message.format === 'edifact' && format === 'edifact') return writeSameEdifact(message.reads)
  const declaration = declarationOf(message, on, tables)
  if (!declaration.ok) return declaration
  const { filing, values, issues } = declaration.value
  switch (format) {
    case 'decmessage':
      return accepted({ bytes: writeDecMessage(filing(), tables.knowledge.messagePlan), issues })
    case 'outbox':
      return accepted({ bytes: writeOutBoxZip(filing(), tables.knowledge.messagePlan).bytes, issues })
    case 'wco': {
      const { model } = tables.wco(on)
      return accepted({ bytes: writeWcoXml(values(), model), issues: [...issues, ...checkWcoValues(values(), model)] })
    }
    case 'edifact':
      return writeCusdec(values(), issues, on, tables)
  }
}

interface BetweenFormats {
  readonly filing: () => Filing
  readonly values: () => readonly WcoValue[]
  readonly issues: readonly Issue[]
}

/** The declaration of a message as a mainland filing and as WCO values, whichever the next format wants. */
function declarationOf(message: ReadMessage, on: CivilDate, { wco, map }: Tables): Result<BetweenFormats> {
  const context = wco(on)
  if (message.format === 'decmessage') {
    const { filing } = message.declaration
    const converted = wcoFromDeclaration(filing, context)
    return accepted({ filing: () => filing, values: () => converted.values, issues: converted.issues })
  }
  const values = message.format === 'wco' ? message.values : cusdecValues(message.reads, map, context.model)
  if (values === undefined) return refuse('message_not_one_declaration')
  const converted = declarationFromWco(values, context)
  return accepted({ filing: () => converted.filing, values: () => values, issues: converted.issues })
}

function cusdecValues(reads: readonly EdifactRead[], map: CusdecMap, model: WcoModel): readonly WcoValue[] | undefined {
  const declarations = reads.filter((read) => read.kind === 'message' && read.message.type === 'CUSDEC')
  const [only, second] = declarations
  if (only?.kind !== 'message' || second !== undefined) return undefined
  return withAttributes(wcoFromCusdec(only.segments, map), model)
}

/** CUSDEC has a place of its own for what WCO XML says in an attribute: `…/TariffQuantity/@unitCode`. */
function attributesApart({ path, value, attributes }: WcoValue): readonly { readonly wcoPath: string; readonly value: string }[] {
  const apart = Object.entries(attributes ?? {}).map(([name, text]) => ({ wcoPath: `${path}/@${name}`, value: text }))
  return [{ wcoPath: path, value }, ...apart]
}

function withAttributes(values: readonly { readonly wcoPath: string; readonly value: string }[], model: WcoModel): readonly WcoValue[] {
  const attributes = new Map<string, Record<string, string>>()
  for (const { wcoPath: place, value } of values) {
    const [path = '', name] = place.split('/@')
    if (name !== undefined) attributes.set(path, { ...attributes.get(path), [name]: value })
  }
  return values.flatMap(({ wcoPath: place, value }) => {
    if (place.includes('/@')) return []
    const own = attributes.get(place)
    const path = indexedPath(place, model)
    return [own === undefined ? { path, value } : { path, value, attributes: own }]
  })
}

/** CUSDEC counts only what repeats there; WCO XML has an index wherever an element may repeat. */
function indexedPath(path: string, model: WcoModel): string {
  const indexes = [...path.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))
  return wcoPath(withoutIndexes(path), model, indexes)
}

function writeSameEdifact(reads: readonly EdifactRead[]): ReturnType<MessageFormats['write']> {
  const [document, second] = documentsOf(reads)
  if (document === undefined || second !== undefined) return refuse('message_not_one_interchange')
  const written = writeEdifact(document, { lineBreaks: true })
  return written.ok ? accepted({ bytes: written.value, issues: [] }) : written
}

function writeCusdec(values: readonly WcoValue[], issues: readonly Issue[], on: CivilDate, { map }: Tables): ReturnType<MessageFormats['write']> {
  const { fields, left } = cusdecFromWco(values.flatMap(attributesApart), map)
  const segments = cusdecMessage(fields, map, { reference: '1', release: writtenRelease })
  if (!segments.ok) return segments
  const reference = values.find((each) => each.path === '/Declaration/FunctionalReferenceID')?.value.slice(0, 14) ?? '1'
  const header = interchangeHeader({ syntax: writtenSyntax, sender: 'SENDER', recipient: 'RECIPIENT', preparedOn: on.slice(2).replaceAll('-', ''), preparedAt: '0000', reference })
  const written = writeEdifact({ header, messages: [{ segments: segments.value }] }, { lineBreaks: true })
  if (!written.ok) return written
  const behind = left.filter(({ wcoPath }) => !wcoPath.includes('/@')).map(({ wcoPath }) => issue({ path: wcoPath, rule: 'message.no-place', code: 'message_no_place', severity: 'warning', params: { format: 'CUSDEC' }, source }))
  return accepted({ bytes: written.value, issues: [...issues, ...behind] })
}

function refuse(code: string): Result<never> {
  return refused([issue({ rule: 'message.format', code, source, fix: { kind: 'act', code: `${code}.fix` } })])
}

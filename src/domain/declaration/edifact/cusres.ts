// CUSRES, the answer of a customs: what it answers, its status, its errors with the place in the declaration; read and written.
// Source: UN/EDIFACT D.03A, CUSRES (data/edifact/messages.csv). The meaning of status and error codes is the sender's.
import { messageHeader } from './interchange.ts'
import { componentAt, type EdifactSegment, type SegmentContent } from './segment.ts'

export interface QualifiedValue {
  readonly qualifier: string
  readonly value: string
}

export interface CusresDate extends QualifiedValue {
  /** Format code of data element 2379; 102 is CCYYMMDD. */
  readonly format: string
}

export interface CusresError {
  /** Section of the message, data element 1049, and item, 1052. */
  readonly section: string
  readonly item: string
  /** Tag of the segment in error and its position. */
  readonly tag: string
  readonly position: string
  readonly references: readonly QualifiedValue[]
  /** Application error codes of the sender, 9321. */
  readonly codes: readonly string[]
  readonly texts: readonly string[]
}

export interface Cusres {
  /** UNH 0062. */
  readonly reference: string
  /** BGM: 1001, 1004, 1225, 4343. */
  readonly documentType: string
  readonly documentNumber: string
  readonly functionCode: string
  readonly responseType: string
  readonly dates: readonly CusresDate[]
  readonly texts: readonly QualifiedValue[]
  /** Processing indicators, GEI or in older releases GIS (then without qualifier). */
  readonly statuses: readonly QualifiedValue[]
  /** RFF of segment group 3: ABT is the customs declaration number, ABE the declarant's reference (1153). */
  readonly references: readonly QualifiedValue[]
  readonly errors: readonly CusresError[]
}

/** Reads a message whose segments the reader has placed in their groups. */
export function readCusres(segments: readonly EdifactSegment[]): Cusres {
  const top = segments.filter((segment) => segment.group === '')
  const find = (tag: string): SegmentContent => top.find((segment) => segment.tag === tag) ?? { tag, elements: [] }
  const header = find('BGM')
  return {
    reference: componentAt(find('UNH'), 1),
    documentType: componentAt(header, 1),
    documentNumber: componentAt(header, 2),
    functionCode: componentAt(header, 3),
    responseType: componentAt(header, 4),
    dates: top.filter((segment) => segment.tag === 'DTM').map(dateOf),
    texts: top.filter((segment) => segment.tag === 'FTX').map((segment) => ({ qualifier: componentAt(segment, 1), value: textOf(segment) })),
    statuses: top.filter((segment) => segment.tag === 'GEI' || segment.tag === 'GIS').map(statusOf),
    references: segments.filter((segment) => segment.group === 'SG3' && segment.tag === 'RFF').map(referenceOf),
    errors: errorsOf(segments.filter((segment) => segment.group === 'SG4' || segment.group === 'SG14')),
  }
}

/** The segments of an answer, from UNH on; UNT is the writer's. */
export function cusresMessage(answer: Cusres, association?: string): readonly SegmentContent[] {
  const facts = { reference: answer.reference, type: 'CUSRES', release: '03A' }
  return [
    messageHeader(association === undefined ? facts : { ...facts, association }),
    { tag: 'BGM', elements: [[answer.documentType], [answer.documentNumber], [answer.functionCode], [answer.responseType]] },
    ...answer.dates.map(({ qualifier, value, format }) => ({ tag: 'DTM', elements: [[qualifier, value, format]] })),
    ...answer.texts.map(({ qualifier, value }) => freeText(qualifier, value)),
    ...answer.statuses.map(({ qualifier, value }) => ({ tag: 'GEI', elements: [[qualifier], [value]] })),
    ...answer.references.map(reference),
    ...answer.errors.flatMap(errorSegments),
  ]
}

function dateOf(segment: SegmentContent): CusresDate {
  return { qualifier: componentAt(segment, 1), value: componentAt(segment, 1, 2), format: componentAt(segment, 1, 3) }
}

function statusOf(segment: SegmentContent): QualifiedValue {
  if (segment.tag === 'GIS') return { qualifier: '', value: componentAt(segment, 1) }
  return { qualifier: componentAt(segment, 1), value: componentAt(segment, 2) }
}

function referenceOf(segment: SegmentContent): QualifiedValue {
  return { qualifier: componentAt(segment, 1), value: componentAt(segment, 1, 2) }
}

function reference({ qualifier, value }: QualifiedValue): SegmentContent {
  return { tag: 'RFF', elements: [[qualifier, value]] }
}

/** Free text stands in up to five components of 512 characters; a full one runs on, another ends a line. */
function textOf(segment: SegmentContent): string {
  const lines = segment.elements[3] ?? []
  return lines.reduce((text, line, index) => text + (index > 0 && (lines[index - 1] ?? '').length < maxText ? ' ' : '') + line, '')
}

const maxText = 512

function freeText(qualifier: string, value: string): SegmentContent {
  const lines = Array.from({ length: 5 }, (_, index) => value.slice(index * maxText, index === 4 ? undefined : (index + 1) * maxText))
  return { tag: 'FTX', elements: [[qualifier], [], [], lines.filter((line) => line !== '')] }
}

function errorsOf(segments: readonly EdifactSegment[]): readonly CusresError[] {
  const errors: (CusresError & { readonly references: QualifiedValue[]; readonly codes: string[]; readonly texts: string[] })[] = []
  for (const segment of segments) {
    if (segment.tag === 'ERP') {
      const place = { section: componentAt(segment, 1), item: componentAt(segment, 1, 2) }
      const found = { tag: componentAt(segment, 2), position: componentAt(segment, 2, 2) }
      errors.push({ ...place, ...found, references: [], codes: [], texts: [] })
    }
    const last = errors.at(-1)
    if (segment.tag === 'RFF') last?.references.push(referenceOf(segment))
    else if (segment.tag === 'ERC') last?.codes.push(componentAt(segment, 1))
    else if (segment.tag === 'FTX') last?.texts.push(textOf(segment))
  }
  return errors
}

/** 4451 AAO: error description (free text). */
function errorSegments(error: CusresError): readonly SegmentContent[] {
  return [
    { tag: 'ERP', elements: [[error.section, error.item], [error.tag, error.position]] },
    ...error.references.map(reference),
    ...error.codes.map((code) => ({ tag: 'ERC', elements: [[code]] })),
    ...error.texts.map((text) => freeText('AAO', text)),
  ]
}

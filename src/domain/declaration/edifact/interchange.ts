// What an interchange and a message say about themselves: the facts of UNB and UNH, read and made.
// Source: ISO 9735:1988 (syntax version 3), service segments; data/edifact/segments.csv.
import type { Issue } from '../../../base/issue.ts'
import { componentAt, type EdifactSegment, type SegmentContent } from './segment.ts'
import type { ServiceString } from './service-string.ts'

export interface Interchange {
  /** Syntax identifier, `UNOC`. */
  readonly syntax: string
  /** Syntax version number, `3`. */
  readonly version: string
  readonly sender: string
  readonly recipient: string
  /** `YYMMDD` as sent; version 4 sends `CCYYMMDD`. */
  readonly preparedOn: string
  /** `HHMM`, local time of the sender. */
  readonly preparedAt: string
  readonly reference: string
  readonly isTest: boolean
  readonly service: ServiceString
  /** UNB; a stand-in without elements when the stream had none. */
  readonly header: SegmentContent
}

export interface MessageIdentity {
  readonly reference: string
  /** `CUSDEC`. */
  readonly type: string
  /** `D`. */
  readonly version: string
  /** `03A`. */
  readonly release: string
  readonly agency: string
  readonly association: string
  /** UNG, when functional groups are used; the same object for every message of a group. */
  readonly group?: SegmentContent
}

/** What a reader gives: one after the other the messages of an interchange, then its end. */
export type EdifactRead =
  | {
      readonly kind: 'message'
      readonly interchange: Interchange
      readonly message: MessageIdentity
      /** From UNH to UNT. */
      readonly segments: readonly EdifactSegment[]
      readonly issues: readonly Issue[]
    }
  | { readonly kind: 'interchange'; readonly interchange: Interchange; readonly messages: number; readonly issues: readonly Issue[] }

export interface InterchangeFacts {
  readonly syntax: string
  readonly sender: string
  readonly recipient: string
  readonly preparedOn: string
  readonly preparedAt: string
  readonly reference: string
  readonly isTest?: boolean
}

export interface MessageFacts {
  readonly reference: string
  readonly type: string
  readonly release: string
  readonly association?: string
}

export function interchangeOf(header: SegmentContent, service: ServiceString): Interchange {
  return {
    syntax: componentAt(header, 1),
    version: componentAt(header, 1, 2),
    sender: componentAt(header, 2),
    recipient: componentAt(header, 3),
    preparedOn: componentAt(header, 4),
    preparedAt: componentAt(header, 4, 2),
    reference: componentAt(header, 5),
    isTest: componentAt(header, 11) === '1',
    service,
    header,
  }
}

export function messageOf(header: SegmentContent, group?: SegmentContent): MessageIdentity {
  const identity = {
    reference: componentAt(header, 1),
    type: componentAt(header, 2),
    version: componentAt(header, 2, 2),
    release: componentAt(header, 2, 3),
    agency: componentAt(header, 2, 4),
    association: componentAt(header, 2, 5),
  }
  return group === undefined ? identity : { ...identity, group }
}

/** UNB in syntax version 3. */
export function interchangeHeader(facts: InterchangeFacts): SegmentContent {
  const own = [[facts.syntax, '3'], [facts.sender], [facts.recipient], [facts.preparedOn, facts.preparedAt], [facts.reference]]
  return { tag: 'UNB', elements: facts.isTest === true ? [...own, [], [], [], [], [], ['1']] : own }
}

/** UNH of a United Nations standard message. */
export function messageHeader(facts: MessageFacts): SegmentContent {
  const identifier = [facts.type, 'D', facts.release, 'UN']
  return { tag: 'UNH', elements: [[facts.reference], facts.association === undefined ? identifier : [...identifier, facts.association]] }
}

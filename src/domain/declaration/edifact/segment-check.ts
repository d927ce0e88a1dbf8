// Judges one segment by its row of the segment table: mandatory elements, number of elements and components, format and length.
// Source of the rules: ISO 9735:1988, clauses 8 to 10; of the figures: data/edifact/segments.csv.
import type { ComponentSpec, ElementSpec, SegmentSpec } from './directory.ts'
import type { SegmentContent } from './segment.ts'

export interface SegmentFault {
  readonly kind: 'mandatory-missing' | 'too-many' | 'too-long' | 'too-short' | 'not-numeric' | 'not-alphabetic'
  /** Element and component position, from 1; component 0 for the whole element. */
  readonly element: number
  readonly component: number
  /** Data element or composite number; empty where the table has none. */
  readonly id: string
  readonly name: string
  readonly format: string
  readonly value: string
}

/** Calls `report` for every fault; a segment without fault costs no allocation. */
export function checkSegment(segment: SegmentContent, spec: SegmentSpec, report: (fault: SegmentFault) => void): void {
  const { elements } = segment
  const specs = spec.elements
  for (let at = 0; at < spec.mandatory.length; at += 1) {
    const index = spec.mandatory[at] ?? 0
    const components = elements[index]
    if (components === undefined || components.length === 0) report(missing(index + 1, specs[index]))
  }
  for (let index = 0; index < elements.length; index += 1) {
    const components = elements[index]
    if (components === undefined || components.length === 0) continue
    const elementSpec = specs[index]
    if (elementSpec === undefined) report(surplus(components.find((each) => each !== '') ?? '', index + 1, 0, ''))
    else checkElement(components, elementSpec, index + 1, report)
  }
}

function checkElement(components: readonly string[], spec: ElementSpec, element: number, report: (fault: SegmentFault) => void): void {
  const specs = spec.components
  for (let at = 0; at < spec.mandatory.length; at += 1) {
    const index = spec.mandatory[at] ?? 0
    const component = specs[index]
    if (component !== undefined && (components[index] ?? '') === '') report(faultOf('mandatory-missing', component, element, index + 1, ''))
  }
  for (let index = 0; index < components.length; index += 1) {
    const value = components[index] ?? ''
    if (value === '') continue
    const component = specs[index]
    if (component === undefined) {
      report(surplus(value, element, index + 1, spec.id))
    } else {
      const kind = formatFault(value, component)
      if (kind !== undefined) report(faultOf(kind, component, element, index + 1, value))
    }
  }
}

function formatFault(value: string, format: ComponentSpec): SegmentFault['kind'] | undefined {
  if (format.kind === 'n') {
    const digits = digitCount(value)
    if (digits < 0) return 'not-numeric'
    return digits > format.max ? 'too-long' : digits < format.min ? 'too-short' : undefined
  }
  if (format.kind === 'a' && /\d/.test(value)) return 'not-alphabetic'
  // A character outside the basic plane is two code units: only then count anew.
  if (value.length > format.max && Array.from(value).length > format.max) return 'too-long'
  return value.length < format.min ? 'too-short' : undefined
}

/** Digits of a numeric value; -1 when it is none. `-12,5` and `.5` are values, `1.` and `+1` are not (ISO 9735, clause 10). */
export function digitCount(value: string): number {
  let digits = 0
  let mark = -1
  const from = value.charCodeAt(0) === 0x2d ? 1 : 0
  for (let at = from; at < value.length; at += 1) {
    const code = value.charCodeAt(at)
    if (code >= 0x30 && code <= 0x39) digits += 1
    else if ((code === 0x2e || code === 0x2c) && mark < 0) mark = at
    else return -1
  }
  return digits === 0 || mark === value.length - 1 ? -1 : digits
}

function missing(element: number, spec: ElementSpec | undefined): SegmentFault {
  const { name = '', format = '' } = spec?.components[0] ?? {}
  return { kind: 'mandatory-missing', element, component: 0, id: spec?.id ?? '', name, format, value: '' }
}

function surplus(value: string, element: number, component: number, id: string): SegmentFault {
  return { kind: 'too-many', element, component, id, name: '', format: '', value }
}

function faultOf(kind: SegmentFault['kind'], spec: ComponentSpec, element: number, component: number, value: string): SegmentFault {
  return { kind, element, component, id: spec.id, name: spec.name, format: spec.format, value }
}

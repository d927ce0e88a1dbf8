// The service string of an interchange: which byte separates components, elements and segments, which one releases the next
// byte from its meaning, and the decimal mark. Source: ISO 9735:1988 (syntax version 3), clauses 5, 7 and annex A.

export interface ServiceString {
  readonly component: number
  readonly element: number
  /** `.` or `,`; either is read as a decimal mark in any case. */
  readonly decimal: number
  readonly release: number
  /** A space in syntax version 3; version 4 puts its repetition separator here, which is not interpreted. */
  readonly reserved: number
  readonly terminator: number
}

/** What holds when an interchange has no UNA: `UNA:+.? '` (ISO 9735, clause 7.1). */
export const defaultServiceString: ServiceString = {
  component: 0x3a,
  element: 0x2b,
  decimal: 0x2e,
  release: 0x3f,
  reserved: 0x20,
  terminator: 0x27,
}

export const serviceStringBytes = 9

/** What a byte means to the tokenizer. */
export const byteClass = { data: 0, component: 1, element: 2, terminator: 3, release: 4, lineFeed: 5, control: 6, high: 7 } as const

/** Reads the six bytes after `UNA`; undefined when they cannot separate anything: letters, digits, non-ASCII or two alike. */
export function parseServiceString(una: Uint8Array): ServiceString | undefined {
  const [, , , component = 0, element = 0, decimal = 0, release = 0, reserved = 0, terminator = 0] = una
  const service = { component, element, decimal, release, reserved, terminator }
  // A space as release character means that none is used (ISO 9735, annex A).
  const meanings = release === 0x20 ? [component, element, terminator] : [component, element, release, terminator]
  const areDistinct = new Set(meanings).size === meanings.length
  return areDistinct && meanings.every(canSeparate) && (decimal === 0x2e || decimal === 0x2c || decimal === 0x20) ? service : undefined
}

/** The class of each of the 256 bytes. */
export function byteClasses(service: ServiceString): Uint8Array {
  const classes = new Uint8Array(256)
  classes.fill(byteClass.control, 0, 0x20)
  classes.fill(byteClass.high, 0x80)
  classes[0x0a] = byteClass.lineFeed
  if (service.release !== 0x20) classes[service.release] = byteClass.release
  classes[service.component] = byteClass.component
  classes[service.element] = byteClass.element
  classes[service.terminator] = byteClass.terminator
  return classes
}

/** The UNA segment, nine characters. */
export function serviceStringText(service: ServiceString): string {
  return `UNA${String.fromCharCode(
    service.component,
    service.element,
    service.decimal,
    service.release,
    service.reserved,
    service.terminator,
  )}`
}

/** Control characters are allowed: the separators of syntax level B are 1D, 1F and 1C (ISO 9735, annex A). */
function canSeparate(byte: number): boolean {
  const isLetterOrDigit = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
  return byte < 0x7f && byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && !isLetterOrDigit
}

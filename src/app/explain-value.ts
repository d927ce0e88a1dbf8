// Where a value came from: for an element of a filing its origin and, behind a derivation, the values it was computed
// from; for a field of the submission every element that uses it.
import { elementPath, type FiledElement, type Filing, type Form, type FormRow, type Origin } from '../domain/declaration/index.ts'
import { patternOf, valueAt, type FieldKind, type FieldTable } from '../domain/submission/index.ts'
import { formatDecimal, type Decimal } from '../base/decimal.ts'
import { formatInstant, type Instant } from '../base/instant.ts'
import type { PreparedShipment } from './prepare-shipment.ts'

export interface ElementExplanation {
  readonly kind: 'element'
  /** `mainland-declaration/DecList[0]/GName`. */
  readonly path: string
  readonly value: string
  readonly row: FormRow
  readonly origin: Origin
  /** What the value was taken or computed from. */
  readonly inputs: readonly FieldExplanation[]
}

export interface FieldExplanation {
  readonly kind: 'field'
  /** `lines[0].nameZh`. */
  readonly path: string
  readonly value?: string
  readonly profile?: string
  /** What was typed where the value is a translated code. */
  readonly typed?: string
  readonly usedBy: readonly string[]
}

export type Explanation = ElementExplanation | FieldExplanation

const elementPattern = /^([a-z-]+)\/(\w+)(?:\[(\d+)\])?\/(.+)$/

/** Explains a path of a filing or of the submission; undefined when the shipment has nothing there. */
export function explainValue(shipment: PreparedShipment, path: string, fields: FieldTable): Explanation | undefined {
  const match = elementPattern.exec(path)
  if (match === null) return explainField(shipment, path, fields, true)
  const form = shipment.forms.find((each) => each.kind === match[1])
  const filing = shipment.filings.find((each) => each.kind === match[1])
  if (form === undefined || filing === undefined) return undefined
  return explainElement({ shipment, fields, form, filing }, { group: match[2] ?? '', index: Number(match[3] ?? 0), element: match[4] ?? '' })
}

/** Every element of every filing with its origin. */
export function explainEverything(shipment: PreparedShipment, fields: FieldTable): readonly ElementExplanation[] {
  return shipment.filings.flatMap((filing) => {
    const form = shipment.forms.find((each) => each.kind === filing.kind)
    if (form === undefined) return []
    return filing.groups.flatMap(({ group, index, elements }) =>
      elements.flatMap(({ element }) => explainElement({ shipment, fields, form, filing }, { group, index, element }) ?? []),
    )
  })
}

interface Explained {
  readonly shipment: PreparedShipment
  readonly fields: FieldTable
  readonly form: Form
  readonly filing: Filing
}

function explainElement(
  { shipment, fields, form, filing }: Explained,
  at: { readonly group: string; readonly index: number; readonly element: string },
): ElementExplanation | undefined {
  const filed = filing.groups.find((each) => each.group === at.group && each.index === at.index)
  const found = filed?.elements.find((each) => each.element === at.element)
  const row = form.groups.find((each) => each.id === at.group)?.rows.find((each) => each.element === at.element)
  if (row === undefined) return undefined
  const path = elementPath(filing.kind, at.group, at.index, at.element)
  // What customs assigns has no value yet, and still an answer.
  const isThere = filed !== undefined || at.index === 0
  if (found === undefined) return row.from.kind === 'assigned' && isThere ? { kind: 'element', path, value: '', row, origin: { kind: 'assigned', by: row.from.by }, inputs: [] } : undefined
  return {
    kind: 'element',
    path,
    value: found.value,
    row,
    origin: found.origin,
    inputs: oncePerPath(inputsOf(found).flatMap((input) => explainInput(shipment, input, fields))),
  }
}

function inputsOf({ origin }: FiledElement): readonly string[] {
  switch (origin.kind) {
    case 'derived':
      return origin.inputs
    case 'entered':
    case 'profile':
    case 'translated':
      return [origin.path]
    default:
      return []
  }
}

/** A pattern such as `lines[].netWeightKg` stands for the value of every line. */
function explainInput(shipment: PreparedShipment, input: string, fields: FieldTable): readonly FieldExplanation[] {
  if (!input.includes('[]')) {
    const field = explainField(shipment, input, fields, false)
    return field === undefined ? [] : [field]
  }
  const list = input.slice(0, input.indexOf('[]'))
  const items = valueAt(shipment.submission, list)
  if (!Array.isArray(items)) return []
  return items.flatMap((_, index) => explainInput(shipment, input.replace('[]', `[${index}]`), fields))
}

/** A line's own value may stand beside the pattern for every line. */
function oncePerPath(inputs: readonly FieldExplanation[]): readonly FieldExplanation[] {
  return [...new Map(inputs.map((input) => [input.path, input])).values()]
}

function explainField(shipment: PreparedShipment, path: string, fields: FieldTable, withUses: boolean): FieldExplanation | undefined {
  const field = fields.byPath.get(patternOf(path))
  const value = field === undefined ? undefined : valueAt(shipment.submission, path)
  if (field === undefined || value === undefined) return undefined
  const profile = shipment.origins.fromProfile.get(path)
  const translation = shipment.origins.translated.get(path)
  return {
    kind: 'field',
    path,
    value: written(value, field.type),
    ...(profile === undefined ? {} : { profile }),
    ...(translation === undefined ? {} : { typed: translation.from }),
    usedBy: withUses ? usesOf(shipment, path) : [],
  }
}

function usesOf(shipment: PreparedShipment, path: string): readonly string[] {
  const pattern = patternOf(path)
  return shipment.filings.flatMap((filing) =>
    filing.groups.flatMap(({ group, index, elements }) =>
      elements
        .filter((each) => inputsOf(each).some((input) => input === path || input === pattern))
        .map(({ element }) => elementPath(filing.kind, group, index, element)),
    ),
  )
}

function written(value: unknown, { kind }: FieldKind): string {
  if (kind === 'decimal') return formatDecimal(value as Decimal)
  return kind === 'instant' ? formatInstant('Asia/Hong_Kong', value as Instant) : String(value)
}

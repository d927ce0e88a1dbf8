// Leads from a path to its place on the desk: the label, the line of the text, the field of the form.
import { createMemo, untrack, type Accessor } from 'solid-js'
import { patternOf } from '../../../src/domain/submission/index.ts'
import { address, choose } from '../address.ts'
import type { FormField } from '../api/reading.ts'
import type { DraftReading } from '../draft/draft-text.ts'
import type { FieldGuide } from '../filing/field-link.tsx'
import type { Desk } from './desk-state.ts'
import { fieldId } from './form-field.tsx'
import { nameOf } from './form-view.tsx'
import { focusLine } from './text-editor.tsx'

export function createFieldGuide(fields: Accessor<readonly FormField[]>, desk: Desk, reveal: (path: string) => void): FieldGuide {
  const labels = createMemo(() => new Map(fields().map((field) => [field.path, field.label])))
  const lineOf = (path: string): number | undefined => {
    const reading = desk.reading()
    return reading?.kind === 'read' ? reading.positions.get(path)?.line : undefined
  }
  return {
    labelOf: (path) => {
      const pattern = patternOf(path)
      return labels().get(pattern) ?? (pattern === '' ? '' : nameOf(pattern))
    },
    lineOf,
    show: (path) => {
      const line = untrack(() => lineOf(path))
      reveal(path)
      if (untrack(address).view === 'text' && line !== undefined) {
        choose({ field: path, element: '' })
        return focusLine(line)
      }
      choose({ field: path, element: '', view: 'form' })
      queueMicrotask(() => showField(path))
    },
  }
}

/** The value that stands on a line, or the last one before it. */
export function pathAtLine(reading: DraftReading | undefined, line: number): string | undefined {
  if (reading?.kind !== 'read') return undefined
  let found: string | undefined
  let foundLine = 0
  for (const [path, at] of reading.positions) {
    if (at.line <= line && at.line > foundLine) {
      found = path
      foundLine = at.line
    }
  }
  return found
}

/** A branch or an item has no field of its own; then the first field below it is shown. */
function showField(path: string): void {
  const exact = document.getElementById(fieldId(path))
  const field = exact ?? [...document.querySelectorAll<HTMLElement>('.form [id^="field-"]')].find((each) => isUnder(each.id, path))
  if (field === undefined) return
  field.scrollIntoView({ block: 'center' })
  field.focus({ preventScroll: true })
}

/** True where the columns scroll by themselves, so that one may follow the other. */
export function hasPanes(): boolean {
  return matchMedia('(min-width: 60.01rem)').matches
}

export function bringIntoPane(path: string): void {
  queueMicrotask(() => document.getElementById(fieldId(path))?.scrollIntoView({ block: 'nearest' }))
}

function isUnder(id: string, path: string): boolean {
  return !id.endsWith('-help') && (id.startsWith(`${fieldId(path)}.`) || id.startsWith(`${fieldId(path)}[`))
}

// The conditions that several forms name. Described in four languages in data/rules/conditions.csv.
import type { Condition, FormContext } from './form.ts'

export const isExport: Condition<FormContext> = { id: 'export', holds: (context) => context.submission.direction === 'export' }
export const isImport: Condition<FormContext> = { id: 'import', holds: (context) => context.submission.direction === 'import' }
export const hasElectronicLock: Condition<FormContext> = {
  id: 'electronic-lock',
  holds: (context) => context.submission.movement.electronicLock !== undefined,
}
export const isCombinedPort: Condition<FormContext> = {
  id: 'combined-port',
  holds: (context) => context.submission.isCombinedPort === true,
}

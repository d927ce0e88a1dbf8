// The words of the matrix: whose things there are, and in which cases they are asked for.
import type { Customs } from '../../../src/domain/access/index.ts'

export const red = 'red-org'
/** Its name, like everything of it, is found again in whatever says too much. */
export const blue = 'blue-org-77'
export const blueMark = /blue-org-77|blue-mark|share-blue|0000000000b1/i

/** Gives drafts to both, and so is known to both. */
export const green = 'green-org'
/** The one-time code of a draft for red. */
export const redCode = 'REDC-0DEF-0RTH-EMTX'

export type Which = 'own' | 'other' | 'foreign-customs' | 'missing' | 'removed' | `malformed-${1 | 2 | 3 | 4 | 5}`
export const objectCases = ['own', 'other', 'foreign-customs', 'missing', 'removed', 'malformed-1', 'malformed-2', 'malformed-3', 'malformed-4', 'malformed-5'] as const satisfies readonly Which[]
/** Of a route that names no object: as it is, and with another organisation in the query. */
export const plainCases = ['own', 'other'] as const satisfies readonly Which[]

export const malformed: Readonly<Record<string, string>> = { 'malformed-1': "'; drop--", 'malformed-2': 'x'.repeat(300), 'malformed-3': '../../etc', 'malformed-4': '%00', 'malformed-5': '__proto__' }

/** One thing that a path can name, and whose it is. */
export interface Thing {
  readonly params: Readonly<Record<string, string>>
  /** Undefined: it is not there at all. */
  readonly owner?: string
  readonly customs?: Customs
}

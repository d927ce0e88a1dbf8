// Which filings a shipment needs: the mainland's declaration and road manifest always, and those of the other side.
import type { Counterpart } from '../submission/index.ts'
import type { FilingKind } from './form.ts'

const mainland: readonly FilingKind[] = [
  'mainland-declaration',
  'mainland-manifest-original',
  'mainland-manifest-confirmation',
  'mainland-manifest-arrival',
]

const otherSide: Readonly<Record<Counterpart, readonly FilingKind[]>> = {
  hongkong: ['hongkong-cargo', 'hongkong-bundling', 'hongkong-declaration'],
  macao: ['macao-declaration'],
}

export function filingsFor(counterpart: Counterpart): readonly FilingKind[] {
  return [...mainland, ...otherSide[counterpart]]
}

// What may stand on one Hong Kong declaration: goods under one bill or road manifest, or goods on the same vehicle and of
// the same country whose codes share the first four digits (C&SD, censtatd.gov.hk page_1384). Which country is meant is not stated: the origin is taken.
import { subheadingOf } from '../../reference/index.ts'
import type { Submission } from '../../submission/index.ts'

export type Grouping =
  | { readonly kind: 'one-bill'; readonly bill: string }
  | { readonly kind: 'same-heading'; readonly vehicle: string; readonly country: string; readonly heading: string }
  /** Two lines that may not stand together without a bill; a code, country or vehicle that is not known counts as different. */
  | { readonly kind: 'apart'; readonly first: number; readonly other: number; readonly differs: 'country' | 'heading' | 'vehicle' }

/** Why the lines of a shipment may stand on one declaration, or which two may not. Line indexes from 0. */
export function groupingOf({ movement, lines }: Submission): Grouping {
  if (movement.billNumber !== undefined) return { kind: 'one-bill', bill: movement.billNumber }
  const heads = lines.map((line) => ({
    country: line.originCountry ?? '',
    heading: subheadingOf(line.codes.hongkong ?? line.codes.mainland ?? '')?.slice(0, 4) ?? '',
  }))
  const first = heads[0] ?? { country: '', heading: '' }
  for (const [index, head] of heads.entries()) {
    if (index === 0) continue
    if (head.country === '' || head.country !== first.country) return { kind: 'apart', first: 0, other: index, differs: 'country' }
    if (head.heading === '' || head.heading !== first.heading) return { kind: 'apart', first: 0, other: index, differs: 'heading' }
  }
  const vehicle = movement.counterpartVehicle
  if (vehicle === undefined && lines.length > 1) return { kind: 'apart', first: 0, other: 1, differs: 'vehicle' }
  return { kind: 'same-heading', vehicle: vehicle ?? '', country: first.country, heading: first.heading }
}

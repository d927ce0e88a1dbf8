// The names that drafts go by. What a draft is for stands in its name, so that every browser of the organisation leads to
// the right page: `draft-…` is a shipment, `amend-<shipment>` a change, `incoming-<share>` what the other side gave.
import { freshKey } from '../device/once-key.ts'

export type DraftPurpose = { readonly kind: 'shipment' } | { readonly kind: 'amend'; readonly id: string } | { readonly kind: 'incoming'; readonly id: string }

const idBytes = 8

export function newDraftId(): string {
  return `draft-${freshKey(idBytes)}`
}

export function newTemplateId(): string {
  return `template-${freshKey(idBytes)}`
}

export function amendDraftId(shipment: string): string {
  return `amend-${shipment}`
}

export function incomingDraftId(share: string): string {
  return `incoming-${share}`
}

/** Undefined for what is no name of a draft, such as that of a sample. */
export function purposeOf(id: string): DraftPurpose | undefined {
  const [, kind, rest = ''] = /^(draft|amend|incoming)-(.+)$/.exec(id) ?? []
  if (kind === undefined) return undefined
  return kind === 'draft' ? { kind: 'shipment' } : { kind: kind === 'amend' ? 'amend' : 'incoming', id: rest }
}

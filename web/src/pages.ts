// The pages, each fetched when it is first shown, so that the first page stays small. A page takes the id of its address.
import type { Component } from 'solid-js'
import type { Page } from './address.ts'

export type PageComponent = Component<{ readonly id: string }>

export const pageLoaders: Readonly<Record<Page, () => Promise<PageComponent>>> = {
  start: async () => (await import('./pages/start-page.tsx')).StartPage,
  today: async () => (await import('./pages/today-page.tsx')).TodayPage,
  desk: async () => (await import('./desk/desk-page.tsx')).DeskPage,
  drafts: async () => (await import('./drafts/drafts-page.tsx')).DraftsPage,
  imports: async () => (await import('./bulk/imports-page.tsx')).ImportsPage,
  import: async () => (await import('./bulk/import-page.tsx')).ImportPage,
  incoming: async () => (await import('./pages/incoming-page.tsx')).IncomingPage,
  receive: async () => (await import('./pages/receive-page.tsx')).ReceivePage,
  shipments: async () => (await import('./pages/shipments-page.tsx')).ShipmentsPage,
  shipment: async () => (await import('./shipment/shipment-page.tsx')).ShipmentPage,
  amend: async () => (await import('./shipment/amend-page.tsx')).AmendPage,
  officer: async () => (await import('./officer/queue-page.tsx')).QueuePage,
  'officer-filing': async () => (await import('./officer/filing-page.tsx')).FilingPage,
  settings: async () => (await import('./settings/settings-page.tsx')).SettingsPage,
  explorer: async () => (await import('./explorer/explorer-page.tsx')).ExplorerPage,
  place: async () => (await import('./explorer/place-page.tsx')).PlacePage,
  measure: async () => (await import('./explorer/measure-page.tsx')).MeasurePage,
  figure: async () => (await import('./explorer/figure-page.tsx')).FigurePage,
  check: async () => (await import('./explorer/check/check-page.tsx')).CheckPage,
  story: async () => (await import('./explorer/story/story-page.tsx')).StoryPage,
  unknown: async () => (await import('./pages/unknown-page.tsx')).UnknownPage,
}

/** Pages in the head, in order, with the action that somebody needs for each; empty for everybody. The desk is nobody's too. */
export const headPages: readonly { readonly page: Page; readonly action: string }[] = [
  { page: 'start', action: '' },
  { page: 'today', action: 'draft.read' },
  { page: 'desk', action: 'draft.keep' },
  { page: 'drafts', action: 'draft.read' },
  { page: 'imports', action: 'bulk.import' },
  { page: 'incoming', action: 'share.receive' },
  { page: 'shipments', action: 'shipment.read' },
  { page: 'officer', action: 'filing.read' },
  { page: 'explorer', action: '' },
  { page: 'settings', action: 'person.read' },
]

/** The page of the head that a page belongs to. */
export function headPageOf(page: Page): Page {
  if (page === 'shipment' || page === 'amend') return 'shipments'
  if (page === 'officer-filing') return 'officer'
  if (page === 'import') return 'imports'
  if (page === 'place' || page === 'measure' || page === 'figure' || page === 'check' || page === 'story') return 'explorer'
  return page === 'receive' ? 'incoming' : page
}

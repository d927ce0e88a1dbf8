// The address bar is the state: language, page, shipment, view, chosen filing, chosen element or field. It stands in the
// hash, `#/en/desk/some-sample?view=text&filing=hongkong-cargo`, so that any server of static files will do.
import { createSignal } from 'solid-js'
import { isLanguage, type Language } from '../../src/base/language.ts'

export const pages = ['start', 'today', 'desk', 'drafts', 'imports', 'import', 'incoming', 'receive', 'shipments', 'shipment', 'amend', 'officer', 'officer-filing', 'settings', 'explorer', 'place', 'measure', 'figure', 'check', 'story', 'unknown'] as const
export type Page = (typeof pages)[number]
export type View = 'form' | 'text'

export interface Address {
  readonly language: Language
  readonly page: Page
  /**
   * Sample or draft on the desk, workbook, filed shipment, draft of the other side, `organisation/shipment/filing` of an officer, section
   * of the settings, place, measure or story of the Explorer; empty for none.
   */
  readonly id: string
  readonly view: View
  /** Kind of the filing that is shown. */
  readonly filing: string
  /** Path of the chosen element, `mainland-declaration/DecList[0]/GName`. */
  readonly element: string
  /** Path of the chosen field, `lines[0].nameZh`. */
  readonly field: string
  /** Recipe of the figure that is shown, `total[GBA9, 2023]`. */
  readonly recipe: string
  /** The day as of which figures are known; empty for all that is known. */
  readonly asOf: string
  /** The only measure of a place, or place of a measure, that is shown. */
  readonly only: string
  /** The claim of a story whose receipt is open. */
  readonly claim: string
}

export type Chosen = Omit<Address, 'language' | 'page' | 'id'>

const nothingChosen: Chosen = { view: 'form', filing: '', element: '', field: '', recipe: '', asOf: '', only: '', claim: '' }
/** The name of each choice in the address. */
const queryNames = { filing: 'filing', element: 'element', field: 'field', recipe: 'recipe', asOf: 'asof', only: 'only', claim: 'claim' } as const

export function parseAddress(hash: string, preferred: Language): Address {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [tag = '', page = '', id = '', act = '', last = ''] = path.split('/').map(decoded)
  const chosen = new URLSearchParams(query)
  return {
    language: isLanguage(tag) ? tag : preferred,
    page: pageOf(page, id, act),
    id: page === 'officer' && id !== '' ? [id, act, last].join('/') : page === 'explorer' ? act : id,
    view: chosen.get('view') === 'text' ? 'text' : 'form',
    filing: chosen.get(queryNames.filing) ?? '',
    element: chosen.get(queryNames.element) ?? '',
    field: chosen.get(queryNames.field) ?? '',
    recipe: chosen.get(queryNames.recipe) ?? '',
    asOf: chosen.get(queryNames.asOf) ?? '',
    only: chosen.get(queryNames.only) ?? '',
    claim: chosen.get(queryNames.claim) ?? '',
  }
}

export function formatAddress(address: Address): string {
  const { language, page, id, view } = address
  const parts: Readonly<Record<Page, readonly string[]>> = {
    start: [],
    today: ['today'],
    desk: id === '' ? ['desk'] : ['desk', id],
    drafts: ['drafts'],
    imports: ['imports'],
    import: ['imports', id],
    incoming: ['incoming'],
    receive: ['incoming', id],
    shipments: ['shipments'],
    shipment: ['shipments', id],
    amend: ['shipments', id, 'amend'],
    officer: ['officer'],
    'officer-filing': ['officer', ...id.split('/')],
    settings: id === '' ? ['settings'] : ['settings', id],
    explorer: ['explorer'],
    place: ['explorer', 'place', id],
    measure: ['explorer', 'measure', id],
    figure: ['explorer', 'figure'],
    check: ['check'],
    story: ['stories', id],
    unknown: ['unknown'],
  }
  const query = new URLSearchParams()
  if (view === 'text') query.set('view', view)
  for (const key of ['filing', 'element', 'field', 'recipe', 'asOf', 'only', 'claim'] as const) if (address[key] !== '') query.set(queryNames[key], address[key])
  const path = [language, ...parts[page]].map(encodeURIComponent).join('/')
  return query.size === 0 ? `#/${path}` : `#/${path}?${query.toString()}`
}

/** The language of the browser's wishes that Lingding speaks; English when it speaks none. */
export function preferredLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const tag = wish.toLowerCase()
    if (/^zh-(hant|hk|mo|tw)/.test(tag)) return 'zh-Hant'
    if (tag.startsWith('zh')) return 'zh-Hans'
    if (tag.startsWith('pt')) return 'pt'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}

function pageOf(page: string, id: string, act: string): Page {
  if (page === '') return 'start'
  if (page === 'imports') return id === '' ? 'imports' : 'import'
  if (page === 'incoming') return id === '' ? 'incoming' : 'receive'
  if (page === 'shipments') return id === '' ? 'shipments' : act === 'amend' ? 'amend' : 'shipment'
  if (page === 'officer') return id === '' ? 'officer' : 'officer-filing'
  if (page === 'explorer') return id === '' ? 'explorer' : id === 'place' || id === 'measure' || id === 'figure' ? id : 'unknown'
  if (page === 'stories') return id === '' ? 'unknown' : 'story'
  return page === 'settings' || page === 'check' || page === 'today' || page === 'desk' || page === 'drafts' ? page : 'unknown'
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const read = (): Address => parseAddress(location.hash, preferredLanguage(navigator.languages))
const [current, setCurrent] = createSignal(read())
addEventListener('hashchange', () => setCurrent(read()))
addEventListener('popstate', () => setCurrent(read()))

export const address = current

/** Places that go by another name since a draft got its own address; the page at them is the same one. */
const renamed = new Map<string, string>()

/** Which page with which content it is: another place is another page, another choice within it is not. */
export function placeOf({ page, id }: Pick<Address, 'page' | 'id'>): string {
  const place = `${page}/${id}`
  return renamed.get(place) ?? place
}

/** Gives what is on the page an address of its own; the page stays as it is. */
export function rename(id: string): void {
  const before = placeOf(current())
  renamed.set(`${current().page}/${id}`, before)
  history.replaceState(null, '', formatAddress({ ...current(), id }))
  setCurrent(read())
}

/** Goes to a page as a link would. */
export function go(page: Page, id = ''): void {
  // Whoever goes there anew finds a new page.
  renamed.delete(`${page}/${id}`)
  location.hash = pageAddress(page, id)
}


/** The address of another page in the same language. */
export function pageAddress(page: Page, id = '', chosen: Partial<Chosen> = {}): string {
  return formatAddress({ ...nothingChosen, language: current().language, page, id, ...chosen })
}

/** A choice within the page that is a step in the browser's history. */
export function step(chosen: Partial<Chosen>): void {
  location.hash = formatAddress({ ...current(), ...chosen })
}

export function languageAddress(language: Language): string {
  return formatAddress({ ...current(), language })
}

/** A choice within the page is not a step in the browser's history. */
export function choose(chosen: Partial<Chosen>): void {
  history.replaceState(null, '', formatAddress({ ...current(), ...chosen }))
  setCurrent(read())
}

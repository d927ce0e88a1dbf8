// What a figure is of: a city, a province, a group of cities, a port, a scheme. Cities are meant as the registered place
// of the trader; a port is where goods pass, and a scheme is what it moves. The three are different subjects and never mix.
import type { CsvRow } from '../../base/csv-rows.ts'
import { parseCivilDate } from '../../base/civil-date.ts'
import { invariant } from '../../base/invariant.ts'
import type { Label } from '../../base/language.ts'
import { labelOf } from '../../base/message.ts'
import type { Validity } from '../../base/validity.ts'

const kinds = ['city', 'group', 'province', 'region', 'country', 'port', 'scheme'] as const
export type PlaceKind = (typeof kinds)[number]

export interface Place {
  readonly id: string
  readonly kind: PlaceKind
  /** GB/T 2260, where there is one. */
  readonly code: string
  readonly parent: string
  readonly label: Label
  readonly aliases: readonly string[]
  readonly members: readonly Member[]
}

export interface Member {
  readonly place: string
  readonly validity: Validity
}

export type Places = ReadonlyMap<string, Place>

/** Columns of the places: id, kind, code, parent, aliases and the four languages; of the members: place, member, from, to. */
export function placesFrom(rows: readonly CsvRow[], memberRows: readonly CsvRow[]): Places {
  const places = new Map(rows.map((row) => [row['id'] ?? '', placeFrom(row, memberRows)]))
  for (const place of places.values()) {
    invariant(place.parent === '' || places.has(place.parent), `${place.id} lies in a place that is known`)
    for (const { place: member } of place.members) invariant(places.has(member), `${member}, a member of ${place.id}, is known`)
  }
  return places
}

/** By id, code or name in any language, whatever the case. */
export function findPlace(places: Places, asked: string): Place | undefined {
  const wanted = asked.trim().toLowerCase()
  return places.get(asked) ?? [...places.values()].find((place) => namesOf(place).some((name) => name.toLowerCase() === wanted))
}

function namesOf(place: Place): readonly string[] {
  return [place.id, place.code, ...Object.values(place.label), ...place.aliases].filter((name) => name !== '')
}

function placeFrom(row: CsvRow, memberRows: readonly CsvRow[]): Place {
  const id = row['id'] ?? ''
  const kind = kinds.find((each) => each === row['kind'])
  invariant(kind !== undefined, `place ${id} is one of ${kinds.join(', ')}`)
  const members = memberRows.filter((member) => member['place'] === id).map(memberFrom)
  return { id, kind, code: row['code'] ?? '', parent: row['parent'] ?? '', label: labelOf(row), aliases: (row['aliases'] ?? '').split('; ').filter((alias) => alias !== ''), members }
}

function memberFrom(row: CsvRow): Member {
  const [from, to] = [parseCivilDate(row['from'] ?? ''), parseCivilDate(row['to'] ?? '')]
  return { place: row['member'] ?? '', validity: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } }
}

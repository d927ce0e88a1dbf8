// Draft → submission → every filing, with all issues and the count. Nothing is kept; the same input gives the same answer.
import type { CivilDate } from '../base/civil-date.ts'
import { dateIn, instant, parseInstant, startOf, type Instant, type Zone } from '../base/instant.ts'
import { hasError, type Issue } from '../base/issue.ts'
import { localOrganisation, type Customs, type OrganisationId } from '../domain/access/index.ts'
import {
  buildFiling,
  countItems,
  judge,
  type Count,
  type Filing,
  type Form,
  type FormContext,
} from '../domain/declaration/index.ts'
import {
  parseDraft,
  isDraftObject,
  resolveProfiles,
  type DraftObject,
  type Origins,
  type Profiles,
  type Submission,
} from '../domain/submission/index.ts'
import type { Knowledge } from './knowledge.ts'

export interface ShipmentInput {
  readonly draft: DraftObject
  readonly profiles: Profiles
  /** The caller's clock; the submission's own `asOf` goes before it. */
  readonly now: Instant
  /** Judge as of another day, at the same time of day: rules, lists and time windows. */
  readonly on?: CivilDate
  /** Only the filings with these administrations are made; all of them when absent. */
  readonly administrations?: readonly Customs[]
  /** Who sends it to customs; whoever runs the command line alone is nobody else. */
  readonly organisation?: OrganisationId
  /** Of a shipment that was filed: the number it goes by at customs. */
  readonly senderNumber?: string
  /** Of a shipment that is sent again: the number that the single window gave it. */
  readonly unifiedNumber?: string | undefined
  /** Hexadecimal SHA-256 of a text in UTF-8. */
  readonly hashText: (text: string) => string
}

export interface PreparedShipment {
  /** 16 hexadecimal digits, the same for the same trader and reference, whoever files: both sides call the shipment by it. */
  readonly id: string
  /** 16 hexadecimal digits that customs' answers come back by: no two organisations have the same one. */
  readonly senderNumber: string
  readonly submission: Submission
  readonly origins: Origins
  readonly filings: readonly Filing[]
  readonly forms: readonly Form[]
  /** Errors and warnings, those of the entry first. */
  readonly issues: readonly Issue[]
  readonly isAcceptable: boolean
  readonly on: CivilDate
  readonly now: Instant
  readonly count: Count
  readonly countWithUnverified: Count
}

/** A shipment that could not even be read as one has issues and no filing. */
export type Preparation =
  | { readonly kind: 'prepared'; readonly shipment: PreparedShipment }
  | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }

const idLength = 16
const zone: Zone = 'Asia/Shanghai'

export function prepareShipment(input: ShipmentInput, knowledge: Knowledge): Preparation {
  const resolved = resolveProfiles(input.draft, input.profiles)
  const moment = asOfIn(input.draft) ?? input.now
  const on = input.on ?? dateIn(zone, moment)
  const now = onDay(moment, on)
  const { submission, origins, issues: entryIssues } = parseDraft(resolved, knowledge.fields, knowledge.book, on)
  if (submission === undefined) return { kind: 'unreadable', issues: entryIssues }
  const id = input.hashText(`${submission.parties.trader.uscc ?? ''}\n${submission.reference}`).slice(0, idLength)
  const senderNumber = input.senderNumber ?? senderNumberOf(id, input)
  const context: FormContext = { submission, book: knowledge.book, on, now, senderNumber, ...(input.unifiedNumber === undefined ? {} : { unifiedNumber: input.unifiedNumber }) }
  const { forms: all, asked, askedWithUnverified } = knowledge.plans[submission.counterpart]
  const isOurs = (customs: Customs | 'all'): boolean => customs === 'all' || (input.administrations?.includes(customs) ?? true)
  const forms = all.filter((form) => isOurs(form.customs))
  const built = forms.map((form) => buildFiling(form, context, origins))
  const filings = built.map((each) => each.filing)
  const found = judge(knowledge.rules.filter((rule) => isOurs(rule.fact.customs)), { ...context, filings })
  const issues = oncePerCause(entryIssues, [...built.flatMap((each) => each.issues), ...found])
  const keyed = itemsKeyed(forms, filings)
  return {
    kind: 'prepared',
    shipment: {
      id,
      senderNumber,
      submission,
      origins,
      filings,
      forms,
      issues,
      isAcceptable: !hasError(issues),
      on,
      now,
      count: countItems(asked, (item) => keyed.has(item)),
      countWithUnverified: countItems(askedWithUnverified, (item) => keyed.has(item)),
    },
  }
}

/**
 * Two organisations may file the same reference of the same trader, an agent and the trader itself. What goes to customs has
 * a name of its own for each; the organisation of the command line and of a preview by nobody has the id itself.
 */
export function senderNumberOf(id: string, { organisation, hashText }: Pick<ShipmentInput, 'organisation' | 'hashText'>): string {
  return organisation === undefined || organisation === localOrganisation ? id : hashText(`${organisation}\n${id}`).slice(0, idLength)
}

/** The profiles that a draft names, whether or not they gave a value: all that is needed to read it again. */
export function namedProfiles({ draft, profiles }: Pick<ShipmentInput, 'draft' | 'profiles'>): Profiles {
  const parties = draft['parties']
  const named = isDraftObject(parties) ? Object.values(parties).map((party) => (isDraftObject(party) ? party['profile'] : undefined)) : []
  return new Map([...profiles].filter(([name]) => named.includes(name)))
}

/** Items of which somebody typed a value, a code that was translated among them. */
function itemsKeyed(forms: readonly Form[], filings: readonly Filing[]): ReadonlySet<string> {
  const keyed = new Set<string>()
  for (const [index, form] of forms.entries()) {
    for (const group of filings[index]?.groups ?? []) {
      const items = form.items.get(group.group)
      for (const { element, origin } of group.elements) {
        if (origin.kind !== 'entered' && origin.kind !== 'translated') continue
        const item = items?.get(element)
        if (item !== undefined) keyed.add(item)
      }
    }
  }
  return keyed
}

/**
 * Several filings may miss the same value, and each says so, but the same rule speaks once about a path. What the entry
 * already refused is not called missing a second time.
 */
function oncePerCause(entry: readonly Issue[], later: readonly Issue[]): readonly Issue[] {
  const refusedPaths = new Set(entry.filter((each) => each.severity === 'error').map((each) => each.path))
  const seen = new Set<string>()
  return [...entry, ...later.filter((each) => each.code !== 'element_missing' || !refusedPaths.has(each.path))].filter((each) => {
    const cause = `${each.path} ${each.rule} ${each.code}`
    if (seen.has(cause)) return false
    seen.add(cause)
    return true
  })
}

function onDay(moment: Instant, day: CivilDate): Instant {
  return instant(startOf(day, zone) + (moment - startOf(dateIn(zone, moment), zone)))
}

function asOfIn(draft: DraftObject): Instant | undefined {
  return typeof draft['asOf'] === 'string' ? parseInstant(draft['asOf']) : undefined
}

// Draft → submission → every filing, with all issues and the count. Nothing is kept; the same input gives the same answer.
import type { CivilDate } from '../base/civil-date.ts'
import { dateIn, parseInstant, type Instant } from '../base/instant.ts'
import { hasError, type Issue } from '../base/issue.ts'
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
  readDraftText,
  resolveProfiles,
  type DraftObject,
  type Origins,
  type Profiles,
  type ReadDraft,
  type Submission,
} from '../domain/submission/index.ts'
import type { Knowledge } from './knowledge.ts'

export interface ShipmentInput {
  readonly draft: DraftObject
  readonly profiles: Profiles
  /** The caller's clock; the submission's own `asOf` goes before it. */
  readonly now: Instant
  /** Judge by the rules and lists of another day. */
  readonly on?: CivilDate
  /** 16 hexadecimal digits of the hash of the bytes received. */
  readonly digest: string
}

export interface PreparedShipment {
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

/** Reads the text of a YAML or JSON shipment; positions say where each value stands. */
export function readShipmentText(text: string): ReturnType<typeof readDraftText> {
  return readDraftText(text)
}

export type { ReadDraft }

export function prepareShipment(input: ShipmentInput, knowledge: Knowledge): Preparation {
  const resolved = resolveProfiles(input.draft, input.profiles)
  if (!resolved.ok) return { kind: 'unreadable', issues: resolved.issues }
  const now = asOfIn(input.draft) ?? input.now
  const on = input.on ?? dateIn('Asia/Shanghai', now)
  const parsed = parseDraft(resolved.value, knowledge.fields, knowledge.book, on)
  if (!parsed.ok) return { kind: 'unreadable', issues: parsed.issues }
  const { submission, origins } = parsed.value
  const context: FormContext = { submission, book: knowledge.book, on, now, digest: input.digest }
  const { forms, asked, askedWithUnverified } = knowledge.plans[submission.counterpart]
  const built = forms.map((form) => buildFiling(form, context, origins))
  const filings = built.map((each) => each.filing)
  const found = judge(knowledge.rules, { ...context, filings })
  const issues = oncePerCause([...parsed.value.issues, ...built.flatMap((each) => each.issues), ...found])
  const keyed = itemsKeyed(forms, filings)
  return {
    kind: 'prepared',
    shipment: {
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

/** Several filings may miss the same value; each says so, but the same rule speaks once about a path. */
function oncePerCause(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>()
  return issues.filter((each) => {
    const cause = `${each.path} ${each.rule} ${each.code}`
    if (seen.has(cause)) return false
    seen.add(cause)
    return true
  })
}

function asOfIn(draft: DraftObject): Instant | undefined {
  return typeof draft['asOf'] === 'string' ? parseInstant(draft['asOf']) : undefined
}

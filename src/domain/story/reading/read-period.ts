// When a number is said of: the words of its own clause first, then those of the sentence, then of the sentence before.
import type { CivilDate } from '../../../base/civil-date.ts'
import { periodsIn, wholeOf, type Parsed, type Surroundings } from './clause.ts'
import { periodMeaning, yearsOf } from './period-pattern.ts'
import type { PeriodMention } from './mention.ts'

export interface PeriodRead {
  /** Undefined when none is said or it cannot be told. */
  readonly period: string | undefined
  /** Said in the sentence itself. */
  readonly isOwn: boolean
  readonly isEachYear: boolean
  /** Said by a word such as "last year" in a text without a date. */
  readonly isUndated: boolean
  /** The year that a growth is on; empty for the year before. */
  readonly base: string
}

interface Input {
  readonly on: CivilDate | undefined
}

interface CarriedPeriod {
  readonly period: string
}

/** Without surroundings: of the sentence as a whole. */
export function periodOf(here: Surroundings | undefined, one: Parsed, carried: CarriedPeriod, { on }: Input): PeriodRead {
  const ordered = inOrder(here, one)
  const meanings = ordered.map((each) => ({ each, meaning: periodMeaning(each.word, on) }))
  const clause = here === undefined ? wholeOf(one) : here.clause
  const isEachYear = meanings.some(({ each, meaning }) => meaning.kind === 'each' && each.start >= clause.start && each.end <= clause.end)
  const base = meanings.find(({ each }) => each.word.code === 'base' && each.word.y1 !== '')?.each.word.y1 ?? ''
  let isUndated = false
  // The day of a news line says nothing of a year's trade where a period is named as well.
  const isDay = ({ meaning }: (typeof meanings)[number]): boolean => meaning.kind === 'stock'
  for (const { meaning } of [...meanings.filter((each) => !isDay(each)), ...meanings.filter(isDay)]) {
    const period = meant(meaning, carried, on)
    if (period !== undefined) return { period, isOwn: true, isEachYear, isUndated: false, base }
    if (meaning.kind === 'undated' || meaning.kind === 'years') isUndated = true
  }
  const isUntold = meanings.some(({ meaning }) => meaning.kind !== 'each' && meaning.kind !== 'none')
  return { isOwn: false, period: isUntold || carried.period === '' ? undefined : carried.period, isEachYear, isUndated, base }
}

function meant(meaning: ReturnType<typeof periodMeaning>, carried: CarriedPeriod, on: CivilDate | undefined): string | undefined {
  switch (meaning.kind) {
    case 'period':
      return meaning.period
    case 'stock':
      return 'stock'
    case 'same':
      return carried.period === '' ? undefined : carried.period
    case 'years': {
      if (yearsOf(carried.period)?.length === meaning.count) return carried.period
      if (on === undefined || !(meaning.count > 0)) return undefined
      const year = Number(on.slice(0, 4))
      return `${year - meaning.count}/${year - 1}`
    }
    default:
      return undefined
  }
}

/** In the clause before the number, behind it, then backwards and forwards in the sentence. */
function inOrder(here: Surroundings | undefined, one: Parsed): readonly PeriodMention[] {
  const all = periodsIn(one, wholeOf(one))
  if (here === undefined) return all
  const { clause, head, tail } = here
  const ordered = [
    ...periodsIn(one, head).toReversed(),
    ...periodsIn(one, tail),
    ...periodsIn(one, { start: clause.start, end: head.start }).toReversed(),
    ...periodsIn(one, { start: 0, end: clause.start }).toReversed(),
    ...periodsIn(one, { start: Math.min(tail.end, clause.end), end: one.sentence.text.length }),
  ]
  return [...new Set(ordered)]
}

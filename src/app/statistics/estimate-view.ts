// An estimate as other programs and people read it: numbers in the unit shown, bounds rounded outward so that they stay
// bounds, the vintage, every source, and the working line by line.
import type { Language } from '../../base/language.ts'
import { renderIssue, type Messages, type RenderedIssue } from '../../base/message.ts'
import {
  figureCell,
  fractionText,
  inUnit,
  leavesOf,
  vintageOf,
  type Estimate,
  type Figure,
  type Fraction,
  type Interval,
  type Step,
  type Unit,
} from '../../domain/statistics/index.ts'

export interface SourceView {
  readonly id: string
  readonly figure: string
  readonly printed: string
  readonly unit: string
  readonly qualifier: string
  readonly vintage: string
  readonly reliability: string
  readonly published: string
  readonly address: string
  readonly title: string
}

export interface StepView {
  readonly recipe: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly vintage?: string
  readonly source?: string
}

export interface EstimateView {
  readonly value: number | null
  /** Null where there is no bound. */
  readonly low: number | null
  readonly high: number | null
  readonly unit: string
  readonly vintage: string
  readonly sources: readonly SourceView[]
  readonly working: readonly StepView[]
  readonly cautions: readonly RenderedIssue[]
}

/** Digits kept behind the point of a number that has no end: enough to compare, few enough to read and to be exact in JSON. */
const scale = 6

export function viewEstimate(estimate: Estimate, messages: Messages, language: Language): EstimateView {
  return {
    ...viewInterval(estimate.interval, estimate.unit),
    unit: estimate.unit.id,
    vintage: vintageOf(estimate.inputs),
    sources: leavesOf(estimate.inputs).map(viewSource),
    working: distinctSteps(estimate.steps).map(viewStep),
    cautions: distinctIssues(estimate.cautions.map((caution) => renderIssue(caution, messages, language))),
  }
}

export function viewInterval(interval: Interval, unit: Unit): { readonly value: number | null; readonly low: number | null; readonly high: number | null } {
  const shown = (bound: Fraction | undefined, shortening: 'nearest' | 'floor' | 'ceiling'): number | null => {
    const value = inUnit(bound, unit)
    return value === undefined ? null : Number(fractionText(value, scale, shortening))
  }
  return { value: shown(interval.value, 'nearest'), low: shown(interval.low, 'floor'), high: shown(interval.high, 'ceiling') }
}

function viewSource(figure: Figure): SourceView {
  return {
    id: figure.id,
    figure: figureCell(figure),
    printed: figure.printed,
    unit: figure.unit.id,
    qualifier: figure.qualifier,
    vintage: figure.vintage,
    reliability: figure.source?.reliability ?? '',
    published: figure.published,
    address: figure.source?.address ?? '',
    title: figure.source?.title ?? '',
  }
}

function viewStep(step: Step): StepView {
  const { figure } = step
  const more = figure === undefined ? {} : { vintage: figure.vintage, source: figure.source?.id ?? figure.recipe ?? '' }
  return { recipe: step.recipe, ...viewInterval(step.interval, step.unit), unit: step.unit.id, ...more }
}

function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [step.recipe, step])).values()]
}

function distinctIssues(issues: readonly RenderedIssue[]): readonly RenderedIssue[] {
  return [...new Map(issues.map((each) => [each.reason, each])).values()]
}

/** One line of working for a terminal: `total[GBA9, 2023] = 79500 (79450 to 79550) 1e8 CNY, preliminary`. */
export function stepLine(step: StepView): string {
  const bounds = step.low === null && step.high === null ? '' : step.low === step.high ? '' : ` (${step.low ?? '…'} to ${step.high ?? '…'})`
  return `${step.recipe} = ${step.value ?? '?'}${bounds} ${step.unit}${step.vintage === undefined ? '' : `, ${step.vintage}`}`
}

// Where a filing stands with its customs: a word and a shape, the same everywhere. The word comes with the answer of the
// server; the shape says how it goes: on its way, stopped, asking for something, done.
import type { JSX } from 'solid-js'
import { named, texts } from '../language.ts'

const courses: Readonly<Record<string, 'waits' | 'moves' | 'asks' | 'stopped' | 'done'>> = {
  waiting: 'waits',
  sent: 'moves',
  imported: 'moves',
  received: 'moves',
  accepted: 'moves',
  held: 'asks',
  'tax-due': 'asks',
  inspection: 'asks',
  returned: 'stopped',
  rejected: 'stopped',
  deleted: 'stopped',
  released: 'done',
  cleared: 'done',
}

const shapes = {
  waits: 'M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10z',
  moves: 'M3 8h9M8.5 4.5L12 8l-3.5 3.5',
  asks: 'M8 2.5l6 10.5h-12z',
  stopped: 'M8 2L14 8 8 14 2 8z',
  done: 'M3 8.5l3.2 3.2L13 4.8',
} as const

export type Course = keyof typeof shapes

export function StageMark(props: { readonly stage: string; readonly name?: string }): JSX.Element {
  return <CourseMark course={courses[props.stage] ?? 'moves'} name={props.name ?? named(texts().stages, props.stage)} />
}

export function CourseMark(props: { readonly course: Course; readonly name: string }): JSX.Element {
  return (
    <span class="stage" data-course={props.course}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[props.course]} />
      </svg>
      {props.name}
    </span>
  )
}

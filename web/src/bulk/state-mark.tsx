// Where an import stands, as a word and a shape.
import type { JSX } from 'solid-js'
import type { ImportState } from '../api/imports.ts'
import { CourseMark, type Course } from '../filing/stage-mark.tsx'

const courses: Readonly<Record<ImportState, Course>> = {
  reading: 'moves',
  mapping: 'asks',
  judging: 'moves',
  judged: 'asks',
  filing: 'moves',
  done: 'done',
  cancelled: 'waits',
  refused: 'stopped',
}

export function StateMark(props: { readonly state: ImportState; readonly name: string }): JSX.Element {
  return <CourseMark course={courses[props.state]} name={props.name} />
}

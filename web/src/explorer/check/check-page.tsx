// This page follows.
import type { JSX } from 'solid-js'
import { texts } from '../../language.ts'

export function CheckPage(): JSX.Element {
  return <h1 tabindex="-1">{texts().check.title}</h1>
}

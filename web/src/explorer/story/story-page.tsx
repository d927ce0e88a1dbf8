// This page follows.
import type { JSX } from 'solid-js'
import { texts } from '../../language.ts'

export function StoryPage(): JSX.Element {
  return <h1 tabindex="-1">{texts().stories.title}</h1>
}

// The parts of the settings, in order, each with the action that somebody needs to see it. A part whose route the server
// does not have is left out.
import { createSignal } from 'solid-js'
import type { Answer } from '../api/call.ts'
import { may } from '../session/session.ts'

export const sections = ['keys', 'profiles', 'webhooks', 'people', 'organisations', 'channels', 'parked', 'decisions'] as const
export type Section = (typeof sections)[number]

const actions: Readonly<Record<Section, string>> = {
  keys: 'key.manage',
  profiles: 'profile.read',
  webhooks: 'webhook.manage',
  people: 'person.read',
  organisations: 'person.read',
  channels: 'channel.read',
  parked: 'parked.read',
  decisions: 'decision.read',
}

const [absent, setAbsent] = createSignal<ReadonlySet<Section>>(new Set())

export function offeredSections(): readonly Section[] {
  return sections.filter((section) => may(actions[section]) && !absent().has(section))
}

/** Looks at the answer to the first reading of a section: nothing there is no section. */
export function noteAbsence(section: Section, answer: Answer<unknown> | undefined): void {
  if (answer?.kind === 'refused' && answer.status === 404) setAbsent((before) => new Set([...before, section]))
}

// What became of a stated number: a word and a shape, the same on stories and on checked texts. It holds, it does not, or it
// is open.
import type { JSX } from 'solid-js'

export type Sign = 'holds' | 'fails' | 'open'

const signs: Readonly<Record<string, Sign>> = {
  recomputes: 'holds',
  sourced: 'holds',
  consistent: 'open',
  'cannot be recomputed': 'open',
  'not checked': 'open',
  differs: 'fails',
  'wrong subject': 'fails',
  'wrong unit': 'fails',
  inconsistent: 'fails',
}

const shapes: Readonly<Record<Sign, string>> = {
  holds: 'M3 8.5l3.2 3.2L13 4.8',
  fails: 'M4 4l8 8M12 4l-8 8',
  open: 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9z',
}

export function signOf(verdict: string): Sign {
  return signs[verdict] ?? 'open'
}

/** The shape alone, for where the word stands beside it. */
export function VerdictSign(props: { readonly verdict: string }): JSX.Element {
  return (
    <svg class="verdict-sign" viewBox="0 0 16 16" aria-hidden="true" data-sign={signOf(props.verdict)}>
      <path d={shapes[signOf(props.verdict)]} />
    </svg>
  )
}

export function VerdictMark(props: { readonly verdict: string; readonly word: string }): JSX.Element {
  return (
    <span class="verdict" data-sign={signOf(props.verdict)}>
      <VerdictSign verdict={props.verdict} />
      {props.word}
    </span>
  )
}

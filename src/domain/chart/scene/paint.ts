// The colours of the house for light and dark, and what is told without them: hatching for missing, dots for simulated.
import type { Paint } from './scene.ts'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

interface Roles {
  readonly paper: string
  readonly ink: string
  readonly secondInk: string
  readonly hairline: string
  readonly accent: string
  readonly wash: string
  readonly greys: readonly string[]
  readonly lines: readonly string[]
  /** Far end of the ramp below zero. */
  readonly cold: string
}

const roles: Readonly<Record<Theme, Roles>> = {
  light: {
    paper: '#FBFAF7',
    ink: '#17212B',
    secondInk: '#55626E',
    hairline: '#D9D6CE',
    accent: '#0F6B6B',
    wash: '#E6F0EF',
    greys: ['#66727D', '#98A1AA', '#B4BBC2', '#8B96A0', '#C3C8CD', '#A5ADB5'],
    lines: ['#55626E', '#7C8791', '#67737E'],
    cold: '#55626E',
  },
  dark: {
    paper: '#12181E',
    ink: '#E8E6E0',
    secondInk: '#A5B0BA',
    hairline: '#36414B',
    accent: '#6CC5C1',
    wash: '#1D3436',
    greys: ['#8F9BA6', '#5A6670', '#46515B', '#9AA5AF', '#3C4751', '#515D67'],
    lines: ['#A5B0BA', '#77838E', '#8E99A3'],
    cold: '#A5B0BA',
  },
}

/** Steps of the ramp. */
export const rampSteps = 20

export function colourOf(paint: Paint, theme: Theme, patternId: (pattern: 'missing' | 'dots') => string): string {
  const { paper, ink, secondInk, hairline, accent, wash, greys, lines } = roles[theme]
  switch (paint) {
    case 'none':
      return 'none'
    case 'paper':
      return paper
    case 'ink':
      return ink
    case 'second-ink':
      return secondInk
    case 'hairline':
      return hairline
    case 'accent':
      return accent
    case 'band':
      return wash
    case 'missing':
    case 'dots':
      return `url(#${patternId(paint)})`
    default: {
      const [name, step = '0'] = paint.split('-')
      if (name === 'grey') return greys[Number(step) % greys.length] ?? secondInk
      if (name === 'line') return lines[Number(step) % lines.length] ?? secondInk
      return rampColour(name === 'cold', Number(step), theme)
    }
  }
}

/** Ink or paper, whichever can be read on the paint: at least 4.5:1. */
export function inkOn(paint: Paint, theme: Theme): Paint {
  return contrastOf(paint, 'ink', theme) >= contrastOf(paint, 'paper', theme) ? 'ink' : 'paper'
}

/** Ratio of two paints by WCAG 2. */
export function contrastOf(a: Paint, b: Paint, theme: Theme): number {
  return contrast(
    colourOf(a, theme, () => ''),
    colourOf(b, theme, () => ''),
  )
}

/** Between wash and full colour; moved off the middle greys, on which neither ink nor paper can be read. */
function rampColour(isCold: boolean, step: number, theme: Theme): string {
  const { ink, paper, wash, accent, cold } = roles[theme]
  const linear = step / rampSteps
  const away = linear < 0.75 ? -0.01 : 0.01
  for (let part = linear; part >= 0 && part <= 1; part += away) {
    const colour = mixed(wash, isCold ? cold : accent, part)
    if (Math.max(contrast(colour, ink), contrast(colour, paper)) >= 4.6) return colour
  }
  return linear < 0.75 ? wash : isCold ? cold : accent
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) || 0)
}

function mixed(from: string, to: string, part: number): string {
  const ends = channels(to)
  const parts = channels(from).map((channel, index) => Math.round(channel + ((ends[index] ?? 0) - channel) * part))
  return `#${parts.map((channel) => channel.toString(16).padStart(2, '0').toUpperCase()).join('')}`
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

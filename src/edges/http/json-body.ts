// Reads a small JSON body by its shape: text, words (a list of text), a flag or a count, with `?` where it may be left out.
import { utf8 } from '../shipment-file.ts'

export type BodyShape = Readonly<Record<string, 'text' | 'words' | 'flag' | 'count' | 'text?' | 'words?' | 'flag?' | 'count?'>>

type Value<Kind> = Kind extends `text${string}` ? string : Kind extends `words${string}` ? readonly string[] : Kind extends `count${string}` ? number : boolean

export type Body<Shape extends BodyShape> = {
  readonly [Name in keyof Shape as Shape[Name] extends `${string}?` ? never : Name]: Value<Shape[Name]>
} & {
  readonly [Name in keyof Shape as Shape[Name] extends `${string}?` ? Name : never]?: Value<Shape[Name]>
}

export type BodyRead<Shape extends BodyShape> = { readonly kind: 'body'; readonly value: Body<Shape> } | { readonly kind: 'malformed'; readonly reason: string }

const maxWords = 2_000

export function readBody<Shape extends BodyShape>(bytes: Uint8Array, shape: Shape): BodyRead<Shape> {
  const parsed = parseObject(utf8(bytes) ?? '')
  if (parsed === undefined) return { kind: 'malformed', reason: `The body is a JSON object with ${describe(shape)}.` }
  const stray = Object.keys(parsed).find((name) => !Object.hasOwn(shape, name))
  if (stray !== undefined) return { kind: 'malformed', reason: `The body has ${describe(shape)}, and nothing else.` }
  for (const [name, kind] of Object.entries(shape)) {
    const value = Object.hasOwn(parsed, name) ? parsed[name] : undefined
    if (value === undefined ? !kind.endsWith('?') : !fits(value, kind)) return { kind: 'malformed', reason: `'${name}' is ${wordsFor(kind)}.` }
  }
  return { kind: 'body', value: parsed as Body<Shape> }
}

function fits(value: unknown, kind: string): boolean {
  if (kind.startsWith('text')) return typeof value === 'string'
  if (kind.startsWith('flag')) return typeof value === 'boolean'
  if (kind.startsWith('count')) return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  return Array.isArray(value) && value.length <= maxWords && value.every((each) => typeof each === 'string')
}

function wordsFor(kind: string): string {
  if (kind.startsWith('text')) return 'text'
  if (kind.startsWith('count')) return 'a whole number from 0'
  return kind.startsWith('flag') ? 'true or false' : `a list of at most ${maxWords} texts`
}

function describe(shape: BodyShape): string {
  return Object.entries(shape).map(([name, kind]) => (kind.endsWith('?') ? `${name} (if you like)` : name)).join(', ')
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

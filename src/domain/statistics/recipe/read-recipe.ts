// Reads the text of a recipe into its tree. What cannot be read is refused with the place where it went wrong.
import { parseDecimal } from '../../../base/decimal.ts'
import { issue, type Issue } from '../../../base/issue.ts'
import { accepted, refused, type Result } from '../../../base/result.ts'
import { fromDecimal } from '../fraction.ts'
import { vintages } from '../figure.ts'
import { functionNames, type Expression, type FigureReference, type Operator } from './expression.ts'

/** A recipe of a person fits a few lines; more is refused before it is read. */
export const maxRecipeLength = 2000
const maxDepth = 40
const rule = 'statistics.recipe'

interface Reader {
  readonly text: string
  at: number
  depth: number
}

/** What stops the reading; it never leaves this file. */
class Unreadable extends Error {
  readonly code: string
  readonly at: number
  constructor(code: string, at: number) {
    super(code)
    this.code = code
    this.at = at
  }
}

export function readRecipe(text: string): Result<Expression> {
  if (text.length > maxRecipeLength) return refused([fault('recipe_long', text, 0, { length: text.length, max: maxRecipeLength })])
  const reader: Reader = { text, at: 0, depth: 0 }
  try {
    const expression = readSum(reader)
    skipSpace(reader)
    if (reader.at < text.length) throw new Unreadable('recipe_rest', reader.at)
    return accepted(expression)
  } catch (error) {
    if (error instanceof Unreadable) return refused([fault(error.code, text, error.at)])
    throw error
  }
}

function fault(code: string, text: string, at: number, more: Readonly<Record<string, number>> = {}): Issue {
  const near = text.slice(at, at + 20)
  return issue({ rule, code, params: { position: at + 1, near: near === '' ? '…' : near, functions: functionNames.join(', '), ...more }, source: 'Lingding', fix: { kind: 'act', code: 'recipe_form' } })
}

function readSum(reader: Reader): Expression {
  reader.depth += 1
  if (reader.depth > maxDepth) throw new Unreadable('recipe_deep', reader.at)
  const expression = readChain(reader, ['+', '-'], (inner) => readChain(inner, ['*', '/'], readFactor))
  reader.depth -= 1
  return expression
}

function readChain(reader: Reader, operators: readonly Operator[], readPart: (reader: Reader) => Expression): Expression {
  let left = readPart(reader)
  for (;;) {
    skipSpace(reader)
    const operator = operators.find((each) => each === reader.text[reader.at])
    if (operator === undefined) return left
    reader.at += 1
    left = { kind: 'operation', operator, left, right: readPart(reader) }
  }
}

function readFactor(reader: Reader): Expression {
  skipSpace(reader)
  if (take(reader, '(')) {
    const inner = readSum(reader)
    expect(reader, ')', 'recipe_parenthesis')
    return inner
  }
  const number = match(reader, /\d+(?:\.\d+)?/y)
  if (number !== undefined) {
    const value = parseDecimal(number)
    if (value === undefined) throw new Unreadable('recipe_number', reader.at - number.length)
    return { kind: 'number', value: fromDecimal(value), text: number }
  }
  const start = reader.at
  const name = match(reader, /[A-Za-z][A-Za-z0-9_-]*/y)
  if (name === undefined) throw new Unreadable('recipe_part', start)
  skipSpace(reader)
  if (take(reader, '[')) return readReference(reader, name)
  if (!take(reader, '(')) throw new Unreadable('recipe_name_alone', start)
  const known = functionNames.find((each) => each === name)
  if (known === undefined) throw new Unreadable('recipe_function', start)
  return { kind: 'call', name: known, arguments: readArguments(reader) }
}

function readArguments(reader: Reader): readonly Expression[] {
  const found = [readSum(reader)]
  for (;;) {
    skipSpace(reader)
    if (take(reader, ')')) return found
    expect(reader, ',', 'recipe_parenthesis')
    found.push(readSum(reader))
  }
}

/** `[Shenzhen, 2019..2023, vintage=final]`; the bracket is open. */
function readReference(reader: Reader, measure: string): FigureReference {
  const start = reader.at
  const inside = match(reader, /[^[\]]*/y) ?? ''
  expect(reader, ']', 'recipe_bracket')
  const [place = '', period = '', ...more] = inside.split(',').map((part) => part.trim())
  if (place === '' || period === '') throw new Unreadable('recipe_cell', start)
  const options = new Map(more.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  if ([...options.keys()].some((key) => !['vintage', 'basis', 'id'].includes(key))) throw new Unreadable('recipe_option', start)
  const vintage = vintages.find((each) => each === options.get('vintage'))
  if (options.has('vintage') && vintage === undefined) throw new Unreadable('recipe_vintage', start)
  const years = /^(\d{4})\.\.(\d{4})$/.exec(period)
  const [basis, id] = [options.get('basis'), options.get('id')]
  return {
    kind: 'figure',
    measure,
    place: place.replace(/\.\*$/, ''),
    isEachMember: place.endsWith('.*'),
    period: years?.[1] ?? period,
    ...(years?.[2] === undefined ? {} : { lastYear: years[2] }),
    ...(vintage === undefined ? {} : { vintage }),
    ...(basis === undefined ? {} : { basis }),
    ...(id === undefined ? {} : { id }),
  }
}

function skipSpace(reader: Reader): void {
  match(reader, /\s*/y)
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false
  reader.at += 1
  return true
}

function expect(reader: Reader, character: string, code: string): void {
  skipSpace(reader)
  if (!take(reader, character)) throw new Unreadable(code, reader.at)
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)?.[0]
  if (found !== undefined) reader.at += found.length
  return found
}

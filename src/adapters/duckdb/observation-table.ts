// The table that everybody reads, made from the staged rows of imports: numbers of the dictionary become words again (one ENUM
// for all columns), sorted by place, flow, month and goods, so that a question about one place reads few of them.
import type { DuckDBConnection } from '@duckdb/node-api'
import { dimensions, noNumber, numberColumns, type FileDigest } from '../../domain/statistics/index.ts'
import { firstLine, quotedText, StatisticsStoreUnavailable } from './database.ts'

export interface StagedImport {
  readonly id: FileDigest
  readonly path: string
  readonly name: string
  /** Rows that were staged; with another number nothing is built. */
  readonly observations: number
}

/** Columns of `observation`, with the part of the dictionary's entry that each is. */
const words: readonly (readonly [column: string, dimension: (typeof dimensions)[number], part: 'a' | 'b' | 'c'])[] = [
  ['geography', 'place', 'a'],
  ['place', 'place', 'b'],
  ['flow', 'flow', 'a'],
  ['frequency', 'period', 'a'],
  ['partner_codes', 'partner', 'a'],
  ['partner', 'partner', 'b'],
  ['partner_iso3', 'partner', 'c'],
  ['partner_basis', 'basis', 'a'],
  ['second_partner', 'secondPartner', 'b'],
  ['second_partner_iso3', 'secondPartner', 'c'],
  ['hs_edition', 'edition', 'a'],
  ['hs', 'goods', 'a'],
  ['trade_mode', 'tradeMode', 'a'],
  ['currency', 'currency', 'a'],
  ['unit1', 'unit1', 'a'],
  ['unit2', 'unit2', 'a'],
]
const numbers: readonly (readonly [column: string, dimension: (typeof dimensions)[number], part: 'b' | 'c', type: string])[] = [
  ['first_month', 'period', 'b', 'INTEGER'],
  ['last_month', 'period', 'c', 'INTEGER'],
  ['hs_level', 'goods', 'b', 'TINYINT'],
]
const measureColumns = { value: 'value_minor', quantity1: 'quantity1_thousandths', quantity2: 'quantity2_thousandths', netWeight: 'net_weight_grams' } as const

/** Builds `observation` and `import` in an empty database; answers with the number of observations. */
export async function buildObservations(connection: DuckDBConnection, imports: readonly StagedImport[]): Promise<number> {
  for (const [nth, each] of imports.entries()) await attach(connection, each, nth)
  await connection.run('CREATE TABLE import(id VARCHAR, nth INTEGER)')
  for (const [nth, each] of imports.entries()) await connection.run('INSERT INTO import VALUES ($1, $2)', [each.id, nth])
  const entries = imports.map((_, nth) => `SELECT ${nth} AS nth, id, a, b, c FROM staged${nth}.entry`)
  await connection.run(`CREATE TEMP TABLE entry AS ${entries.length === 0 ? "SELECT 0 AS nth, 0 AS id, '' AS a, '' AS b, '' AS c WHERE false" : entries.join(' UNION ALL ')}`)
  // 0 is "none" in every import.
  for (const nth of imports.keys()) await connection.run('INSERT INTO entry VALUES ($1, 0, \'\', \'\', \'\')', [nth])
  await connection.run("CREATE TYPE word AS ENUM (SELECT DISTINCT text FROM (SELECT '' AS text UNION ALL SELECT a FROM entry UNION ALL SELECT b FROM entry UNION ALL SELECT c FROM entry) ORDER BY text)")
  await connection.run('CREATE TEMP TABLE meaning AS SELECT nth, id, a::word AS a, b::word AS b, c::word AS c FROM entry')
  const rows: string[] = []
  for (const nth of imports.keys()) rows.push(selectFrom(nth, await constantsOf(connection, nth)))
  await connection.run(
    rows.length === 0 ? `CREATE TABLE observation AS ${selectFrom(0, new Map()).replace('staged0.staged', `(SELECT ${stagedColumns()} WHERE false)`)}` : `CREATE TABLE observation AS ${rows.join(' UNION ALL ')} ORDER BY geography, place, flow, first_month, hs`,
  )
  const [count] = (await connection.runAndReadAll('SELECT count(*) FROM observation')).getRows()
  for (const nth of imports.keys()) await connection.run(`DETACH staged${nth}`)
  await connection.run('CHECKPOINT')
  return Number(count?.[0] ?? 0)
}

async function attach(connection: DuckDBConnection, { path, name, observations }: StagedImport, nth: number): Promise<void> {
  const unusable = (why: string): Promise<never> => Promise.reject(new StatisticsStoreUnavailable(`the rows of ${name} are not as they were written (${why}); import it again with --replace`))
  try {
    await connection.run(`ATTACH ${quotedText(path)} AS staged${nth} (READ_ONLY)`)
    const [row] = (await connection.runAndReadAll(`SELECT count(*) FROM staged${nth}.staged`)).getRows()
    if (Number(row?.[0]) === observations) return
  } catch (error) {
    return unusable(firstLine(error))
  }
  return unusable('another number of rows')
}

/** Dimensions that are the same in all rows of an import, with their entry: most are, and need not be looked up row by row. */
async function constantsOf(connection: DuckDBConnection, nth: number): Promise<ReadonlyMap<string, Entry>> {
  const bounds = dimensions.flatMap((dimension) => [`min(${dimension})`, `max(${dimension})`])
  const [found = []] = (await connection.runAndReadAll(`SELECT ${bounds.join(', ')} FROM staged${nth}.staged`)).getRows()
  const same = new Map(dimensions.flatMap((dimension, at) => (found[at * 2] !== null && found[at * 2] === found[at * 2 + 1] ? [[Number(found[at * 2]), dimension] as const] : [])).map(([id, dimension]) => [dimension, id]))
  const entries = (await connection.runAndReadAll(`SELECT id, a, b, c FROM entry WHERE nth = ${nth} AND id IN (${[-1, ...same.values()].join(', ')})`)).getRows()
  const byId = new Map(entries.map(([id, a, b, c]) => [Number(id), { a: String(a), b: String(b), c: String(c) }]))
  return new Map([...same].flatMap(([dimension, id]) => (byId.has(id) ? [[dimension, byId.get(id) ?? noEntry] as const] : [])))
}

interface Entry {
  readonly a: string
  readonly b: string
  readonly c: string
}
const noEntry: Entry = { a: '', b: '', c: '' }

function selectFrom(nth: number, constants: ReadonlyMap<string, Entry>): string {
  const joined = dimensions.filter((dimension) => words.some(([, each]) => each === dimension) && !constants.has(dimension))
  const partOf = (dimension: string, part: keyof Entry): string => {
    const constant = constants.get(dimension)
    return constant === undefined ? `${alias(dimension)}.${part}` : `${quotedText(constant[part])}::word`
  }
  const selected = [
    `${nth}::INTEGER AS import`,
    's."row" AS file_row',
    ...words.map(([column, dimension, part]) => `${partOf(dimension, part)} AS ${column}`),
    ...numbers.map(([column, dimension, part, type]) => `TRY_CAST(${partOf(dimension, part)}::VARCHAR AS ${type}) AS ${column}`),
    ...numberColumns.map((measure) => `NULLIF(s.${measure}, ${noNumber})::BIGINT AS ${measureColumns[measure]}`),
  ]
  const joins = joined.map((dimension) => `JOIN meaning ${alias(dimension)} ON ${alias(dimension)}.nth = ${nth} AND ${alias(dimension)}.id = s.${dimension}`)
  return `SELECT ${selected.join(', ')} FROM staged${nth}.staged s ${joins.join(' ')}`
}

function stagedColumns(): string {
  return ['0 AS "row"', ...dimensions.map((dimension) => `0 AS ${dimension}`), ...numberColumns.map((measure) => `0::BIGINT AS ${measure}`)].join(', ')
}

function alias(dimension: string): string {
  return `of_${dimension.toLowerCase()}`
}

// The rules of the house as pure functions over the source tree, so that they can be tested themselves. Each returns
// sentences; none is a clean house. The walls are those of ARCHITECTURE.md.
import { posix } from 'node:path'

export interface SourceFile {
  /** Relative to the root, with slashes. */
  readonly path: string
  readonly text: string
}

/** Domains from left to right: one may use those before it, never those after. */
const domains = ['access', 'reference', 'network', 'submission', 'declaration', 'custody', 'crossing', 'statistics', 'chart', 'story']
/** Libraries that compute and touch nothing, so that the core may use them. */
const pureLibraries = ['csv-parse/sync', 'd3-array', 'd3-hierarchy', 'd3-sankey', 'd3-shape', 'fflate', 'saxes', 'yaml']
/** Use cases that are pure and small enough for a browser: a shipment is prepared and judged there when the network is away, and figures are recomputed. */
const webUseCases = [
  'src/app/knowledge.ts',
  'src/app/prepare-shipment.ts',
  'src/app/shipment-view.ts',
  ...['estimate-view', 'query', 'recompute', 'story'].map((name) => `src/app/statistics/${name}.ts`),
  ...['check-text', 'number-text', 'published-figures'].map((name) => `src/app/story/${name}.ts`),
]
const vagueNames = /^(utils?|helpers?|common|misc|stuff|shared|lib)(\.|$)/
const importPattern = /^\s*(?:import|export)\s(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm

export const maxFilesInFolder = 20

export function importsOf(file: SourceFile): readonly string[] {
  return [...file.text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '')
}

/** Imports that break a wall. */
export function wallFaults(files: readonly SourceFile[]): readonly string[] {
  return files.filter(isProduct).flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const fault = specifier.startsWith('.') ? relativeFault(file.path, specifier) : libraryFault(file.path, specifier)
      return fault === undefined ? [] : [`${file.path} imports ${specifier}: ${fault}`]
    }),
  )
}

/** Rings of imports, types included. */
export function ringFaults(files: readonly SourceFile[]): readonly string[] {
  const edges = new Map(files.map((file) => [file.path, importsOf(file).filter((to) => to.startsWith('.')).map((to) => target(file.path, to))]))
  const state = new Map<string, 'open' | 'done'>()
  const rings: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done' || !edges.has(path)) return
    if (state.get(path) === 'open') {
      rings.push(`ring: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
      return
    }
    state.set(path, 'open')
    for (const to of edges.get(path) ?? []) visit(to, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return rings
}

/** Names that say nothing, names that are not kebab-case, second versions, folders with too many files. */
export function nameFaults(paths: readonly string[]): readonly string[] {
  const faults: string[] = []
  const counts = new Map<string, number>()
  for (const path of paths) {
    const folder = posix.dirname(path)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
    for (const part of path.split('/')) {
      if (vagueNames.test(part)) faults.push(`${path}: '${part}' names no concept`)
      if (/(^|-)v\d+(\.|$)/.test(part)) faults.push(`${path}: a second version stands beside the first`)
    }
    if (/\.tsx?$/.test(path) && !/^[a-z0-9]+([.-][a-z0-9]+)*\.(d\.)?tsx?$/.test(posix.basename(path))) {
      faults.push(`${path}: file names are kebab-case`)
    }
  }
  for (const [folder, count] of counts) {
    if (folder.startsWith('src') && count > maxFilesInFolder) faults.push(`${folder}: ${count} files, at most ${maxFilesInFolder}`)
  }
  return faults
}

/** Core code that reaches for the clock, chance, the environment or the console. */
export function purityFaults(files: readonly SourceFile[]): readonly string[] {
  const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|console\.|setTimeout|setInterval|fetch\()/
  return files
    .filter((file) => isCore(file.path) && !file.path.endsWith('.test.ts'))
    .flatMap((file) => {
      const line = file.text.split('\n').findIndex((each) => impure.test(each) && !each.trimStart().startsWith('//'))
      return line < 0 ? [] : [`${file.path}:${line + 1}: the core has no clock, chance, environment or console`]
    })
}

function isProduct(file: SourceFile): boolean {
  return (file.path.startsWith('src/') || file.path.startsWith('web/src/')) && !/\.test\.tsx?$/.test(file.path)
}

function isCore(path: string): boolean {
  return /^src\/(base|domain|journal|app)\//.test(path)
}

function target(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier)
}

function relativeFault(from: string, specifier: string): string | undefined {
  const to = target(from, specifier)
  if (from.startsWith('web/')) return webFault(to)
  if (!/\.(ts|tsx)$/.test(specifier)) return 'relative imports end in .ts'
  const [here, there] = [roomOf(from), roomOf(to)]
  if (here === there) return undefined
  if (there === 'edges' || there === 'web') return 'nobody imports the edges or the web'
  switch (here.split('/')[0]) {
    case 'base':
      return 'the base imports nothing'
    case 'domain':
      return domainFault(here, there, to)
    case 'journal':
      return there === 'base' ? undefined : 'the journal imports the base only'
    case 'app':
      return there === 'base' || there === 'journal' || isDoor(to) ? undefined : 'use cases import base, journal and the doors of the domains'
    case 'adapters':
      return adapterFault(there, to)
    case 'edges':
      return edgeFault(from, there, to)
    default:
      return `no wall is known for ${here}`
  }
}

function domainFault(here: string, there: string, to: string): string | undefined {
  if (there === 'base') return undefined
  if (!there.startsWith('domain/')) return 'a domain imports the base and domains to its left'
  const [mine, theirs] = [here, there].map((room) => domains.indexOf(room.split('/')[1] ?? ''))
  if (mine === undefined || theirs === undefined || theirs < 0 || theirs >= mine) return 'a domain imports domains to its left only'
  return isDoor(to) ? undefined : 'another domain is entered by its index.ts'
}

function adapterFault(there: string, to: string): string | undefined {
  if (there.startsWith('adapters/')) return 'an adapter never imports another'
  if (there === 'base' || there === 'journal' || to === 'src/app/ports.ts' || isDoor(to)) return undefined
  return 'an adapter imports base, journal, the doors of the domains and app/ports.ts'
}

function edgeFault(from: string, there: string, to: string): string | undefined {
  if (from === 'src/edges/compose.ts') return undefined
  if (there.startsWith('adapters/')) return 'adapters are wired in compose.ts only'
  return there === 'base' || there === 'app' || isDoor(to) ? undefined : 'an edge imports app, the doors of the domains and base'
}

function webFault(to: string): string | undefined {
  if (to.startsWith('web/') || to.startsWith('src/base/') || isDoor(to) || webUseCases.includes(to)) return undefined
  return `the web imports the base, the doors of pure domains and ${webUseCases.join(', ')}`
}

function libraryFault(from: string, specifier: string): string | undefined {
  if (!isCore(from)) return undefined
  return pureLibraries.includes(specifier) ? undefined : `the core uses ${pureLibraries.join(', ')} and nothing else from outside`
}

/** `src/domain/custody/protocol/x.ts` is in the room domain/custody; `src/adapters/postgres/x.ts` in adapters/postgres. */
function roomOf(path: string): string {
  const [, first = '', second = ''] = path.split('/')
  return first === 'domain' || first === 'adapters' ? `${first}/${second}` : first
}

function isDoor(path: string): boolean {
  return /^src\/domain\/[a-z]+\/index\.ts$/.test(path)
}

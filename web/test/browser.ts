// A real Chromium for the tests: the one named by CHROMIUM_PATH, else Debian's, else the one from npm, which brings the
// libraries and fonts that a plain machine lacks. The browser from npm is unpacked once into the folder for temporary
// files, under a name of its own, and by rename, so that two runs at the same time do not meet half a browser.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Headless, with a fresh profile of its own that goes when the browser is closed. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, environment } = findBrowser()
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return chromium.launch({ executablePath, headless: true, args: flags, env: { ...Object.fromEntries(inherited), ...environment } })
}

interface FoundBrowser {
  readonly executablePath: string
  readonly environment: Readonly<Record<string, string>>
}

function findBrowser(): FoundBrowser {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') return { executablePath: named, environment: {} }
  if (existsSync('/usr/bin/chromium')) return { executablePath: '/usr/bin/chromium', environment: {} }
  const folder = unpackedBrowser()
  const executablePath = join(folder, 'chromium')
  return { executablePath, environment: { ...libraries(executablePath, folder), ...fonts(folder) } }
}

function unpackedBrowser(): string {
  const folder = join(tmpdir(), `lingding-chromium-${packageVersion()}`)
  if (existsSync(folder)) return folder
  const making = mkdtempSync(`${folder}-`)
  // The package unpacks its libraries too when it believes itself on Amazon Linux; in a process of its own, since it
  // changes its environment.
  const unpack = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()"
  execFileSync(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: root,
    env: { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
  writeFileSync(join(making, 'fonts.conf'), fontsConfiguration(folder))
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function packageVersion(): string {
  const text = readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}

/** The package's libraries stand in only where the machine has none. */
function libraries(executablePath: string, folder: string): Readonly<Record<string, string>> {
  const needed = execFileSync('ldd', [executablePath], { encoding: 'utf8' })
  if (!needed.includes('not found')) return {}
  return { LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter((part) => part !== '').join(':') }
}

function fonts(folder: string): Readonly<Record<string, string>> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

// Builds the desk into dist/web. No inline script, no outside request: it works under a strict Content-Security-Policy.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'

const worker = 'service-worker'
/** Files longer than this are kept in the browser only once somebody is on the desk. */
const largeBytes = 200_000
const pathOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: pathOf('.'),
  base: './',
  plugins: [solid(), shellList()],
  // The same library without Node's Buffer.
  resolve: { alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' } },
  build: {
    outDir: pathOf('../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // The tables of data/ are one file that is fetched only without a network.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: { index: pathOf('index.html'), [worker]: pathOf('src/service-worker.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === worker ? '[name].js' : 'assets/[name]-[hash].js') },
    },
  },
})

/** Tells the service worker the names of all files that the build made. */
function shellList(): Plugin {
  return {
    name: 'lingding-shell-list',
    enforce: 'post',
    generateBundle: (_, bundle) => {
      const files = Object.values(bundle).filter(({ fileName }) => !fileName.startsWith(worker) && !fileName.endsWith('.html'))
      const names = (isLarge: boolean): string =>
        JSON.stringify(files.filter((file) => file.type === 'chunk' && file.code.length > largeBytes === isLarge || (file.type === 'asset' && !isLarge)).map(({ fileName }) => `./${fileName}`))
      const version = createHash('sha256').update(names(false) + names(true)).digest('hex').slice(0, 12)
      const made = bundle[`${worker}.js`]
      if (made?.type !== 'chunk') throw new Error('the build makes a service worker')
      made.code = `const shellFiles=['./icon.svg',...${names(false)}],largeFiles=${names(true)},shellVersion=${JSON.stringify(version)};\n${made.code}`
    },
  }
}

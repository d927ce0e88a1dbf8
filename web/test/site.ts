// Builds the desk once before the tests, beside the one that is served, so that what is tested is what stands in web/src.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export const siteFolder = fileURLToPath(new URL('../../out/web-under-test', import.meta.url))

export default async function setup(): Promise<void> {
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: siteFolder },
  })
}

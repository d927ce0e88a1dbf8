// The desk in a real Chromium: node drives it, a fake server on loopback answers. See test/browser.ts and test/site.ts.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['web/test/**/*.test.ts', 'test/e2e/**/*.test.ts'],
    globalSetup: ['web/test/site.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 1,
    fileParallelism: false,
  },
})

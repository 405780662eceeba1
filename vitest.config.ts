import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArguments, installedBrowser } from './scripts/browser.mjs'

const conditions = ['@agencyops/source', 'module', 'node', 'development|production']
const inBrowser = 'packages/elements/**/*.browser.test.ts'
const testing = './packages/api/src/testing'
const pure = ['packages/api/src/primitives/**/*.test.ts', 'packages/api/src/modules/*/rules/**/*.test.ts']
const onPostgres = ['packages/api/src/**/*.test.ts', 'tests/**/*.test.ts']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    maxWorkers: 2,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    testTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...pure, 'packages/{schema,sdk,elements}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', inBrowser],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: onPostgres,
          exclude: pure,
          globalSetup: `${testing}/databases-setup-postgres.ts`,
          // Loading the whole api once per worker instead of once per file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['packages/**/*.both.test.ts', 'tests/**/*.both.test.ts'],
          globalSetup: `${testing}/databases-setup-pglite.ts`,
          env: { AGENCYOPS_TEST_DATABASE: 'pglite' },
          isolate: false,
        },
      },
      {
        resolve: { conditions: ['@agencyops/source', 'module', 'browser', 'development|production'] },
        // Found only in the middle of a run, they would make the browser load the tests again.
        optimizeDeps: { include: ['lit', 'lit/directive.js', 'lit/directives/guard.js', 'lit/directives/repeat.js'] },
        test: {
          name: 'browser',
          include: [inBrowser],
          restoreMocks: true,
          testTimeout: 20_000,
          expect: { poll: { timeout: 10_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: { executablePath: installedBrowser(), args: browserArguments },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})

import solid from 'vite-plugin-solid'
import { configDefaults, defineConfig } from 'vitest/config'

/** Rooms whose code runs in a browser; `solid-js` must resolve to its browser build in their tests. */
const browserRooms = '{kiosk,operator,ui}'
const lines = 70 // per cent

const isLong = process.env['TOTEM_LONG'] === '1'

export default defineConfig({
  test: {
    testTimeout: isLong ? 600_000 : 20_000,
    hookTimeout: 30_000,
    teardownTimeout: 10_000,
    retry: 0,
    // Most of them wait for a server or a clock; with one worker a machine of two cores stands idle half the time.
    maxWorkers: 2,
    exclude: [...configDefaults.exclude, 'e2e/browser/**'],
    coverage: {
      provider: 'v8',
      include: [
        '{shared-schema,sync-server,couchdb,printer,pix-simulator,kiosk,operator,ui}/src/**',
      ],
      exclude: [
        '**/*.test.{ts,tsx}',
        '**/_*.{ts,tsx}',
        '**/fixtures/**',
        '**/*.{css,json,html,sql}',
      ],
      reporter: ['text-summary', 'html', 'json-summary'],
      reportOnFailure: true,
      thresholds: {
        'shared-schema/src/**': { lines },
        'sync-server/src/**': { lines },
        'couchdb/src/**': { lines },
      },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'e2e/browser/**', `${browserRooms}/**`],
        },
      },
      {
        extends: true,
        plugins: [solid()],
        test: {
          name: 'browser',
          environment: 'jsdom',
          include: [`${browserRooms}/**/*.test.{ts,tsx}`],
        },
      },
    ],
  },
})

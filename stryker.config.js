import { tmpdir } from 'node:os'
import { join } from 'node:path'

const report = 'node_modules/.cache/totem/mutation'

/** Mutation testing of the ticket alone: what its tests do not notice there could lose money. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  mutate: ['shared-schema/src/ticket/**/*.ts', '!**/*.test.ts', '!**/_*.ts'],
  ignorePatterns: ['**', '!*.json', '!vitest.mutation.config.ts', '!shared-schema/**'],
  // Neither inside the repository, where other tools would find the copies, nor under node_modules.
  tempDirName: join(tmpdir(), 'totem-mutation'),
  cleanTempDir: 'always',
  disableTypeChecks: false,
  concurrency: 2,
  // A busy machine is slow, which says nothing about a mutant; endless loops are found by counting.
  timeoutMS: 30_000,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `${report}/index.html` },
  jsonReporter: { fileName: `${report}/mutation.json` },
  warnings: { slow: false },
  // What survives below 100 % are mutants that no event can tell apart, e.g. `<=` for `<` on distinct ids.
  thresholds: { high: 97, low: 95, break: 95 },
}

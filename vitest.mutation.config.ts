import { configDefaults, defineConfig } from 'vitest/config'

/**
 * The tests that must notice a mutant of the ticket: its tables and small properties, from one seed, so that every
 * run notices the same ones. Histories take too long to run once per mutant.
 */
export default defineConfig({
  test: {
    include: ['shared-schema/src/ticket/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/histories.test.ts'],
    env: { TOTEM_BRIEF: '1', TOTEM_SEED: '1' },
  },
})

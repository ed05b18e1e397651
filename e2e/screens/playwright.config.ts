import { defineConfig } from '@playwright/test'
import stories from '../playwright.config.ts'

/** Takes pictures of every screen: `npm run screens -w e2e`. */
export default defineConfig({
  ...stories,
  testDir: '.',
  timeout: 900_000,
  outputDir: '../../test-results/screens-run',
})

import { defineConfig } from '@playwright/test'
import { findChromium, needsNoSandbox } from '../scripts/chromium.ts'

const executablePath = findChromium(process.env)

/** One browser at a time: every story starts a Totem of its own, and the machine has two cores. */
export default defineConfig({
  testDir: 'browser',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  outputDir: '../test-results',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      chromiumSandbox: !needsNoSandbox(),
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
  },
})

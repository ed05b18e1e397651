import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

type Environment = Readonly<Record<string, string | undefined>>

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * Finds a Chromium: `CHROMIUM_PATH`, else one on the PATH, else the one Playwright has downloaded.
 * Throws when `CHROMIUM_PATH` names no file, because falling back would hide the mistake.
 */
export const findChromium = (env: Environment): string | undefined => {
  const { CHROMIUM_PATH: wanted, PATH: path = '' } = env
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names no file: ${wanted}`)
    return wanted
  }
  const onPath = path
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file))
  if (onPath !== undefined) return onPath
  const downloaded = chromium.executablePath()
  return existsSync(downloaded) ? downloaded : undefined
}

/** Finds a Chromium or installs one: Debian's when root, else Playwright's; throws when none came. */
export const ensureChromium = (env: Environment): string => {
  const found = findChromium(env)
  if (found !== undefined) return found
  if (isRoot() && run('apt-get', ['update', '-q'])) {
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'])
  }
  const installed = findChromium(env)
  if (installed !== undefined) return installed
  run(join(import.meta.dirname, '../node_modules/.bin/playwright'), ['install', 'chromium'])
  const downloaded = findChromium(env)
  if (downloaded !== undefined) return downloaded
  throw new Error(
    'No Chromium was found and none could be installed; install one and set CHROMIUM_PATH.',
  )
}

/** Tells whether Chromium must be started with `--no-sandbox`, which it needs as root alone. */
export const needsNoSandbox = (): boolean => isRoot()

const isRoot = (): boolean => process.getuid?.() === 0

const run = (command: string, args: readonly string[]): boolean => {
  process.stderr.write(`Installing Chromium: ${command} ${args.join(' ')}\n`)
  // Its chatter goes to standard error: standard output belongs to the path we print.
  return spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import { findChromium, needsNoSandbox } from '../../scripts/chromium.ts'

/** A Chromium with a profile on disk that dies as in a power cut. */
export interface KillableChromium extends AsyncDisposable {
  readonly page: Page
  /** Ends the browser and all its children with SIGKILL. */
  readonly kill: () => Promise<void>
}

/** How long Chromium may take to answer, in milliseconds, and how often it is started: now and then one comes up deaf. */
const answerMs = 15_000
const starts = 3

/** Starts Chromium on a profile folder, with more in its environment where a test lends it hardware. */
export const startChromium = async (
  profile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<KillableChromium> => {
  for (let start = 1; ; start += 1) {
    const child = spawnChromium(profile, env)
    try {
      const browser = await chromium.connectOverCDP(await addressOf(child), { timeout: answerMs })
      const [context] = browser.contexts()
      if (context === undefined) throw new Error('Chromium came without a profile')
      const page = await context.newPage()
      const kill = async (): Promise<void> => {
        await killGroup(child)
        await browser.close().catch(() => undefined)
      }
      return { page, kill, [Symbol.asyncDispose]: kill }
    } catch (cause) {
      await killGroup(child)
      if (start === starts) throw cause
    }
  }
}

const spawnChromium = (profile: string, env: Readonly<Record<string, string>>): ChildProcess => {
  const executable = findChromium(process.env)
  if (executable === undefined) throw new Error('no Chromium; run scripts/ensure-chromium.ts')
  return spawn(
    executable,
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      ...(needsNoSandbox() ? ['--no-sandbox'] : []),
    ],
    // A group of its own, so that renderers die in the same moment.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, ...env } },
  )
}

const killGroup = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await ended
}

/** Does to a profile what Chromium itself was seen to do after a hard kill: all of IndexedDB is gone. */
export const wipeIndexedDb = async (profile: string): Promise<void> => {
  await rm(join(profile, 'Default', 'IndexedDB'), { recursive: true, force: true })
}

const addressOf = async (child: ChildProcess): Promise<string> => {
  if (child.stderr === null) throw new Error('Chromium was started without its standard error')
  for await (const line of createInterface(child.stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) {
      child.stderr.resume()
      return address
    }
  }
  throw new Error('Chromium ended before it listened')
}

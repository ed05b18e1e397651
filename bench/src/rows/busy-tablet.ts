import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { KioskLetter } from '@totem/shared-schema'
import * as v from 'valibot'
import { buildApps } from '../../../scripts/build-apps.ts'
import { median, percentile } from '../report/percentile.ts'
import { inBrowser } from '../world/app-browser.ts'
import { startBenchStack, type BenchStack } from '../world/bench-stack.ts'
import { enrol } from '../world/enrol.ts'
import { fillTotem } from '../world/fill.ts'
import { operator } from '../world/operator.ts'
import { createSeller } from '../world/seller.ts'
import { signIn } from '../world/wire-kiosk.ts'
import { logIn } from '../world/wire-tablet.ts'
import { type BenchRow } from './bench-row.ts'
import { heapGrowth } from './tablet-heap.ts'

/** How many of a busy day's tickets still wait: the others are done, as they are in a studio. */
const waiting = 100

/** A tablet with a day of 5,000 tickets in its store: from the password to the queue, a call, a working day; the built app in Chromium. */
export const busyTablet: BenchRow = {
  name: 'busy-tablet',
  run: async ({ quick, couch }) => {
    await buildApps(() => undefined)
    await using stack = await startBenchStack(couch)
    const tickets = quick ? 500 : 5_000
    await sellDay(stack, tickets)
    const tablet = {
      profile: join(stack.folder, 'tablet-profile'),
      viewport: { width: 1280, height: 800 },
    }
    const address = `${stack.origin}/operator/`
    const { unlocks, firstCalls, calls } = await inBrowser(tablet, async (page) => {
      await page.addInitScript(noteUnlocking)
      await page.goto(address)
      await typePassword(page)
      await page.getByTestId('start-operation').click({ timeout: 60_000 })
      await page.waitForFunction(
        (count) => document.querySelectorAll('[data-status="waiting"]').length >= count,
        waiting,
        { timeout: 120_000 },
      )
      await page.context().setOffline(true)
      return {
        unlocks: await unlockOften(page, quick ? 2 : 10),
        // A page just opened compiles what it runs: the first calls of a shift are told apart.
        firstCalls: await callOften(page, quick ? 2 : 10),
        calls: await callOften(page, quick ? 5 : 50),
      }
    })
    const grown = await inBrowser(tablet, (page) => heapGrowth(page, address, quick ? 2 : 8))
    const what = `${tickets} tickets`
    return [
      {
        what: `${what}: unlocked → queue, p50`,
        unit: 'ms',
        values: { totem: median(unlocks) },
        figures: [{ kind: 'at_most', value: 300 }],
      },
      {
        what: `${what}: the first ${firstCalls.length} calls → painted, p50`,
        unit: 'ms',
        values: { totem: median(firstCalls) },
      },
      { what: `${what}: call → painted, p50`, unit: 'ms', values: { totem: median(calls) } },
      {
        what: `${what}: call → painted, p95`,
        unit: 'ms',
        values: { totem: percentile(calls, 95) },
        figures: [{ kind: 'at_most', value: 50 }],
      },
      {
        what: `${what}: heap after the day − after its first hour`,
        unit: 'MB',
        values: { totem: grown / 1e6 },
        figures: [{ kind: 'at_most', value: 5 }],
      },
    ]
  },
}

/** Sells a day: the latest wait, those before them are done. */
const sellDay = async ({ couch, origin }: BenchStack, tickets: number): Promise<void> => {
  const { sealingKey } = (await logIn(origin)).profile
  const seller = createSeller(v.parse(KioskLetter, 'H'), sealingKey)
  await enrol(couch, [seller])
  const now = Date.now()
  const sold = Array.from({ length: tickets }, (_, index) => {
    const soldAt = now - index * 1_000
    const done = { type: 'cancelled', data: { reason: 'customer' }, at: soldAt + 1 } as const
    return seller.sellFast(soldAt, index < waiting ? [] : [done])
  })
  await fillTotem(await signIn(origin, seller), sold)
}

const typePassword = async (page: Page): Promise<void> => {
  await page.getByTestId('login-user').fill(operator.username)
  await page.getByTestId('login-password').fill(operator.password)
  await page.getByTestId('login-submit').click()
}

declare global {
  /** When the password was found right last: deriving its key is slow on purpose and no part of the queue. */
  var totemUnlockedAt: number
}

/** Runs in the page. */
const noteUnlocking = (): void => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
  crypto.subtle.deriveBits = async (...given) => {
    const bits = await derive(...given)
    globalThis.totemUnlockedAt = performance.now()
    return bits
  }
}

/** Locks and unlocks the tablet without a network; each counts from the right password to the frame in which a call can be made. */
const unlockOften = async (page: Page, times: number): Promise<readonly number[]> => {
  const taken: number[] = []
  for (let count = 0; count < times; count += 1) {
    await page.getByTestId('logout').click()
    await page.getByTestId('login-user').waitFor()
    const standing = page.evaluate(queueStands)
    await typePassword(page)
    taken.push(await standing)
  }
  return taken
}

/** Runs in the page. */
const queueStands = async (): Promise<number> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  do await frame()
  while (document.querySelector('[data-testid="call-next-GELO"]:not([disabled])') === null)
  // What was laid out in that frame is on the screen in the next.
  await frame()
  return performance.now() - globalThis.totemUnlockedAt
}

/** Calls one after the other; each counts from the press to the frame in which the row says so. */
const callOften = async (page: Page, times: number): Promise<readonly number[]> => {
  const taken: number[] = []
  for (let count = 0; count < times; count += 1) taken.push(await page.evaluate(timeCall))
  return taken
}

/** Runs in the page. */
const timeCall = async (): Promise<number> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const called = (): number => document.querySelectorAll('[data-status="called"]').length
  const press = (): HTMLButtonElement | null =>
    document.querySelector('[data-testid="call-next-GELO"]:not([disabled])')
  while (press() === null) await frame()
  await frame()
  const before = called()
  const pressed = performance.now()
  press()?.click()
  do await frame()
  while (called() === before)
  return performance.now() - pressed
}

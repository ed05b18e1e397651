import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { buildApps } from '../../../scripts/build-apps.ts'
import { median, percentile } from '../report/percentile.ts'
import { inBrowser } from '../world/app-browser.ts'
import { startBenchStack } from '../world/bench-stack.ts'
import { type BenchRow } from './bench-row.ts'

/** Tap → next screen painted, and a start of the browser without a network → services on screen; the built kiosk in Chromium. */
export const kioskScreens: BenchRow = {
  name: 'kiosk-screens',
  run: async ({ quick, couch }) => {
    await buildApps(() => undefined)
    await using stack = await startBenchStack(couch)
    const address = `${stack.origin}/kiosk/`
    const kiosk = {
      profile: join(stack.folder, 'kiosk-profile'),
      viewport: { width: 1080, height: 1920 },
    }
    const taps = await inBrowser(kiosk, async (page) => {
      await page.goto(`${address}?pair=${await stack.pairingCode()}`)
      await page.locator(start).waitFor()
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      return tapOften(page, quick ? 5 : 50)
    })
    const starts: number[] = []
    for (let count = 0; count < (quick ? 2 : 10); count += 1)
      starts.push(
        await inBrowser({ ...kiosk, offline: true }, (page) => timeOfStart(page, address)),
      )
    return [
      { what: 'tap → screen, p50', unit: 'ms', values: { totem: median(taps) } },
      {
        what: 'tap → screen, p95',
        unit: 'ms',
        values: { totem: percentile(taps, 95) },
        figures: [{ kind: 'at_most', value: 100 }],
      },
      {
        what: 'cold start offline, p50',
        unit: 'ms',
        values: { totem: median(starts) },
        figures: [{ kind: 'at_most', value: 1_000 }],
      },
    ]
  },
}

const start = '[data-testid="service-GELO"]'

/** Goes to the data and back; each way counts from the click to the frame after the next screen stood. */
const tapOften = async (page: Page, times: number): Promise<readonly number[]> => {
  const taken: number[] = []
  for (let count = 0; count < times; count += 1)
    for (const [from, to] of [
      [start, '[data-testid="field-name"]'],
      ['[data-testid="back"]', start],
    ] as const)
      taken.push(await page.evaluate(timeTap, { from, to }))
  return taken
}

/** Runs in the page. */
const timeTap = async ({ from, to }: { readonly from: string; readonly to: string }) => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame()
  const tapped = performance.now()
  document.querySelector<HTMLElement>(from)?.click()
  do await frame()
  while (document.querySelector(to) === null)
  return performance.now() - tapped
}

/** Gives the ms from the navigation to the frame in which the services stood. */
const timeOfStart = async (page: Page, address: string): Promise<number> => {
  await page.addInitScript((services) => {
    const look = (): void => {
      if (document.querySelector(services) === null) requestAnimationFrame(look)
      else Object.assign(window, { stoodAt: performance.now() })
    }
    look()
  }, start)
  await page.goto(address)
  const stood = await page.waitForFunction(() =>
    'stoodAt' in window ? Number(window.stoodAt) : undefined,
  )
  return (await stood.jsonValue()) ?? Number.NaN
}

import { expect } from '@playwright/test'
import { type Kiosk } from './kiosk.ts'

/** Waits until the kiosk itself holds charges for the next outage, by what it says when it comes up. */
export const poolFilled = async ({ page }: Kiosk, size = 10): Promise<void> => {
  const held = async (): Promise<number> => {
    const asking = page.waitForRequest((request) => request.url().endsWith('/payments/pool'))
    await page.reload()
    const request = await asking
    await request.response()
    return (request.postDataJSON() as { readonly held: readonly string[] }).held.length
  }
  // Between two looks the kiosk has time to be answered.
  await expect.poll(held, { timeout: 60_000, intervals: [2_000] }).toBe(size)
}

import { type Page } from '@playwright/test'

const quarterMs = 15 * 60_000

/**
 * Works on a tablet for so many simulated hours: a ticket is called, attended and finished every quarter, and the clock
 * ticks in between. Gives by how many bytes the heap after the last hour is larger than after the first, garbage aside.
 */
export const heapGrowth = async (page: Page, address: string, hours: number): Promise<number> => {
  await page.clock.install()
  await page.goto(address)
  await page.getByTestId('call-next-GELO').waitFor({ timeout: 60_000 })
  const devtools = await page.context().newCDPSession(page)
  const used = async (): Promise<number> => {
    await devtools.send('HeapProfiler.collectGarbage')
    return (await devtools.send('Runtime.getHeapUsage')).usedSize
  }
  let afterFirst = 0
  for (let quarter = 1; quarter <= hours * 4; quarter += 1) {
    await serveOne(page)
    await page.clock.runFor(quarterMs)
    if (quarter === 4) afterFirst = await used()
  }
  return (await used()) - afterFirst
}

/** Attends the first who was called and finishes; then calls the next. */
const serveOne = async (page: Page): Promise<void> => {
  for (const act of ['start', 'finish'])
    await page.locator(`[data-testid^="${act}-"]`).first().click()
  const next = page.getByTestId('call-next-GELO')
  await next.click()
}

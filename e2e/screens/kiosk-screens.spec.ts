import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { enterStaffCorner, kioskLanguages, tourKiosk } from '../browser/kiosk-tour.ts'
import { expect, test } from '../browser/totem-test.ts'

const folder = join(import.meta.dirname, '../../test-results/screens')
const orientations = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
} as const

const takePictures = async (
  place: string,
): Promise<(name: string, page: Page) => Promise<void>> => {
  await mkdir(join(folder, place), { recursive: true })
  let count = 0
  return async (name, page) => {
    count += 1
    const file = `${String(count).padStart(2, '0')}-${name}.png`
    // Screens glide in.
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(folder, place, file), animations: 'disabled' })
  }
}

for (const [orientation, viewport] of Object.entries(orientations))
  test(`every screen of the kiosk, ${orientation}`, async ({
    newKiosk,
    newTablet,
    totem,
    browser,
  }) => {
    const tablet = await newTablet()
    await tablet.startOperation({ GELO: 1, BOTA: 2 })
    const kiosk = await newKiosk({ viewport })
    for (let sold = 0; sold < 2; sold += 1) await kiosk.sellAtDesk()
    await kiosk.delivered()
    await kiosk.page.reload()
    await expect(kiosk.page.getByTestId('queue').first()).toBeVisible()
    await using context = await browser.newContext()
    const bank = await context.newPage()
    const bankUrl = totem.stack.urls.pixSimulator
    for (const language of kioskLanguages)
      await tourKiosk({
        kiosk,
        language,
        bank,
        bankUrl,
        look: await takePictures(`${orientation}-${language}`),
      })
    const look = await takePictures(`${orientation}-pt-BR-more`)
    await enterStaffCorner(kiosk, look)
    await kiosk.page.getByTestId('staff-leave').click()
    for (const [name, ids] of Object.entries({
      low: ['controls-low'],
      largest: ['text-largest'],
      contrast: ['high-contrast'],
    })) {
      if (orientation === 'landscape' && name === 'low') continue
      await kiosk.page.getByTestId('comfort').click()
      for (const id of ids) await kiosk.page.getByTestId(id).click()
      await kiosk.page.getByTestId('comfort').click()
      await look(`${name}-start`, kiosk.page)
      await kiosk.page.getByTestId('service-GELO').click()
      await look(`${name}-data`, kiosk.page)
      await kiosk.page.getByTestId('give-up').click()
    }
    await totem.stack.kill('gateway')
    await expect(kiosk.syncStatus).toHaveAttribute('data-state', 'offline')
    await look('offline-start', kiosk.page)
    await kiosk.sellAtDesk()
    await look('offline-after-sale', kiosk.page)
    await context.close()
    const fresh = await browser.newContext({ viewport })
    const page = await fresh.newPage()
    await totem.stack.start('gateway')
    await page.goto(`${totem.origin}/kiosk/`)
    await expect(page.getByTestId('pairing-code')).toBeVisible()
    await look('pairing', page)
    await fresh.close()
  })

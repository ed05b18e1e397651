import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Page } from '@playwright/test'
import { tourStaffCorner } from '../browser/kiosk-staff-tour.ts'
import { kioskLanguages, tourKiosk } from '../browser/kiosk-tour.ts'
import { tourTroubles } from '../browser/kiosk-trouble-tour.ts'
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
  })

for (const [orientation, viewport] of Object.entries(orientations))
  for (const language of kioskLanguages)
    test(`what faults, late money and a printer bring up, ${orientation}, ${language}`, async ({
      newKiosk,
      totem,
      browser,
    }) => {
      const open = () => newKiosk({ viewport, hasOwnClock: true })
      const staff = await takePictures(`${orientation}-${language}-staff`)
      await tourStaffCorner({ kiosk: await open(), language, look: staff })
      const look = await takePictures(`${orientation}-${language}-trouble`)
      await tourTroubles({ totem, browser, viewport, language, look, newKiosk: open })
    })

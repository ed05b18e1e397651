import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { payAstray } from '../browser/bank.ts'
import { openStudio } from '../browser/manager.ts'
import { seedReports } from '../browser/seed-reports.ts'
import { expect, test } from '../browser/totem-test.ts'

const folder = join(import.meta.dirname, '../../test-results/screens/manager')
const sizes = {
  tablet: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const

test('every page of the manager, tablet and phone, dark and light', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  await seedReports(totem, 21)
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await using context = await browser.newContext()
  const bank = await context.newPage()
  for (const way of ['more', 'less'] as const) {
    await kiosk.order()
    await expect(kiosk.qr).toBeVisible()
    await payAstray(bank, totem.stack.urls.pixSimulator, way)
    await kiosk.open()
  }
  await manager.open('payments')
  await expect(manager.byId('review-item')).toHaveCount(2, { timeout: 40_000 })
  const { page } = manager
  await mkdir(folder, { recursive: true })
  const takePictures = async (name: string): Promise<void> => {
    await expect(page.getByText('Buscando no servidor')).toHaveCount(0)
    for (const [size, viewport] of Object.entries(sizes))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.waitForTimeout(300)
        const path = join(folder, `${name}-${size}-${colorScheme}.png`)
        await page.screenshot({ path, animations: 'disabled' })
      }
    await page.setViewportSize(sizes.tablet)
  }
  for (const name of await manager.pages()) {
    await manager.open(name)
    if (name === 'dashboard')
      await expect(page.locator('[data-testid="chart-tickets"] canvas')).toBeVisible()
    await takePictures(name)
  }
  await manager.open('payments')
  await manager.byId('review-accept').first().click()
  await takePictures('payments-confirm')
  await manager.open('texts')
  await manager.byId('notice-write').click()
  await takePictures('texts-writing')
})

import { expectAccessible } from './axe.ts'
import { openManager } from './manager.ts'
import { seedReports } from './seed-reports.ts'
import { expect, test } from './totem-test.ts'

test.setTimeout(300_000)

/** Colours that are still on their way are no colours to judge. */
const reducedMotion = 'reduce'

/** Each page by day on a tablet and by night on a phone: two looks find what four would. */
const looks = [
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const

/** What is unfolded on a page before it is looked at: forms are where faults hide. */
const unfolds: Readonly<Record<string, readonly string[]>> = {
  devices: ['pair-kiosk'],
  catalog: ['edit-GELO'],
  staff: ['new-operator'],
  audit: ['verify-chains'],
  texts: ['notice-write', 'safety-edit-GELO'],
  envelope: ['envelope-static'],
}

for (const half of ['first', 'second'] as const)
  test(`every page of the manager is accessible by day and by night, the ${half} half`, async ({
    newTablet,
    totem,
  }) => {
    await seedReports(totem)
    const manager = await openManager({ newTablet })
    const { page } = manager
    const pages = await manager.pages()
    const middle = Math.ceil(pages.length / 2)
    const names = half === 'first' ? pages.slice(0, middle) : pages.slice(middle)
    await manager.open('reports')
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion })
    await expectAccessible(page)
    for (const name of names) {
      await manager.open(name)
      for (const id of unfolds[name] ?? []) await manager.byId(id).click()
      await expect(page.getByText('Buscando no servidor')).toHaveCount(0)
      if (name === 'dashboard') await page.locator('summary').click()
      for (const { colorScheme, ...viewport } of looks) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion })
        await expectAccessible(page)
      }
    }
  })

test('the log-in and the panel are accessible, dark and light', async ({
  newPanel,
  browser,
  totem,
}) => {
  const panel = await newPanel()
  await using context = await browser.newContext()
  const login = await context.newPage()
  await login.goto(`${totem.origin}/operator/`)
  await expect(login.getByTestId('login-submit')).toBeVisible()
  for (const page of [panel.page, login])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion })
      await expectAccessible(page)
    }
})

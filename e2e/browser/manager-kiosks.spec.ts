import { knock, typePin } from './kiosk-tour.ts'
import { openStudio } from './manager.ts'
import { expect, test } from './totem-test.ts'

// Two browsers and a whole Totem, on two cores.
test.setTimeout(180_000)

test('kiosks do as the manager says: a new PIN opens the corner of staff, and the build stays', async ({
  newKiosk,
  newTablet,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  const corner = kiosk.page.getByTestId('staff-corner')
  await manager.open('devices')
  await manager.byId('staff-pin').fill('13579')
  await manager.byId('staff-pin-save').click()
  await expect(manager.byId('staff-pin')).toHaveAttribute('aria-invalid', 'true')
  await manager.byId('staff-pin').fill('135790')
  await manager.byId('staff-pin-save').click()
  await expect(manager.byId('staff-pin')).toHaveValue('')
  const builds = manager.byId('stay-on-build')
  await builds.selectOption({ index: 1 })
  await expect(manager.byId('kiosk-controls').getByRole('status')).toBeVisible()
  const build = await builds.inputValue()

  // A kiosk hears of it with its next connection.
  await kiosk.page.reload()
  await kiosk.delivered()
  await knock(kiosk)
  await typePin(kiosk, '246810')
  await expect(kiosk.page.getByTestId('staff-pin')).toHaveAttribute('aria-invalid', 'true')
  await expect(corner).toBeHidden()
  await typePin(kiosk, '135790')
  await expect(corner).toBeVisible()
  const shown = kiosk.page.getByTestId('fact-build')
  await expect(shown).toContainText(build)
  await expect(shown).toContainText('fica nesta por ordem do gerente')
})

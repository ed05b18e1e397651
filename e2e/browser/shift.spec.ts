import { expectAccessible } from './axe.ts'
import { expect, test } from './totem-test.ts'

// Two or three browsers and a whole Totem, on two cores.
test.setTimeout(180_000)

test('a shift with two tablets and a kiosk, from the first call to the summary', async ({
  newKiosk,
  newTablet,
}) => {
  const ana = await newTablet()
  await expectAccessible(ana.page)
  await ana.startOperation({ GELO: 2, BOTA: 1 })
  const beto = await newTablet({ as: 'gerente' })
  await expect(beto.page.getByTestId('queue')).toBeVisible()
  const kiosk = await newKiosk()
  // The demo's own sales of today come before.
  const [first, second, fourth] = ['Z-001', 'Z-003', 'Z-002']
  const third = await kiosk.sellAtDesk()

  await ana.page.getByTestId('call-next-GELO').click()
  await expect(beto.row(first)).toHaveAttribute('data-status', 'called')
  await expect(beto.row(first)).toContainText('aparelho 1')
  await beto.press('start', first)
  await expect(ana.row(first)).toHaveAttribute('data-status', 'in_service')
  const slots = ana.page.locator('.device-slots').first()
  await expect(slots.locator('[data-slot="1"]')).toHaveAttribute('data-kind', 'in_service')
  await expect(slots.locator('[data-slot="2"]')).toHaveAttribute('data-kind', 'free')

  await ana.page.getByTestId('call-next-GELO').click()
  await expect(ana.row(second)).toContainText('aparelho 2')
  await ana.press('no-show', second)
  await expect(beto.row(second)).toHaveAttribute('data-status', 'no_show')
  await ana.page.getByTestId('undo-last').click()
  await expect(beto.row(second)).toHaveAttribute('data-status', 'called')
  await ana.press('no-show', second)
  await ana.page.getByTestId('done-today').first().click()
  await ana.page.getByTestId(`returned-${second}`).click()
  await expect(ana.row(second)).toHaveAttribute('data-status', 'waiting')

  await beto.press('finish', first)
  await expect(slots.locator('[data-slot="1"]')).toHaveAttribute('data-kind', 'cleaning')
  await ana.page.getByTestId(`more-${third}`).click()
  await ana.page.getByTestId(`cancel-${third}`).click()
  await ana.page.getByTestId('reason').selectOption({ index: 1 })
  await ana.page.getByTestId(`confirm-cancel-${third}`).click()
  await expect(beto.row(third)).toHaveAttribute('data-status', 'cancelled')
  await expectAccessible(ana.page)

  await ana.page.getByTestId('end-operation').click()
  const summary = ana.page.locator('.end-shift')
  await expect(summary).toContainText('atendidas sem pagamento')
  await expect(ana.row(fourth)).toHaveAttribute('data-status', 'waiting')
})

test('two tablets call the same ticket with no network: the later one is told who was first, and when', async ({
  newTablet,
}) => {
  const ana = await newTablet()
  await ana.startOperation({ GELO: 2, BOTA: 1 })
  const gerente = await newTablet({ as: 'gerente' })
  const number = 'Z-001'
  for (const tablet of [ana, gerente]) {
    await expect(tablet.row(number)).toBeVisible()
    await tablet.page.context().setOffline(true)
    await expect(tablet.syncStatus).toHaveAttribute('data-state', 'offline', { timeout: 40_000 })
  }
  await ana.press('call', number)
  await expect(ana.row(number)).toHaveAttribute('data-status', 'called')
  await ana.page.waitForTimeout(50)
  await gerente.press('call', number)
  await expect(gerente.row(number)).toHaveAttribute('data-status', 'called')

  await ana.page.context().setOffline(false)
  await expect(ana.syncStatus).toHaveAttribute('data-pending', '0', { timeout: 30_000 })
  await gerente.page.context().setOffline(false)
  await expect(
    gerente.page.getByText(new RegExp(`${number} já foi chamada por \\S.* às \\d\\d:\\d\\d`)),
  ).toBeVisible({ timeout: 30_000 })
  await expect(gerente.row(number)).toHaveCount(1)
  await ana.press('start', number)
  await expect(gerente.row(number)).toHaveAttribute('data-status', 'in_service')
})

test('who logged in on a tablet before is let in again without a gateway, and works', async ({
  newTablet,
  totem,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 2, BOTA: 1 })
  await expect(tablet.row('Z-001')).toBeVisible()
  await totem.stack.kill('gateway')
  await tablet.page.getByTestId('logout').click()
  const logIn = async (password: string): Promise<void> => {
    await tablet.page.getByTestId('login-user').fill('operador')
    await tablet.page.getByTestId('login-password').fill(password)
    await tablet.page.getByTestId('login-submit').click()
  }
  await logIn('errada')
  await expect(tablet.page.getByText('Usuário ou senha não conferem.')).toBeVisible({
    timeout: 30_000,
  })
  await logIn('totem-operador')
  await expect(tablet.page.getByTestId('queue')).toBeVisible({ timeout: 30_000 })
  await tablet.press('call', 'Z-001')
  await expect(tablet.row('Z-001')).toHaveAttribute('data-status', 'called')
  await totem.stack.start('gateway')
  await expect(tablet.syncStatus).toHaveAttribute('data-pending', '0', { timeout: 30_000 })
})

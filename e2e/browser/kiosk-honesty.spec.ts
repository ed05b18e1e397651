import { type Locator } from '@playwright/test'
import { enterStaffCorner } from './kiosk-tour.ts'
import { expect, test } from './totem-test.ts'

test('the wait on the cards follows the queue, and ages honestly without a network', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk({ hasOwnClock: true })
  const { page } = kiosk
  const gelo = page.getByTestId('service-GELO').getByTestId('queue')
  await kiosk.sellAtDesk()
  await kiosk.sellAtDesk()
  await kiosk.delivered()
  await page.clock.runFor(20_000)
  await expect(gelo).toHaveAttribute('data-queue', 'wait')
  await expect(page.getByTestId('service-GELO')).toContainText(
    /Você seria chamado por volta de \d\d:\d[05]/,
  )
  await totem.stack.kill('gateway')
  await page.clock.runFor(12 * 60_000)
  await expect(gelo).toHaveAttribute('data-queue', 'old')
  await expect(gelo).toHaveText(/Há 1[12] min: ~\d na fila/)
})

test('staff find everything about the kiosk behind five taps and a PIN, also without a network', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  const { page } = kiosk
  await kiosk.delivered()
  await totem.stack.kill('gateway')
  await kiosk.sellAtDesk()
  await enterStaffCorner(kiosk)
  const fact = (name: string): Locator => page.getByTestId(`fact-${name}`)
  await expect(fact('connection')).toHaveAttribute('data-value', 'sem conexão')
  await expect(fact('outbox')).toHaveAttribute('data-value', '1')
  await expect(fact('sales')).toHaveAttribute('data-value', '0 / 1')
  await expect(fact('build')).toHaveAttribute('data-value', /^index-[\w-]{8}/)
  await expect(fact('ledger')).toHaveAttribute('data-value', /1 pessoa a enviar/)
  await expect(page.getByTestId('repair')).toBeDisabled()
  await totem.stack.start('gateway')
  await expect(fact('outbox')).toHaveAttribute('data-value', '0', { timeout: 20_000 })
  const { code } = await totem.stack.pair()
  await page.getByTestId('repair').click()
  await page.getByTestId('repair-confirm').click()
  await page.getByTestId('pairing-code').fill(code)
  await page.getByTestId('pair').click()
  await expect(page.getByTestId('service-GELO')).toBeVisible({ timeout: 20_000 })
  expect(await kiosk.sellAtDesk()).toMatch(/^B-\d{3}$/)
})

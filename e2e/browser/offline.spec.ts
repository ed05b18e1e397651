import { expect, test } from './totem-test.ts'

test('five sales without a gateway arrive exactly once after it is back', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 2, BOTA: 2 })
  const kiosk = await newKiosk()
  await kiosk.delivered()
  await kiosk.installed()

  await totem.stack.kill('gateway')
  await expect(kiosk.syncStatus).toHaveAttribute('data-state', 'offline')
  const sold: string[] = []
  for (const service of ['GELO', 'BOTA', 'GELO'] as const)
    sold.push(await kiosk.sellAtDesk({ service }))
  await kiosk.page.reload()
  await expect(kiosk.page.getByTestId('service-GELO')).toBeVisible()
  await expect(kiosk.syncStatus).toHaveAttribute('data-pending', '3')
  for (const service of ['BOTA', 'GELO'] as const) sold.push(await kiosk.sellAtDesk({ service }))
  expect(sold).toEqual(['A-001', 'A-002', 'A-003', 'A-004', 'A-005'])
  await expect(kiosk.syncStatus).toHaveAttribute('data-pending', '5')

  await totem.stack.start('gateway')
  await kiosk.delivered()
  for (const number of sold)
    await expect(tablet.row(number)).toHaveAttribute('data-payment', 'at_desk')
  expect((await tablet.numbers('A')).toSorted()).toEqual(sold)
})

test('two kiosks that sell offline together never share a number', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const [first, second] = [await newKiosk(), await newKiosk()]
  await first.delivered()
  await second.delivered()
  await totem.stack.kill('gateway')
  const sold = [
    await first.sellAtDesk(),
    await second.sellAtDesk(),
    await first.sellAtDesk(),
    await second.sellAtDesk(),
  ]
  expect(new Set(sold).size).toBe(4)
  await totem.stack.start('gateway')
  await first.delivered()
  await second.delivered()
  for (const number of sold) await expect(tablet.row(number)).toHaveCount(1)
})

test('the tablet serves on while the gateway is away', async ({ newKiosk, newTablet, totem }) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk()
  const number = await kiosk.sellAtDesk()
  await expect(tablet.row(number)).toHaveAttribute('data-status', 'waiting')

  await totem.stack.kill('gateway')
  await expect(tablet.syncStatus).toHaveAttribute('data-state', 'offline')
  await tablet.press('call', number)
  await tablet.press('start', number)
  await expect(tablet.row(number)).toHaveAttribute('data-status', 'in_service')
  await tablet.page.reload()
  await expect(tablet.row(number)).toHaveAttribute('data-status', 'in_service')
  await tablet.press('finish', number)

  await totem.stack.start('gateway')
  await expect(tablet.syncStatus).toHaveAttribute('data-pending', '0', { timeout: 20_000 })
  const other = await newTablet()
  await expect(other.row(number)).toHaveAttribute('data-status', 'finished')
})

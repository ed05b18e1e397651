import { openTenantData } from '../harness/tenant-data.ts'
import { expectAccessible } from './axe.ts'
import { payAstray } from './bank.ts'
import { openStudio } from './manager.ts'
import { poolFilled } from './pool-filled.ts'
import { seedReports } from './seed-reports.ts'
import { expect, test } from './totem-test.ts'

// Two or three browsers and a whole Totem, on two cores.
test.setTimeout(180_000)

test('too much money is seen, the difference goes back, and the ticket is paid', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await manager.open('payments')
  await expect(manager.byId('review-empty')).toBeVisible()
  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  await using context = await browser.newContext()
  await payAstray(await context.newPage(), totem.stack.urls.pixSimulator, 'more')

  const item = manager.byId('review-item')
  await expect(item).toContainText('Pagou mais que o preço', { timeout: 30_000 })
  await expect(item).toHaveAttribute('data-number', 'A-001')
  const first = item.getByRole('button').first()
  await expect(first).toHaveText(/Devolver R\$\s[\d,]+ por Pix/)
  await first.click()
  await expect(item).toContainText('Não dá para desfazer')
  await expectAccessible(manager.page)
  await item.getByTestId('review-confirm').click()
  await expect(manager.byId('review-settled')).toContainText('devolvidos por Pix', {
    timeout: 30_000,
  })
  await expect(item).toHaveCount(0)
  await manager.leave()
  await expect(manager.tablet.row('A-001')).toHaveAttribute('data-payment', 'paid')
})

test('too little money is taken as the payment, for a reason', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  await using context = await browser.newContext()
  await payAstray(await context.newPage(), totem.stack.urls.pixSimulator, 'less')

  await manager.open('payments')
  const item = manager.byId('review-item')
  await expect(item).toContainText('Pagou menos que o preço', { timeout: 30_000 })
  await expect(item).toContainText('no balcão')
  await item.getByTestId('review-accept').click()
  await expect(item.getByTestId('review-confirm')).toBeDisabled()
  await item.getByTestId('reason').selectOption('forgiven')
  await item.getByTestId('review-confirm').click()
  await expect(manager.byId('review-settled')).toContainText('aceito como pago')
  await using data = await openTenantData(totem)
  const [ticket] = (await data.all('tickets')).filter(({ number }) => number === 'A-001')
  const events = Object.values(
    ticket?.['events'] as Record<string, { type: string; data: Record<string, unknown> }>,
  )
  expect(events.find(({ type }) => type === 'payment_accepted')?.data).toMatchObject({
    operator: 'gerente',
    reason: 'forgiven',
  })
})

test('a kiosk obeys the limits that a manager sets, and the manager sees that it has them', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await poolFilled(kiosk)
  await manager.open('envelope')
  await manager.byId('envelope-count').fill('501')
  await manager.byId('envelope-save').click()
  await expect(manager.page.getByText('Digite um número inteiro de 0 a 500.')).toBeVisible()
  await manager.byId('envelope-count').fill('1')
  await manager.byId('envelope-save').click()
  await expect(manager.page.getByText('Salvo. Cada totem')).toBeVisible()
  await expect(manager.byId('envelope-since')).toContainText('por gerente')
  await kiosk.open()
  await expect(manager.byId('envelope-kiosk').filter({ hasText: 'Totem A' })).toHaveAttribute(
    'data-has',
    'true',
    { timeout: 60_000 },
  )

  await totem.stack.kill('gateway')
  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  await kiosk.page.getByTestId('said-paid').click()
  await kiosk.number()
  await kiosk.page.getByTestId('new-sale').click()
  await kiosk.order()
  // One ticket is all the manager risks: the second customer is sent to the desk.
  await kiosk.number()
  await expect(kiosk.qr).toHaveCount(0)
})

test('a new version of the notice is read by the next customer, and the sale says which one it was', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.page.getByTestId('service-GELO').click()
  await manager.open('texts')
  const before = await manager.byId('notice-current').getAttribute('data-version')
  await manager.byId('notice-write').click()
  await manager.byId('notice-text-pt-BR').fill('Um aviso novo, mais curto.')
  await manager.byId('purpose-remove-survey').click()
  await manager.byId('notice-publish').click()
  const current = manager.byId('notice-current')
  await expect(current).not.toHaveAttribute('data-version', before ?? '')
  const version = await current.getAttribute('data-version')
  await expect(manager.byId('notice-before')).toHaveAttribute('data-version', before ?? '')

  await kiosk.open()
  const text = kiosk.page.locator('.privacy-text')
  await expect(async () => {
    await kiosk.open()
    await kiosk.page.getByTestId('service-GELO').click()
    await expect(text).toContainText('Um aviso novo', { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(kiosk.page.getByTestId('purpose-survey')).toHaveCount(0)
  await kiosk.open()
  await kiosk.sellAtDesk()
  await kiosk.delivered()
  await using data = await openTenantData(totem)
  const sold = (await data.all('customers')).map(({ consent }) => consent)
  expect(sold).toContainEqual(
    expect.objectContaining({
      textVersion: version,
      purposes: [{ code: 'offers', granted: false }],
    }),
  )
})

test('the dashboard shows the sales of the database, and says what it does not know', async ({
  newKiosk,
  newTablet,
  totem,
}) => {
  const left = await seedReports(totem)
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.sellAtDesk()
  await kiosk.sellAtDesk({ service: 'BOTA' })
  await kiosk.delivered()
  await manager.tablet.page.getByTestId('paid-by-hand-A-001').click()
  await manager.byId('reason').selectOption('chose_desk')
  await manager.byId('confirm-paid-A-001').click()
  await expect(manager.tablet.row('A-001')).toHaveAttribute('data-payment', 'paid')

  await using data = await openTenantData(totem)
  const sums = async (): Promise<{ readonly sold: number; readonly received: string }> => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' }).format()
    const tickets = (await data.all('tickets')).filter(({ businessDay }) => businessDay === today)
    const cents = tickets
      .flatMap(({ events }) =>
        Object.values(events as Record<string, { type: string; data: { amountCents?: number } }>),
      )
      .filter(({ type }) => type === 'paid' || type === 'paid_by_hand')
      .reduce((sum, event) => sum + (event.data.amountCents ?? 0), 0)
    const received = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 2 })
    return { sold: tickets.length, received: received.format(cents / 100) }
  }
  await expect.poll(async () => (await sums()).received).not.toBe('0,00')
  const { sold, received } = await sums()
  await manager.open('dashboard')
  await expect(manager.byId('today-sold')).toContainText(new RegExp(`^${String(sold)}\\D`))
  await expect(manager.byId('today-received')).toContainText(`R$\u00a0${received}`)
  await expect(manager.byId('today-promised')).toContainText('não medido')
  await expect(manager.byId('dashboard-gaps')).toContainText(
    `Sem relatório: ${left.split('-').toReversed().slice(0, 2).join('/')}`,
  )
  await expect(manager.page.locator('[data-testid="chart-tickets"] canvas')).toBeVisible()
  await manager.page.locator('summary').click()
  await expect(manager.byId('trend-table').locator('tbody tr')).toHaveCount(15)
})

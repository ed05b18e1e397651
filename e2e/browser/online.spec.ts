import { expect, test } from './totem-test.ts'
import { payByQr } from './bank.ts'

test('a customer buys, pays by Pix and is served', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 2, BOTA: 1 })
  const kiosk = await newKiosk()

  await kiosk.order({ service: 'GELO', name: 'João Conceição' })
  await expect(kiosk.qr).toBeVisible()
  const payload = (await kiosk.qr.getAttribute('data-payload')) ?? ''
  expect(payload).toMatch(/^000201.*6304[0-9A-F]{4}$/)
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'pending')

  await using bank = await browser.newContext()
  await payByQr(await bank.newPage(), totem.stack.urls.pixSimulator, payload)
  expect(await kiosk.number()).toBe('A-001')
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'paid', { timeout: 1_000 })
  await expect(tablet.row('A-001')).toContainText('João')

  await tablet.press('call', 'A-001')
  await expect(tablet.row('A-001')).toHaveAttribute('data-status', 'called')
  await tablet.press('start', 'A-001')
  await expect(tablet.row('A-001')).toHaveAttribute('data-status', 'in_service')
  await tablet.press('finish', 'A-001')
  await expect(tablet.row('A-001')).toHaveAttribute('data-status', 'finished')

  await kiosk.page.getByTestId('new-sale').click()
  await expect(kiosk.page.getByTestId('service-BOTA')).toBeVisible()
  await kiosk.delivered()
})

test('a wrong CPF is explained by the field and nothing typed is lost', async ({ newKiosk }) => {
  const kiosk = await newKiosk()
  await kiosk.order({ name: 'Ana Souza', cpf: '111.111.111-11' })
  const cpf = kiosk.page.getByTestId('field-cpf')
  await expect(cpf).toHaveAttribute('aria-invalid', 'true')
  await expect(kiosk.page.getByTestId('field-name')).toHaveValue('Ana Souza')
  await expect(cpf).toHaveValue('111.111.111-11')
  await cpf.fill('529.982.247-25')
  await kiosk.page.getByTestId('continue').click()
  await expect(kiosk.qr).toBeVisible()
})

test('a second tab of the kiosk waits and takes over when the first one goes', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  const second = await kiosk.page.context().newPage()
  await second.goto(`${totem.origin}/kiosk/`)
  await expect(second.getByText('aberto em outra aba')).toBeVisible()
  await kiosk.page.close()
  await expect(second.getByTestId('service-GELO')).toBeVisible()
})

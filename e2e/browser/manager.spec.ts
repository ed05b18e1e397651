import { type Kiosk } from './kiosk.ts'
import { openStudio } from './manager.ts'
import { expect, test } from './totem-test.ts'

// Two or three browsers and a whole Totem, on two cores.
test.setTimeout(180_000)

/** The price on the card of the ice bath. */
const priceOn = (kiosk: Kiosk) => kiosk.page.getByTestId('service-GELO')

test('a price that was changed while the kiosk was offline counts for its next sale, not for the last', async ({
  newKiosk,
  newTablet,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.page.context().setOffline(true)
  const before = await kiosk.sellAtDesk()

  await manager.open('catalog')
  await manager.page.getByTestId('edit-GELO').click()
  await manager.page.getByTestId('service-price').fill('123,4')
  await manager.page.getByTestId('service-save').click()
  await expect(manager.page.getByTestId('service-GELO')).toContainText('R$ 123,40')

  await kiosk.page.context().setOffline(false)
  await expect(priceOn(kiosk)).toContainText('123,40', { timeout: 30_000 })
  const after = await kiosk.sellAtDesk()
  await kiosk.delivered()
  await manager.leave()
  const owed = async (number: string): Promise<string> => {
    await manager.page.getByTestId(`paid-by-hand-${number}`).click()
    const text = await manager.page.getByTestId(`confirm-paid-${number}`).textContent()
    await manager.page.getByTestId(`paid-by-hand-${number}`).click()
    return text ?? ''
  }
  expect(await owed(before)).not.toContain('123,40')
  expect(await owed(after)).toContain('123,40')
})

test('a kiosk is revoked while it holds a sale, and the sale comes in when the manager lets it', async ({
  newKiosk,
  newTablet,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.page.context().setOffline(true)
  const number = await kiosk.sellAtDesk()

  await manager.open('devices')
  const card = manager.page.locator('[data-testid="device"][data-kind="kiosk"]', {
    hasText: 'Totem A',
  })
  const device = (await card.getAttribute('data-device')) ?? ''
  await manager.page.getByTestId(`revoke-${device}`).click()
  await manager.page.getByTestId(`revoke-yes-${device}`).click()
  await expect(card).toContainText('desligado')

  await kiosk.page.context().setOffline(false)
  await manager.open('inbox')
  const sale = manager.page.getByTestId('entry').filter({ hasText: 'Senha: venda' })
  await expect(async () => {
    await manager.reopen('inbox')
    await expect(sale).toHaveCount(1, { timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
  await expect(sale).toContainText('o aparelho já estava desligado')
  await sale.getByTestId('release-entry').click()
  await expect(sale).toHaveCount(0)
  await manager.leave()
  await expect(manager.tablet.row(number)).toHaveAttribute('data-status', 'waiting')
})

test('a person is found by CPF, put right and erased; the sale stays without them', async ({
  newKiosk,
  newTablet,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  const number = await kiosk.sellAtDesk({ name: 'Joaquina Prado', cpf: '111.444.777-35' })
  await kiosk.delivered()
  await expect(manager.tablet.row(number)).toContainText('Joaquina')

  await manager.open('people')
  const { page } = manager
  await page.getByTestId('person-cpf').fill('111.444.777-36')
  await page.getByTestId('person-find').click()
  await expect(page.getByText('Este CPF não confere')).toBeVisible()
  await page.getByTestId('person-cpf').fill('11144477735')
  await page.getByTestId('person-find').click()
  await expect(page.getByTestId('purchase')).toContainText(['Joaquina Prado'])
  const download = page.waitForEvent('download')
  await page.getByTestId('person-export').click()
  expect((await download).suggestedFilename()).toBe('dados-pessoais.json')
  await page.getByTestId('person-name').fill('Joaquina Lima')
  await page.getByTestId('person-correct').click()
  await expect(page.getByTestId('purchase')).toContainText(['Joaquina Lima'])
  await page.getByTestId('person-erase').click()
  await page.getByTestId('person-erase-yes').click()
  await expect(page.getByText('A pessoa foi apagada de 1 compra')).toBeVisible()
  await page.getByTestId('person-cpf').fill('11144477735')
  await page.getByTestId('person-find').click()
  await expect(page.getByTestId('person-nobody')).toBeVisible()
  await manager.leave()
  await expect(manager.tablet.row(number)).toContainText('sem nome')
})

test('somebody new logs in, the chains are whole, and today’s figures can be taken away', async ({
  newKiosk,
  newTablet,
  browser,
  totem,
}) => {
  const { manager, kiosk } = await openStudio({ newTablet, newKiosk })
  await kiosk.sellAtDesk()
  await kiosk.delivered()
  const { page } = manager

  await manager.open('staff')
  await page.getByTestId('new-operator').click()
  await page.getByTestId('operator-login').fill('bia')
  await page.getByTestId('operator-name').fill('Bia Reis')
  await page.getByTestId('operator-password').fill('curta')
  await page.getByTestId('operator-save').click()
  await expect(page.getByText('A senha precisa de pelo menos 10 caracteres.')).toBeVisible()
  await page.getByTestId('operator-password').fill('uma-frase-longa')
  await page.getByTestId('operator-save').click()
  await expect(page.getByTestId('operator-bia')).toContainText('Operação')
  await using context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(`${totem.origin}/operator/`)
  await other.getByTestId('login-user').fill('bia')
  await other.getByTestId('login-password').fill('uma-frase-longa')
  await other.getByTestId('login-submit').click()
  await expect(other.getByTestId('queue')).toBeVisible()
  await expect(other.getByTestId('manage')).toHaveCount(0)

  await manager.open('audit')
  await page.getByTestId('verify-chains').click()
  await expect(page.getByTestId('chain-checks')).toHaveAttribute('data-broken', '0')
  await expect(page.getByTestId('chain').filter({ hasText: 'Totem A' })).toContainText('inteira')

  await manager.open('reports')
  await expect(page.getByTestId('report-today').getByTestId('report')).toBeVisible()
  for (const format of ['csv', 'pdf']) {
    const download = page.waitForEvent('download')
    await page.getByTestId('report-today').getByTestId(`download-${format}`).click()
    expect((await download).suggestedFilename()).toMatch(new RegExp(`^totem-.*\\.${format}$`))
  }
})

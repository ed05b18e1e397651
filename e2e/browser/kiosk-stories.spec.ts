import { type Browser, type Locator } from '@playwright/test'
import { openTenantData } from '../harness/tenant-data.ts'
import { type TestStack } from '../harness/test-stack.ts'
import { payByQr } from './bank.ts'
import { type Kiosk } from './kiosk.ts'
import { expect, test } from './totem-test.ts'

const field = ({ page }: Kiosk, name: string): Locator => page.getByTestId(`field-${name}`)

const digits = (text: string): readonly string[] => text.match(/\d/g) ?? []

/** Types with the keyboard on screen, as a finger does. */
const tap = async ({ page }: Kiosk, ...keys: readonly string[]): Promise<void> => {
  const keyboard = page.getByRole('group', { name: 'Teclado na tela' })
  for (const key of keys)
    await keyboard.getByRole('button', { name: new RegExp(`^${key}$`, 'i') }).click()
}

test('the first customer of the day reads, types by finger, allows one thing, pays and is nobody to the next', async ({
  newKiosk,
  totem,
  browser,
}) => {
  const kiosk = await newKiosk({ moves: true })
  const { page } = kiosk
  await expect(page.getByTestId('service-GELO')).toContainText('R$ 60,00')
  await expect(page.getByTestId('queue').first()).toHaveAttribute('data-queue', 'closed')
  await page.getByTestId('service-GELO').click()
  await tap(kiosk, 'j', 'o', 'ã', 'o')
  await tap(
    kiosk,
    'espaço',
    'c',
    'o',
    'n',
    'c',
    'e',
    'i',
    'ç',
    'ã',
    'o',
    'Próximo',
    ...digits('52998224725'),
    'Próximo',
  )
  await tap(kiosk, ...digits('51999998888'), 'Próximo')
  await expect(page.getByTestId('notice-ack')).toBeFocused()
  await expect(page.getByTestId('safety')).toContainText('grávida')
  for (const box of ['notice-ack', 'purpose-offers', 'purpose-survey'])
    await expect(page.getByTestId(box)).not.toBeChecked()
  await page.getByTestId('purpose-survey').check()
  await page.getByTestId('notice-ack').check()
  await page.getByTestId('continue').click()
  await expect(kiosk.qr).toBeVisible()
  await using bank = await browser.newContext()
  const payload = (await kiosk.qr.getAttribute('data-payload')) ?? ''
  await payByQr(await bank.newPage(), totem.stack.urls.pixSimulator, payload)
  expect(await kiosk.number()).toBe('A-001')
  await page.getByTestId('new-sale').click()
  await kiosk.delivered()

  await page.getByTestId('service-BOTA').click()
  for (const name of ['name', 'cpf', 'phone']) await expect(field(kiosk, name)).toHaveValue('')
  await expect(page.getByTestId('purpose-survey')).not.toBeChecked()
  expect(await page.content()).not.toContain('Conceição')

  await using data = await openTenantData(totem)
  const customers = await data.all('customers')
  const bought = customers.find(({ name }) => name === 'João Conceição')
  expect(bought?.['consent']).toMatchObject({
    textVersion: '2026-11',
    textHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    locale: 'pt-BR',
    actor: 'self',
    purposes: [
      { code: 'offers', granted: false },
      { code: 'survey', granted: true },
    ],
    safetyHash: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{32}$/),
  })
  expect(JSON.stringify(bought)).not.toContain('52998224725')
})

test('a customer who comes back buys for a child, and gets the next number', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  await kiosk.sellAtDesk({ name: 'Ana Souza' })
  await kiosk.page.getByTestId('service-BOTA').click()
  await field(kiosk, 'name').fill('Ana Souza')
  await field(kiosk, 'cpf').fill('52998224725')
  await field(kiosk, 'phone').fill('51999998888')
  await kiosk.page.getByTestId('actor-guardian').check()
  await kiosk.page.getByTestId('notice-ack').check()
  await kiosk.page.getByTestId('continue').click()
  await kiosk.page.getByTestId('pay-at-desk').click()
  expect(await kiosk.number()).toBe('A-002')
  await kiosk.delivered()
  await using data = await openTenantData(totem)
  const actors = (await data.all('customers'))
    .filter(({ name }) => name === 'Ana Souza')
    .map(({ consent }) => (consent as { readonly actor: string }).actor)
  expect(actors.toSorted()).toEqual(['guardian', 'self'])
})

test('who goes back finds everything typed, who gives up leaves nothing behind', async ({
  newKiosk,
}) => {
  const kiosk = await newKiosk()
  const { page } = kiosk
  await page.getByTestId('service-GELO').click()
  await field(kiosk, 'name').fill('Ana Souza')
  await page.getByTestId('purpose-offers').check()
  await page.getByTestId('back').click()
  await page.getByTestId('service-BOTA').click()
  await expect(field(kiosk, 'name')).toHaveValue('Ana Souza')
  await expect(page.getByTestId('purpose-offers')).toBeChecked()
  await page.getByTestId('give-up').click()
  await page.getByTestId('service-BOTA').click()
  await expect(field(kiosk, 'name')).toHaveValue('')
  await page.getByTestId('back').click()

  await kiosk.order()
  await page.getByTestId('cancel').click()
  await page.getByTestId('cancel-confirm').click()
  await expect(page.getByRole('heading', { name: 'Compra cancelada' })).toBeVisible()
  await page.getByTestId('new-sale').click()
  await kiosk.delivered()
})

test('a wrong CPF is explained in the language of the customer, at the field, and keeps the rest', async ({
  newKiosk,
}) => {
  const kiosk = await newKiosk()
  const { page } = kiosk
  await page.getByTestId('language-es').click()
  await kiosk.order({ name: 'Ana Souza', cpf: '529.982.247-26' })
  const cpf = field(kiosk, 'cpf')
  await expect(cpf).toBeFocused()
  await expect(cpf).toHaveAccessibleDescription(/Este CPF no es correcto/)
  await expect(field(kiosk, 'name')).toHaveValue('Ana Souza')
  await page.getByTestId('language-en').click()
  await expect(cpf).toHaveAccessibleDescription(/This CPF is not right/)
  await expect(cpf).toHaveValue('529.982.247-26')
  await cpf.fill('529.982.247-25')
  await page.getByTestId('continue').click()
  await expect(kiosk.qr).toBeVisible()
})

/** Pays in a browser of its own, as a phone does. */
const payOnPhone = async (browser: Browser, totem: TestStack, payload: string): Promise<void> => {
  await using phone = await browser.newContext()
  await payByQr(await phone.newPage(), totem.stack.urls.pixSimulator, payload)
}

test('who pays late is paid: a code that ran out on screen, and one left behind for the desk', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  test.setTimeout(180_000)
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk({ hasOwnClock: true })
  const { page } = kiosk
  const payload = async (): Promise<string> => (await kiosk.qr.getAttribute('data-payload')) ?? ''

  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  const left = await payload()
  await page.getByTestId('pay-at-desk').click()
  expect(await kiosk.number()).toBe('A-001')
  await page.getByTestId('new-sale').click()
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'at_desk')
  await payOnPhone(browser, totem, left)
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'paid')

  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  const scanned = await payload()
  await page.clock.fastForward(16 * 60_000)
  await expect(page.getByRole('heading', { name: 'Este QR Code venceu' })).toBeVisible()
  // A quarter of an hour in a blink lets every request run out of its time: the device is woken up as by a new network.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await payOnPhone(browser, totem, scanned)
  await expect(page.getByText('Pagamento confirmado')).toBeVisible({ timeout: 30_000 })
  expect(await kiosk.number()).toBe('A-002')
  await expect(tablet.row('A-002')).toHaveAttribute('data-payment', 'paid')
  await using data = await openTenantData(totem)
  const settled = (await data.all('payments')).filter(({ type }) => type === 'settlement')
  expect(settled.map(({ amountCents, state }) => [amountCents, state])).toEqual([
    [6_000, 'matched'],
    [6_000, 'matched'],
  ])
})

test('without a network from the cold start to the end the kiosk sells, and says what is true', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  await kiosk.delivered()
  const context = kiosk.page.context()
  await kiosk.installed()
  await totem.stack.kill('gateway')
  await kiosk.page.close()
  const page = await context.newPage()
  await page.goto(`${totem.origin}/kiosk/`)
  await expect(page.getByTestId('service-GELO')).toBeVisible()
  await expect(page.getByTestId('sync-status')).toHaveAttribute('data-state', 'offline')
  const offline = Object.assign(Object.create(kiosk) as Kiosk, { page })
  await offline.order()
  await expect(
    page.getByTestId('ticket-number').or(page.getByTestId('pix-qr')).first(),
  ).toBeVisible()
  if (await page.getByTestId('pay-at-desk').isVisible())
    await page.getByTestId('pay-at-desk').click()
  expect(await offline.number()).toBe('A-001')
  await page.getByTestId('new-sale').click()
  await expect(page.getByTestId('sync-status')).toContainText('Sem conexão – 1 venda guardada aqui')
  await totem.stack.start('gateway')
  await offline.delivered()
})

test('who walks away in the middle is warned and wiped; who pays is not sent away', async ({
  newKiosk,
}) => {
  const kiosk = await newKiosk({ hasOwnClock: true })
  const { page } = kiosk
  await page.getByTestId('language-en').click()
  await page.getByTestId('service-GELO').click()
  await field(kiosk, 'name').fill('Ana Souza')
  await page.clock.runFor(76_000)
  await expect(page.getByRole('alert')).toContainText('Back to the start in')
  await page.getByRole('button', { name: 'Stay here' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.clock.runFor(91_000)
  await expect(page.getByRole('heading', { name: 'Bora recuperar?' })).toBeVisible()
  await page.getByTestId('service-GELO').click()
  await expect(field(kiosk, 'name')).toHaveValue('')
  await page.getByTestId('back').click()

  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  await page.clock.runFor(600_000)
  await expect(kiosk.qr).toBeVisible()
})

test('the kiosk speaks three languages on every screen and Portuguese to the next customer', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  const { page } = kiosk
  const words = {
    en: {
      start: 'Ready to recover?',
      data: 'Who is it for?',
      pay: 'Pay with Pix',
      done: 'Your place is kept',
      service: 'Ice bath',
    },
    es: {
      start: '¿Listo para recuperarte?',
      data: '¿Para quién es?',
      pay: 'Paga con Pix',
      done: 'Lugar reservado',
      service: 'Bañera de hielo',
    },
  } as const
  for (const language of ['en', 'es'] as const) {
    const { start, data, pay, done, service } = words[language]
    await page.getByTestId(`language-${language}`).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText(start)
    await page.getByTestId('service-GELO').click()
    await expect(heading).toHaveText(data)
    await page.getByTestId('back').click()
    await kiosk.order()
    await expect(heading).toHaveText(pay)
    await expect(page.getByTestId('paying-service')).toHaveText(service)
    await page.getByTestId('pay-at-desk').click()
    await expect(heading).toHaveText(done)
    await expect(page.getByTestId('sold-service')).toHaveText(service)
    await page.getByTestId('new-sale').click()
    await expect(heading).toHaveText('Bora recuperar?')
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR')
  }
  await kiosk.delivered()
  await using tenant = await openTenantData(totem)
  const consents = (await tenant.all('customers')).map(
    ({ consent }) => consent as { readonly locale: string; readonly textHash: string },
  )
  const hashes = new Map(consents.map(({ locale, textHash }) => [locale, textHash]))
  expect([hashes.has('en'), hashes.has('es')]).toEqual([true, true])
  expect(new Set(hashes.values()).size).toBe(hashes.size)
})

import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import { type Browser } from '@playwright/test'
import { Cents } from '@totem/shared-schema'
import * as v from 'valibot'
import { setOfflineSettings } from '../harness/manager.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { type TestStack } from '../harness/test-stack.ts'
import { payByQr } from './bank.ts'
import { type Kiosk } from './kiosk.ts'
import { poolFilled } from './pool-filled.ts'
import { readQr } from './read-qr.ts'
import { expect, test } from './totem-test.ts'

// Outages, restarts and polling take their time, on a busy machine more of it.
test.describe.configure({ timeout: 180_000 })

const cents = (amount: number): Cents => v.parse(Cents, amount)

/** What the books say of a ticket, of the only one at first: its payments, and all the money that came in. */
const books = async (
  totem: TestStack,
  sold = 'A-001',
): Promise<{ readonly paid: number; readonly received: readonly unknown[] }> => {
  await using data = await openTenantData(totem)
  const tickets = (await data.all('tickets')).filter(({ number }) => number === sold)
  const types = tickets.flatMap(({ events }) =>
    Object.values(events as Record<string, { readonly type: string }>).map(({ type }) => type),
  )
  const settlements = (await data.all('payments')).filter(({ type }) => type === 'settlement')
  return {
    paid: types.filter((type) => type === 'paid').length,
    received: settlements.map(({ amountCents, state }) => [amountCents, state]),
  }
}

/** Kills the gateway, sells, and gives the code on screen as a phone sees it. */
const sellWithoutGateway = async (totem: TestStack, kiosk: Kiosk): Promise<string> => {
  await poolFilled(kiosk)
  await kiosk.delivered()
  await totem.stack.kill('gateway')
  await kiosk.order({ service: 'GELO' })
  await expect(kiosk.qr).toBeVisible()
  await expect(kiosk.page.getByTestId('said-paid')).toBeVisible()
  return readQr(kiosk.page.locator('body'))
}

const pay = async (browser: Browser, totem: TestStack, payload: string): Promise<void> => {
  await using bank = await browser.newContext()
  await payByQr(await bank.newPage(), totem.stack.urls.pixSimulator, payload)
}

test('without a gateway a customer pays a charge made in advance, and the ticket is paid once it is back', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk()
  const payload = await sellWithoutGateway(totem, kiosk)
  expect(payload).toBe(await kiosk.qr.getAttribute('data-payload'))
  expect(getPixPayloadInfo(payload)?.pointOfInitiation).toBe('dynamic')

  await pay(browser, totem, payload)
  await kiosk.page.getByTestId('said-paid').click()
  expect(await kiosk.number()).toBe('A-001')
  await expect(kiosk.page.getByText('Aguardando confirmação')).toBeVisible()

  await totem.stack.start('gateway')
  await expect(kiosk.page.getByText('Pagamento confirmado')).toBeVisible({ timeout: 25_000 })
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'paid', { timeout: 20_000 })
  await kiosk.delivered()
  expect(await books(totem)).toEqual({ paid: 1, received: [[6_000, 'matched']] })
})

test('money whose webhook is lost for ever is found by asking, within a minute', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk()
  const faults = await fetch(`${totem.stack.urls.pixSimulator}/admin/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hooks: 'lost' }),
  })
  expect(faults.status).toBe(200)
  const payload = await sellWithoutGateway(totem, kiosk)
  await pay(browser, totem, payload)
  await kiosk.page.getByTestId('said-paid').click()
  expect(await kiosk.number()).toBe('A-001')

  await totem.stack.start('gateway')
  const startedAt = Date.now()
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'paid', { timeout: 60_000 })
  test.info().annotations.push({ type: 'found after', description: `${Date.now() - startedAt} ms` })
  expect(await books(totem)).toEqual({ paid: 1, received: [[6_000, 'matched']] })
})

test('a charge that was shown is shown to nobody else, also after the browser was closed', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  const first = await sellWithoutGateway(totem, kiosk)
  await kiosk.page.reload()
  await expect(kiosk.page.getByTestId('service-GELO')).toBeVisible()
  const codes = new Set([first])
  for (let sale = 0; sale < 4; sale += 1) {
    await kiosk.order({ service: 'GELO' })
    await expect(kiosk.qr).toBeVisible()
    codes.add((await kiosk.qr.getAttribute('data-payload')) ?? '')
    await kiosk.page.getByTestId('said-paid').click()
    await kiosk.number()
    await kiosk.page.getByTestId('new-sale').click()
  }
  expect(codes.size).toBe(5)
  // The pool of five is empty now, and the desk is next.
  await kiosk.order({ service: 'GELO' })
  await expect(kiosk.page.getByText('pague no balcão', { exact: false }).first()).toBeVisible()
  await expect(kiosk.qr).toHaveCount(0)
})

test('the code on screen reads back as the charge that the bank holds', async ({
  newKiosk,
  totem,
}) => {
  const kiosk = await newKiosk()
  await kiosk.order({ service: 'BOTA' })
  await expect(kiosk.qr).toBeVisible()
  const seen = await readQr(kiosk.page.locator('body'))
  expect(seen).toBe(await kiosk.qr.getAttribute('data-payload'))
  await using data = await openTenantData(totem)
  const charges = (await data.all('payments')).filter(({ type }) => type === 'charge')
  const charge = charges.find(
    ({ bill }) => (bill as { brCode?: string } | undefined)?.brCode === seen,
  )
  expect(charge).toMatchObject({ amountCents: 8_000, state: 'open' })
  // A dynamic code carries a location alone: the bank says which txid and amount are behind it.
  const location = getPixPayloadInfo(seen)?.url ?? ''
  expect(location).not.toBe('')
  const page = await fetch(totem.stack.urls.pixSimulator)
  expect(await page.text()).toContain(String(charge?.['txid']))
})

test('where the studio allows it a static code stands in for an empty pool, asks for exactly the sale and pays it once', async ({
  newKiosk,
  newTablet,
  totem,
  browser,
}) => {
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  await setOfflineSettings(totem, {
    envelope: { perTicketCents: cents(10_000), count: 2, sumCents: cents(20_000), minutes: 60 },
    poolPerService: 1,
    staticPix: { merchantName: 'Recuperação Esportiva', merchantCity: 'São José' },
  })
  const kiosk = await newKiosk()
  await poolFilled(kiosk, 2)
  await totem.stack.kill('gateway')
  const codes: (string | undefined)[] = []
  for (let sale = 0; sale < 2; sale += 1) {
    await kiosk.order({ service: 'GELO' })
    await expect(kiosk.qr).toBeVisible()
    codes.push(await readQr(kiosk.page.locator('body')))
    await kiosk.page.getByTestId('said-paid').click()
    await kiosk.number()
    await kiosk.page.getByTestId('new-sale').click()
  }
  const [pooled, still] = codes.map((code) => getPixPayloadInfo(code ?? ''))
  expect(pooled).toMatchObject({ pointOfInitiation: 'dynamic' })
  expect(still).toMatchObject({
    pointOfInitiation: 'static',
    merchantName: 'Recuperacao Esportiva',
    merchantCity: 'Sao Jose',
    amount: 60,
  })
  // Two tickets are all the manager risks: the third customer is sent to the desk.
  await kiosk.order({ service: 'GELO' })
  await kiosk.number()
  await expect(kiosk.qr).toHaveCount(0)

  await pay(browser, totem, codes[1] ?? '')
  await totem.stack.start('gateway')
  await expect(tablet.row('A-002')).toHaveAttribute('data-payment', 'paid', { timeout: 60_000 })
  await expect(tablet.row('A-001')).toHaveAttribute('data-payment', 'pending')
  await kiosk.delivered()
  expect(await books(totem, 'A-002')).toEqual({ paid: 1, received: [[6_000, 'matched']] })
  await using data = await openTenantData(totem)
  const sold = (await data.all('tickets')).find(({ number }) => number === 'A-002')
  expect(still?.txid).toBe(sold?.['intent'])
})

import { expect, type Locator, type Page } from '@playwright/test'
import { type Kiosk } from './kiosk.ts'
import { payByQr } from './bank.ts'

/** The languages of the switch. */
export const kioskLanguages = ['pt-BR', 'en', 'es'] as const
/** A language of the switch. */
export type KioskLanguage = (typeof kioskLanguages)[number]

/** Called on every screen and state, once it stands still. */
export type Look = (name: string, page: Page) => Promise<void>

/** What a tour through the kiosk needs. */
export interface TourOptions {
  readonly kiosk: Kiosk
  readonly language: KioskLanguage
  /** Switches every customer of the tour turns on, by test id, e.g. `high-contrast`. */
  readonly comfort?: readonly string[]
  /** The bank's page, in a browser profile of its own. */
  readonly bank: Page
  readonly bankUrl: string
  readonly look: Look
}

/** Makes the gateway refuse a charge, until the tour has seen what the kiosk says. */
const refuseCharges = async (page: Page): Promise<void> => {
  await page.route('**/payments/link', (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank/refused', title: 'Refused', status: 422 }),
    }),
  )
}

/** A screen that is still coming in is paler than it will be; what moves for ever is not waited for. */
const standsStill = async (page: Page): Promise<void> => {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ effect, playState }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Infinity,
      ),
  )
}

/** Looks once nothing moves any more. */
export const onceStill =
  (look: Look): Look =>
  async (name, page) => {
    await standsStill(page)
    await look(name, page)
  }

/** Leaves a screen by one of its buttons, unless it has gone back to the start by itself: a busy machine looks slowly. */
export const leaveBy = async (button: Locator): Promise<void> => {
  if (await button.isVisible()) await button.click()
}

/** Walks through every screen and state of a paired kiosk that stands at its start. */
export const tourKiosk = async (options: TourOptions): Promise<void> => {
  const { kiosk, language, comfort = [] } = options
  const { page } = kiosk
  const look = onceStill(options.look)
  const part = (id: string): Locator => page.getByTestId(id)
  /** A customer's language ends with the customer. */
  const begin = async (): Promise<void> => {
    await expect(part('service-GELO')).toBeVisible()
    await part(`language-${language}`).click()
    if (comfort.length === 0) return
    await part('comfort').click()
    for (const id of comfort) await part(id).click()
    await part('comfort').click()
  }
  const end = async (): Promise<void> => {
    await leaveBy(part('new-sale'))
    await begin()
  }

  await begin()
  await look('start', page)
  await part('comfort').click()
  await look('comfort', page)
  await page.keyboard.press('Escape')

  await part('service-GELO').click()
  await look('data-letters', page)
  await part('continue').click()
  await look('data-empty', page)
  await part('field-name').fill('Maria da Silva')
  await part('field-cpf').fill('529.982.247-26')
  await look('data-digits', page)
  await part('field-phone').fill('(51) 99999-8888')
  await look('data-wrong-cpf', page)
  await part('field-cpf').fill('529.982.247-25')
  await part('field-phone').focus()
  await page.keyboard.press('Enter')
  await look('data-notices', page)
  await part('back').click()
  await look('start-typed', page)
  await part('clear').click()
  await begin()

  await kiosk.order()
  await expect(kiosk.qr).toBeVisible()
  await look('pay-qr', page)
  await part('cancel').click()
  await look('pay-cancel', page)
  await part('cancel-keep').click()
  const payload = (await kiosk.qr.getAttribute('data-payload')) ?? ''
  await payByQr(options.bank, options.bankUrl, payload)
  await kiosk.number()
  await look('done-paid', page)
  await end()

  await kiosk.order({ service: 'BOTA' })
  await part('pay-at-desk').click()
  await kiosk.number()
  await look('done-desk', page)
  await end()

  await kiosk.order()
  await part('cancel').click()
  await part('cancel-confirm').click()
  await expect(part('new-sale')).toBeVisible()
  await look('done-cancelled', page)
  await end()

  await refuseCharges(page)
  await kiosk.order()
  await expect(part('retry')).toBeVisible()
  await look('pay-refused', page)
  await page.unroute('**/payments/link')
  await part('pay-at-desk').click()
  await end()
}

/** Knocks at the staff's corner: five taps on the studio's name. */
export const knock = async ({ page }: Kiosk): Promise<void> => {
  // At once: a busy machine may take longer over five clicks than a knock lasts.
  await page.getByTestId('studio').evaluate((studio) => {
    for (let tap = 0; tap < 5; tap += 1)
      studio.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  })
  await expect(page.getByTestId('staff-pin')).toBeVisible()
}

/** Types a PIN at the door of the staff's corner. */
export const typePin = async ({ page }: Kiosk, pin: string): Promise<void> => {
  await page.getByTestId('staff-pin').fill(pin)
  await page.getByTestId('staff-enter').click()
}

/** Opens the staff's corner with the demo's PIN. */
export const enterStaffCorner = async (kiosk: Kiosk): Promise<void> => {
  await knock(kiosk)
  await typePin(kiosk, '246810')
  await expect(kiosk.page.getByTestId('staff-corner')).toBeVisible()
}

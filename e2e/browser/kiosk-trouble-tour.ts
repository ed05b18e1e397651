import { expect, type Browser, type Locator, type Page } from '@playwright/test'
import { Cents } from '@totem/shared-schema'
import * as v from 'valibot'
import { revokeKiosk, setOfflineSettings } from '../harness/manager.ts'
import { type TestStack } from '../harness/test-stack.ts'
import { payAstray } from './bank.ts'
import { type Kiosk } from './kiosk.ts'
import { type KioskLanguage, leaveBy, type Look, onceStill } from './kiosk-tour.ts'
import { poolFilled } from './pool-filled.ts'

/** What a tour through everything that can go wrong needs. */
export interface TroubleTourOptions {
  readonly totem: TestStack
  readonly browser: Browser
  /** Of the pages of devices that are no kiosk yet. */
  readonly viewport: { readonly width: number; readonly height: number }
  readonly language: KioskLanguage
  readonly look: Look
  /** Pairs a kiosk of the tour's own, on a clock of its own: it is shut out in the end. */
  readonly newKiosk: () => Promise<Kiosk>
}

/** Lets kiosks sell once on trust, so that the second customer is sent to the desk. */
const trustOnce = (totem: TestStack): Promise<void> =>
  setOfflineSettings(totem, {
    envelope: {
      perTicketCents: v.parse(Cents, 10_000),
      count: 1,
      sumCents: v.parse(Cents, 10_000),
      minutes: 60,
    },
    poolPerService: 1,
    staticPix: null,
  })

/** Walks through the states that take a lost network, a late or wrong payment, or a broken device. */
export const tourTroubles = async (options: TroubleTourOptions): Promise<void> => {
  const { totem, browser, language } = options
  const look = onceStill(options.look)
  const bankUrl = totem.stack.urls.pixSimulator
  await trustOnce(totem)
  const kiosk = await options.newKiosk()
  const { page } = kiosk
  const part = (id: string): Locator => page.getByTestId(id)
  const begin = async (): Promise<void> => {
    await expect(part('service-GELO')).toBeVisible()
    await part(`language-${language}`).click()
  }
  const end = (): Promise<void> => leaveBy(part('new-sale'))
  /** Orders until the gateway's own code is on screen: on a busy machine a code made in advance may win. */
  const orderOnline = async (): Promise<void> => {
    await expect(async () => {
      await begin()
      await kiosk.order()
      await expect(kiosk.qr.or(part('new-sale')).first()).toBeVisible()
      if (await part('said-paid').isVisible()) await part('said-paid').click()
      if (await kiosk.qr.isVisible()) return
      await kiosk.number()
      await end()
      throw new Error('the gateway answered too late')
    }).toPass({ timeout: 45_000 })
  }
  await using context = await browser.newContext()
  const bank = await context.newPage()

  await poolFilled(kiosk, 2)
  await kiosk.delivered()
  await begin()
  await totem.stack.kill('gateway')
  await kiosk.order()
  await expect(part('said-paid')).toBeVisible()
  await look('pay-offline', page)
  await part('said-paid').click()
  await kiosk.number()
  await look('done-awaiting', page)
  await end()
  await begin()
  await kiosk.order()
  await kiosk.number()
  await look('done-no-connection', page)
  await end()
  await totem.stack.start('gateway')
  await kiosk.delivered()

  await begin()
  await part('service-GELO').click()
  await part('field-name').fill('Maria da Silva')
  await page.clock.runFor(76_000)
  await expect(page.getByRole('alert')).toBeVisible()
  await look('idle-warning', page)
  // Any touch keeps the screen.
  await page.keyboard.press('Shift')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await leaveBy(part('give-up'))

  await orderOnline()
  await part('cancel').click()
  await part('cancel-confirm').click()
  await expect(part('new-sale')).toBeVisible()
  await payAstray(bank, bankUrl, 'late')
  await expect(page.locator('.finishing')).toHaveAttribute('data-tone', 'warn')
  await look('done-refund-due', page)
  await end()

  await orderOnline()
  await payAstray(bank, bankUrl, 'more')
  await kiosk.number()
  await expect(page.locator('.finishing')).toHaveAttribute('data-tone', 'warn')
  await look('done-review', page)
  await end()

  await orderOnline()
  await page.clock.fastForward(16 * 60_000)
  await expect(part('retry')).toBeVisible()
  await look('pay-expired', page)
  await part('pay-at-desk').click()
  await end()

  const second = await page.context().newPage()
  await second.goto('/kiosk/')
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible()
  await second.getByTestId(`language-${language}`).click()
  await look('second-tab', second)
  await second.close()

  await begin()
  const letter = (await kiosk.sellAtDesk()).split('-')[0] ?? ''
  await kiosk.delivered()
  await revokeKiosk(totem, letter)
  await expect(part('service-GELO')).toBeHidden({ timeout: 20_000 })
  await part(`language-${language}`).click()
  await look('revoked', page)

  await tourFreshDevices({ ...options, look })
}

/** What a device shows before it is a kiosk, and when it cannot be one. */
const tourFreshDevices = async (options: TroubleTourOptions): Promise<void> => {
  const { totem, browser, viewport, language, look } = options
  const fresh = async (visit: (page: Page) => Promise<void>): Promise<void> => {
    await using context = await browser.newContext({ baseURL: totem.origin, viewport })
    const page = await context.newPage()
    await visit(page)
  }
  const showing = async (page: Page, name: string): Promise<void> => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const chosen = page.getByTestId(`language-${language}`)
    await chosen.click()
    await look(name, page)
    await expect(chosen).toHaveAttribute('aria-pressed', 'true')
  }
  await fresh(async (page) => {
    await page.goto('/kiosk/')
    await expect(page.getByTestId('pairing-code')).toBeVisible()
    await showing(page, 'pairing')
    await page.getByTestId('pairing-code').fill('AAAA2222')
    await page.getByTestId('pair').click()
    await expect(page.getByTestId('pairing-code')).toHaveAttribute('aria-invalid', 'true')
    await look('pairing-wrong-code', page)
  })
  await fresh(async (page) => {
    await page.route('**/sync/catalog/**', (route) => route.abort())
    await page.goto(`/kiosk/?pair=${(await totem.stack.pair()).code}`)
    await expect(page.getByTestId('sync-status')).toBeVisible()
    await showing(page, 'start-preparing')
  })
  await fresh(async (page) => {
    await page.route('**/opfs-worker*', (route) => route.abort())
    await page.goto('/kiosk/')
    await showing(page, 'storage-trouble')
  })
  await fresh(async (page) => {
    await page.addInitScript(() => {
      HTMLElement.prototype.focus = () => {
        throw new Error('planted')
      }
    })
    await page.goto('/kiosk/')
    await expect(page.getByTestId('restart')).toBeVisible()
    await showing(page, 'crash')
  })
}

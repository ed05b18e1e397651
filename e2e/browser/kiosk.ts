import { expect, type Locator, type Page } from '@playwright/test'

/** Somebody who buys. */
export interface Buyer {
  readonly service?: 'GELO' | 'BOTA'
  readonly name?: string
  readonly cpf?: string
  readonly phone?: string
}

/** The kiosk as a customer meets it. */
export class Kiosk {
  readonly page: Page
  readonly #origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.#origin = origin
  }

  get syncStatus(): Locator {
    return this.page.getByTestId('sync-status')
  }

  get qr(): Locator {
    return this.page.getByTestId('pix-qr')
  }

  async pair(code: string): Promise<void> {
    await this.page.goto(`${this.#origin}/kiosk/?pair=${code}`)
    await expect(this.page.getByTestId('service-GELO')).toBeVisible({ timeout: 30_000 })
  }

  /** Opens the kiosk that was paired in this profile before. */
  async open(): Promise<void> {
    await this.page.goto(`${this.#origin}/kiosk/`)
    await expect(this.page.getByTestId('service-GELO')).toBeVisible({ timeout: 30_000 })
  }

  /** Chooses, fills in, reads the notice and confirms: from here on the sale exists. */
  async order(buyer: Buyer = {}): Promise<void> {
    await this.page.getByTestId(`service-${buyer.service ?? 'GELO'}`).click()
    await this.page.getByTestId('field-name').fill(buyer.name ?? 'Maria da Silva')
    await this.page.getByTestId('field-cpf').fill(buyer.cpf ?? '529.982.247-25')
    await this.page.getByTestId('field-phone').fill(buyer.phone ?? '(51) 99999-8888')
    await this.page.getByTestId('notice-ack').check()
    await this.page.getByTestId('continue').click()
  }

  /** Waits for the big number of the success screen. */
  async number(): Promise<string> {
    const number = this.page.getByTestId('ticket-number')
    await expect(number).toHaveText(/[A-Z]{1,2}-\d{3}/)
    await expect(this.page.getByTestId('new-sale')).toBeVisible()
    return /[A-Z]{1,2}-\d{3}/.exec((await number.textContent()) ?? '')?.[0] ?? ''
  }

  /** Sells to somebody who will pay at the desk, and goes back to the start. */
  async sellAtDesk(buyer: Buyer = {}): Promise<string> {
    await this.order(buyer)
    const atDesk = this.page.getByTestId('pay-at-desk')
    const done = this.page.getByTestId('new-sale')
    await expect(atDesk.or(done).first()).toBeVisible()
    if (await atDesk.isVisible()) await atDesk.click()
    const number = await this.number()
    await done.click()
    await expect(this.page.getByTestId('service-GELO')).toBeVisible()
    return number
  }

  /** Waits until the app lies whole in this browser, so that it starts without a network. */
  async installed(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }

  /** Waits until the gateway has acknowledged everything. */
  async delivered(): Promise<void> {
    await expect(this.syncStatus).toHaveAttribute('data-pending', '0', { timeout: 20_000 })
    await expect(this.syncStatus).toHaveAttribute('data-state', 'online', { timeout: 20_000 })
  }
}

import { expect, type Locator, type Page } from '@playwright/test'

/** The tablet as staff meet it. */
export class Tablet {
  readonly page: Page
  readonly #origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.#origin = origin
  }

  get syncStatus(): Locator {
    return this.page.getByTestId('sync-status')
  }

  async logIn(user: string, password: string): Promise<void> {
    await this.page.goto(`${this.#origin}/operator/`)
    await this.page.getByTestId('login-user').fill(user)
    await this.page.getByTestId('login-password').fill(password)
    await this.page.getByTestId('login-submit').click()
  }

  /** *Iniciar operação* with so many devices of each service. */
  async startOperation(devices: Readonly<Record<string, number>>): Promise<void> {
    for (const [code, count] of Object.entries(devices))
      await this.page.getByTestId(`devices-${code}`).fill(String(count))
    await this.page.getByTestId('start-operation').click()
    await expect(this.page.getByTestId('queue')).toBeVisible()
  }

  row(number: string): Locator {
    return this.page.locator(`[data-testid="ticket-row"][data-number="${number}"]`)
  }

  /** Numbers in the queue that begin with a kiosk's letter, in order of appearance. */
  async numbers(letter: string): Promise<readonly string[]> {
    const rows = this.page.locator(`[data-testid="ticket-row"][data-number^="${letter}-"]`)
    return rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-number') ?? ''))
  }

  async press(act: 'call' | 'start' | 'finish' | 'no-show', number: string): Promise<void> {
    await this.page.getByTestId(`${act}-${number}`).click()
  }
}

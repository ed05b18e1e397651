import { expect, type Locator, type Page } from '@playwright/test'
import { type Kiosk } from './kiosk.ts'
import { type Tablet } from './tablet.ts'
import { type NewKiosk, type NewTablet } from './totem-test.ts'

/** What a studio is opened with: the fixtures of a story. */
export interface StudioParts {
  readonly newTablet: (options?: NewTablet) => Promise<Tablet>
  readonly newKiosk: (options?: NewKiosk) => Promise<Kiosk>
}

/** A manager at their tablet. */
export class Manager {
  readonly tablet: Tablet
  readonly page: Page

  constructor(tablet: Tablet) {
    this.tablet = tablet
    this.page = tablet.page
  }

  /** Reads the names of all pages off their tabs, as `open` takes them. */
  async pages(): Promise<readonly string[]> {
    await this.enter()
    const tabs = this.page.locator('.manager-tab')
    await expect(tabs.first()).toBeVisible()
    const ids = await tabs.evaluateAll((all) => all.map((tab) => tab.getAttribute('data-testid')))
    return ids.map((id) => (id ?? '').replace('manager-', ''))
  }

  /** Goes to one of the manager's pages, from wherever the tablet is. */
  async open(page: string): Promise<void> {
    await this.enter()
    await this.page.getByTestId(`manager-${page}`).click()
  }

  /** Looks at a page anew, for those that ask once. */
  async reopen(page: string): Promise<void> {
    await this.leave()
    await this.open(page)
  }

  async leave(): Promise<void> {
    await this.page.getByTestId('manager-back').click()
  }

  byId(testId: string): Locator {
    return this.page.getByTestId(testId)
  }

  private async enter(): Promise<void> {
    const back = this.page.getByTestId('manager-back')
    if (!(await back.isVisible())) await this.page.getByTestId('manage').click()
  }
}

/** Logs a manager in and opens the shift. */
export const openManager = async ({
  newTablet,
}: Pick<StudioParts, 'newTablet'>): Promise<Manager> => {
  const tablet = await newTablet({ as: 'gerente' })
  await tablet.startOperation({ GELO: 2, BOTA: 1 })
  return new Manager(tablet)
}

/** A manager with an open shift, and a kiosk that sells. */
export const openStudio = async (
  parts: StudioParts,
): Promise<{ readonly manager: Manager; readonly kiosk: Kiosk }> => {
  const manager = await openManager(parts)
  const kiosk = await parts.newKiosk()
  await kiosk.delivered()
  return { manager, kiosk }
}

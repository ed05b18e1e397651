import { type Locator, type Page } from '@playwright/test'
import { type ManagerPage, managerPages } from './manager-pages.ts'
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

  /** Goes to one of the manager's pages, from wherever the tablet is. */
  async open(page: ManagerPage): Promise<void> {
    const tab = this.page.getByTestId(`manager-${page}`)
    if (!(await tab.isVisible())) await this.page.getByTestId('manage').click()
    await tab.click()
  }

  /** Looks at a page anew, for those that ask once. */
  async reopen(page: ManagerPage): Promise<void> {
    const other = managerPages.find((each) => each !== page) ?? page
    await this.open(other)
    await this.open(page)
  }

  async leave(): Promise<void> {
    await this.page.getByTestId('manager-back').click()
  }

  byId(testId: string): Locator {
    return this.page.getByTestId(testId)
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

import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { findChromium, needsNoSandbox } from '../../../scripts/chromium.ts'

/** How a browser is opened. */
export interface AppBrowser {
  /** The folder of its profile, which outlives it as a device's outlives a reboot. */
  readonly profile: string
  readonly viewport: { readonly width: number; readonly height: number }
  readonly offline?: boolean
}

/** Opens a browser on a profile of its own, works in its one page, and closes it. */
export const inBrowser = async <T>(
  { profile, viewport, offline = false }: AppBrowser,
  work: (page: Page) => Promise<T>,
): Promise<T> => {
  const executablePath = findChromium(process.env)
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: !needsNoSandbox(),
    viewport,
    offline,
  })
  try {
    return await work(context.pages()[0] ?? (await context.newPage()))
  } finally {
    await context.close()
  }
}

import { test as base, type Browser, type BrowserContext } from '@playwright/test'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'
import { Kiosk } from './kiosk.ts'
import { giveVoice, Panel } from './panel.ts'
import { Tablet } from './tablet.ts'

/** What a story works with: a Totem of its own, and people's devices in browsers of their own. */
interface Stories {
  readonly totem: TestStack
  /** Pairs a new kiosk in a fresh browser profile, portrait. */
  readonly newKiosk: (options?: NewKiosk) => Promise<Kiosk>
  /** Opens a new tablet in a fresh browser profile and logs the demo operator in, or the manager. */
  readonly newTablet: (options?: NewTablet) => Promise<Tablet>
  /** Pairs a new TV panel, with a voice, in a fresh browser profile. */
  readonly newPanel: () => Promise<Panel>
}

/** How a new tablet differs from an ordinary one. */
export interface NewTablet {
  readonly as?: 'operador' | 'gerente'
}

/** How a new kiosk differs from an ordinary one. */
export interface NewKiosk {
  /** Portrait where left out. */
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Its time runs as the story says (`page.clock`), from now on. */
  readonly hasOwnClock?: boolean
  /** Its screens move as they do for customers; elsewhere nobody waits for movement. */
  readonly moves?: boolean
}

/** Playwright's test with a running Totem. Pages that break the content policy or load from outside fail the story. */
export const test = base.extend<Stories>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from the pattern
  totem: async ({}, use) => {
    await using totem = await startTestStack()
    await use(totem)
  },
  newKiosk: async ({ browser, totem }, use, testInfo) => {
    const opened = guarded(browser, totem.origin)
    await use(async ({ viewport = portrait, hasOwnClock = false, moves = false } = {}) => {
      const context = await opened.context(viewport, moves ? 'no-preference' : 'reduce')
      const kiosk = new Kiosk(await context.newPage(), totem.origin)
      if (hasOwnClock) await kiosk.page.clock.install()
      await kiosk.pair((await totem.stack.pair()).code)
      return kiosk
    })
    await opened.close(testInfo.title)
  },
  newTablet: async ({ browser, totem }, use, testInfo) => {
    const opened = guarded(browser, totem.origin)
    await use(async ({ as = 'operador' } = {}) => {
      const context = await opened.context({ width: 1280, height: 800 })
      const tablet = new Tablet(await context.newPage(), totem.origin)
      await tablet.logIn(as, `totem-${as}`)
      return tablet
    })
    await opened.close(testInfo.title)
  },
  newPanel: async ({ browser, totem }, use, testInfo) => {
    const opened = guarded(browser, totem.origin)
    await use(async () => {
      const context = await opened.context({ width: 1920, height: 1080 })
      const panel = new Panel(await context.newPage(), totem.origin)
      await giveVoice(panel.page)
      await panel.pair((await totem.stack.pair('panel')).code)
      return panel
    })
    await opened.close(testInfo.title)
  },
})

const portrait = { width: 1080, height: 1920 }

/** Opens browser profiles and remembers what no page of ours may do. */
const guarded = (browser: Browser, origin: string) => {
  const contexts: BrowserContext[] = []
  const offences: string[] = []
  return {
    context: async (
      viewport: { readonly width: number; readonly height: number },
      reducedMotion: 'reduce' | 'no-preference' = 'reduce',
    ) => {
      const context = await browser.newContext({ viewport, baseURL: origin, reducedMotion })
      contexts.push(context)
      context.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) offences.push(message.text())
      })
      context.on('weberror', (error) => offences.push(error.error().message))
      context.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol.startsWith('http') && url.origin !== origin) offences.push(request.url())
      })
      return context
    },
    close: async (story: string) => {
      for (const context of contexts) await context.close()
      if (offences.length > 0) throw new Error(`${story}: ${offences.join('; ')}`)
    },
  }
}

export { expect } from '@playwright/test'

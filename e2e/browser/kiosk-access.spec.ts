import { AxeBuilder } from '@axe-core/playwright'
import { type Page } from '@playwright/test'
import { tourStaffCorner } from './kiosk-staff-tour.ts'
import { type Kiosk } from './kiosk.ts'
import { tourKiosk, type Look, type TourOptions } from './kiosk-tour.ts'
import { tourTroubles } from './kiosk-trouble-tour.ts'
import { expect, test } from './totem-test.ts'

/** WCAG 2.2 AA and what axe recommends beyond it; contrast of 4.5 is among them. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The smallest side of anything to be touched, in CSS px. */
const targetPx = 48

const expectNoViolations = async (name: string, page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const found = violations.map(({ id, nodes }) => [
    id,
    ...nodes.map(({ target }) => target.join(' ')),
  ])
  expect.soft(found, name).toEqual([])
}

/** Everything that can be touched and is seen, with its size where that is too small. */
const expectLargeTargets = async (name: string, page: Page): Promise<void> => {
  const small = await page
    .locator('button:visible, label:has(input):visible, input:visible, select:visible')
    .evaluateAll(
      (elements, least) =>
        elements.flatMap((element) => {
          // A tick is as large as the label around it.
          const target = element.closest('label') ?? element
          const { width, height } = target.getBoundingClientRect()
          return Math.min(width, height) < least - 0.5
            ? [`${element.outerHTML.slice(0, 80)}: ${Math.round(width)} × ${Math.round(height)}`]
            : []
        }),
      targetPx,
    )
  expect.soft(small, name).toEqual([])
}

const expectNothingCutOff = async (name: string, page: Page): Promise<void> => {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const cut = [...document.querySelectorAll('h1, h2, p, button, label, dd')].filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return right > clientWidth + 1 || left < -1
    })
    return { tooWide: scrollWidth - clientWidth, cut: cut.map(({ textContent }) => textContent) }
  })
  expect.soft(overflow, name).toEqual({ tooWide: 0, cut: [] })
}

test.beforeEach(() => {
  test.setTimeout(600_000)
})

type Tour = Omit<TourOptions, 'bank' | 'bankUrl'>

const story = test.extend<{ readonly tour: (options: Tour) => Promise<void> }>({
  tour: async ({ totem, browser }, use) => {
    await using context = await browser.newContext()
    const bank = await context.newPage()
    await use((options) => tourKiosk({ ...options, bank, bankUrl: totem.stack.urls.pixSimulator }))
  },
})

// A tour sees thirty screens, and axe takes its time over each on a busy machine.
story.describe.configure({ timeout: 180_000 })

const lookHard: Look = async (name, page) => {
  await expectNoViolations(name, page)
  await expectLargeTargets(name, page)
  await expectNothingCutOff(name, page)
}

story(
  'no screen has a fault axe knows of, and every target is large enough',
  async ({ newKiosk, tour }) => {
    await tour({ kiosk: await newKiosk(), language: 'pt-BR', look: lookHard })
  },
)

story(
  'nor has any screen that only a fault, a late payment or a lost network brings up',
  async ({ newKiosk, totem, browser }) => {
    await tourTroubles({
      totem,
      browser,
      viewport: { width: 1080, height: 1920 },
      language: 'es',
      look: lookHard,
      newKiosk: () => newKiosk({ hasOwnClock: true }),
    })
  },
)

story('nor has the staff’s corner, or a printer in trouble', async ({ newKiosk }) => {
  const kiosk = await newKiosk({ hasOwnClock: true })
  await tourStaffCorner({ kiosk, language: 'pt-BR', look: lookHard })
})

story(
  'high contrast with the largest text keeps every screen whole and readable',
  async ({ newKiosk, tour }) => {
    const kiosk = await newKiosk()
    const look: Look = async (name, page) => {
      await expectNoViolations(name, page)
      await expectNothingCutOff(name, page)
    }
    await tour({ kiosk, language: 'pt-BR', comfort: ['high-contrast', 'text-largest'], look })
  },
)

/** A kiosk of 1080 × 1920 as it is laid out at 200 %. */
const zoomed = { width: 540, height: 960 }

story('at 200 % zoom nothing is cut off', async ({ newKiosk, tour }) => {
  const kiosk = await newKiosk({ viewport: zoomed })
  await tour({ kiosk, language: 'es', look: expectNothingCutOff })
  const staffed = await newKiosk({ viewport: zoomed, hasOwnClock: true })
  await tourStaffCorner({ kiosk: staffed, language: 'en', look: expectNothingCutOff })
})

story('who sits reaches everything in the lower part of the screen', async ({ newKiosk }) => {
  const kiosk = await newKiosk()
  const { page } = kiosk
  await page.getByTestId('comfort').click()
  await page.getByTestId('controls-low').click()
  await page.getByTestId('comfort').click()
  const highest = (): Promise<number> =>
    page
      .locator('button:visible, input:visible')
      .evaluateAll((all) => Math.min(...all.map((each) => each.getBoundingClientRect().top)))
  expect(await highest()).toBeGreaterThan(1920 * 0.33)
  await page.getByTestId('service-GELO').click()
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await highest()).toBeGreaterThan(1920 * 0.33)
})

/** Presses Tab until a part has the focus; fails when it never gets it. */
const tabTo = async ({ page }: Kiosk, testId: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(
      () => (document.activeElement as HTMLElement | null)?.dataset['testid'],
    )
    if (focused === testId) return
  }
  throw new Error(`Tab never reaches ${testId}`)
}

story(
  'somebody with a keyboard alone buys from the first screen to the last',
  async ({ newKiosk }) => {
    const kiosk = await newKiosk()
    const { page } = kiosk
    await tabTo(kiosk, 'service-GELO')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('field-name')).toBeFocused()
    await page.keyboard.type('Conceição Avelã')
    await page.keyboard.press('Enter')
    await page.keyboard.type('52998224725')
    await page.keyboard.press('Enter')
    await page.keyboard.type('51999998888')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice-ack')).toBeFocused()
    await page.keyboard.press('Space')
    await tabTo(kiosk, 'continue')
    await page.keyboard.press('Enter')
    await expect(kiosk.qr).toBeVisible()
    await tabTo(kiosk, 'pay-at-desk')
    await page.keyboard.press('Enter')
    await kiosk.number()
    await tabTo(kiosk, 'new-sale')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('service-BOTA')).toBeVisible()
  },
)

import { expect, test as base, type Locator, type Page } from '@playwright/test'
import { type KillableChromium } from '../harness/killable-chromium.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'
import { describeUsb, setUpPrinter, type PrinterBench } from '../harness/usb/printer-bench.ts'
import { enterStaffCorner } from './kiosk-tour.ts'
import { Kiosk } from './kiosk.ts'
import { Tablet } from './tablet.ts'

/** A kiosk with its printer, in a browser that can be killed. */
interface PrintingKiosk {
  readonly bench: PrinterBench
  readonly kiosk: Kiosk
  /** Ends the browser as a power cut does, and starts it again on the same profile. */
  readonly killAndStart: () => Promise<void>
}

const test = base.extend<{ readonly printing: PrintingKiosk }, { readonly totem: TestStack }>({
  totem: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from the pattern
    async ({}, use) => {
      process.stdout.write(`${describeUsb()}\n`)
      await using totem = await startTestStack()
      await use(totem)
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  printing: async ({ totem }, use, testInfo) => {
    testInfo.annotations.push({ type: 'usb', description: describeUsb() })
    await using bench = await setUpPrinter(totem.origin)
    let browser: KillableChromium = await bench.start()
    const printing = {
      bench,
      kiosk: new Kiosk(browser.page, totem.origin),
      killAndStart: async () => {
        await browser.kill()
        browser = await bench.start()
        printing.kiosk = new Kiosk(browser.page, totem.origin)
        await printing.kiosk.open()
      },
    }
    try {
      await printing.kiosk.pair((await totem.stack.pair()).code)
      await use(printing)
    } finally {
      await browser.kill()
    }
  },
})

test.describe.configure({ timeout: 240_000 })

/** Sells to somebody who pays at the desk, and stays on the last screen, where the paper is told of. */
const buy = async (kiosk: Kiosk): Promise<string> => {
  await kiosk.order()
  await kiosk.page.getByTestId('pay-at-desk').click()
  return kiosk.number()
}
const finish = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.page.getByTestId('new-sale').click()
  await expect(kiosk.page.getByTestId('service-GELO')).toBeVisible()
}
const note = (kiosk: Kiosk): Locator => kiosk.page.getByTestId('printing')
/** The customer stays: a touch, so that the last screen does not go back to the start meanwhile. */
const told = async (kiosk: Kiosk, view: string): Promise<void> => {
  await kiosk.page.keyboard.press('Shift')
  await expect(note(kiosk)).toHaveAttribute('data-view', view, { timeout: 28_000 })
  await kiosk.page.keyboard.press('Shift')
}
const pdf = (kiosk: Kiosk): Locator => kiosk.page.getByTestId('download-pdf')

/** How often a ticket came out whole: as the original, and as a *2ª via*. */
const papersOf = ({ printer }: PrinterBench, number: string) => {
  const papers = printer.papers.filter(({ text }) => text.includes(number))
  return {
    originals: papers.filter(({ isCopy }) => !isCopy).length,
    copies: papers.filter(({ isCopy }) => isCopy).length,
  }
}
const once = { originals: 1, copies: 0 }
const never = { originals: 0, copies: 0 }

/** The jobs on the staff's page that are not known to be on paper. */
const openJob = (page: Page, number: string): Locator =>
  page.locator(`[data-testid="open-job"][data-number="${number}"]`)

test('a ticket comes out once, and the ticket itself says so everywhere', async ({
  printing: { bench, kiosk },
  totem,
}) => {
  const number = await buy(kiosk)
  await told(kiosk, 'take')
  await expect(note(kiosk)).toContainText('Retire sua senha impressa')
  expect(papersOf(bench, number)).toEqual(once)
  await kiosk.delivered()
  await using data = await openTenantData(totem)
  const stored = (await data.all('tickets')).map((document) => JSON.stringify(document))
  const ticket = stored.find((text) => text.includes(`"${number}"`))
  expect(ticket?.match(/"type":"printed"/g)).toHaveLength(1)
  await finish(kiosk)
  await kiosk.page.reload()
  await expect(kiosk.page.getByTestId('service-GELO')).toBeVisible()
  const second = await buy(kiosk)
  await told(kiosk, 'take')
  expect([papersOf(bench, number), papersOf(bench, second)]).toEqual([once, once])
})

test('paper that ends in the middle: the customer is told, and after the change the ticket is whole', async ({
  printing: { bench, kiosk },
}) => {
  bench.printer.afterBytes(300, () => bench.printer.setPaper('out'))
  const number = await buy(kiosk)
  await told(kiosk, 'no_paper')
  await expect(note(kiosk)).toContainText('sem papel')
  expect(papersOf(bench, number)).toEqual(never)
  bench.printer.setPaper('there')
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('a printer that is empty: the sale goes on, staff see it, and new paper brings both tickets out once', async ({
  printing: { bench, kiosk },
}) => {
  const { page } = kiosk
  bench.printer.setPaper('out')
  const first = await buy(kiosk)
  await told(kiosk, 'no_paper')
  await expect(note(kiosk)).toContainText('ele já vale')
  await expect(pdf(kiosk)).toBeVisible({ timeout: 28_000 })
  await finish(kiosk)
  const second = await buy(kiosk)
  await told(kiosk, 'no_paper')
  await finish(kiosk)

  await enterStaffCorner(kiosk)
  await expect(page.getByTestId('printer-standing')).toHaveText('Sem papel.')
  for (const number of [first, second])
    await expect(openJob(page, number)).toHaveAttribute('data-state', /queued|sending/)
  bench.printer.setPaper('there')
  await expect(page.getByTestId('open-job')).toHaveCount(0, { timeout: 20_000 })
  expect([papersOf(bench, first), papersOf(bench, second)]).toEqual([once, once])
})

test('an open cover: nothing is sent before it is closed', async ({ printing }) => {
  const { bench, kiosk } = printing
  bench.printer.setCover('open')
  const number = await buy(kiosk)
  await told(kiosk, 'cover_open')
  await expect(note(kiosk)).toContainText('tampa')
  bench.printer.setCover('closed')
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('a stalled pipe is cleared and the ticket comes out', async ({ printing }) => {
  const { bench, kiosk } = printing
  bench.printer.isHalted = true
  const number = await buy(kiosk)
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('a stall in the middle: honestly uncertain, never printed again, and the next ticket is whole', async ({
  printing: { bench, kiosk },
}) => {
  bench.printer.afterBytes(300, () => {
    bench.printer.isHalted = true
  })
  const number = await buy(kiosk)
  await told(kiosk, 'uncertain')
  await expect(note(kiosk)).toContainText('2ª via')
  const downloading = kiosk.page.waitForEvent('download')
  await pdf(kiosk).click()
  expect((await downloading).suggestedFilename()).toBe(`senha-${number}.pdf`)
  await finish(kiosk)
  const next = await buy(kiosk)
  await told(kiosk, 'take')
  expect([papersOf(bench, number), papersOf(bench, next)]).toEqual([never, once])
})

test('a printer that a driver holds: PDF after 20 s, paper as soon as it is free', async ({
  printing,
}) => {
  const { bench } = printing
  await bench.setBusy(true)
  await printing.killAndStart()
  const { kiosk } = printing
  const number = await buy(kiosk)
  await told(kiosk, 'no_answer')
  await expect(note(kiosk)).toContainText('não respondeu')
  await expect(pdf(kiosk)).toBeVisible({ timeout: 28_000 })
  expect(papersOf(bench, number)).toEqual(never)
  await bench.setBusy(false)
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('unplugged in the middle: uncertain, and after the replug only the next ticket comes out', async ({
  printing: { bench, kiosk },
}) => {
  bench.printer.afterBytes(300, () => {
    bench.printer.isDeaf = true
    void bench.unplug()
  })
  const number = await buy(kiosk)
  await told(kiosk, 'uncertain')
  await finish(kiosk)
  await bench.plug()
  const next = await buy(kiosk)
  await told(kiosk, 'take')
  expect([papersOf(bench, number), papersOf(bench, next)]).toEqual([never, once])
})

test('unplugged before: the ticket waits, and comes out by itself when the printer is back', async ({
  printing: { bench, kiosk },
}) => {
  await bench.unplug()
  const number = await buy(kiosk)
  await told(kiosk, 'no_answer')
  await bench.plug()
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('a printer that never takes data: PDF after 20 s, and the ticket once it wakes up', async ({
  printing: { bench, kiosk },
}) => {
  bench.printer.isDeaf = true
  const number = await buy(kiosk)
  await told(kiosk, 'no_answer')
  await expect(pdf(kiosk)).toBeVisible({ timeout: 28_000 })
  expect(papersOf(bench, number)).toEqual(never)
  bench.printer.isDeaf = false
  bench.printer.work()
  await told(kiosk, 'take')
  expect(papersOf(bench, number)).toEqual(once)
})

test('an operator asks for a 2ª via, and it comes out at the kiosk once', async ({
  printing: { bench, kiosk },
  totem,
  browser,
}) => {
  const number = await buy(kiosk)
  await told(kiosk, 'take')
  await finish(kiosk)
  await using context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const tablet = new Tablet(await context.newPage(), totem.origin)
  await tablet.logIn('operador', 'totem-operador')
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  await tablet.row(number).getByRole('button', { name: 'Mais' }).click()
  await tablet.page.getByTestId(`reprint-${number}`).click()
  await expect.poll(() => papersOf(bench, number)).toEqual({ originals: 1, copies: 1 })
  await kiosk.page.reload()
  await expect(kiosk.page.getByTestId('service-GELO')).toBeVisible()
  await kiosk.delivered()
  expect(papersOf(bench, number)).toEqual({ originals: 1, copies: 1 })
})

test('a browser killed while printing: uncertain, never twice; staff print the 2ª via', async ({
  printing,
}) => {
  const { bench } = printing
  bench.printer.afterBytes(300, () => {
    bench.printer.isDeaf = true
  })
  const number = await buy(printing.kiosk)
  await told(printing.kiosk, 'printing')
  await printing.killAndStart()
  bench.printer.isDeaf = false
  bench.printer.work()

  const { page } = printing.kiosk
  await enterStaffCorner(printing.kiosk)
  await expect(page.getByTestId('printer-panel')).toBeVisible()
  await expect(openJob(page, number)).toHaveAttribute('data-state', 'uncertain')
  expect(papersOf(bench, number)).toEqual(never)
  await openJob(page, number).getByRole('button', { name: 'Imprimir 2ª via' }).click()
  await expect.poll(() => papersOf(bench, number)).toEqual({ originals: 0, copies: 1 })
})

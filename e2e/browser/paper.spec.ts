import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { bitmapToRgba, previewOf, profileOf, type RgbaPicture } from '@totem/printer'
import { startCameraBrowser, type CameraBrowser } from '../harness/camera-browser.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'
import { type Paper } from '../harness/usb/emulated-printer.ts'
import { setUpPrinter, type PrinterBench } from '../harness/usb/printer-bench.ts'
import { expectAccessible } from './axe.ts'
import { Kiosk } from './kiosk.ts'
import { readQrOf } from './read-qr.ts'
import { Tablet } from './tablet.ts'
import { expect } from './totem-test.ts'

/** A studio with a kiosk that prints, and a tablet that sees. */
interface Studio {
  readonly totem: TestStack
  readonly kiosk: Kiosk
  readonly bench: PrinterBench
  readonly sight: CameraBrowser
  /** Opens a tablet on a clock that the story moves; the manager's has its camera covered. */
  readonly newTablet: (as: 'operador' | 'gerente') => Promise<Tablet>
}

const test = base.extend<{ readonly studio: Studio }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from the pattern
  studio: async ({}, use) => {
    await using totem = await startTestStack()
    await using bench = await setUpPrinter(totem.origin)
    await using kioskBrowser = await bench.start()
    await using sight = await startCameraBrowser(join(totem.folder, 'camera.y4m'))
    await kioskBrowser.page.clock.install()
    const kiosk = new Kiosk(kioskBrowser.page, totem.origin)
    await kiosk.pair((await totem.stack.pair()).code)
    const offences: string[] = []
    const newTablet: Studio['newTablet'] = async (as) => {
      const context = await sight.browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'pt-BR',
        timezoneId: 'America/Sao_Paulo',
        permissions: as === 'operador' ? ['camera'] : [],
      })
      context.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) offences.push(message.text())
      })
      context.on('weberror', (error) => offences.push(error.error().message))
      context.on('request', (request) => {
        const url = request.url()
        if (/^https?:/.test(url) && !url.startsWith(totem.origin)) offences.push(url)
      })
      const tablet = new Tablet(await context.newPage(), totem.origin)
      await tablet.page.clock.install()
      await tablet.logIn(as, `totem-${as}`)
      return tablet
    }
    await use({ totem, kiosk, bench, sight, newTablet })
    expect(offences).toEqual([])
  },
})

// Three browsers, a printer and a whole Totem, on two cores.
test.describe.configure({ timeout: 300_000 })

/** Draws a paper dot by dot from the bytes that the printer got. */
const pictureOf = ({ bytes }: Paper): RgbaPicture =>
  bitmapToRgba(
    previewOf(
      { writes: [Uint8Array.from(bytes)], completion: 'none' },
      profileOf({ model: 'generic', paper: 80 }),
    ),
    24,
  )

/** Sells to somebody who pays at the desk, and takes the paper out of the printer. */
const sellAndTake = async ({ kiosk, bench }: Studio) => {
  const number = await kiosk.sellAtDesk()
  const printed = (): Paper | undefined =>
    bench.printer.papers.find(({ text }) => text.includes(number))
  await expect.poll(() => printed() !== undefined, { timeout: 30_000 }).toBe(true)
  const paper = printed()
  if (paper === undefined) throw new Error('no paper')
  const picture = pictureOf(paper)
  const code = await readQrOf({ ...picture, colorSpace: 'srgb' })
  return { number, picture, code }
}

/** What the kiosk adds about paper and payment, in an order of its own. */
const kioskFacts = new Set(['printed', 'charge_shown', 'desk_chosen'])

const pass = async (minutes: number, { kiosk }: Studio, ...tablets: readonly Tablet[]) => {
  for (const { page } of [kiosk, ...tablets]) await page.clock.fastForward(minutes * 60_000)
}

const paste = async ({ page }: Tablet, code: string): Promise<void> => {
  await page.getByTestId('open-scan').click()
  await page.getByTestId('scan-code').fill(code)
  await page.getByTestId('scan-check').click()
}
const card = ({ page }: Tablet) => page.getByTestId('scan-result')

test('thirty minutes without a network: paper brings the ticket to the tablets, and it is everywhere once', async ({
  studio,
}) => {
  const { totem, kiosk, sight } = studio
  const ana = await studio.newTablet('operador')
  await ana.startOperation({ GELO: 2, BOTA: 1 })
  const beto = await studio.newTablet('gerente')
  await expect(beto.page.getByTestId('queue')).toBeVisible({ timeout: 30_000 })
  for (const { page } of [ana, beto])
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await kiosk.delivered()

  await totem.stack.kill('gateway')
  for (const { syncStatus } of [kiosk, ana, beto])
    await expect(syncStatus).toHaveAttribute('data-state', 'offline', { timeout: 40_000 })
  await pass(10, studio, ana, beto)
  const { number, picture, code } = await sellAndTake(studio)
  expect(code).toMatch(/^T1:/)
  await expect(ana.row(number)).toHaveCount(0)

  await sight.hold(picture)
  await ana.page.getByTestId('open-scan').click()
  await expect(card(ana)).toHaveAttribute('data-verdict', 'proven', { timeout: 30_000 })
  await expect(card(ana)).toContainText(number)
  await expect(card(ana)).toContainText('aguardando pagamento')
  await expectAccessible(ana.page)
  await ana.page.getByTestId('import-ticket').click()
  await expect(ana.row(number)).toHaveAttribute('data-status', 'waiting')
  await expect(ana.row(number)).toContainText('via papel')
  await expect(ana.row(number)).toBeFocused()
  await ana.press('call', number)
  await ana.press('start', number)
  await expect(ana.row(number)).toHaveAttribute('data-status', 'in_service')
  await pass(10, studio, ana, beto)

  await paste(beto, code)
  await beto.page.getByTestId('import-ticket').click()
  await expect(beto.row(number)).toHaveAttribute('data-status', 'waiting')
  await paste(beto, code)
  await expect(beto.page.getByTestId('queue')).toBeVisible()
  await expect(beto.row(number)).toHaveCount(1)

  await ana.press('finish', number)
  await ana.page.getByTestId('open-scan').click()
  await expect(card(ana)).toContainText('já foi atendida', { timeout: 30_000 })
  await ana.page.getByTestId('scan-back').click()
  await pass(10, studio, ana, beto)

  await totem.stack.start('gateway')
  await kiosk.delivered()
  for (const tablet of [ana, beto]) {
    await expect(tablet.syncStatus).toHaveAttribute('data-pending', '0', { timeout: 60_000 })
    await expect(tablet.row(number)).toHaveAttribute('data-status', 'finished', { timeout: 60_000 })
    await expect(tablet.row(number)).toHaveCount(1)
  }
  await using data = await openTenantData(totem)
  const types = async () => {
    const tickets = (await data.all('tickets')).filter((stored) => stored['number'] === number)
    return tickets.map(({ status, events }) => [
      status,
      Object.values(events as Record<string, { readonly type: string }>)
        .map(({ type }) => type)
        .filter((type) => !kioskFacts.has(type))
        .toSorted(),
    ])
  }
  await expect
    .poll(types, { timeout: 30_000 })
    .toEqual([['finished', ['called', 'created', 'finished', 'imported', 'imported', 'started']]])
  expect(await data.all('quarantine')).toEqual([])
})

test('a forged code is refused with no network, and nothing of it stays', async ({ studio }) => {
  const { totem, kiosk } = studio
  const ana = await studio.newTablet('operador')
  await ana.startOperation({ GELO: 2, BOTA: 1 })
  await ana.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await kiosk.delivered()
  await totem.stack.kill('gateway')
  await expect(kiosk.syncStatus).toHaveAttribute('data-state', 'offline', { timeout: 40_000 })
  const { number, code } = await sellAndTake(studio)
  await ana.page.getByTestId('open-scan').click()
  await expect(ana.page.locator('video')).toBeVisible({ timeout: 20_000 })
  await expectAccessible(ana.page)
  await ana.page.getByTestId('scan-back').click()
  await paste(ana, `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
  await expect(card(ana)).toHaveAttribute('data-verdict', 'forged')
  await expect(card(ana)).toContainText('Senha falsa')
  await expect(ana.page.getByTestId('import-ticket')).toHaveCount(0)
  await expectAccessible(ana.page)
  await ana.page.getByTestId('scan-back').click()
  await expect(ana.row(number)).toHaveCount(0)
  await expect(ana.syncStatus).toHaveAttribute('data-pending', '0')
})

test('a camera that is refused says so, and the ticket comes in by a hand scanner', async ({
  studio,
}) => {
  const { totem, kiosk } = studio
  const ana = await studio.newTablet('operador')
  await ana.startOperation({ GELO: 2, BOTA: 1 })
  await kiosk.delivered()
  await ana.page.context().clearPermissions()
  await totem.stack.kill('gateway')
  await expect(kiosk.syncStatus).toHaveAttribute('data-state', 'offline', { timeout: 40_000 })
  const { number, code } = await sellAndTake(studio)
  await ana.page.getByTestId('open-scan').click()
  await expect(ana.page.getByText('A câmera está bloqueada')).toBeVisible()
  await expectAccessible(ana.page)
  await ana.page.keyboard.type(code)
  await ana.page.keyboard.press('Enter')
  await expect(card(ana)).toContainText(number)
  await ana.page.emulateMedia({ colorScheme: 'dark' })
  await ana.page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(ana.page)
  await ana.page.getByTestId('import-ticket').click()
  await expect(ana.row(number)).toHaveAttribute('data-payment', 'pending')
  await expectAccessible(ana.page)
})

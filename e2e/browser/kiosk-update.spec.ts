import { startVersionProxy, type VersionProxy } from '../harness/version-proxy.ts'
import { expectAccessible } from './axe.ts'
import { enterStaffCorner } from './kiosk-tour.ts'
import { Kiosk } from './kiosk.ts'
import { expect, test as base } from './totem-test.ts'

interface Updating {
  readonly line: VersionProxy
  /** A paired kiosk whose way to the gateway can bring a new version. */
  readonly kiosk: Kiosk
}

const test = base.extend<Updating>({
  line: async ({ totem }, use) => {
    await using line = await startVersionProxy(totem.origin)
    await use(line)
  },
  kiosk: async ({ browser, totem, line }, use) => {
    await using context = await browser.newContext({ viewport: { width: 1080, height: 1920 } })
    const kiosk = new Kiosk(await context.newPage(), line.origin)
    await kiosk.pair((await totem.stack.pair()).code)
    await kiosk.installed()
    await kiosk.delivered()
    await use(kiosk)
  },
})

const waits = ({ page }: Kiosk): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null)

/** Lets the kiosk look for a new version now, which it does by itself every quarter of an hour. */
const lookForVersion = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
  await expect.poll(() => waits(kiosk), { timeout: 30_000 }).toBe(true)
}

/** Says whether the page is the one that was marked. While it is being replaced there is nothing to ask. */
const isOldPage = ({ page }: Kiosk): Promise<boolean> =>
  page.evaluate(() => 'isOldPage' in window).catch(() => true)

test('a new version waits for the customer to finish and for the last sale to be safe, then comes in unseen', async ({
  kiosk,
  line,
  totem,
}) => {
  test.setTimeout(240_000)
  const { page } = kiosk
  await page.getByTestId('service-GELO').click()
  await page.getByTestId('field-name').fill('Ana Souza')
  line.release()
  await lookForVersion(kiosk)
  await page.evaluate(() => Object.assign(window, { isOldPage: true }))

  await page.waitForTimeout(12_000)
  expect([await isOldPage(kiosk), await page.getByTestId('field-name').inputValue()]).toEqual([
    true,
    'Ana Souza',
  ])
  await page.getByTestId('give-up').click()
  await totem.stack.kill('gateway')
  await kiosk.sellAtDesk()
  await page.waitForTimeout(12_000)
  expect(await isOldPage(kiosk)).toBe(true)

  await totem.stack.start('gateway')
  await kiosk.delivered()
  await expect.poll(() => isOldPage(kiosk), { timeout: 30_000 }).toBe(false)
  await expect(page.getByTestId('service-GELO')).toBeVisible()
  expect(await waits(kiosk)).toBe(false)
  expect(await kiosk.sellAtDesk()).toBe('A-002')
})

test('a kiosk told to stay on its build stays, until staff let the new one in', async ({
  kiosk,
  line,
  totem,
}) => {
  test.setTimeout(240_000)
  const { page } = kiosk
  const build = await page.evaluate(
    () =>
      /([\w.-]+)\.js$/.exec(
        document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? '',
      )?.[1] ?? '',
  )
  await setStayOnBuild(totem.origin, build)
  await page.reload()
  await kiosk.delivered()
  line.release()
  await lookForVersion(kiosk)
  await page.evaluate(() => Object.assign(window, { isOldPage: true }))
  await page.waitForTimeout(12_000)
  expect(await isOldPage(kiosk)).toBe(true)

  await enterStaffCorner(kiosk)
  await expect(page.getByTestId('fact-build')).toContainText('fica nesta por ordem do gerente')
  await expectAccessible(page)
  await page.getByTestId('staff-update').click()
  await expect.poll(() => isOldPage(kiosk), { timeout: 20_000 }).toBe(false)
  await expect(page.getByTestId('service-GELO')).toBeVisible()
})

/** Sets the build to stay on as the manager does. */
const setStayOnBuild = async (origin: string, stayOnBuild: string): Promise<void> => {
  const login = await fetch(`${origin}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      tenant: 'demo',
      username: 'gerente',
      password: 'totem-gerente',
      publicKey: 'A'.repeat(43),
    }),
  })
  const { accessToken } = (await login.json()) as { readonly accessToken: string }
  const answer = await fetch(`${origin}/manager/kiosk-settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ stayOnBuild }),
  })
  expect(answer.status).toBe(200)
}

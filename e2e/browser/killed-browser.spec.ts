import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChromium, wipeIndexedDb } from '../harness/killable-chromium.ts'
import { Kiosk } from './kiosk.ts'
import { expect, test } from './totem-test.ts'

const kills = process.env['TOTEM_LONG'] === '1' ? 40 : 3

test('a browser killed during sales loses no ticket and reuses no number, also when IndexedDB is wiped', async ({
  totem,
  newTablet,
}) => {
  test.setTimeout(60_000 + kills * 30_000)
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 2, BOTA: 2 })
  const profile = await mkdtemp(join(tmpdir(), 'totem-profile-'))
  const { code } = await totem.stack.pair()
  const sold: string[] = []
  try {
    for (let round = 0; round < kills; round += 1) {
      await using browser = await startChromium(profile)
      const kiosk = new Kiosk(browser.page, totem.origin)
      if (round === 0) {
        await kiosk.pair(code)
        await kiosk.delivered()
        await totem.stack.kill('gateway')
      } else await kiosk.open()
      sold.push(await kiosk.sellAtDesk({ service: round % 2 === 0 ? 'GELO' : 'BOTA' }))
      // The next sale dies in the middle: its number was shown to nobody.
      await kiosk.order()
      await browser.kill()
      if (round % 2 === 0) await wipeIndexedDb(profile)
    }
    await totem.stack.start('gateway')
    await using browser = await startChromium(profile)
    const kiosk = new Kiosk(browser.page, totem.origin)
    await kiosk.open()
    await kiosk.delivered()
    // After minutes without a gateway a tablet asks for it every fifteen seconds.
    await expect(tablet.syncStatus).toHaveAttribute('data-state', 'online', { timeout: 30_000 })
    expect(new Set(sold).size).toBe(kills)
    for (const number of sold) await expect(tablet.row(number)).toHaveCount(1)
    const all = await tablet.numbers('A')
    expect(new Set(all).size).toBe(all.length)
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})

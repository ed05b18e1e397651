import { expect, type Locator } from '@playwright/test'
import { EmulatedPrinter } from '../harness/usb/emulated-printer.ts'
import { lendFakeUsb } from '../harness/usb/fake-usb.ts'
import { type Kiosk } from './kiosk.ts'
import {
  enterStaffCorner,
  type KioskLanguage,
  knock,
  leaveBy,
  type Look,
  onceStill,
  typePin,
} from './kiosk-tour.ts'

/** What a tour through the staff's corner needs: a kiosk that stands at its start, on a clock of its own. */
export interface StaffTourOptions {
  readonly kiosk: Kiosk
  readonly language: KioskLanguage
  readonly look: Look
}

/** Walks through what customers and staff read about a printer in trouble, and every state of the staff's corner. */
export const tourStaffCorner = async (options: StaffTourOptions): Promise<void> => {
  const { kiosk, language } = options
  const { page } = kiosk
  const look = onceStill(options.look)
  const part = (id: string): Locator => page.getByTestId(id)
  const note = async (view: string): Promise<void> => {
    await expect(part('printing')).toHaveAttribute('data-view', view)
    await look(`print-${view}`, page)
    await stay()
  }
  const begin = async (): Promise<void> => {
    await expect(part('service-GELO')).toBeVisible()
    await part(`language-${language}`).click()
  }
  const sell = async (): Promise<void> => {
    await begin()
    await kiosk.order()
    await part('pay-at-desk').click()
    await kiosk.number()
  }
  const finish = (): Promise<void> => leaveBy(part('new-sale'))
  /** A touch: the customer is still there. */
  const stay = (): Promise<void> => page.keyboard.press('Shift')

  const printer = new EmulatedPrinter()
  await lendFakeUsb(page, printer, () => false)
  await page.reload()
  await sell()
  await note('take')
  await finish()
  printer.setPaper('out')
  await sell()
  await note('no_paper')
  await page.clock.runFor(21_000)
  await expect(part('download-pdf')).toBeVisible()
  await look('print-pdf', page)
  await stay()
  await finish()
  printer.setPaper('there')
  printer.afterBytes(300, () => {
    printer.isHalted = true
  })
  await sell()
  await expect(part('printing')).toHaveAttribute('data-view', /uncertain|take/)
  await finish()
  printer.setCover('open')
  await sell()
  await note('cover_open')
  await finish()

  await begin()
  await knock(kiosk)
  await look('staff-pin', page)
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    await typePin(kiosk, '000000')
    await expect(part('staff-pin')).toHaveValue('')
    await expect(part('staff-pin')).toHaveAttribute('aria-invalid', 'true')
    if (wrong === 1) await look('staff-wrong', page)
  }
  await look('staff-waiting', page)
  await page.clock.runFor(5 * 60_000)
  await begin()
  await enterStaffCorner(kiosk)
  await expect(part('open-job').first()).toBeVisible()
  await look('staff-corner', page)
  await part('open-job').first().scrollIntoViewIfNeeded()
  await look('staff-jobs', page)
  await part('repair').click()
  await look('staff-repair', page)
  await part('repair-confirm').click()
  await expect(part('keep-pairing')).toBeVisible()
  await look('pairing-again', page)
  await part('keep-pairing').click()
  await expect(part('service-GELO')).toBeVisible()
}

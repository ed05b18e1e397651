import { expect, type Page } from '@playwright/test'

/** Pays as a person does who scanned the kiosk's QR: the *copia e cola* text goes into the bank's page. */
export const payByQr = async (page: Page, bank: string, payload: string): Promise<void> => {
  await page.goto(bank)
  await page.getByTestId('paste-code').fill(payload)
  await page.getByTestId('pay-pasted').click()
  await expect(page).toHaveURL(/aviso=pago/)
}

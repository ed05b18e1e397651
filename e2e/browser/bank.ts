import { expect, type Page } from '@playwright/test'

/** Pays as a person does who scanned the kiosk's QR: the *copia e cola* text goes into the bank's page. */
export const payByQr = async (page: Page, bank: string, payload: string): Promise<void> => {
  await page.goto(bank)
  await page.getByTestId('paste-code').fill(payload)
  await page.getByTestId('pay-pasted').click()
  await expect(page).toHaveURL(/aviso=pago/)
}

/** Pays the newest charge against its rules: too much, too little, or once it was withdrawn. The bank's page offers that when it can be. */
export const payAstray = async (
  page: Page,
  bank: string,
  way: 'more' | 'less' | 'late',
): Promise<void> => {
  const newest = page.locator('li.charge').first()
  const button = newest.getByTestId(new RegExp(`^pay-${way}-`))
  await expect(async () => {
    await page.goto(bank)
    await newest.getByText('Simular um engano').click()
    await expect(button).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await button.click()
  await expect(page).toHaveURL(/aviso=pago/)
}

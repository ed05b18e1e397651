import { Panel, giveVoice } from './panel.ts'
import { expect, test } from './totem-test.ts'

test('a number that is called stands on the panel with its device, is rung and spoken, and goes to the last calls', async ({
  newTablet,
  newKiosk,
  newPanel,
  totem,
}) => {
  test.setTimeout(180_000)
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 2, BOTA: 1 })
  const panel = await newPanel()
  const kiosk = await newKiosk()
  const [first, second] = [await kiosk.sellAtDesk(), await kiosk.sellAtDesk()]
  await expect(tablet.row(second)).toBeVisible()
  await panel.page.mouse.click(5, 5)

  await tablet.press('call', first)
  await expect(panel.called(first)).toHaveAttribute('data-slot', '1', { timeout: 2_000 })
  await tablet.press('call', second)
  await expect(panel.called(second)).toHaveAttribute('data-slot', '2')
  const [letter] = first
  const sentence = (number: string, slot: number): string =>
    `Senha ${letter ?? ''} ${number.slice(2).replace(/(?<=.)(?=.)/g, ' ')}. Banheira de Gelo, aparelho ${slot}.`
  await expect
    .poll(async () => (await panel.spoken()).sentences, { timeout: 15_000 })
    .toEqual([sentence(first, 1), sentence(second, 2)])
  await tablet.page.getByTestId(`recall-${first}`).click()
  await expect
    .poll(async () => (await panel.spoken()).sentences.length, { timeout: 15_000 })
    .toBe(3)
  expect((await panel.spoken()).overlaps).toBe(0)

  await tablet.press('start', first)
  await expect(tablet.row(first)).toContainText('aparelho 1')
  await expect(panel.called(first)).toHaveCount(0)
  await expect(panel.recent(first)).toBeVisible()
  await expect(panel.page.getByTestId('wait-GELO')).toContainText(/[1-9] na fila/)
  expect(await panel.page.content()).not.toContain('Maria')

  await totem.stack.kill('gateway')
  await expect(panel.page.getByText('Sem conexão desde')).toBeVisible({ timeout: 30_000 })
  await expect(panel.called(second)).toBeVisible()
  await totem.stack.start('gateway')
  await expect(panel.page.getByText('Sem conexão desde')).toHaveCount(0, { timeout: 30_000 })
  await panel.page.reload()
  await expect(panel.called(second)).toBeVisible({ timeout: 20_000 })
})

test('nothing a panel is sent names a person, and a code is good for one panel', async ({
  newTablet,
  newKiosk,
  totem,
  browser,
}) => {
  test.setTimeout(180_000)
  const tablet = await newTablet()
  await tablet.startOperation({ GELO: 1, BOTA: 1 })
  const kiosk = await newKiosk()
  const number = await kiosk.sellAtDesk({ name: 'Joaquina Prado', phone: '(51) 98888-7777' })
  const { code } = await totem.stack.pair('panel')

  await using context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await giveVoice(page)
  const heard: string[] = []
  page.on('response', (response) => {
    void response.text().then(
      (text) => heard.push(text),
      () => undefined,
    )
  })
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.push(String(payload)))
  })
  const panel = new Panel(page, totem.origin)
  await panel.pair(code)
  await tablet.press('call', number)
  await expect(panel.called(number)).toBeVisible()
  expect(heard.join()).toContain(number)
  expect(heard.join()).not.toMatch(/Joaquina|Prado|98888|operador/)

  await using other = await browser.newContext()
  const second = await other.newPage()
  await second.goto(`${totem.origin}/panel/?pair=${code}`)
  await expect(second.getByText('Este código não serve')).toBeVisible()
})

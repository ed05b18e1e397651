import { err, ok } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { App, type AppProps } from './app.tsx'
import {
  type FakeDevice,
  aCharge,
  anOfflineCharge,
  fakeDevice,
  nowMs,
  paidInFull,
} from './_fake-device.ts'
import { type FakeClock, fakeClock } from './time/_fake-clock.ts'

afterEach(cleanup)

const open = async (device = fakeDevice()): Promise<{ device: FakeDevice; clock: FakeClock }> => {
  const clock = fakeClock(nowMs)
  show({ home: homeOf(device), clock })
  await screen.findByTestId('service-GELO')
  return { device, clock }
}

const homeOf = (device: FakeDevice): AppProps['home'] => ({
  open: () =>
    Promise.resolve(
      ok({ ...device, [Symbol.asyncDispose]: () => Promise.resolve() } as unknown as Device),
    ),
  waitForTurn: () => Promise.resolve(),
  pair: () => Promise.resolve(err({ kind: 'wrong_code' })),
})

const show = (changes: Partial<AppProps>): void => {
  render(() => (
    <App
      home={homeOf(fakeDevice())}
      code={undefined}
      clock={fakeClock(nowMs)}
      versions={undefined}
      voice={silence}
      vitals={{ build: 'index-C0qv5fjg', storage: () => Promise.resolve(null) }}
      root={document.documentElement}
      onRestart={() => undefined}
      {...changes}
    />
  ))
}

const silence = { say: () => undefined, tone: () => undefined, hush: () => undefined }

const field = (name: 'name' | 'cpf' | 'phone'): HTMLInputElement =>
  screen.getByTestId(`field-${name}`)

const press = (testId: string): boolean => fireEvent.click(screen.getByTestId(testId))

/** Types as a hardware keyboard does: the browser has changed the field already. */
const type = (name: 'name' | 'cpf' | 'phone', text: string): void => {
  field(name).focus()
  fireEvent.input(field(name), { target: { value: text } })
}

const tap = (key: string): void => {
  const keyboard = within(screen.getByRole('group', { name: 'Teclado na tela' }))
  fireEvent.click(keyboard.getByRole('button', { name: key }))
}

const fillIn = (): void => {
  press('service-GELO')
  type('name', 'Maria da Silva')
  type('cpf', '52998224725')
  type('phone', '51999998888')
  press('notice-ack')
  press('continue')
}

test('a customer buys, pays by Pix and gets the number', async () => {
  const { device } = await open()
  fillIn()
  const qr = await screen.findByTestId('pix-qr')
  expect(qr.dataset['payload']).toBe(aCharge().brCode)
  expect(screen.getByText('A-001')).toBeTruthy()
  expect(screen.getByText('Vale por 15:00')).toBeTruthy()
  const [ticket] = device.tickets$.value
  device.change({ ...ticket!, payment: paidInFull })
  expect((await screen.findByTestId('ticket-number')).textContent).toBe('A-001')
  expect(screen.getByRole('heading', { name: 'Pagamento confirmado' })).toBeTruthy()
  press('new-sale')
  expect(screen.getByTestId('service-BOTA')).toBeTruthy()
})

test('the notice is unticked, and continuing without it says so beside it', async () => {
  await open()
  press('service-GELO')
  expect(screen.getByTestId<HTMLInputElement>('notice-ack').checked).toBe(false)
  press('continue')
  expect(screen.getByText('Leia o aviso e marque aqui para continuar.')).toBeTruthy()
  expect(screen.getByText('Digite seu nome.')).toBeTruthy()
  expect(document.activeElement).toBe(field('name'))
})

test('a wrong CPF is explained on leaving the field, and nothing typed is lost by going back', async () => {
  const { device } = await open()
  press('service-GELO')
  type('name', 'Maria')
  type('cpf', '52998224726')
  fireEvent.blur(field('cpf'))
  expect(screen.getByText(/Este CPF não confere/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Voltar' }))
  press('service-BOTA')
  expect([field('name').value, field('cpf').value]).toEqual(['Maria', '529.982.247-26'])
  expect(device.asked).toEqual([])
})

test('the keyboard on screen writes names with accents and capitals, then digits', async () => {
  await open()
  press('service-GELO')
  for (const key of ['J', 'o', 'ã', 'o', 'espaço', 'L', 'Apagar', 'Maiúscula', 'd', 'a']) tap(key)
  expect(field('name').value).toBe('João da')
  tap('Próximo')
  expect(document.activeElement).toBe(field('cpf'))
  for (const key of ['5', '2', '9', '9']) tap(key)
  expect(field('cpf').value).toBe('529.9')
  tap('Próximo')
  tap('Próximo')
  expect(document.activeElement).toBe(screen.getByTestId('notice-ack'))
})

test('letters never stay in a CPF', async () => {
  await open()
  press('service-GELO')
  type('cpf', '529x')
  expect(field('cpf').value).toBe('529')
})

test('without a connection the place is kept and the desk takes the money', async () => {
  const { device } = await open(
    fakeDevice({ requestCharge: () => Promise.resolve(err({ kind: 'offline' })) }),
  )
  fillIn()
  expect((await screen.findByTestId('ticket-number')).textContent).toBe('A-001')
  expect(
    screen.getByText('Sem conexão agora. Sua vaga está garantida: pague no balcão.'),
  ).toBeTruthy()
  expect(screen.queryByTestId('pix-qr')).toBeNull()
  expect(device.asked.at(-1)).toEqual({ desk_chosen: {} })
})

test('offline a Pix made in advance is paid, and the ticket says that it waits for the confirmation', async () => {
  const { device } = await open(
    fakeDevice({
      requestCharge: () => Promise.resolve(err({ kind: 'offline' })),
      payOffline: () => Promise.resolve(ok(anOfflineCharge())),
    }),
  )
  fillIn()
  const qr = await screen.findByTestId('pix-qr')
  expect(qr.dataset['payload']).toBe(anOfflineCharge().brCode)
  expect(screen.getByText(/depois de pagar, toque em Já paguei/)).toBeTruthy()
  expect(screen.getByText('Esta tela fica aberta por 3:00')).toBeTruthy()
  press('said-paid')
  expect((await screen.findByTestId('ticket-number')).textContent).toBe('A-001')
  expect(screen.getByText('Aguardando confirmação')).toBeTruthy()
  expect(device.asked).not.toContainEqual({ desk_chosen: {} })
})

test('cancelling asks once more in its own place', async () => {
  const { device } = await open()
  fillIn()
  await screen.findByTestId('pix-qr')
  press('cancel')
  press('cancel-keep')
  expect(screen.getByTestId('pix-qr')).toBeTruthy()
  press('cancel')
  press('cancel-confirm')
  expect(await screen.findByRole('heading', { name: 'Compra cancelada' })).toBeTruthy()
  expect(device.asked.at(-1)).toEqual({ cancelled: { reason: 'customer' } })
})

test('the desk can be chosen while the QR code stands', async () => {
  const { device } = await open()
  fillIn()
  await screen.findByTestId('pix-qr')
  press('pay-at-desk')
  expect(screen.getByText('Pague no balcão e aguarde ser chamado pelo número.')).toBeTruthy()
  expect(device.asked.at(-1)).toEqual({ desk_chosen: {} })
})

test('the success screen goes back to the start after 30 s', async () => {
  const { clock } = await open()
  fillIn()
  await screen.findByTestId('pix-qr')
  press('pay-at-desk')
  expect(screen.getByText('Volta ao início em 30 s')).toBeTruthy()
  clock.advance(30_000)
  expect(screen.getByTestId('service-GELO')).toBeTruthy()
})

test('who walks away is warned, then wiped from the screen', async () => {
  const { clock } = await open()
  press('service-GELO')
  type('name', 'Maria')
  fireEvent.keyDown(field('name'), { key: 'a' })
  clock.advance(75_000)
  expect(screen.getByRole('alert').textContent).toContain('Voltando ao início em 15 s')
  fireEvent.pointerDown(window)
  expect(screen.queryByRole('alert')).toBeNull()
  clock.advance(90_000)
  press('service-GELO')
  expect(field('name').value).toBe('')
})

test('the corner says what is true about the sales', async () => {
  const { device } = await open()
  device.sync$.next({ ...device.sync$.value, state: 'offline', pending: 6, acknowledgedToday: 20 })
  const corner = screen.getByTestId('sync-status')
  expect(corner.dataset).toMatchObject({ state: 'offline', pending: '6' })
  expect(corner.textContent).toBe('Sem conexão – 3 vendas guardadas aqui')
})

test('a kiosk that was shut out sells nothing more, and sends customers to the desk', async () => {
  const { device } = await open()
  device.sync$.next({ ...device.sync$.value, state: 'offline', isRevoked: true })
  expect((await screen.findByText('Este totem foi desativado')).tagName).toBe('H1')
  expect(screen.queryByTestId('service-GELO')).toBeNull()
})

test('a kiosk without services yet says what it waits for', () => {
  const device = fakeDevice()
  device.catalog$.next([])
  show({ home: homeOf(device) })
  return screen.findByRole('heading', { name: 'Preparando o totem' })
})

test('staff type a pairing code; a wrong one is explained', async () => {
  const home = { ...homeOf(fakeDevice()), open: () => Promise.resolve(ok(undefined)) }
  show({ home })
  const code = await screen.findByTestId<HTMLInputElement>('pairing-code')
  for (const key of ['A', 'B', 'C']) tap(key)
  press('pair')
  expect(screen.getByText('O código tem 8 letras e números.')).toBeTruthy()
  fireEvent.input(code, { target: { value: 'abcd2345' } })
  press('pair')
  expect(await screen.findByText(/Código errado, vencido ou já usado/)).toBeTruthy()
})

test('a second tab says that the kiosk is open elsewhere', async () => {
  show({
    home: {
      ...homeOf(fakeDevice()),
      open: () => Promise.resolve(err({ kind: 'open_elsewhere' })),
      waitForTurn: () => new Promise(() => undefined),
    },
  })
  expect(await screen.findByText('O totem já está aberto em outra aba')).toBeTruthy()
  expect(screen.getByTestId('sync-status')).toBeTruthy()
})

test('a crash offers to start anew', async () => {
  const onRestart = vi.fn()
  show({
    home: homeOf(fakeDevice({ sell: () => Promise.reject(new Error('planted')) })),
    onRestart,
  })
  await screen.findByTestId('service-GELO')
  fillIn()
  fireEvent.click(await screen.findByTestId('restart'))
  expect(onRestart).toHaveBeenCalledTimes(1)
})

test('one customer’s language and text size are not the next one’s', async () => {
  await open()
  press('language-en')
  press('comfort')
  press('text-large')
  expect([document.documentElement.lang, document.documentElement.dataset['text']]).toEqual([
    'en',
    'large',
  ])
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ready to recover?')
  fillIn()
  await screen.findByTestId('pix-qr')
  press('pay-at-desk')
  press('new-sale')
  expect([document.documentElement.lang, document.documentElement.dataset['text']]).toEqual([
    'pt-BR',
    'normal',
  ])
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Bora recuperar?')
})

test('a language nobody stays with goes back to Portuguese', async () => {
  const { clock } = await open()
  press('language-es')
  clock.advance(90_000)
  expect(document.documentElement.lang).toBe('pt-BR')
})

test('sound, once switched on, reads each heading aloud', async () => {
  const say = vi.fn()
  const device = fakeDevice()
  show({ home: homeOf(device), voice: { ...silence, say } })
  await screen.findByTestId('service-GELO')
  press('service-GELO')
  expect(say).not.toHaveBeenCalled()
  press('back')
  press('comfort')
  press('sound')
  press('service-GELO')
  await vi.waitFor(() =>
    expect(say.mock.calls).toEqual([
      ['Bora recuperar?', 'pt-BR'],
      ['Quem vai recuperar?', 'pt-BR'],
    ]),
  )
})

test('five taps on the studio’s name ask for the staff’s PIN, but not while somebody buys', async () => {
  await open()
  const knock = (): void => {
    for (let tap = 0; tap < 5; tap += 1) fireEvent.pointerDown(screen.getByTestId('studio'))
  }
  press('service-GELO')
  knock()
  expect(screen.queryByText('PIN da equipe')).toBeNull()
  press('back')
  knock()
  const loads = { timeout: 15_000 }
  expect(await screen.findByText(/ainda não tem PIN da equipe/, {}, loads)).toBeTruthy()
})

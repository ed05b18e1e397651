import { err, ok, openShift } from '@totem/shared-schema'
import { screen } from '@solidjs/testing-library'
import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import { createFakeDevice } from '../testing/_fake-device.ts'
import { press, renderApp, settled, type } from '../testing/_render-app.tsx'
import { aDocument, aShift } from '../testing/_tickets.ts'

test('an operator logs in, counts the devices and opens the shift', async () => {
  const device = createFakeDevice({ grant: undefined })
  renderApp(device, { open: () => Promise.resolve(ok(undefined)) })
  await settled()
  type('login-user', ' Ana ')
  type('login-password', 'gelo-bom')
  await press('login-submit')
  type('devices-GELO', '3')
  await press('start-operation')
  const shift = openShift(await firstValueFrom(device.shifts$))
  expect(shift?.devices.counts).toEqual({ GELO: 3, BOTA: 1 })
  expect(screen.getByTestId('queue').textContent).toContain('0 de 3 aparelhos em uso')
})

test('a new tablet offers no second shift before it has heard of the open one', async () => {
  const device = createFakeDevice({ shifts: [aShift()] })
  device.hasSynced$.next(false)
  renderApp(device)
  await settled()
  expect(screen.queryByTestId('start-operation')).toBeNull()
  expect(screen.getByText('Carregando a fila…')).toBeTruthy()
  device.hasSynced$.next(true)
  await settled()
  expect(screen.getByTestId('queue')).toBeTruthy()
})

test('a first log-in without a network says what it takes', async () => {
  renderApp(createFakeDevice(), {
    open: () => Promise.resolve(ok(undefined)),
    login: () => Promise.resolve(err({ kind: 'offline' })),
  })
  await settled()
  type('login-user', 'ana')
  type('login-password', 'gelo-bom')
  await press('login-submit')
  expect(screen.getByRole('alert').textContent).toContain('primeiro acesso')
})

test('a wrong password keeps what was typed', async () => {
  renderApp(createFakeDevice({ grant: undefined }))
  await settled()
  type('login-user', 'ana')
  type('login-password', 'errada')
  await press('login-submit')
  expect(screen.getByRole('alert').textContent).toContain('não conferem')
  expect(screen.getByTestId('login-user')).toHaveProperty('value', 'ana')
})

test('closing the shift shows what the day came down to and leads to the next one', async () => {
  const device = createFakeDevice({
    shifts: [aShift()],
    documents: [
      aDocument({
        counter: 1,
        steps: [
          ['called', {}, 0],
          ['started', {}, 1],
          ['finished', {}, 2],
        ],
      }),
      aDocument({ counter: 2 }),
    ],
  })
  renderApp(device)
  await settled()
  await press('end-operation')
  const summary = screen.getByRole('region', { name: 'Encerrar operação' }).textContent
  expect(summary).toContain('atendidas1')
  expect(summary).toContain('ainda na fila1')
  expect(summary).toContain('atendidas sem pagamento1')
  await press('end-operation-confirm')
  expect(screen.getByTestId('devices-GELO')).toHaveProperty('value', '2')
})

test('a second tab says that it waits', async () => {
  renderApp(createFakeDevice(), {
    open: () => Promise.resolve(err({ kind: 'open_elsewhere' })),
    waitForTurn: () => new Promise(() => undefined),
  })
  await settled()
  expect(screen.getByRole('heading').textContent).toBe('O Totem está aberto em outra aba')
})

test('a bug shows a sentence and a way out instead of an empty screen', async () => {
  renderApp(createFakeDevice(), { open: () => Promise.reject(new TypeError('broken')) })
  await settled()
  expect(screen.getByRole('button').textContent).toBe('Recarregar')
})

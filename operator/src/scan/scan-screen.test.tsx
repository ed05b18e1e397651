import { fireEvent, screen } from '@solidjs/testing-library'
import { BusinessDay, tabletWindowMs } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { createFakeDevice, type FakeDevice } from '../testing/_fake-device.ts'
import { aKioskKey, aPrintedTicket, forged, kioskKeysOf } from '../testing/_paper.ts'
import {
  press,
  type RenderedApp,
  renderApp,
  rowOf,
  settled,
  type,
} from '../testing/_render-app.tsx'
import { aDocument, aShift, minutes, noonish } from '../testing/_tickets.ts'

const printed = aPrintedTicket()
const imported = { text: printed.paper, document: printed.document }

/** Opens the scan screen of a tablet that knows kiosk A and not the ticket. */
const open = async (
  given: Parameters<typeof createFakeDevice>[0] = {},
): Promise<FakeDevice & RenderedApp> => {
  const device = createFakeDevice({
    documents: [aDocument({ counter: 1 })],
    shifts: [aShift()],
    deviceKeys: [aKioskKey()],
    paper: imported,
    ...given,
  })
  const app = renderApp(device)
  await settled()
  await press('open-scan')
  await screen.findByTestId('scan-camera', {}, { timeout: 10_000 })
  return Object.assign(device, app)
}

const result = async (): Promise<HTMLElement> =>
  screen.findByTestId('scan-result', {}, { timeout: 3_000 })

test('the camera reads a paper, says whose it is, and the ticket goes into the queue', async () => {
  const { scanDevices } = await open()
  expect(scanDevices.openCameras()).toBe(1)
  scanDevices.sees = [printed.paper]
  const card = await result()
  expect(card.dataset['verdict']).toBe('proven')
  for (const text of ['A-017', 'Banheira de Gelo', 'R$ 90,00', 'assinatura confere'])
    expect(card.textContent.replaceAll(/\s/gu, ' ')).toContain(text)
  await press('import-ticket')
  expect(rowOf('A-017').status).toBe('waiting')
  expect(document.activeElement).toHaveProperty('dataset.number', 'A-017')
  expect(scanDevices.openCameras()).toBe(0)
})

test('a ticket that is here already is led to', async () => {
  const { scanDevices } = await open({ documents: [printed.document] })
  scanDevices.sees = [printed.paper]
  const row = await screen.findByTestId('ticket-row', {}, { timeout: 3_000 })
  expect(row.dataset).toMatchObject({ number: 'A-017', found: '' })
})

test('one that was served says when, and leads to its row among those that are done', async () => {
  const device = await open({ documents: [printed.document], now: () => noonish + minutes(5) })
  for (const act of ['called', 'started', 'finished'] as const)
    await device.append(printed.ticket.id, act, {})
  type('scan-code', printed.paper)
  await press('scan-check')
  expect((await result()).textContent).toContain('Esta senha já foi atendida às 14:05.')
  expect(screen.queryByTestId('import-ticket')).toBeNull()
  await press('show-ticket')
  expect(rowOf('A-017').status).toBe('finished')
})

test('one that was served on another day has no row to lead to', async () => {
  const tomorrow = aShift({ businessDay: v.parse(BusinessDay, '2026-09-25') })
  const device = await open({ documents: [printed.document], shifts: [tomorrow] })
  for (const act of ['called', 'started', 'finished'] as const)
    await device.append(printed.ticket.id, act, {})
  type('scan-code', printed.paper)
  await press('scan-check')
  expect((await result()).textContent).toContain('Esta senha já foi atendida')
  expect(screen.queryByTestId('show-ticket')).toBeNull()
})

test('a card stays until somebody has read it, whatever the camera sees meanwhile', async () => {
  const { scanDevices } = await open()
  scanDevices.sees = [printed.paper]
  await result()
  const grab = vi.spyOn(scanDevices, 'grab')
  scanDevices.sees = [forged(printed.paper)]
  await vi.waitFor(() => expect(grab.mock.calls.length).toBeGreaterThan(2), { timeout: 10_000 })
  expect((await result()).dataset['verdict']).toBe('proven')
})

test.for([
  ['forged', forged(printed.paper), 'Senha falsa'],
  ['provisional', aPrintedTicket(kioskKeysOf(2)).paper, 'ainda não conhece o totem'],
] as const)('pasted paper that is %s says so', async ([verdict, paper, sentence]) => {
  await open()
  type('scan-code', `${paper}\t`)
  await press('scan-check')
  const card = await result()
  expect(card.dataset['verdict']).toBe(verdict)
  expect(card.textContent).toContain(sentence)
  expect(screen.queryByTestId('import-ticket') === null).toBe(verdict === 'forged')
  await press('scan-again')
  expect(screen.queryByTestId('scan-result')).toBeNull()
})

test('paper from before the working window is for the manager', async () => {
  const device = await open()
  device.setNow(printed.ticket.soldAt + tabletWindowMs + 1)
  type('scan-code', printed.paper)
  await press('scan-check')
  expect((await result()).textContent).toContain('peça ao gerente')
  expect(screen.queryByTestId('import-ticket')).toBeNull()
})

test('paper of a kiosk that the gateway does not know either is refused', async () => {
  await open({ refreshDeviceKeys: () => Promise.resolve(true) })
  type('scan-code', aPrintedTicket(kioskKeysOf(2)).paper)
  await press('scan-check')
  expect((await result()).dataset['verdict']).toBe('unknown')
  expect(screen.queryByTestId('import-ticket')).toBeNull()
})

test('while the gateway is asked for the kiosk, its paper is not taken in', async () => {
  await open({ refreshDeviceKeys: () => new Promise(() => undefined) })
  type('scan-code', aPrintedTicket(kioskKeysOf(2)).paper)
  await press('scan-check')
  expect((await result()).dataset['verdict']).toBe('provisional')
  expect(screen.queryByTestId('import-ticket')).toBeNull()
})

test('paper of a kiosk that was shut out is for the manager', async () => {
  await open({ deviceKeys: [aKioskKey(kioskKeysOf(1), 1)] })
  type('scan-code', printed.paper)
  await press('scan-check')
  expect((await result()).textContent).toContain('mostre a ele')
  expect(screen.queryByTestId('import-ticket')).toBeNull()
})

test('a code that is no ticket is named, and the camera looks on', async () => {
  const { scanDevices } = await open()
  scanDevices.sees = ['00020126580014br.gov.bcb.pix']
  expect(await screen.findByText('Esse código não é de uma senha.')).toBeDefined()
  scanDevices.sees = []
  expect(
    await screen.findByText('Aponte para o código da senha', {}, { timeout: 4_000 }),
  ).toBeDefined()
  scanDevices.sees = [printed.paper]
  expect((await result()).dataset['verdict']).toBe('proven')
})

test('an import that the tablet could not keep says so and stays', async () => {
  const device = await open({ paper: { ...imported, text: 'another' } })
  device.scanDevices.sees = [printed.paper]
  await result()
  await press('import-ticket')
  expect(screen.getByText('O código não é de uma senha deste estúdio.')).toBeDefined()
})

test('a hand scanner works from the queue, too', async () => {
  await open()
  await press('scan-back')
  for (const key of [...Array.from(printed.paper), 'Enter'])
    fireEvent.keyDown(document.body, { key })
  expect((await result()).dataset['verdict']).toBe('proven')
})

test.for([
  ['refused', 'A câmera está bloqueada'],
  ['absent', 'Este aparelho não tem câmera'],
  ['busy', 'Outro aplicativo está usando a câmera'],
  ['insecure', 'A câmera só abre em endereço seguro'],
] as const)(
  'a camera that is %s is a sentence, and a second try helps',
  async ([problem, title]) => {
    const { scanDevices } = await open()
    await press('scan-back')
    scanDevices.problem = problem
    await press('open-scan')
    expect(await screen.findByText(title)).toBeDefined()
    scanDevices.problem = undefined
    await press('camera-retry')
    expect(screen.getByTestId('scan-camera').dataset['state']).toBe('looking')
  },
)

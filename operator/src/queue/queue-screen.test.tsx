import { fireEvent, screen } from '@solidjs/testing-library'
import { describe, expect, test } from 'vitest'
import { createFakeDevice, type FakeDevice, quietSync } from '../testing/_fake-device.ts'
import { press, type RenderedApp, renderApp, rowOf, settled } from '../testing/_render-app.tsx'
import {
  aCustomer,
  aDocument,
  aShift,
  bota,
  gelo,
  minutes,
  noonish,
  paid,
} from '../testing/_tickets.ts'

const first = aDocument({ counter: 1, soldAtMinute: -12, steps: [paid(gelo, -10)] })
const second = aDocument({ counter: 2, soldAtMinute: -5, steps: [['desk_chosen', {}, -4]] })

const open = async (): Promise<FakeDevice & RenderedApp> => {
  const device = createFakeDevice({
    documents: [first, second],
    customers: [aCustomer(first.id, 'Maria Souza')],
    shifts: [aShift()],
  })
  const app = renderApp(device)
  await settled()
  return Object.assign(device, app)
}

describe('the queue', () => {
  test('shows each ticket with its number, call name, wait and money', async () => {
    await open()
    expect(screen.getByTestId('queue').textContent).toContain('Maria S.')
    expect(screen.getByTestId('queue').textContent).toContain('há 12 min')
    expect(rowOf('A-001')).toEqual({
      status: 'waiting',
      payment: 'paid',
      buttons: ['more-A-001', 'call-A-001'],
    })
    expect(rowOf('A-002')).toEqual({
      status: 'waiting',
      payment: 'at_desk',
      buttons: ['more-A-002', 'paid-by-hand-A-002', 'call-A-002'],
    })
  })

  test('leads a ticket from the call to the end', async () => {
    const { setNow } = await open()
    await press('call-next-GELO')
    expect(rowOf('A-001').status).toBe('called')
    await press('start-A-001')
    expect(rowOf('A-001').status).toBe('in_service')
    expect(screen.getByRole('timer').textContent).toBe('10:00')
    setNow(noonish + minutes(12))
    expect(screen.getByRole('timer').textContent).toBe('+02:00')
    await press('finish-A-001')
    expect(rowOf('A-001').status).toBe('finished')
  })

  test('gives the next person the free device', async () => {
    const device = await open()
    for (const step of ['call-A-001', 'start-A-001', 'call-A-002', 'start-A-002']) await press(step)
    expect([device.ticketOf('A-001').service, device.ticketOf('A-002').service]).toEqual([
      expect.objectContaining({ kind: 'in_service', slot: 1 }),
      expect.objectContaining({ kind: 'in_service', slot: 2 }),
    ])
  })

  test('takes an act back, also one that carried the ticket out of sight', async () => {
    await open()
    await press('call-A-001')
    await press('undo-A-001')
    expect(rowOf('A-001').status).toBe('waiting')
    await press('call-A-001')
    await press('no-show-A-001')
    expect(rowOf('A-001').status).toBe('no_show')
    await press('undo-last')
    expect(rowOf('A-001').status).toBe('called')
  })

  test('lets somebody who did not come return to their place', async () => {
    await open()
    for (const step of ['call-A-001', 'no-show-A-001', 'returned-A-001']) await press(step)
    expect(rowOf('A-001').status).toBe('waiting')
    expect(screen.getByTestId('call-next-GELO').textContent).toContain('A-001')
  })

  test('takes money at the desk for a reason, the whole price', async () => {
    const device = await open()
    await press('paid-by-hand-A-002')
    await press('method-card')
    await press('confirm-paid-A-002')
    expect(rowOf('A-002').payment).toBe('paid')
    expect(device.ticketOf('A-002').history.at(-1)?.event).toMatchObject({
      type: 'paid_by_hand',
      data: { method: 'card', amountCents: 9_000, reason: 'chose_desk' },
    })
    expect(screen.queryByTestId('reason')).toBeNull()
  })

  test('cancels only for a reason', async () => {
    const device = await open()
    await press('more-A-001')
    await press('cancel-A-001')
    expect(screen.getByTestId('confirm-cancel-A-001')).toHaveProperty('disabled', true)
    fireEvent.change(screen.getByTestId('reason'), { target: { value: 'gave_up' } })
    await press('confirm-cancel-A-001')
    expect(rowOf('A-001')).toMatchObject({ status: 'cancelled', payment: 'refund_due' })
    expect(device.ticketOf('A-001').service).toMatchObject({ reason: 'gave_up' })
  })

  test('keeps the button a finger rests on when another ticket changes', async () => {
    const device = await open()
    const before = screen.getByTestId('call-A-001')
    device.receive(aDocument({ counter: 3, soldAtMinute: 0 }))
    await settled()
    expect(screen.getByTestId('call-A-001')).toBe(before)
  })
})

describe('the tablet tells', () => {
  test('of an act that lost, until it is dismissed', async () => {
    const device = await open()
    device.receive(aDocument({ counter: 1, soldAtMinute: -12, steps: [['called', {}, 2]] }))
    device.notices$.next({
      kind: 'lost_race',
      ticket: device.ticketOf('A-001'),
      type: 'called',
      reason: 'already_called',
    })
    const sentence = 'A-001 já foi chamada em outro tablet às 14:02.'
    expect(screen.getByText(sentence)).toBeDefined()
    fireEvent.click(screen.getByText('Entendi'))
    expect(screen.queryByText(sentence)).toBeNull()
  })

  test('of an act the tablet could not keep', async () => {
    const device = await open()
    device.failWith = { kind: 'storage', detail: 'QuotaExceeded' }
    await press('call-A-001')
    expect(rowOf('A-001').status).toBe('waiting')
    expect(screen.getByText(/não conseguiu guardar/)).toBeDefined()
  })

  test('of a new ticket by the sound of its service, once', async () => {
    const device = await open()
    expect(device.played).toEqual([])
    device.receive(aDocument({ counter: 4, service: bota }))
    await settled()
    expect(device.played).toEqual(['chime'])
  })

  test('what is true about the connection, and holds back a new build meanwhile', async () => {
    const device = await open()
    device.sync$.next({ ...quietSync, state: 'offline', pending: 3 })
    const badge = screen.getByTestId('sync-status')
    expect([badge.dataset['state'], badge.dataset['pending'], badge.textContent]).toEqual([
      'offline',
      '3',
      'sem conexão – 3 registros guardados aqui',
    ])
    expect(device.held.at(-1)).toBe(true)
  })
})

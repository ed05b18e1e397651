import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { ok, type ReviewItem } from '@totem/shared-schema'
import { type AppendProblem, type Device } from '@totem/shared-schema/local-store'
import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { type Desk, DeskContext } from '../../app/desk.ts'
import { createFakeDevice, type FakeDevice } from '../../testing/_fake-device.ts'
import { press, settled, type } from '../../testing/_render-app.tsx'
import { aDocument, aGrant, noonish, paid, gelo } from '../../testing/_tickets.ts'
import { PaymentsPage } from './payments-page.tsx'
import { returnProblems } from './payments.texts.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const document = aDocument({ counter: 1, soldAtMinute: -12, steps: [paid(gelo, -10)] })
const yesterday = aDocument({ counter: 1, day: '2026-09-23', soldAtMinute: -24 * 60 })
const suggestion = { act: 'return_by_hand', amountCents: 9_000 }

interface Asked {
  readonly path: string
  readonly body?: unknown
}

/** Shows the page over a gateway that answers with these items, of one acted on with what is left, and notes what it is asked. */
const open = async (
  items: readonly object[],
  {
    closed = [],
    documents = [document],
    left = null,
  }: { closed?: object[]; documents?: (typeof document)[]; left?: object | null } = {},
): Promise<{ device: FakeDevice; asked: Asked[] }> => {
  const asked: Asked[] = []
  const device = createFakeDevice({ documents, grant: aGrant({ role: 'manager' }) })
  const ask: Device['ask'] = ({ method, path, body, answer }) => {
    if (method === 'POST') asked.push({ path, ...(body === undefined ? {} : { body }) })
    const value =
      method === 'POST'
        ? { item: left }
        : { items: path.endsWith('/closed') ? closed : items, isWhole: true }
    return Promise.resolve(ok(v.parse(answer, value)))
  }
  const desk = { device: Object.assign(device, { ask }), timeZone: () => 'America/Sao_Paulo' }
  render(() => (
    <DeskContext.Provider value={desk as unknown as Desk}>
      <PaymentsPage />
    </DeskContext.Provider>
  ))
  await settled()
  return { device, asked }
}

const byHand = (device: FakeDevice): string =>
  device.ticketOf('A-001').payment.movements[0]?.id ?? ''
const movementId = (): string => byHand(createFakeDevice({ documents: [document] }))
const aTicket = (): object => ({
  kind: 'ticket',
  id: document.id,
  number: 'A-001',
  businessDay: '2026-09-24',
  service: gelo.name,
  priceCents: 9_000,
  payment: 'review',
  movements: [
    {
      movement: movementId(),
      ref: null,
      amountCents: 9_000,
      returnedCents: 0,
      heldCents: 9_000,
      refunds: [],
    },
  ],
  reasons: ['by_hand_twice'],
  suggestion,
})
const ref = 'pix~E99999999202611231336AbCdEfGhIjk'
const money = (
  over: Partial<Record<keyof Extract<ReviewItem, { kind: 'money' }>, unknown>> = {},
) => ({
  kind: 'money',
  id: ref,
  txid: null,
  amountCents: 9_000,
  heldCents: 9_000,
  settledAt: noonish,
  refunds: [],
  candidates: [],
  reasons: ['no_txid'],
  suggestion: { act: 'wait' },
  ...over,
})
const choose = (testId: string, index = 0): Promise<void> => {
  const button = screen.getAllByTestId(testId)[index]
  if (button === undefined) throw new Error(`no ${testId}`)
  fireEvent.click(button)
  return settled()
}
const shown = (): number => screen.queryAllByTestId('review-item').length

test('cash given back leaves the page before the gateway has heard of it', async () => {
  const { device } = await open([aTicket()])
  await press('review-return_by_hand')
  await press('review-confirm')
  expect(device.ticketOf('A-001').payment.status).toBe('refunded')
  expect(shown()).toBe(0)
  expect(screen.getByTestId('review-settled').textContent).toContain('devolvidos no balcão')
})

const problems: readonly AppendProblem[] = [
  { kind: 'unknown_ticket' },
  { kind: 'not_allowed' },
  { kind: 'storage', detail: 'full' },
]
test.for(problems)('cash that could not be noted stays, and says why: $kind', async (problem) => {
  const { device } = await open([aTicket()])
  device.failWith = problem
  await press('review-return_by_hand')
  await press('review-confirm')
  expect(shown()).toBe(1)
  expect(screen.getByTestId('review-item').textContent).toContain(returnProblems[problem.kind])
})

test('money goes on the ticket of the day that a person chose', async () => {
  const { asked } = await open([money()], { documents: [yesterday, document] })
  type('review-other-number', 'a-001')
  await press('review-other-find')
  const choices = screen.getAllByTestId('review-other-choice').map((one) => one.textContent)
  expect(choices).toEqual([
    'Vincular à senha A-001 (24/09 13:48, Banheira de Gelo)',
    expect.stringContaining('23/09 14:00'),
  ])
  await choose('review-other-choice', 1)
  expect(screen.getByTestId('review-item').textContent).toContain('A-001 (23/09 14:00')
  await press('review-confirm')
  expect(asked).toEqual([
    { path: `/payments/review/${encodeURIComponent(ref)}/link`, body: { ticketId: yesterday.id } },
  ])
  expect(shown()).toBe(0)
})

test('money on its way back is no more than asked for until it has left the list', async () => {
  const refunds = [
    { refund: 'R01', amountCents: 9_000, status: 'in_progress', askedBy: 'ana', at: noonish },
  ]
  const { asked } = await open([money()], {
    left: money({ refunds, reasons: ['refund_under_way'] }),
  })
  await press('review-refund')
  await press('review-confirm')
  expect(asked).toEqual([
    {
      path: `/payments/review/${encodeURIComponent(ref)}/refund`,
      body: { amountCents: 9_000, committedCents: 0 },
    },
  ])
  expect(screen.getByTestId('refund').dataset['status']).toBe('in_progress')
  expect(screen.queryByTestId('review-settled')).toBeNull()
})

test('the page looks again by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const items = [money()]
  await open(items)
  items.pop()
  expect(shown()).toBe(1)
  vi.advanceTimersByTime(10_000)
  await settled()
  expect(shown()).toBe(0)
})

test('a number this tablet does not know is said to be unknown', async () => {
  await open([money()])
  type('review-other-number', 'Z-999')
  await press('review-other-find')
  expect(screen.getByTestId('review-item').textContent).toContain('Este tablet não tem essa senha.')
})

test('money is closed with a reason, and not without', async () => {
  const closed: object[] = []
  const { asked } = await open([money()], { closed })
  await press('review-close')
  expect(screen.getByTestId<HTMLButtonElement>('review-confirm').disabled).toBe(true)
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'not_a_sale' } })
  closed.push(money({ closed: { reason: 'not_a_sale', operator: 'ana', at: noonish } }))
  await press('review-confirm')
  expect(asked).toEqual([
    { path: `/payments/review/${encodeURIComponent(ref)}/close`, body: { reason: 'not_a_sale' } },
  ])
  expect(screen.getByTestId('review-closed').textContent).toContain('Não é venda do estúdio')
})

test('a ticket in quarantine is let in', async () => {
  const { asked } = await open([
    money({ reasons: ['ticket_in_quarantine'], suggestion: { act: 'release', entry: 'q1' } }),
  ])
  await press('review-release')
  await press('review-confirm')
  expect(asked).toEqual([{ path: '/quarantine/q1/release' }])
})

test('closed money can still be put on a ticket, and nothing else', async () => {
  const closed = { reason: 'not_a_sale', operator: 'ana', at: noonish }
  const { asked } = await open([], { closed: [money({ closed })] })
  expect(screen.getByTestId('review-closed').textContent).toContain('Não é venda do estúdio')
  expect(screen.queryByTestId('review-close')).toBeNull()
  expect(screen.queryByTestId('review-refund')).toBeNull()
  type('review-other-number', 'A-001')
  await press('review-other-find')
  await press('review-confirm')
  expect(asked).toEqual([
    { path: `/payments/review/${encodeURIComponent(ref)}/link`, body: { ticketId: document.id } },
  ])
})

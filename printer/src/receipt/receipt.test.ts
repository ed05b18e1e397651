import { expect, test } from 'vitest'
import { type PaymentStatus, type Ticket } from '@totem/shared-schema'
import { aTicket } from './_a-ticket.ts'
import { receiptOf, type ReceiptFacts } from './receipt.ts'

const receipt = (ticket: Ticket, given: Partial<ReceiptFacts> = {}) =>
  receiptOf({
    ticket,
    studio: 'Estúdio demo',
    timeZone: 'America/Sao_Paulo',
    copy: 'original',
    ...given,
  })

test('a receipt says studio, number, service, price, payment, duration, time, wait and code', () => {
  const wait = {
    kind: 'wait',
    fromMinutes: 10,
    toMinutes: 20,
    calledAt: Date.parse('2026-11-23T13:45:00Z'),
  } as const
  expect(receipt(aTicket(), { wait, qr: 'T1:ABC' })).toEqual([
    { kind: 'text', text: 'Estúdio demo', size: 'strong' },
    { kind: 'space' },
    { kind: 'text', text: 'Sua senha', size: 'normal' },
    { kind: 'text', text: 'A-017', size: 'huge' },
    { kind: 'text', text: 'Banheira de Gelo', size: 'strong' },
    { kind: 'rule' },
    { kind: 'pair', label: 'Valor', value: 'R$\u00a060,00' },
    { kind: 'pair', label: 'Pagamento', value: 'aguardando pagamento' },
    { kind: 'pair', label: 'Duração', value: '15 min' },
    { kind: 'pair', label: 'Emitida em', value: '23/11/2026 10:30' },
    { kind: 'pair', label: 'Espera', value: '10 a 20 min' },
    { kind: 'pair', label: 'Chamada por volta de', value: '10:45' },
    { kind: 'rule' },
    { kind: 'qr', text: 'T1:ABC' },
    { kind: 'text', text: 'Mostre este código no balcão.', size: 'normal' },
    { kind: 'space' },
    {
      kind: 'text',
      text: 'Seus dados são tratados conforme a LGPD (Lei 13.709/2018). Este papel não traz dados pessoais.',
      size: 'normal',
    },
  ])
})

test('a reprint says that it is one, promises no wait, and nothing else changes', () => {
  const [studio, mark, ...rest] = receipt(aTicket(), {
    copy: 'reprint',
    wait: { kind: 'no_wait' },
  })
  expect(mark).toEqual({ kind: 'text', text: '2ª via', size: 'strong' })
  expect([studio, ...rest]).toEqual(receipt(aTicket()))
})

test('a ticket sold without a connection is marked', () => {
  expect(receipt(aTicket({ offline: true }))).toContainEqual({
    kind: 'text',
    text: 'Emitida sem conexão',
    size: 'normal',
  })
})

test('without a wait to speak of the receipt promises none', () => {
  const labels = receipt(aTicket(), { wait: { kind: 'closed' } }).flatMap((line) =>
    line.kind === 'pair' ? [line.label] : [],
  )
  expect(labels).toEqual(['Valor', 'Pagamento', 'Duração', 'Emitida em'])
})

test.for([
  ['pending', 'aguardando pagamento'],
  ['at_desk', 'pagar no balcão'],
  ['paid', 'pago'],
  ['review', 'em conferência'],
  ['refund_due', 'a devolver'],
  ['refunded', 'devolvido'],
] as const satisfies readonly (readonly [PaymentStatus, string])[])(
  'a payment that is %s reads “%s”',
  ([status, sentence]) => {
    expect(receipt(aTicket({ status }))).toContainEqual({
      kind: 'pair',
      label: 'Pagamento',
      value: sentence,
    })
  },
)

test('a ticket sold on a Pix that nobody here could see confirmed waits for the confirmation', () => {
  const ticket = aTicket()
  const [created] = ticket.history
  if (created === undefined) throw new Error('a ticket without its creation')
  const shown = {
    ...created,
    event: { ...created.event, type: 'charge_shown', data: { txid: 'TX1', tier: 'pool' } } as const,
  }
  expect(receipt({ ...ticket, history: [...ticket.history, shown] })).toContainEqual({
    kind: 'pair',
    label: 'Pagamento',
    value: 'aguardando confirmação',
  })
})

test('a ticket sold on a Pix that its kiosk could not see confirmed waits for that, until it is paid', () => {
  const onTrust = (ticket: Ticket): Ticket => {
    const [creation] = ticket.history
    if (creation === undefined) throw new Error('a ticket without its history')
    const data = { txid: 'TA0', tier: 'pool' } as const
    const event = { ...creation.event, type: 'charge_shown', data } as const
    return { ...ticket, history: [creation, { ...creation, event }] }
  }
  const said = (status: PaymentStatus): unknown =>
    receipt(onTrust(aTicket({ status }))).find(
      (line) => line.kind === 'pair' && line.label === 'Pagamento',
    )
  const pair = (value: string): unknown => ({ kind: 'pair', label: 'Pagamento', value })
  expect([said('pending'), said('paid'), said('at_desk')]).toEqual([
    pair('aguardando confirmação'),
    pair('pago'),
    pair('pagar no balcão'),
  ])
})

import { expect, test } from 'vitest'
import { type PaymentStatus, type Ticket } from '@totem/shared-schema'
import { aTicket } from './_a-ticket.ts'
import { receiptOf } from './receipt.ts'

const receipt = (ticket: Ticket, copy: 'original' | 'reprint' = 'original') =>
  receiptOf({ ticket, studio: 'Estúdio demo', timeZone: 'America/Sao_Paulo', copy })

test('a receipt says studio, number, service, price, payment, duration and time', () => {
  expect(receipt(aTicket())).toEqual([
    { kind: 'text', text: 'Estúdio demo', size: 'strong' },
    { kind: 'text', text: 'A-017', size: 'huge' },
    { kind: 'text', text: 'Banheira de Gelo', size: 'strong' },
    { kind: 'rule' },
    { kind: 'pair', label: 'Valor', value: 'R$\u00a060,00' },
    { kind: 'pair', label: 'Pagamento', value: 'aguardando pagamento' },
    { kind: 'pair', label: 'Duração', value: '15 min' },
    { kind: 'pair', label: 'Emitida em', value: '23/11/2026, 10:30' },
  ])
})

test('a reprint says that it is one, and nothing else changes', () => {
  const [studio, mark, ...rest] = receipt(aTicket(), 'reprint')
  expect(mark).toEqual({ kind: 'text', text: '2ª via', size: 'strong' })
  expect([studio, ...rest]).toEqual(receipt(aTicket()))
})

test('a ticket sold without a connection is marked', () => {
  expect(receipt(aTicket({ offline: true })).at(-1)).toEqual({
    kind: 'text',
    text: 'Emitida sem conexão',
    size: 'normal',
  })
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

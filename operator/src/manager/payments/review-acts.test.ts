import { Cents, ReviewItem } from '@totem/shared-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { actLabel } from './act-words.ts'
import { isSuggested, reviewActs } from './review-acts.ts'

const ticketId = 't01jdbq5r8g4k7m2p9x3v6a1c5e'
const ref = 'pix~E99999999202611231336AbCdEfGhIjk'
const movement = 'pay:pix:E99999999202611231336AbCdEfGhIjk'
const at = Date.UTC(2026, 10, 23, 14)

const aTicket = (over: object = {}): ReviewItem =>
  v.parse(ReviewItem, {
    kind: 'ticket',
    id: ticketId,
    number: 'A-017',
    businessDay: '2026-11-23',
    service: 'Banheira de Gelo',
    priceCents: 9_000,
    payment: 'review',
    movements: [
      { movement, ref, amountCents: 9_500, returnedCents: 0, heldCents: 9_500, refunds: [] },
    ],
    reasons: ['overpaid'],
    suggestion: { act: 'refund', movement: ref, amountCents: 500 },
    ...over,
  })
const money = (over: object = {}): ReviewItem =>
  v.parse(ReviewItem, {
    kind: 'money',
    id: ref,
    txid: null,
    amountCents: 9_000,
    heldCents: 9_000,
    settledAt: at,
    refunds: [],
    candidates: [
      {
        ticketId,
        number: 'A-017',
        businessDay: '2026-11-23',
        service: 'Banheira de Gelo',
        soldAt: at,
      },
    ],
    reasons: ['no_txid'],
    suggestion: { act: 'link', ticketId },
    ...over,
  })
const labels = (item: ReviewItem): readonly string[] =>
  reviewActs(item).map((act) => actLabel(act, 'America/Sao_Paulo').replaceAll('\u00a0', ' '))

describe('of a ticket', () => {
  test('the suggestion comes first, then what else may be done', () => {
    expect(labels(aTicket())).toEqual([
      'Devolver R$ 5,00 por Pix',
      'Aceitar como pago',
      'Devolver R$ 95,00 por Pix',
    ])
    expect(reviewActs(aTicket()).map((act) => isSuggested(act, aTicket()))).toEqual([
      true,
      false,
      false,
    ])
  })

  test('what was taken at the desk goes back at the desk', () => {
    const byHand = { movement: 'e1', ref: null, amountCents: 9_000, returnedCents: 0 }
    const suggesting = (amountCents: number): ReviewItem =>
      aTicket({
        movements: [{ ...byHand, heldCents: 9_000, refunds: [] }],
        suggestion: { act: 'return_by_hand', amountCents },
      })
    expect(labels(suggesting(1_000))).toEqual(['Devolver R$ 10,00 no balcão', 'Aceitar como pago'])
    // Of a sum that was taken in two parts, each part gives back no more than it brought.
    expect(labels(suggesting(9_500))).toEqual(['Aceitar como pago', 'Devolver R$ 90,00 no balcão'])
  })

  test('while money is on its way back nothing is accepted, and the bank is asked for the rest alone', () => {
    const refunds = [
      { refund: 'R01', amountCents: 500, status: 'in_progress', askedBy: 'ana', at },
      { refund: 'R02', amountCents: 700, status: 'failed', askedBy: 'ana', at },
    ]
    const moving = { movement, ref, amountCents: 9_500, returnedCents: 0, heldCents: 9_500 }
    const item = aTicket({
      movements: [{ ...moving, refunds }],
      reasons: ['refund_under_way'],
      suggestion: { act: 'wait' },
    })
    expect(reviewActs(item)).toEqual([
      {
        kind: 'refund',
        movement: ref,
        amountCents: v.parse(Cents, 9_000),
        committedCents: v.parse(Cents, 500),
      },
    ])
  })

  test('money on a cancelled ticket is given back and not accepted', () => {
    const item = aTicket({
      payment: 'refund_due',
      suggestion: { act: 'refund', movement: ref, amountCents: 9_500 },
    })
    expect(labels(item)).toEqual(['Devolver R$ 95,00 por Pix'])
  })
})

describe('of money without a ticket', () => {
  test.for<[string, ReviewItem, readonly string[]]>([
    [
      'it is linked, given back or closed',
      money(),
      [
        'Vincular à senha A-017 (23/11 11:00, Banheira de Gelo)',
        'Devolver R$ 90,00 por Pix',
        'Encerrar sem senha',
      ],
    ],
    [
      'its ticket waits in quarantine',
      money({ candidates: [], suggestion: { act: 'release', entry: 'q1' } }),
      ['Liberar a senha', 'Devolver R$ 90,00 por Pix', 'Encerrar sem senha'],
    ],
    [
      'it lies in another account',
      money({ reasons: ['other_key', 'no_txid'], suggestion: { act: 'call_bank' } }),
      ['Encerrar sem senha'],
    ],
    [
      'it is on its way back',
      money({ reasons: ['refund_under_way'], suggestion: { act: 'wait' } }),
      [],
    ],
  ])('%s', ([, item, acts]) => {
    expect(labels(item)).toEqual(acts)
  })
})

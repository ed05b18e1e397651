import {
  AcceptRequest,
  CloseRequest,
  LinkRequest,
  PaymentLinkRequest,
  PaymentLinkResponse,
  RefundRequest,
  ReviewAnswer,
  type ReviewItem,
  ReviewResponse,
} from '@totem/shared-schema'
import { isValidPixPayload } from '@brazilian-utils/brazilian-utils'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeOf } from '../../_test-gateway.ts'
import { type PixSimulator, startPixSimulator } from '../_pix-simulator.ts'
import { aSale, arrive, moneyOf, type Sale, startTill, storedTicket, type Till } from '../_stage.ts'

let bank: PixSimulator
let till: Till
beforeAll(async () => {
  bank = await startPixSimulator()
  till = await startTill({ bankUrl: bank.url })
})
afterAll(async () => {
  await till[Symbol.asyncDispose]()
  await bank[Symbol.asyncDispose]()
})

const pixKey = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906'

const eventually = async (look: () => Promise<void>): Promise<void> => {
  await vi.waitFor(look, { timeout: 15_000, interval: 50 })
}

const inbox = async (): Promise<readonly ReviewItem[]> =>
  v.parse(ReviewResponse, (await till.manage('/payments/review')).body).items

const itemOf = async (sale: Sale): Promise<Extract<ReviewItem, { kind: 'ticket' }>> => {
  const item = (await inbox()).find(({ id }) => id === sale.ticket.id)
  if (item?.kind !== 'ticket') throw new Error('this ticket is not in review')
  return item
}

const act = async (
  id: string,
  what: string,
  body: unknown,
): Promise<{ readonly status: number; readonly item: unknown }> => {
  const reply = await till.manage(`/payments/review/${id}/${what}`, body)
  return { status: reply.status, item: reply.body['item'] }
}

const sold = async (): Promise<Sale> => {
  const sale = aSale()
  await arrive(till, sale)
  await till.ask(sale.request)
  return sale
}

test('too much is paid, the manager gives the difference back, and the ticket is paid', async () => {
  const sale = await sold()
  await bank.payAstray(sale.txid, 'more')
  await eventually(async () => expect((await itemOf(sale)).reasons).toEqual(['overpaid']))
  const { suggestion } = await itemOf(sale)
  if (suggestion.act !== 'refund') throw new Error(suggestion.act)
  const { amountCents } = suggestion
  const body = { amountCents, committedCents: 0 }
  expect(await act(suggestion.movement, 'refund', body)).toMatchObject({ status: 200 })
  await eventually(async () =>
    expect(await storedTicket(till, sale)).toEqual({
      payment: 'paid',
      types: ['created', 'payment_review', 'refunded'],
    }),
  )
  const again = await till.manage(`/payments/review/${suggestion.movement}/refund`, body)
  expect([again.status, codeOf(again)]).toEqual([409, 'changed_meanwhile'])
})

test('too little is paid, and the manager takes it', async () => {
  const sale = await sold()
  await bank.payAstray(sale.txid, 'less')
  await eventually(async () => expect((await itemOf(sale)).reasons).toEqual(['underpaid']))
  const { movements } = await itemOf(sale)
  const held = movements.map(({ movement, heldCents }) => ({ movement, cents: heldCents }))
  expect(await act(sale.ticket.id, 'accept', { held })).toEqual({ status: 200, item: null })
  expect(await storedTicket(till, sale)).toMatchObject({ payment: 'paid' })
})

test('a static code is found by the call that names its txid, and by no charge', async () => {
  const sale = aSale()
  await arrive(till, sale)
  await bank.sendPix({ txid: sale.request.intent, valor: '90.00', chave: pixKey })
  await eventually(async () =>
    expect(await storedTicket(till, sale)).toMatchObject({ payment: 'paid' }),
  )
})

test('the bank takes money back by itself, and the ticket says so', async () => {
  const sale = await sold()
  await bank.pay(sale.txid)
  await eventually(async () =>
    expect(await storedTicket(till, sale)).toMatchObject({ payment: 'paid' }),
  )
  const settlement = (await moneyOf(till, 'settlement')).find(({ txid }) => txid === sale.txid)
  await bank.claimBack(String(settlement?.['transactionId']))
  await eventually(async () =>
    expect(await storedTicket(till, sale)).toEqual({
      payment: 'refunded',
      types: ['created', 'paid', 'refunded'],
    }),
  )
})

describe('the inbox', () => {
  test('is for managers alone', async () => {
    for (const path of ['/payments/review/pix~E1/refund', '/payments/review/pix~E1/link'])
      expect((await till.post(path, { body: '{}' })).status).toBe(401)
    expect((await fetch(`${till.origin}/payments/review`)).status).toBe(401)
    const kiosk = { authorization: `Bearer ${till.kioskToken}` }
    expect((await fetch(`${till.origin}/payments/review`, { headers: kiosk })).status).toBe(403)
  })

  test.for([
    ['pix~E1', 'refund', { amountCents: 1, committedCents: 0 }, 404, 'unknown_money'],
    ['not a name', 'refund', { amountCents: 1, committedCents: 0 }, 400, 'bad_path'],
    ['x', 'refund', { amountCents: 1, committedCents: 0 }, 404, 'unknown_money'],
    ['pix~E1', 'refund', { amountCents: 0, committedCents: 0 }, 422, 'invalid_body'],
    ['x', 'accept', { held: [{ movement: 'x', cents: 1 }] }, 404, 'unknown_ticket'],
    ['x', 'accept', { held: [] }, 422, 'invalid_body'],
    ['pix~E1', 'close', { reason: 'not_a_sale' }, 404, 'unknown_money'],
    ['pix~E1', 'close', { reason: 'because' }, 422, 'invalid_body'],
    ['pix~E1', 'link', { ticketId: `t${'0'.repeat(26)}` }, 404, 'unknown_ticket'],
  ] as const)('answers %s/%s %o with %i %s', async ([id, what, body, status, code]) => {
    const reply = await till.manage(`/payments/review/${encodeURIComponent(id)}/${what}`, body)
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
  })
})

test('every example on the API page is one', async () => {
  const api = (await (await fetch(`${till.origin}/openapi.json`)).json()) as OpenApi
  const exampleOf = (path: string, method: 'get' | 'post', part: 'body' | 'answer'): unknown => {
    const operation = api.paths[`/payments${path}`]?.[method]
    const holder = part === 'body' ? operation?.requestBody : operation?.responses['200']
    return holder?.content['application/json']?.example
  }
  const link = v.parse(PaymentLinkResponse, exampleOf('/link', 'post', 'answer'))
  expect(isValidPixPayload(link.brCode)).toBe(true)
  v.parse(PaymentLinkRequest, exampleOf('/link', 'post', 'body'))
  v.parse(ReviewResponse, exampleOf('/review', 'get', 'answer'))
  v.parse(AcceptRequest, exampleOf('/review/{id}/accept', 'post', 'body'))
  v.parse(RefundRequest, exampleOf('/review/{id}/refund', 'post', 'body'))
  v.parse(LinkRequest, exampleOf('/review/{id}/link', 'post', 'body'))
  v.parse(CloseRequest, exampleOf('/review/{id}/close', 'post', 'body'))
  v.parse(ReviewAnswer, exampleOf('/review/{id}/link', 'post', 'answer'))
  const hook = exampleOf('/webhook/{provider}/{token}', 'post', 'body')
  expect(hook).toMatchObject({ pix: [{ txid: link.txid }] })
})

test('money without a txid waits, is suggested, and goes where the manager puts it', async () => {
  const sale = aSale({ priceCents: 4_321 })
  await arrive(till, sale)
  const endToEndId = await bank.sendPix({ valor: '43.21', chave: pixKey })
  const id = `pix~${endToEndId}`
  // Nobody calls about a Pix without a txid, and the list is read every ten minutes when nothing is awaited. Last
  // of all tests: the bank's clock stays behind, and its signatures are stale from here on.
  till.gateway.clock.nowMs += 11 * 60_000
  await eventually(async () =>
    expect(await inbox()).toContainEqual(
      expect.objectContaining({
        id,
        reasons: ['no_txid'],
        suggestion: { act: 'link', ticketId: sale.ticket.id },
      }),
    ),
  )
  expect(await act(id, 'link', { ticketId: sale.ticket.id })).toEqual({ status: 200, item: null })
  expect(await storedTicket(till, sale)).toMatchObject({ payment: 'paid' })
})

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Partial<Record<'get' | 'post', OpenApiOperation>>>>
  >
}
interface OpenApiOperation {
  readonly requestBody?: OpenApiContent
  readonly responses: Readonly<Record<string, OpenApiContent>>
}
interface OpenApiContent {
  readonly content: Readonly<Record<string, { readonly example?: unknown }>>
}

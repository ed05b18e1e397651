import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'

/** A card terminal with the bridge of its operator, and the hands of its customer. */
export interface SimulatedTerminal extends AsyncDisposable {
  readonly url: string
  /** Holds a card to the terminal; resolves when the operator has approved or declined it. */
  readonly holdCard: (reference: string, card: 'good' | 'declined') => Promise<void>
}

interface TerminalRefund {
  readonly id: string
  readonly amountCents: number
  readonly requestedAtMs: number
}

interface TerminalOrder {
  readonly reference: string
  readonly terminal: string
  readonly amountCents: number
  readonly expiresAtMs: number
  status: 'waiting' | 'processing' | 'approved' | 'declined' | 'canceled'
  payment?: {
    readonly id: string
    readonly approvedAtMs: number
    readonly refunds: TerminalRefund[]
  }
}

const OrderBody = v.object({
  terminal: v.string(),
  amountCents: v.number(),
  expiresInSeconds: v.number(),
})
const RefundBody = v.object({ amountCents: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** How long a card is in the terminal, and a refund under way, in ms. */
const cardMs = 30
const refundMs = 50

/** So many payments on one page: few, so that paging is real. */
const pageSize = 2

/** Starts a terminal on a free port of this machine. */
export const startSimulatedTerminal = async (token: string): Promise<SimulatedTerminal> => {
  const orders = new Map<string, TerminalOrder>()
  const payment = (id: string): TerminalOrder | undefined =>
    [...orders.values()].find((order) => order.payment?.id === id)
  const notFound = (c: Context): Response => c.json({ error: 'not_found' }, 404)

  const app = new Hono()
    .use(async (c, next) => {
      if (c.req.header('Authorization') !== `Bearer ${token}`) return c.json({}, 401)
      await next()
      return undefined
    })
    .get('/health', (c) => c.json({}))
    .put('/orders/:reference', async (c) => {
      const reference = c.req.param('reference')
      const body = v.parse(OrderBody, await c.req.json())
      const order = orders.get(reference) ?? {
        reference,
        terminal: body.terminal,
        amountCents: body.amountCents,
        expiresAtMs: Date.now() + body.expiresInSeconds * 1_000,
        status: 'waiting',
      }
      orders.set(reference, order)
      return c.json(orderJson(order))
    })
    .get('/orders/:reference', (c) => {
      const order = orders.get(c.req.param('reference'))
      return order === undefined ? notFound(c) : c.json(orderJson(order))
    })
    .delete('/orders/:reference', (c) => {
      const order = orders.get(c.req.param('reference'))
      if (order === undefined) return notFound(c)
      if (order.status === 'waiting' || order.status === 'declined') order.status = 'canceled'
      return c.json(orderJson(order))
    })
    .get('/payments', (c) => {
      const { from = '', to = '', page = '0' } = c.req.query()
      const found = [...orders.values()].filter(
        ({ payment: paid }) =>
          paid !== undefined &&
          paid.approvedAtMs >= Date.parse(from) &&
          paid.approvedAtMs <= Date.parse(to),
      )
      const start = Number(page) * pageSize
      return c.json({
        payments: found.slice(start, start + pageSize).map(paymentJson),
        pages: Math.ceil(found.length / pageSize),
      })
    })
    .put('/payments/:id/refunds/:refundId', async (c) => {
      const order = payment(c.req.param('id'))
      const id = c.req.param('refundId')
      if (order?.payment === undefined) return notFound(c)
      const { amountCents } = v.parse(RefundBody, await c.req.json())
      const { refunds } = order.payment
      const known = refunds.find((refund) => refund.id === id)
      if (known !== undefined) return c.json(refundJson(known))
      const refunded = refunds.reduce((sum, refund) => sum + refund.amountCents, 0)
      if (refunded + amountCents > order.amountCents) return c.json({ error: 'too_much' }, 422)
      const refund = { id, amountCents, requestedAtMs: Date.now() }
      refunds.push(refund)
      return c.json(refundJson(refund))
    })
    .get('/payments/:id/refunds/:refundId', (c) => {
      const refunds = payment(c.req.param('id'))?.payment?.refunds ?? []
      const refund = refunds.find(({ id }) => id === c.req.param('refundId'))
      return refund === undefined ? notFound(c) : c.json(refundJson(refund))
    })

  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a TCP port has such an address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    holdCard: async (reference, card) => {
      const order = orders.get(reference)
      if (order === undefined) throw new Error(`nobody ordered ${reference}`)
      order.status = 'processing'
      await new Promise((resolve) => setTimeout(resolve, cardMs))
      order.status = card === 'good' ? 'approved' : 'declined'
      if (card === 'good')
        order.payment = { id: randomUUID(), approvedAtMs: Date.now(), refunds: [] }
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()

const refundJson = ({ id, amountCents, requestedAtMs }: TerminalRefund): object => {
  const isDone = Date.now() >= requestedAtMs + refundMs
  return {
    id,
    amountCents,
    status: isDone ? 'done' : 'processing',
    requestedAt: iso(requestedAtMs),
    ...(isDone && { settledAt: iso(requestedAtMs + refundMs) }),
  }
}

const paymentJson = ({ reference, amountCents, payment }: TerminalOrder): object | undefined =>
  payment && {
    id: payment.id,
    reference,
    amountCents,
    approvedAt: iso(payment.approvedAtMs),
    refunds: payment.refunds.map(refundJson),
  }

const orderJson = (order: TerminalOrder): object => ({
  reference: order.reference,
  terminal: order.terminal,
  amountCents: order.amountCents,
  status: order.status,
  expiresAt: iso(order.expiresAtMs),
  payment: paymentJson(order),
})

import { type Hono } from 'hono'
import * as v from 'valibot'
import { expect } from 'vitest'
import { createApp } from './app.ts'
import { createShow } from './api/show.ts'
import { createTokens } from './auth/tokens.ts'
import { type Bank, createBank } from './bank/bank.ts'
import { type JournalEntry, type Pix } from './bank/journal-entry.ts'
import { type ChargeTerms, PixKey } from './charge/charge.ts'
import { Txid } from './charge/txid.ts'
import { createFaultPanel, type FaultPanel } from './faults/fault-panel.ts'
import { openMemoryJournal } from './journal/memory-journal.ts'
import { Cents } from './money/amount.ts'
import { type RandomBytes } from './random.ts'
import { RefundId, type RefundOrder } from './refund/refund.ts'

/** The first moment of every test: 2026-11-23, 10:36 in São Paulo. */
export const startMs = Date.parse('2026-11-23T13:36:00.000Z')

export const txid = v.parse(Txid, 'TOTEM0123456789ABCDEFGHJKD01')
export const otherTxid = v.parse(Txid, 'TOTEM0123456789ABCDEFGHJKD02')
export const pixKey = v.parse(PixKey, '7d9f0335-8dcc-4054-9bf9-0dbd61d36906')
export const cents = (value: number): Cents => v.parse(Cents, value)

/** Stands for any text of that form when whole values are compared. */
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern)

/** A clock that moves only when told. */
export interface FakeClock {
  readonly nowMs: () => number
  readonly advance: (ms: number) => void
}

export const createFakeClock = (ms = startMs): FakeClock => {
  let now = ms
  return { nowMs: () => now, advance: (passed) => void (now += passed) }
}

/** Bytes that look random and are the same in every run (a linear congruential generator). */
export const createSeededBytes = (): RandomBytes => {
  let state = 1
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    })
}

export const someTerms = (terms: Partial<ChargeTerms> = {}): ChargeTerms => ({
  amountCents: cents(9000),
  payerMayAlterAmount: false,
  expiresInSeconds: 900,
  pixKey,
  message: 'Banheira de Gelo',
  additionalInfo: [],
  ...terms,
})

export const aPix = (pix: Partial<Pix> = {}): Pix => ({
  endToEndId: 'E99999999202611231336AAAAAAAAAAA' as Pix['endToEndId'],
  txid,
  pixKey,
  amountCents: cents(9000),
  receivedAtMs: startMs,
  ...pix,
})

export const refundId = v.parse(RefundId, 'R1')

export const aRefund = (refund: Partial<RefundOrder> = {}): RefundOrder => ({
  id: refundId,
  returnId: 'D99999999202611231336AAAAAAAAAAA',
  amountCents: cents(9000),
  nature: 'ORIGINAL',
  requestedAtMs: startMs,
  ...refund,
})

export const aCobBody = (body: Readonly<Record<string, unknown>> = {}): object => ({
  calendario: { expiracao: 900 },
  valor: { original: '90.00' },
  chave: pixKey,
  solicitacaoPagador: 'Banheira de Gelo',
  ...body,
})

export const openBank = (entries: JournalEntry[] = [], clock = createFakeClock()): Bank =>
  createBank({
    nowMs: clock.nowMs,
    randomBytes: createSeededBytes(),
    journal: openMemoryJournal(entries),
    locationHost: 'pix.example.com',
  })

/** A simulator without a network: requests go straight into the app. */
export interface TestSimulator {
  readonly app: Hono
  readonly bank: Bank
  readonly clock: FakeClock
  readonly entries: JournalEntry[]
  readonly panel: FaultPanel
  readonly paid: Pix[]
  /** The refunds that were taken on, as `endToEndId/id`. */
  readonly refundsAsked: string[]
  readonly errors: Error[]
  /** Calls the API with a living token of every scope. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>
  readonly submit: (path: string, fields?: Readonly<Record<string, string>>) => Promise<Response>
  readonly token: (scope?: string) => Promise<string>
}

const basic = `Basic ${btoa('client:secret')}`

export const openSimulator = (): TestSimulator => {
  const clock = createFakeClock()
  const entries: JournalEntry[] = []
  const paid: Pix[] = []
  const refundsAsked: string[] = []
  const panel = createFaultPanel()
  const errors: Error[] = []
  const bank = openBank(entries, clock)
  const app = createApp({
    bank,
    tokens: createTokens(clock.nowMs, createSeededBytes()),
    credentials: { clientId: 'client', clientSecret: 'secret' },
    isMutualTls: false,
    show: createShow(bank.ledger, { name: 'Totem', city: 'Porto Alegre' }, panel),
    panel,
    nowMs: clock.nowMs,
    randomBytes: createSeededBytes(),
    wait: (ms) => {
      clock.advance(ms)
      return Promise.resolve()
    },
    onRefundAsked: (endToEndId, id) => void refundsAsked.push(`${endToEndId}/${id}`),
    onPaid: (pix) => void paid.push(pix),
    onError: (error) => void errors.push(error),
  })
  const token = async (scope = ''): Promise<string> => {
    const query = new URLSearchParams({ grant_type: 'client_credentials', scope }).toString()
    const response = await app.request(`/oauth/token?${query}`, {
      method: 'POST',
      headers: { Authorization: basic },
    })
    return ((await response.json()) as { access_token: string }).access_token
  }
  return {
    app,
    bank,
    clock,
    entries,
    panel,
    paid,
    refundsAsked,
    errors,
    token,
    call: async (method, path, body) =>
      app.request(path, {
        method,
        headers: { Authorization: `Bearer ${await token()}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    submit: async (path, fields = {}) =>
      app.request(path, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}

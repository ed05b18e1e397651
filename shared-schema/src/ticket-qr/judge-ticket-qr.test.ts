import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { seededBytes } from '../_random-bytes.ts'
import { keyPairFromSeed } from '../crypto/keys.ts'
import { TenantId } from '../ids/ids.ts'
import { deviceIdOf } from '../ids/make-ids.ts'
import { aJudge, aSoldTicket, kioskKeys, soldAtMs, type GivenTicket } from './_a-paper.ts'
import { base45ToBytes } from './base45.ts'
import { judgeTicketQr } from './judge-ticket-qr.ts'
import { signTicketQr } from './sign-ticket-qr.ts'

const strangerKeys = keyPairFromSeed(seededBytes('stranger')(32))
const qrOf = (given: GivenTicket = {}, nowMs = soldAtMs + 90_000): string => {
  const signed = signTicketQr(aSoldTicket(given), nowMs, given.keys ?? kioskKeys)
  if (!signed.ok) throw new Error(signed.error.kind)
  return signed.value
}
const bytesIn = (qr: string): number => base45ToBytes(qr.slice(3))?.length ?? NaN

test('a tablet with no network reads the sale, its payment and its charge from paper, proven', () => {
  const ticket = aSoldTicket({ txid: 'TA00123456789ABCDEFGHJKMND02', atDesk: true })
  const qr = qrOf({ txid: 'TA00123456789ABCDEFGHJKMND02', atDesk: true })
  expect(judgeTicketQr(qr, aJudge([kioskKeys]))).toEqual({
    ok: true,
    value: {
      verdict: { kind: 'proven' },
      paper: {
        ticketId: ticket.id,
        owner: deviceIdOf(kioskKeys.publicKey),
        soldAt: soldAtMs,
        sale: ticket.sale,
        payment: 'at_desk',
        asOf: soldAtMs + 60_000,
        txid: 'TA00123456789ABCDEFGHJKMND02',
      },
    },
  })
})

const anyTicket: fc.Arbitrary<GivenTicket> = fc.record({
  sale: fc.record({
    letter: fc.stringMatching(/^[A-Z]{1,2}$/),
    counter: fc.integer({ min: 1, max: 99_999 }),
    businessDay: fc
      .integer({ min: 0, max: 65_535 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    service: fc.record({
      code: fc.stringMatching(/^[A-Z][A-Z0-9]{1,11}$/),
      name: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter((name) => name.length <= 40),
      priceCents: fc.integer({ min: 0, max: 100_000_000 }),
      durationMinutes: fc.integer({ min: 1, max: 240 }),
    }),
    intent: fc.stringMatching(/^[A-Z0-9]{25}$/),
    offline: fc.boolean(),
  }),
  txid: fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9]{1,35}$/),
    fc.stringMatching(/^[A-Z0-9]{25}D\d\d$/),
  ),
  atDesk: fc.boolean(),
})

test('any sale comes back from its paper, in at most 160 bytes, with its name cut at worst', () => {
  fc.assert(
    fc.property(anyTicket, fc.nat(10_000_000_000), (given, laterMs) => {
      const ticket = aSoldTicket(given)
      const qr = qrOf(given, soldAtMs + laterMs)
      expect(bytesIn(qr)).toBeLessThanOrEqual(160)
      const judged = judgeTicketQr(qr, aJudge())
      if (!judged.ok) throw new Error(judged.error)
      const { sale, txid, payment, asOf } = judged.value.paper
      const { name } = sale.service
      expect(ticket.sale.service.name.startsWith(name) || name === sale.service.code).toBe(true)
      expect({ ...sale, service: { ...sale.service, name: '' } }).toEqual({
        ...ticket.sale,
        service: { ...ticket.sale.service, name: '' },
      })
      expect([txid, payment]).toEqual([given.txid, ticket.payment.status])
      expect(soldAtMs + laterMs - asOf).toBeLessThan(60_000)
    }),
    { numRuns: 60 },
  )
})

test.for([
  ['the ticket’s own', 'TA00123456789ABCDEFGHJKMND01'],
  ['issued in advance', 'TA0ZYXWVTSRQPNMKJHGFEDCBAD01'],
] as const)('the names of the catalogue fit whole beside a charge: %s', ([, txid]) => {
  const service = {
    code: 'BOTA',
    name: 'Bota de Compressão',
    priceCents: 6_000,
    durationMinutes: 30,
  }
  const judged = judgeTicketQr(qrOf({ sale: { service }, txid }), aJudge())
  expect(judged.ok && judged.value.paper.sale.service).toEqual(service)
})

test('paper of a kiosk the tablet has not heard of is provisional', () => {
  expect(judgeTicketQr(qrOf(), aJudge([strangerKeys]))).toMatchObject({
    value: { verdict: { kind: 'provisional' } },
  })
})

test('paper of a revoked kiosk says since when it is', () => {
  expect(judgeTicketQr(qrOf(), aJudge([kioskKeys, { revokedAt: 7 }]))).toMatchObject({
    value: { verdict: { kind: 'revoked', revokedAt: 7 } },
  })
})

test('paper signed by a tablet is forged: tablets sell nothing', () => {
  expect(judgeTicketQr(qrOf(), aJudge([kioskKeys, { kind: 'tablet' }]))).toEqual({
    ok: false,
    error: 'forged',
  })
})

test('no changed character survives', () => {
  const qr = qrOf()
  const judge = aJudge([kioskKeys])
  const changes = fc.tuple(
    fc.integer({ min: 3, max: qr.length - 1 }),
    fc.constantFrom('0', 'A', 'Z', '+', ':'),
  )
  fc.assert(
    fc.property(changes, ([at, character]) => {
      fc.pre(qr.charAt(at) !== character)
      const judged = judgeTicketQr(`${qr.slice(0, at)}${character}${qr.slice(at + 1)}`, judge)
      // Where the kiosk's id is hit, the paper names a kiosk nobody knows.
      const believed = judged.ok && judged.value.verdict.kind !== 'provisional'
      expect(believed).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('paper says which studio it is from', () => {
  const elsewhere = { ...aJudge([kioskKeys]), tenantId: v.parse(TenantId, 'outra') }
  expect(judgeTicketQr(qrOf(), elsewhere)).toEqual({ ok: false, error: 'other_studio' })
})

test.for([
  ['', 'not_a_ticket'],
  ['00020126580014br.gov.bcb.pix', 'not_a_ticket'],
  ['https://example.com/T1:', 'not_a_ticket'],
  ['T2:ABC', 'newer_format'],
  ['T1:', 'damaged'],
  ['T1:abc', 'damaged'],
  [`T1:${'0'.repeat(180)}`, 'damaged'],
  [`T1:${'ZZZ'.repeat(1_000)}`, 'damaged'],
] as const)('“%s” is %s', ([text, error]) => {
  expect(judgeTicketQr(text, aJudge([kioskKeys]))).toEqual({ ok: false, error })
})

test('any text at all is judged without a throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('0123ABCXYZ $%*+-./:')), maxLength: 300 }),
      (text) => {
        expect(judgeTicketQr(`T1:${text}`, aJudge([kioskKeys])).ok).toBe(false)
      },
    ),
  )
})

test('a kiosk signs the tickets it sold and no other', () => {
  expect(signTicketQr(aSoldTicket(), soldAtMs, strangerKeys)).toEqual({
    ok: false,
    error: { kind: 'not_our_ticket' },
  })
})

test.for(['2199-01-01', '2026-02-31'])('a sale on %s is printed without a code', (businessDay) => {
  const signed = signTicketQr(aSoldTicket({ sale: { businessDay } }), soldAtMs, kioskKeys)
  expect(signed).toMatchObject({ ok: false, error: { kind: 'does_not_fit' } })
})

test('the longest facts still fit', () => {
  const longest: GivenTicket = {
    sale: {
      letter: 'ZZ',
      counter: 99_999,
      service: {
        code: 'ABCDEFGHIJKL',
        name: 'ç'.repeat(40),
        priceCents: 100_000_000,
        durationMinutes: 240,
      },
    },
    txid: 'z'.repeat(35),
  }
  expect(bytesIn(qrOf(longest, soldAtMs + 365 * 86_400_000))).toBeLessThanOrEqual(160)
})

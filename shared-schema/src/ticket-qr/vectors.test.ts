import { expect, test } from 'vitest'
import { aJudge, aSoldTicket, kioskKeys, soldAtMs } from './_a-paper.ts'
import { vectorTickets } from './_vector-tickets.ts'
import vectors from './fixtures/ticket-qr-vectors.json' with { type: 'json' }
import { judgeTicketQr } from './judge-ticket-qr.ts'
import { readTicketQr } from './read-ticket-qr.ts'
import { signTicketQr } from './sign-ticket-qr.ts'

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

test('there is a vector for each ticket', () => {
  expect(vectors.vectors.map(({ name }) => name)).toEqual(Object.keys(vectorTickets))
  expect(vectors).toMatchObject({ tenant: 'demo', publicKey: kioskKeys.publicKey })
})

test.for(vectors.vectors)('$name', ({ name, text, body, paper }) => {
  const { ticket, afterMs } = vectorTickets[name] ?? { ticket: {}, afterMs: 0 }
  const signed = signTicketQr(aSoldTicket(ticket), soldAtMs + afterMs, kioskKeys)
  const read = readTicketQr(text)
  expect(signed).toEqual({ ok: true, value: text })
  expect(read.ok && hex(read.value.body)).toBe(body)
  expect(judgeTicketQr(text, aJudge([kioskKeys]))).toEqual({
    ok: true,
    value: { paper, verdict: { kind: 'proven' } },
  })
})

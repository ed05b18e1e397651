import { describe, expect, test } from 'vitest'
import { readAnswer } from './read-answer.ts'

const nowMs = Date.parse('2026-11-23T13:36:00Z')

describe('a request for quiet', () => {
  test.for([
    ['2', 2_000],
    ['0', 0],
    ['Mon, 23 Nov 2026 13:36:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 13:35:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    [null, undefined],
  ] as const)('of %j is %d ms', async ([header, retryAfterMs]) => {
    const headers = header === null ? {} : { 'Retry-After': header }
    const answer = await readAnswer(new Response('', { status: 503, headers }), nowMs)
    expect(answer.retryAfterMs).toBe(retryAfterMs)
  })
})

test('the reason of a refusal quotes nothing of the bank’s text', async () => {
  const problem = {
    type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida',
    detail: 'CPF 123',
  }
  const headers = { 'Content-Type': 'application/problem+json' }
  const answer = await readAnswer(
    new Response(JSON.stringify(problem), { status: 400, headers }),
    0,
  )
  expect(answer.result).toEqual({
    ok: false,
    error: { kind: 'refused', reason: 'status_400_CobOperacaoInvalida' },
  })
})

import { Cents, err, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { aCob, json, order, pixKey, scripted, type Script } from './_scripted-bank.ts'

const soon = (): AbortSignal => AbortSignal.timeout(2_000)
const transactionId = 'E99999999202611231336AbCdEfGhIjk'
const settledAt = Date.parse('2026-11-23T13:36:00Z')
const amountCents = v.parse(Cents, 4_000)

const aPix = (pix: Readonly<Record<string, unknown>> = {}): object => ({
  endToEndId: transactionId,
  valor: '90.00',
  horario: '2026-11-23T10:36:00-03:00',
  ...pix,
})
const aDevolucao = (refund: Readonly<Record<string, unknown>> = {}): object => ({
  id: 'R1',
  rtrId: 'D99999999202611231336AbCdEfGhIjk',
  valor: '40.00',
  horario: { solicitacao: '2026-11-23T13:36:00Z' },
  status: 'EM_PROCESSAMENTO',
  ...refund,
})
const refundReport = {
  refundId: 'R1',
  amountCents: 4_000,
  status: 'in_progress',
  requestedAt: settledAt,
}
const page = (pix: readonly unknown[], paginas = 1): object => ({
  parametros: { paginacao: { quantidadeDePaginas: paginas } },
  pix,
})

describe('the list of a bank', () => {
  const listed = (answer: unknown): Promise<unknown> =>
    scripted(() => json(answer)).provider.listSettlements({ fromMs: 0, toMs: 1, page: 0 }, soon())

  test('holds what came to the bare key and to other keys of the account', async () => {
    const pix = [aPix(), aPix({ txid: 'T1', chave: pixKey }), aPix({ chave: 'somebody-else' })]
    const facts = { transactionId, amountCents: 9_000, settledAt, refunds: [] }
    expect(await listed(page(pix, 3))).toEqual(
      ok({
        settlements: [
          { ...facts, receiver: 'ours' },
          { ...facts, receiver: 'ours', txid: 'T1' },
          { ...facts, receiver: 'other' },
        ],
        pages: 3,
        unreadable: 0,
      }),
    )
  })

  test('counts the strange entries and gives the others', async () => {
    const strange = [null, aPix({ valor: '90' }), aPix({ endToEndId: 'E1' }), aPix({ horario: 7 })]
    expect(await listed(page([...strange, aPix()]))).toMatchObject({
      value: { settlements: [{ transactionId }], unreadable: 4 },
    })
  })

  test.for([{}, { pix: [] }, { parametros: {}, pix: [] }, []])(
    'is not believed without its pages: %j',
    async (answer) => {
      expect(await listed(answer)).toMatchObject({ error: { kind: 'malformed' } })
    },
  )
})

describe('the refunds of a Pix', () => {
  const refundsIn = async (devolucoes: unknown): Promise<unknown> => {
    const pix = [aPix({ devolucoes })]
    const bank = scripted(() => json(aCob({ status: 'CONCLUIDA', pix })))
    const report = await bank.provider.getCharge(order.txid, soon())
    return report.ok ? report.value.settlements[0]?.refunds : report.error
  }

  test('are a list, or one bare, as the standard’s own example has it', async () => {
    expect(await refundsIn([aDevolucao()])).toEqual([refundReport])
    expect(await refundsIn(aDevolucao())).toEqual([refundReport])
  })

  test.for([
    ['EM_PROCESSAMENTO', 'in_progress'],
    ['DEVOLVIDO', 'done'],
    ['NAO_REALIZADO', 'failed'],
    ['NOVO', 'in_progress'],
  ] as const)('that are %s are %s', async ([status, means]) => {
    const horario = { solicitacao: '2026-11-23T13:36:00Z', liquidacao: '2026-11-23T13:36:01Z' }
    expect(await refundsIn([aDevolucao({ status, horario })])).toEqual([
      { ...refundReport, status: means, settledAt: settledAt + 1_000 },
    ])
  })
})

describe('a refund whose first answer was lost', () => {
  const refund = { refundId: 'R1', transactionId, amountCents }
  const path = `/api/v2/pix/${transactionId}/devolucao/R1`
  const known: Script = ({ method }) => (method === 'PUT' ? json({}, 400) : json(aDevolucao()))

  test('is found under its id', async () => {
    const { provider, calls } = scripted(known)
    expect(await provider.refund(refund, soon())).toEqual(ok(refundReport))
    expect(calls.slice(1)).toEqual([`PUT ${path}`, `GET ${path}`])
  })

  test('stays refused when there is none', async () => {
    const { provider } = scripted(({ method }) => json({}, method === 'PUT' ? 400 : 404))
    expect(await provider.refund(refund, soon())).toEqual(
      err({ kind: 'refused', reason: 'status_400' }),
    )
  })

  test('is asked for again when nobody can tell', async () => {
    const { provider } = scripted(({ method }) => json({}, method === 'PUT' ? 400 : 401))
    expect(await provider.refund(refund, soon())).toMatchObject({ ok: false })
  })

  test('is not taken for one of another name', async () => {
    const { provider } = scripted(() => json(aDevolucao({ id: 'R2' })))
    expect(await provider.refund(refund, soon())).toEqual(
      err({ kind: 'malformed', reason: 'another_refund' }),
    )
  })
})

describe('a charge that a bank does not want to withdraw', () => {
  const cancelled = (cob: Readonly<Record<string, unknown>>): Promise<unknown> =>
    scripted(({ method }) =>
      method === 'PATCH' ? json({}, 400) : json(aCob(cob)),
    ).provider.cancelCharge(order.txid, soon())
  const now = new Date().toISOString()

  test.for([
    ['was paid', { status: 'CONCLUIDA' }, ok('ended')],
    ['was withdrawn', { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }, ok('removed')],
    ['was withdrawn by the bank', { status: 'REMOVIDA_PELO_PSP' }, ok('removed')],
    ['ran out', { calendario: { criacao: '2026-01-01T00:00:00Z', expiracao: 1 } }, ok('ended')],
    [
      'is still payable',
      { calendario: { criacao: now, expiracao: 900 } },
      err({ kind: 'refused', reason: 'status_400' }),
    ],
  ] as const)('and that %s is told so', async ([, cob, means]) => {
    expect(await cancelled(cob)).toEqual(means)
  })
})

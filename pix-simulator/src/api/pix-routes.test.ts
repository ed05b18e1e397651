import { describe, expect, test } from 'vitest'
import { type TestSimulator, aCobBody, openSimulator, otherTxid, txid } from '../_makers.ts'
import { type PixJson } from './pix-json.ts'

const window = 'inicio=2026-11-23T13:00:00Z&fim=2026-11-23T14:00:00Z'

const withTwoPaid = async (): Promise<TestSimulator> => {
  const simulator = openSimulator()
  for (const paid of [txid, otherTxid]) {
    await simulator.call('PUT', `/api/v3/cob/${paid}`, aCobBody())
    await simulator.submit(`/pay/${paid}`)
    simulator.clock.advance(60_000)
  }
  return simulator
}
interface PixPage {
  readonly pix: readonly PixJson[]
}
const list = async (simulator: TestSimulator, query: string): Promise<PixPage> =>
  (await (await simulator.call('GET', `/api/v2/pix?${query}`)).json()) as PixPage

describe('GET /pix', () => {
  test('gives pages until all are seen', async () => {
    const simulator = await withTwoPaid()
    const page = (index: number): Promise<PixPage> =>
      list(simulator, `${window}&paginacao.itensPorPagina=1&paginacao.paginaAtual=${index}`)
    const pages = await Promise.all([page(0), page(1), page(2)])
    expect(pages.map(({ pix }) => pix.map((one) => one.txid))).toStrictEqual([
      [txid],
      [otherTxid],
      [],
    ])
    expect(pages[0]).toMatchObject({
      parametros: {
        inicio: '2026-11-23T13:00:00.000Z',
        fim: '2026-11-23T14:00:00.000Z',
        paginacao: {
          paginaAtual: 0,
          itensPorPagina: 1,
          quantidadeDePaginas: 2,
          quantidadeTotalDeItens: 2,
        },
      },
    })
  })

  test.for([
    [`${window}&txid=${otherTxid}`, [otherTxid]],
    [`${window}&txid=A1`, []],
    [`${window}&txIdPresente=true`, [txid, otherTxid]],
    [`${window}&txIdPresente=false`, []],
    [`${window}&devolucaoPresente=false`, [txid, otherTxid]],
    [`${window}&devolucaoPresente=true`, []],
    [`${window}&cpf=12345678909`, []],
    ['inicio=2026-11-23T13:37:00Z&fim=2026-11-23T14:00:00Z', [otherTxid]],
  ] as const)('filters by %s', async ([query, txids]) => {
    const { pix } = await list(await withTwoPaid(), query)
    expect(pix.map((one) => one.txid)).toStrictEqual(txids)
  })

  test.for(['', `txid=${txid}`, `${window}&txid=a-b`, `${window}&txIdPresente=sim`])(
    'refuses the query %j',
    async (query) => {
      expect(await list(openSimulator(), query)).toMatchObject({
        type: 'https://pix.bcb.gov.br/api/v2/error/PixConsultaInvalida',
        status: 400,
      })
    },
  )
})

describe('GET /pix/{e2eid}', () => {
  test('gives the Pix', async () => {
    const simulator = await withTwoPaid()
    const [pix] = (await list(simulator, window)).pix
    const response = await simulator.call('GET', `/api/v2/pix/${pix?.endToEndId ?? ''}`)
    expect([response.status, await response.json()]).toStrictEqual([200, pix])
  })

  test.for(['E99999999202611231336AAAAAAAAAAA', 'E1'])('does not find %s', async (unknown) => {
    const response = await openSimulator().call('GET', `/api/v2/pix/${unknown}`)
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { type: 'https://pix.bcb.gov.br/api/v2/error/PixNaoEncontrado' },
    ])
  })
})

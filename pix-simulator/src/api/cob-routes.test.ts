import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import { describe, expect, test } from 'vitest'
import {
  type TestSimulator,
  aCobBody,
  openSimulator,
  otherTxid,
  pixKey,
  textLike,
  txid,
} from '../_makers.ts'
import { type CobJson } from './cob-json.ts'

const item = `/api/v3/cob/${txid}`
const removal = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }
const location = textLike(/^pix\.example\.com\/qr\/v2\/[0-9a-f]{32}$/)

const invalid = (propriedade: string): object => ({
  type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida',
  status: 400,
  violacoes: [{ propriedade }],
})
const read = async (response: Response): Promise<unknown> => response.json()
const put = async (simulator: TestSimulator, body = aCobBody()): Promise<CobJson> =>
  (await read(await simulator.call('PUT', item, body))) as CobJson

describe('PUT /cob/{txid}', () => {
  test.for(['v2', 'v3'])('creates a charge under %s', async (version) => {
    const response = await openSimulator().call('PUT', `/api/${version}/cob/${txid}`, aCobBody())
    expect(response.status).toBe(201)
    expect(await read(response)).toStrictEqual({
      calendario: { criacao: '2026-11-23T13:36:00.000Z', expiracao: 900 },
      txid,
      revisao: 0,
      loc: { id: 1, location, tipoCob: 'cob', criacao: '2026-11-23T13:36:00.000Z' },
      location,
      status: 'ATIVA',
      valor: { original: '90.00', modalidadeAlteracao: 0 },
      chave: pixKey,
      solicitacaoPagador: 'Banheira de Gelo',
      pixCopiaECola: textLike(/^000201/),
    })
  })

  test('answers with a dynamic BR Code of the charge’s location', async () => {
    const cob = await put(openSimulator())
    expect(getPixPayloadInfo(cob.pixCopiaECola)).toStrictEqual({
      url: cob.location,
      merchantName: 'Totem',
      merchantCity: 'Porto Alegre',
      pointOfInitiation: 'dynamic',
    })
  })

  test('keeps what else the receiver says', async () => {
    const extras = {
      calendario: {},
      devedor: { cnpj: '12ABC34501DE35', nome: 'Empresa' },
      infoAdicionais: [{ nome: 'Senha', valor: 'A-001' }],
      campoDoFuturo: true,
    }
    const { devedor, infoAdicionais } = extras
    expect(await put(openSimulator(), aCobBody(extras))).toMatchObject({
      calendario: { expiracao: 86_400 },
      devedor,
      infoAdicionais,
    })
  })

  test('repeated gives the same charge, with other terms a revision of it', async () => {
    const simulator = openSimulator()
    const first = await put(simulator)
    simulator.clock.advance(1000)
    expect(await put(simulator)).toStrictEqual(first)
    expect(await put(simulator, aCobBody({ valor: { original: '80.00' } }))).toStrictEqual({
      ...first,
      revisao: 1,
      valor: { original: '80.00', modalidadeAlteracao: 0 },
    })
  })

  test.for<[string, object]>([
    ['cob.valor.original', { valor: { original: '0.00' } }],
    ['cob.valor.original', { valor: { original: 'x90.000' } }],
    ['cob.valor.original', { valor: { original: 90 } }],
    ['cob.valor', { valor: undefined }],
    ['cob.valor.retirada', { valor: { original: '1.00', retirada: {} } }],
    ['cob.calendario', { calendario: undefined }],
    ['cob.calendario.expiracao', { calendario: { expiracao: 0 } }],
    ['cob.calendario.expiracao', { calendario: { expiracao: '900' } }],
    ['cob.chave', { chave: 'x'.repeat(78) }],
    ['cob.chave', { chave: '' }],
    ['cob.solicitacaoPagador', { solicitacaoPagador: 'x'.repeat(141) }],
    ['cob.infoAdicionais', { infoAdicionais: Array(51).fill({ nome: 'a', valor: 'b' }) }],
    ['cob.devedor', { devedor: { nome: 'Sem documento' } }],
    ['cob.devedor', { devedor: { nome: 'A', cpf: '12345678909', cnpj: '12345678000195' } }],
    ['cob.loc', { loc: { id: 7 } }],
  ])('refuses a bad %s', async ([field, change]) => {
    const response = await openSimulator().call('PUT', item, aCobBody({ ...change }))
    expect(response.status).toBe(400)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(await read(response)).toMatchObject(invalid(field))
  })

  test('never repeats what it refuses: it may be personal', async () => {
    const body = aCobBody({ devedor: { nome: 'Fulana', cpf: '1234567890X' } })
    const text = await (await openSimulator().call('PUT', item, body)).text()
    expect(text).not.toMatch(/1234567890X|Fulana/)
  })

  test.for(['A'.repeat(25), 'A'.repeat(36), `${'A'.repeat(26)}-`])(
    'refuses the txid %s',
    async (bad) => {
      const response = await openSimulator().call('PUT', `/api/v3/cob/${bad}`, aCobBody())
      expect([response.status, await read(response)]).toMatchObject([400, invalid('cob.txid')])
    },
  )

  test('refuses a body that is not JSON', async () => {
    const { app, token } = openSimulator()
    const headers = { Authorization: `Bearer ${await token()}` }
    const response = await app.request(item, { method: 'PUT', headers, body: '{"valor":' })
    expect(await read(response)).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/RequisicaoInvalida',
      status: 400,
    })
  })

  test('refuses a charge that is paid or removed', async () => {
    const paid = openSimulator()
    await put(paid)
    await paid.submit(`/pay/${txid}`)
    expect(await put(paid)).toMatchObject({ status: 400, detail: 'A cobrança já foi paga.' })

    const removed = openSimulator()
    await put(removed)
    await removed.call('PATCH', item, removal)
    expect(await put(removed)).toMatchObject({ status: 400, detail: 'A cobrança já foi removida.' })
  })
})

describe('POST /cob', () => {
  test('creates a charge under a txid of the bank', async () => {
    const response = await openSimulator().call('POST', '/api/v2/cob', aCobBody())
    expect([response.status, await read(response)]).toMatchObject([
      201,
      { txid: textLike(/^[a-zA-Z0-9]{32}$/), status: 'ATIVA' },
    ])
  })

  test('refuses what PUT refuses', async () => {
    const body = aCobBody({ valor: { original: '0.00' } })
    expect((await openSimulator().call('POST', '/api/v2/cob', body)).status).toBe(400)
  })
})

describe('PATCH /cob/{txid}', () => {
  test('revises what it names and leaves the rest', async () => {
    const simulator = openSimulator()
    const before = await put(simulator)
    const change = { valor: { original: '45.50' }, calendario: { expiracao: 60 } }
    const response = await simulator.call('PATCH', item, change)
    expect([response.status, await read(response)]).toStrictEqual([
      200,
      {
        ...before,
        revisao: 1,
        valor: { original: '45.50', modalidadeAlteracao: 0 },
        calendario: { ...before.calendario, expiracao: 60 },
      },
    ])
  })

  test('removes a charge', async () => {
    const simulator = openSimulator()
    const before = await put(simulator)
    const response = await simulator.call('PATCH', item, removal)
    expect([response.status, await read(response)]).toStrictEqual([
      200,
      { ...before, ...removal, revisao: 1 },
    ])
  })

  test.for<[string, object]>([
    ['a removal together with a change', { ...removal, solicitacaoPagador: 'x' }],
    ['another status', { status: 'CONCLUIDA' }],
    ['a bad amount', { valor: { original: '0.00' } }],
  ])('refuses %s', async ([, body]) => {
    const simulator = openSimulator()
    const before = await put(simulator)
    const response = await simulator.call('PATCH', item, body)
    expect([response.status, await read(response)]).toMatchObject([
      400,
      { type: 'https://pix.bcb.gov.br/api/v2/error/CobOperacaoInvalida' },
    ])
    expect(await read(await simulator.call('GET', item))).toStrictEqual(before)
  })

  test('refuses a paid charge', async () => {
    const simulator = openSimulator()
    await put(simulator)
    await simulator.submit(`/pay/${txid}`)
    expect((await simulator.call('PATCH', item, removal)).status).toBe(400)
  })

  test.for([txid, 'short'])('does not find %s', async (unknown) => {
    const response = await openSimulator().call('PATCH', `/api/v2/cob/${unknown}`, removal)
    expect(response.status).toBe(404)
  })
})

describe('GET /cob/{txid}', () => {
  test('shows a paid charge with its Pix', async () => {
    const simulator = openSimulator()
    const before = await put(simulator)
    simulator.clock.advance(5000)
    await simulator.submit(`/pay/${txid}`)
    expect(await read(await simulator.call('GET', item))).toStrictEqual({
      ...before,
      status: 'CONCLUIDA',
      pix: [
        {
          endToEndId: textLike(/^E99999999202611231336[a-zA-Z0-9]{11}$/),
          txid,
          valor: '90.00',
          chave: pixKey,
          horario: '2026-11-23T13:36:05.000Z',
        },
      ],
    })
  })

  test('shows an expired charge as ATIVA', async () => {
    const simulator = openSimulator()
    await put(simulator)
    simulator.clock.advance(900_001)
    expect(await read(await simulator.call('GET', item))).toMatchObject({ status: 'ATIVA' })
  })

  test('knows the present revision alone', async () => {
    const simulator = openSimulator()
    await put(simulator)
    expect((await simulator.call('GET', `${item}?revisao=0`)).status).toBe(200)
    expect((await simulator.call('GET', `${item}?revisao=1`)).status).toBe(404)
  })

  test.for([txid, 'short'])('does not find %s', async (unknown) => {
    const response = await openSimulator().call('GET', `/api/v2/cob/${unknown}`)
    expect([response.status, await read(response)]).toStrictEqual([
      404,
      {
        type: 'https://pix.bcb.gov.br/api/v2/error/CobNaoEncontrado',
        title: 'Cobrança não encontrada.',
        status: 404,
      },
    ])
  })
})

describe('GET /cob', () => {
  const list = async (simulator: TestSimulator, query: string): Promise<unknown> =>
    read(await simulator.call('GET', `/api/v2/cob?${query}`))
  const day = 'inicio=2026-11-23T00:00:00Z&fim=2026-11-23T23:59:59-03:00'

  const withThree = async (): Promise<TestSimulator> => {
    const simulator = openSimulator()
    await put(simulator, aCobBody({ devedor: { cpf: '12345678909', nome: 'Fulana' } }))
    simulator.clock.advance(1000)
    await simulator.call('PUT', `/api/v3/cob/${otherTxid}`, aCobBody())
    simulator.clock.advance(1000)
    await simulator.call('POST', '/api/v2/cob', aCobBody())
    await simulator.submit(`/pay/${otherTxid}`)
    return simulator
  }

  test('gives the asked page and says how many there are', async () => {
    const page = 'paginacao.paginaAtual=1&paginacao.itensPorPagina=2'
    expect(await list(await withThree(), `${day}&${page}`)).toMatchObject({
      parametros: {
        inicio: '2026-11-23T00:00:00.000Z',
        fim: '2026-11-24T02:59:59.000Z',
        paginacao: {
          paginaAtual: 1,
          itensPorPagina: 2,
          quantidadeDePaginas: 2,
          quantidadeTotalDeItens: 3,
        },
      },
      cobs: [{ calendario: { criacao: '2026-11-23T13:36:02.000Z' } }],
    })
  })

  test.for([
    [`${day}&status=CONCLUIDA`, [otherTxid]],
    [`${day}&cpf=12345678909`, [txid]],
    [`${day}&cnpj=12345678000195`, []],
    [`${day}&locationPresente=false`, []],
    ['inicio=2026-11-23T13:36:00Z&fim=2026-11-23T13:36:01Z', [txid, otherTxid]],
    ['inicio=2026-11-23T13:36:00.001Z&fim=2026-11-23T13:36:01Z', [otherTxid]],
  ] as const)('filters by %s', async ([query, txids]) => {
    const answer = (await list(await withThree(), query)) as { cobs: readonly CobJson[] }
    expect(answer.cobs.map((cob) => cob.txid)).toStrictEqual(txids)
  })

  test.for([
    '',
    'inicio=2026-11-23T00:00:00Z',
    'inicio=2026-11-23&fim=2026-11-24',
    'inicio=2026-11-23T00:00:00&fim=2026-11-24T00:00:00',
    'inicio=2026-11-24T00:00:00Z&fim=2026-11-23T00:00:00Z',
    'inicio=2026-99-23T00:00:00Z&fim=2026-11-24T00:00:00Z',
    `${day}&paginacao.itensPorPagina=0`,
    `${day}&paginacao.itensPorPagina=1001`,
    `${day}&paginacao.paginaAtual=-1`,
    `${day}&status=PAGA`,
    `${day}&cpf=12345678909&cnpj=12345678000195`,
  ])('refuses the query %j', async (query) => {
    expect(await list(openSimulator(), query)).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/CobConsultaInvalida',
      status: 400,
    })
  })
})

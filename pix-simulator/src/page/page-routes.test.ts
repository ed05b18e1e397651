import { describe, expect, test } from 'vitest'
import { type TestSimulator, aCobBody, openSimulator, otherTxid, txid } from '../_makers.ts'
import { type CobJson } from '../api/cob-json.ts'

const create = async (
  { call }: TestSimulator,
  id: string = txid,
  body: object = aCobBody(),
): Promise<CobJson> => (await (await call('PUT', `/api/v3/cob/${id}`, body)).json()) as CobJson
const page = async ({ app }: TestSimulator, path = '/'): Promise<string> =>
  (await app.request(path)).text()
const badges = (html: string): readonly string[] =>
  [...html.matchAll(/class="badge">([^<]+)</g)].map((match) => match[1] ?? '')

describe('the page of the payer’s bank', () => {
  test('says what to do while there is no charge', async () => {
    const html = await page(openSimulator())
    expect(html).toContain('Nenhuma cobrança ainda')
    expect(html).toContain('<html lang="pt-BR">')
  })

  test('lists charges newest first with value, description, state and txid', async () => {
    const simulator = openSimulator()
    await create(simulator, txid)
    await create(simulator, otherTxid, aCobBody({ valor: { original: '1234.56' } }))
    const html = await page(simulator)
    expect(html.indexOf(otherTxid)).toBeLessThan(html.indexOf(txid))
    expect(html).toContain('R$\u00a01.234,56')
    expect(html).toContain('Banheira de Gelo')
    expect(html).toContain(`data-testid="pay-${txid}"`)
  })

  test('tells waiting, paid, expired and removed charges apart, and pays only the first kind', async () => {
    const simulator = openSimulator()
    const ids = ['03', '04', '05', '06'].map((end) => `TOTEM0123456789ABCDEFGHJKD${end}`)
    const [expired = '', removed = '', paid = '', waiting = ''] = ids
    await create(simulator, expired, aCobBody({ calendario: { expiracao: 1 } }))
    await create(simulator, removed)
    await create(simulator, paid)
    await create(simulator, waiting)
    simulator.clock.advance(2000)
    await simulator.call('PATCH', `/api/v2/cob/${removed}`, {
      status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
    })
    await simulator.submit(`/pay/${paid}`)
    const html = await page(simulator)
    expect(badges(html)).toStrictEqual(['aguardando', 'paga', 'removida', 'expirada'])
    expect(html.match(/data-testid="pay-TOTEM\w+"/g)).toStrictEqual([
      `data-testid="pay-${waiting}"`,
    ])
  })

  test('shows a hostile description as text', async () => {
    const simulator = openSimulator()
    const solicitacaoPagador = `</p><script>alert("1")</script><img src=x onerror='x'>&amp;`
    await create(simulator, txid, aCobBody({ solicitacaoPagador }))
    const html = await page(simulator)
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<img')
    expect(html).toContain(
      '&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;x&#39;&gt;&amp;amp;',
    )
  })

  test('shows a hundred charges and counts the older ones', async () => {
    const simulator = openSimulator()
    for (let index = 0; index < 102; index += 1)
      await simulator.call('POST', '/api/v2/cob', aCobBody())
    const html = await page(simulator)
    expect(badges(html)).toHaveLength(100)
    expect(html).toContain('E mais 2 mais antigas.')
  })

  test('loads nothing from elsewhere and may run only its own script', async () => {
    const { app } = openSimulator()
    const response = await app.request('/')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    const html = await response.text()
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(links).toStrictEqual(['/assets/icon.svg', '/assets/page.css', '/assets/refresh.js'])
    for (const link of links) expect((await app.request(link)).status).toBe(200)
  })
})

describe('paying', () => {
  const noticeOf = async (
    { app }: TestSimulator,
    response: Response,
  ): Promise<string | undefined> => {
    expect(response.status).toBe(303)
    const html = await (await app.request(response.headers.get('Location') ?? '')).text()
    return /data-testid="notice"\s*>\s*([^<]+?)\s*</.exec(html)?.[1]
  }
  const paidText = 'Pix feito! Veja a confirmação no totem.'

  test('by the button moves the exact amount once and tells the receiver', async () => {
    const simulator = openSimulator()
    await create(simulator)
    expect(await noticeOf(simulator, await simulator.submit(`/pay/${txid}`))).toBe(paidText)
    expect(await noticeOf(simulator, await simulator.submit(`/pay/${txid}`))).toBe(
      'Esta cobrança já foi paga.',
    )
    expect(simulator.paid).toStrictEqual([...simulator.bank.ledger.pix.values()])
    expect(simulator.paid).toMatchObject([{ txid, amountCents: 9000 }])
  })

  test('by a pasted code pays the charge behind it', async () => {
    const simulator = openSimulator()
    const { pixCopiaECola } = await create(simulator)
    const response = await simulator.submit('/pay', { code: ` ${pixCopiaECola}\r\n` })
    expect(await noticeOf(simulator, response)).toBe(paidText)
    expect(simulator.paid).toMatchObject([{ txid }])
  })

  test('works until the last second of the charge and not after', async () => {
    const simulator = openSimulator()
    await create(simulator)
    simulator.clock.advance(900_001)
    expect(await noticeOf(simulator, await simulator.submit(`/pay/${txid}`))).toBe(
      'Esta cobrança expirou. Peça um código novo.',
    )
    expect(simulator.paid).toStrictEqual([])
  })

  test('a removed charge is refused', async () => {
    const simulator = openSimulator()
    await create(simulator)
    await simulator.call('PATCH', `/api/v2/cob/${txid}`, {
      status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
    })
    expect(await noticeOf(simulator, await simulator.submit(`/pay/${txid}`))).toBe(
      'Esta cobrança foi cancelada por quem a criou.',
    )
  })

  test.for([
    ['/pay/short', '', 'Não encontramos esta cobrança aqui.'],
    [`/pay/${txid}`, '', 'Não encontramos esta cobrança aqui.'],
    ['/pay', 'bom dia', 'Este não é um código Pix válido. Copie o código inteiro e cole de novo.'],
    [
      '/pay',
      '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/2353c790eefb11eaadc10242ac1200025204000053039865802BR5915Studio Recovery6012Porto Alegre62070503***630425EE',
      'Este código não é de uma cobrança deste banco de teste.',
    ],
  ] as const)('at %s with %j is refused in words', async ([path, code, text]) => {
    const simulator = openSimulator()
    expect(await noticeOf(simulator, await simulator.submit(path, { code }))).toBe(text)
  })

  test('takes no notice from the address but those it knows', async () => {
    expect(await page(openSimulator(), '/?aviso=%3Cb%3Eoi')).not.toContain('data-testid="notice"')
  })

  test.for([
    ['less', [8900], 'less'],
    ['more', [9100], 'more'],
    ['twice', [9000, 9000], 'twice'],
  ] as const)('%s than asked comes in as it is', async ([way, amounts]) => {
    const simulator = openSimulator()
    await create(simulator)
    expect(await page(simulator)).toContain(`data-testid="pay-${way}-${txid}"`)
    const response = await simulator.submit(`/pay/${txid}/${way}`)
    expect(await noticeOf(simulator, response)).toBe(paidText)
    expect(simulator.paid.map(({ amountCents }) => amountCents)).toStrictEqual(amounts)
    expect(badges(await page(simulator))).toStrictEqual(['paga'])
  })

  test('late, and once more, comes in by mistake', async () => {
    const simulator = openSimulator()
    await create(simulator)
    simulator.clock.advance(900_001)
    expect(await page(simulator)).toContain(`data-testid="pay-late-${txid}"`)
    await simulator.submit(`/pay/${txid}/late`)
    expect(await page(simulator)).toContain(`data-testid="pay-again-${txid}"`)
    await simulator.submit(`/pay/${txid}/again`)
    expect(simulator.paid).toMatchObject([
      { txid, amountCents: 9000 },
      { txid, amountCents: 9000 },
    ])
  })

  test('is taken back by the payer, once', async () => {
    const simulator = openSimulator()
    await create(simulator)
    await simulator.submit(`/pay/${txid}`)
    const path = `/refund/${simulator.paid[0]?.endToEndId ?? ''}`
    expect(await noticeOf(simulator, await simulator.submit(path))).toBe(
      'A devolução foi pedida. Ela aparece na cobrança.',
    )
    expect(await page(simulator)).toContain('devolvido R$\u00a090,00')
    expect(await noticeOf(simulator, await simulator.submit(path))).toBe(
      'Deste Pix não há mais nada a devolver.',
    )
  })

  test('by a static code moves its amount to its key', async () => {
    const simulator = openSimulator()
    const code =
      '00020126760014br.gov.bcb.pix01365f9393a0-4324-4549-be2e-d4c3fcfbb4f10214FC-47490-1543052040000530398654040.125802BR5921RUMO INFORMATICA LTDA6009SAO PAULO6222051800047490000001543063042B40'
    expect(await noticeOf(simulator, await simulator.submit('/pay', { code }))).toBe(paidText)
    expect(simulator.paid).toMatchObject([
      {
        txid: '000474900000015430',
        pixKey: '5f9393a0-4324-4549-be2e-d4c3fcfbb4f1',
        amountCents: 12,
      },
    ])
  })
})

describe('the switches of what goes wrong', () => {
  const fields = {
    latencyMs: '500',
    failure: 'silence',
    hooks: 'lost',
    refunds: 'failed',
    quirk: 'none',
  }

  test('are set by the form, which then shows them', async () => {
    const simulator = openSimulator()
    expect(await page(simulator)).toContain('Este banco funciona bem.')
    expect((await simulator.submit('/faults', fields)).status).toBe(303)
    expect(simulator.panel.current()).toStrictEqual({ ...fields, latencyMs: 500 })
    const html = await page(simulator)
    expect(html).toContain('Este banco está com defeito.')
    expect(html).toMatch(/value="silence" selected/)
  })

  test('take only what the form offers', async () => {
    const simulator = openSimulator()
    for (const wrong of [{ latencyMs: 'x' }, { failure: 'fire' }])
      expect((await simulator.submit('/faults', { ...fields, ...wrong })).status).toBe(400)
    expect(simulator.panel.current().failure).toBe('none')
  })
})

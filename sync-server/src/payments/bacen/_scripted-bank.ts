import { Registry } from 'prom-client'
import { anOrder } from '../_provider-acceptance.ts'
import { createBankMetrics } from '../line/bank-metrics.ts'
import { type BacenClientDeps } from './bacen-client.ts'
import { type BacenConfig, sicredi } from './bacen-config.ts'
import { createBacenProvider } from './bacen-provider.ts'

/** The key of all orders. */
export const pixKey = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906'

/** The configuration of a bank at an address. */
export const aConfig = (baseUrl: string): BacenConfig => ({
  ...sicredi,
  baseUrl,
  clientId: 'totem-demo',
  clientSecret: 'totem-demo-secret',
  pixKey,
  callbacks: { signature: 'if_present', secrets: [] },
})

/** What the adapter needs of the world, without pauses between tries. */
export const world = (): Omit<BacenClientDeps, 'config' | 'fetch'> => ({
  tenant: 'demo',
  metrics: createBankMetrics(new Registry()),
  nowMs: Date.now,
  random: () => 0,
})

/** What a bank is scripted to answer, call by call. */
export type Script = (call: { readonly method: string; readonly path: string }) => Response

/** Answers as banks do. */
export const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { 'Content-Type': 'application/json' } })

/** The order that all scripted banks hold. */
export const order = anOrder()
/** A dynamic code without its check digits. */
export const brCode =
  '00020101021226770014br.gov.bcb.pix2555pix.example.com/qr/v2/0123456789abcdef0123456789abcdef5204000053039865802BR5905Totem6012Porto Alegre62070503***6304'

/** The charge of the order, as a bank tells it. */
export const aCob = (cob: Readonly<Record<string, unknown>> = {}): object => ({
  txid: order.txid,
  status: 'ATIVA',
  calendario: { criacao: '2026-11-23T10:36:00.000-03:00', expiracao: 900 },
  valor: { original: '90.00' },
  chave: pixKey,
  ...cob,
})

/** Makes the adapter of a bank that gives tokens and otherwise does as the script says. */
export const scripted = (
  script: Script,
): {
  readonly provider: ReturnType<typeof createBacenProvider>
  readonly calls: string[]
} => {
  const calls: string[] = []
  const answer: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const method = init?.method ?? 'GET'
    calls.push(`${method} ${url.pathname}`)
    if (url.pathname === '/oauth/token' && method === 'POST')
      return Promise.resolve(json({ access_token: `token-${calls.length}`, expires_in: 300 }))
    return Promise.resolve(script({ method, path: url.pathname }))
  }
  const config = aConfig('https://bank.example.com')
  return { calls, provider: createBacenProvider({ ...world(), config, fetch: answer }) }
}

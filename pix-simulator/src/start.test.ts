import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCobBody, pixKey, txid } from './_makers.ts'
import { type Config } from './config.ts'
import { type RunningSimulator, startSimulator } from './start.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'totem-simulator-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = (port = 0): Promise<RunningSimulator> => {
  const config: Config = {
    port,
    host: '127.0.0.1',
    locationHost: '127.0.0.1',
    journalPath: join(folder, 'journal.jsonl'),
    credentials: { clientId: 'client', clientSecret: 'secret' },
    webhookSecret: 's3cret',
    merchant: { name: 'Totem', city: 'Porto Alegre' },
    tls: undefined,
  }
  return startSimulator(config, () => undefined)
}

const connect = async ({ port }: RunningSimulator) => {
  const origin = `http://127.0.0.1:${port}`
  const granted = await fetch(`${origin}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('client:secret')}` },
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  const call = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return { origin, call }
}

describe('a running simulator', () => {
  test('calls the receiver back over the network and remembers the payment after a restart', async () => {
    const receiver = createServer().listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const { port } = receiver.address() as AddressInfo
    const calledBack = new Promise<{ url?: string; signature?: unknown; body: string }>(
      (resolve) => {
        receiver.on('request', (request, response) => {
          const chunks: Buffer[] = []
          request.on('data', (chunk: Buffer) => chunks.push(chunk))
          request.on('end', () => {
            response.end()
            resolve({
              ...(request.url === undefined ? {} : { url: request.url }),
              signature: request.headers['x-totem-signature'],
              body: Buffer.concat(chunks).toString(),
            })
          })
        })
      },
    )
    {
      await using simulator = await start()
      const { call, origin } = await connect(simulator)
      await call('PUT', `/api/v2/webhook/${pixKey}`, {
        webhookUrl: `http://127.0.0.1:${port}/hooks/t`,
      })
      await call('PUT', `/api/v3/cob/${txid}`, aCobBody())
      await fetch(`${origin}/pay/${txid}`, { method: 'POST', redirect: 'manual' })
      const { url, signature, body } = await calledBack
      expect(url).toBe('/hooks/t/pix')
      expect(signature).toMatch(/^t=\d{10},v1=[0-9a-f]{64}$/)
      expect(JSON.parse(body)).toMatchObject({ pix: [{ txid, valor: '90.00' }] })
    }
    receiver.close()

    await using restarted = await start()
    const { call } = await connect(restarted)
    expect(await (await call('GET', `/api/v2/cob/${txid}`)).json()).toMatchObject({
      status: 'CONCLUIDA',
      pix: [{ txid, valor: '90.00' }],
    })
  })

  test('leaves a port that another program holds', async () => {
    await using first = await start()
    await expect(start(first.port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('frees its port when it ends', async () => {
    const first = await start()
    await first[Symbol.asyncDispose]()
    await using second = await start(first.port)
    expect(second.port).toBe(first.port)
  })
})

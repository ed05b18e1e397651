import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { DeviceId, err, ok, TenantId } from '@totem/shared-schema'
import { relayTransport, type PrinterTransport } from '@totem/printer'
import { Hono } from 'hono'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Listening, listen } from '../server/listen.ts'
import { createPrintingRoutes } from './printing-routes.ts'

/** Lets in whoever has a token that names tenant and role, e.g. `demo kiosk`. */
const verifyAccessToken: VerifyAccessToken = (token) => {
  const [tenant, role] = token.split(' ')
  return Promise.resolve(
    role === 'kiosk' || role === 'operator'
      ? ok({
          tenantId: v.parse(TenantId, tenant),
          device: v.parse(DeviceId, 'd00000000000000000000'),
          kind: role === 'kiosk' ? 'kiosk' : 'tablet',
          role,
          expiresAt: Date.now() + 60_000,
        } as const)
      : err('invalid'),
  )
}

let printer: Server
let lines: Socket[]
let received: number[]
let listening: Listening

beforeEach(async () => {
  lines = []
  received = []
  printer = createServer((line) => {
    lines.push(line)
    line.on('data', (bytes) => received.push(...(typeof bytes === 'string' ? [] : bytes)))
    line.on('error', () => undefined)
  })
  printer.listen(0, '127.0.0.1')
  await once(printer, 'listening')
  const address = printer.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const printers = new Map([
    ['demo/balcao', { host: '127.0.0.1', port }],
    ['demo/desligada', { host: '127.0.0.1', port: 1 }],
    ['norte/caixa', { host: '127.0.0.1', port }],
  ])
  const app = new Hono<AppEnv>().route(
    '/printing',
    createPrintingRoutes({ printers, verifyAccessToken }),
  )
  listening = await listen(app, { host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const line of lines) line.destroy()
  printer.close()
  await listening[Symbol.asyncDispose]()
})

const openSocket = (): WebSocket => {
  const socket = new WebSocket(`ws://127.0.0.1:${listening.port}/printing/relay`)
  socket.binaryType = 'arraybuffer'
  return socket
}

const transportTo = (name: string, token = 'demo kiosk'): PrinterTransport =>
  relayTransport({
    printer: name,
    openSocket: () => openSocket(),
    token: () => Promise.resolve(token),
    clock: {
      now: () => Date.now(),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs)
        return () => clearTimeout(timer)
      },
    },
  })

const opened = async (name = 'balcao') => {
  const link = await transportTo(name).open()
  if (!link.ok) throw new Error(link.error.kind)
  return link.value
}

test('bytes reach the printer as they are, and what it says comes back', async () => {
  await using link = await opened()
  const heard: number[] = []
  link.onBytes((bytes) => heard.push(...bytes))
  const all = Uint8Array.from({ length: 4_096 }, (_, index) => index & 0xff)
  expect(await link.write(all)).toEqual({ ok: true, value: undefined })
  await vi.waitFor(() => expect(received).toEqual([...all]))
  lines[0]?.write(Uint8Array.of(0x12, 0x00, 0xff))
  await vi.waitFor(() => expect(heard).toEqual([0x12, 0x00, 0xff]))
})

test.for([
  { what: 'a printer that is not listed', name: 'outra', token: 'demo kiosk', problem: 'denied' },
  { what: "another tenant's printer", name: 'caixa', token: 'demo kiosk', problem: 'denied' },
  { what: 'a tablet', name: 'balcao', token: 'demo operator', problem: 'denied' },
  { what: 'a stranger', name: 'balcao', token: 'nobody', problem: 'denied' },
  { what: 'a printer that is off', name: 'desligada', token: 'demo kiosk', problem: 'absent' },
])('$what is refused as $problem', async ({ name, token, problem }) => {
  expect(await transportTo(name, token).open()).toEqual({ ok: false, error: { kind: problem } })
  expect(lines).toHaveLength(0)
})

test('a printer serves one kiosk at a time', async () => {
  const first = await opened()
  expect(await transportTo('balcao').open()).toEqual({ ok: false, error: { kind: 'busy' } })
  await first[Symbol.asyncDispose]()
  await vi.waitFor(async () => {
    await using second = await opened()
    expect((await second.write(Uint8Array.of(1))).ok).toBe(true)
  })
})

test('a printer that is switched off is gone', async () => {
  await using link = await opened()
  const gone = vi.fn()
  link.onGone(gone)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  lines[0]?.destroy()
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce())
})

test.for([
  ['bytes before it said who it is', Uint8Array.of(1)],
  ['something that is no greeting', '{"printer":"balcao"}'],
  ['an address of its own', '{"token":"demo kiosk","printer":"balcao","host":"10.0.0.1:22 "'],
] as const)('a client that sends %s is cut off', async ([, message]) => {
  const socket = openSocket()
  await once(socket, 'open')
  socket.send(message)
  await once(socket, 'close')
  expect(lines).toHaveLength(0)
})

test('a frame larger than a chunk ends the relay', async () => {
  const socket = openSocket()
  await once(socket, 'open')
  socket.send(JSON.stringify({ token: 'demo kiosk', printer: 'balcao' }))
  await once(socket, 'message')
  socket.send(new Uint8Array(20_000))
  await once(socket, 'close')
  expect(received).toEqual([])
})

import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type AppEnv } from '../http/app-env.ts'
import { listen } from './listen.ts'

const app = new Hono<AppEnv>().get(
  '/live',
  upgradeWebSocket(() => ({
    onMessage: ({ data }, socket) => {
      if (typeof data === 'string') socket.send(data)
    },
  })),
)

const connectTo = async (port: number): Promise<WebSocket> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`)
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return socket
}

const anywhere = { host: '127.0.0.1', port: 0 }

test('a live stream closes on a message that is too large', async () => {
  await using listening = await listen(app, anywhere)
  const socket = await connectTo(listening.port)
  const heard = new Promise((resolve) =>
    socket.once('message', (data: Buffer) => resolve(data.toString())),
  )
  socket.send('olá')
  expect(await heard).toBe('olá')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.send('x'.repeat(65 * 1024))
  expect(await closed).toBe(1009)
})

test('a live stream ends when the gateway closes', async () => {
  const listening = await listen(app, anywhere)
  const socket = await connectTo(listening.port)
  const closed = new Promise((resolve) => socket.once('close', resolve))
  await listening[Symbol.asyncDispose]()
  expect(await closed).toBe(1001)
})

test('a request under way is answered when the gateway closes', async () => {
  const slow = new Hono<AppEnv>().get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    return c.text('done')
  })
  const listening = await listen(slow, anywhere)
  const answer = fetch(`http://127.0.0.1:${listening.port}/slow`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await listening[Symbol.asyncDispose]()
  expect(await (await answer).text()).toBe('done')
})

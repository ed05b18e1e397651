import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cableWith, straightLink, type Link } from './link.ts'

let server: Server
let origin: string

/** Answers every text with the same text twice. */
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => socket.write(Buffer.concat([data, data])))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  origin = `http://127.0.0.1:${address.port}`
})

afterEach(() => {
  server.close()
})

const dial = ({ url }: Link): Socket => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => socket.destroy())
  return socket
}

/** Unlike `once`, it does not mind an error before the end. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.on('close', () => resolve())
  })

const answerTo = async (socket: Socket, text: string): Promise<string> => {
  socket.write(text)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  return answer.toString()
}

test('a cable carries both directions and counts their bytes', async () => {
  await using link = await cableWith({ delayMs: 0 })(origin)
  const socket = dial(link)
  expect(await answerTo(socket, 'olá')).toBe('oláolá')
  expect(link.carried()).toEqual({ up: 4, down: 8 })
  socket.destroy()
})

test('a cut cable breaks what is connected and lets nobody in until it is healed', async () => {
  await using link = await cableWith({ delayMs: 0 })(origin)
  const before = dial(link)
  await answerTo(before, 'a')
  const broken = closed(before)
  link.cut()
  await broken
  await closed(dial(link))

  link.heal()
  const after = dial(link)
  expect(await answerTo(after, 'b')).toBe('bb')
  after.destroy()
})

test('a slow cable keeps the order', async () => {
  await using link = await cableWith({ delayMs: 5 })(origin)
  const socket = dial(link)
  await once(socket, 'connect')
  let heard = ''
  const all = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      heard += data.toString()
      if (heard.length === 6) resolve()
    })
  })
  socket.write('abc')
  await all
  expect(heard).toBe('abcabc')
  socket.destroy()
})

test('a straight link is the server itself', async () => {
  await using link = await straightLink(origin)
  expect(link.url).toBe(origin)
  expect(() => link.cut()).toThrow('neither cut nor counted')
})

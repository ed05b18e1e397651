import { once } from 'node:events'
import { open } from 'node:fs/promises'
import * as v from 'valibot'
import { WebSocketServer, type WebSocket } from 'ws'
import { FloorRequest, type FloorMessage } from './floor-messages.ts'

/**
 * The least that a durable server must do: append, `fdatasync`, answer, tell the others. A program of its
 * own; its argument is the file to append to, its first line of output the port.
 */
const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('which file?')
// Whoever started this holds the other end, and takes it along when it dies.
process.stdin.on('end', () => process.exit()).resume()
const log = await open(path, 'a')
const held = { tickets: [] as unknown[], customers: [] as unknown[] }
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
await once(server, 'listening')
const address = server.address()
process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)

type Parsed = v.InferOutput<typeof FloorRequest>
type Rows = Extract<Parsed['documents'], object>

const say = (socket: WebSocket, message: FloorMessage): void => socket.send(JSON.stringify(message))

const append = async (from: WebSocket, { collection, request }: Parsed, documents: Rows) => {
  await log.appendFile(`${JSON.stringify({ collection, documents })}\n`)
  await log.datasync()
  const at = held[collection].push(...documents)
  say(from, { request, collection, documents: [], at })
  const rows = JSON.stringify({ collection, documents, at } satisfies FloorMessage)
  for (const socket of server.clients) if (socket !== from) socket.send(rows)
}

const page = (to: WebSocket, { collection, request, from }: Parsed): void =>
  say(to, {
    request,
    collection,
    documents: v.parse(FloorRequest.entries.documents, held[collection].slice(from)) ?? [],
    at: held[collection].length,
  })

let turn = Promise.resolve()
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate())
  socket.on('message', (data: Buffer) => {
    const message = v.parse(FloorRequest, JSON.parse(data.toString('utf8')))
    const { documents } = message
    turn = turn.then(() =>
      documents === undefined ? page(socket, message) : append(socket, message, documents),
    )
  })
})

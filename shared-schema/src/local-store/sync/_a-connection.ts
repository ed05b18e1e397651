import { Subject } from 'rxjs'
import { expect, vi } from 'vitest'
import { err, ok } from '@totem/shared-schema'
import { fakeSocket, type FakeSocket } from '../_fake-socket.ts'
import { openConnection, type Connection } from './connection.ts'
import { type Network } from './network.ts'
import { type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/** Lets time pass, in milliseconds. */
export const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

/** A connection whose network a test leads by the hand. */
export interface ConnectionWorld {
  readonly connection: Connection
  readonly sockets: readonly FakeSocket[]
  readonly wake$: Subject<void>
  readonly world: {
    isReachable: boolean
    refusal: RequestProblem | undefined
    renewals: number
    beforeToken: () => Promise<void>
  }
  /** States, resyncs and rows in their order. */
  readonly seen: readonly string[]
}

/** Opens a connection to a gateway that can be reached. */
export const aConnection = async (): Promise<ConnectionWorld> => {
  const sockets: FakeSocket[] = []
  const wake$ = new Subject<void>()
  const world: ConnectionWorld['world'] = {
    isReachable: true,
    refusal: undefined,
    renewals: 0,
    beforeToken: () => Promise.resolve(),
  }
  const network: Network = {
    origin: 'https://gateway.test',
    wake$,
    fetch: () =>
      world.isReachable
        ? Promise.resolve(Response.json({}))
        : Promise.reject(new TypeError('fetch failed')),
    openSocket: (url) => {
      expect(url).toBe('wss://gateway.test/sync/live')
      const socket = fakeSocket()
      sockets.push(socket)
      return socket.socket
    },
  }
  const session: Session = {
    token: async () => {
      await world.beforeToken()
      return world.refusal === undefined ? ok('token') : err(world.refusal)
    },
    renew: () => {
      world.renewals += 1
    },
    request: () => {
      throw new Error('the connection asks for nothing')
    },
  }
  const connection = openConnection({ network, session, random: () => 0 })
  const seen: string[] = []
  connection.state$.subscribe({
    next: (state) => seen.push(state),
    complete: () => seen.push('end'),
  })
  connection.resync$.subscribe(() => seen.push('resync'))
  connection.rows$.subscribe(({ collection }) => seen.push(`rows of ${collection}`))
  await wait(0)
  return { connection, sockets, wake$, world, seen }
}
/** Lets a socket open and the gateway say that it is ready. */
export const goLive = async (socket: FakeSocket | undefined): Promise<void> => {
  socket?.open()
  socket?.say({ type: 'ready' })
  await wait(0)
}
/** Closes a connection; nothing of it may stay. */
export const ended = async (connection: Connection): Promise<void> => {
  connection.close()
  await wait(0)
  expect(vi.getTimerCount()).toBe(0)
}

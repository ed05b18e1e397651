import { filter, firstValueFrom, Subject } from 'rxjs'
import { type Network } from '@totem/shared-schema/local-store'

/** An answer that has left the gateway and is held on its way to the device. */
export interface HeldAnswer {
  /** Resolves when the gateway has given the answer. */
  readonly given: Promise<unknown>
  readonly release: () => void
}

/** A network on which a test holds single answers and hears what the live stream says. */
export interface HoldingNetwork {
  readonly network: Network
  /** Holds the next answer whose path begins so; answers that are held already do not count. */
  readonly holdNext: (path: string) => HeldAnswer
  /** Resolves when a message with this text has come over the live stream. */
  readonly heard: (text: string) => Promise<unknown>
}

/** Puts a hand on another network. */
export const createHoldingNetwork = (under: Network): HoldingNetwork => {
  const holds: { readonly path: string; readonly hold: () => Promise<unknown> }[] = []
  const message$ = new Subject<string>()
  return {
    network: {
      ...under,
      fetch: async (url, init) => {
        const response = await under.fetch(url, init)
        const index = holds.findIndex(({ path }) => new URL(url).pathname.startsWith(path))
        const [held] = index === -1 ? [] : holds.splice(index, 1)
        await held?.hold()
        return response
      },
      openSocket: (url) => {
        const socket = under.openSocket(url)
        socket.addEventListener('message', ({ data }) => message$.next(String(data)))
        return socket
      },
    },
    holdNext: (path) => {
      const given = Promise.withResolvers<undefined>()
      const released = Promise.withResolvers<undefined>()
      const hold = (): Promise<unknown> => {
        given.resolve(undefined)
        return released.promise
      }
      holds.push({ path, hold })
      return { given: given.promise, release: () => released.resolve(undefined) }
    },
    heard: (text) => firstValueFrom(message$.pipe(filter((message) => message.includes(text)))),
  }
}

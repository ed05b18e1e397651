import {
  LiveClientMessage,
  silenceMs,
  type CollectionName,
  type LiveServerMessage,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Principal } from '../auth/principal.ts'
import { positionToCheckpoint } from './checkpoint.ts'
import { type ChangeBatch, type ChangeFeeds } from './change-feed.ts'
import { versionOf, type Origins } from './origins.ts'
import { viewOf } from './visibility.ts'

/** One device's socket, as the live stream needs it. */
export interface LiveSocket {
  readonly send: (text: string) => void
  readonly close: () => void
  /** Bytes that the network has not taken yet. */
  readonly bufferedBytes: () => number
}

/** What live streams work with. */
export interface LiveDependencies {
  readonly feeds: ChangeFeeds
  readonly origins: Origins
  /** Gives who a token stands for; `undefined` when it is good no more. */
  readonly authenticate: (token: string) => Promise<Principal | undefined>
  /** Ms since 1970. */
  readonly clock: () => number
  readonly onOpen: (principal: Principal, end: EndLive) => () => void
}

/** Ends a live stream and tells the device why. */
export type EndLive = (reason: Extract<LiveServerMessage, { type: 'bye' }>['reason']) => void

/** One live stream from the gateway's side. */
export interface LiveSession {
  readonly hear: (text: string) => void
  readonly closed: () => void
}

/** How much a slow reader may leave unread before rows are skipped and pulled later, in bytes. */
const maxBufferedBytes = 1_000_000

/** How often a reader that fell behind is looked at, in milliseconds. */
const catchUpMs = 250

/** Opens a live stream on a socket; nothing is told before the device has said who it is. */
export const openLiveSession = (deps: LiveDependencies, socket: LiveSocket): LiveSession => {
  const endings: (() => void)[] = []
  let isOpen = true
  let isReady = false
  let isBehind = false

  const say = (message: LiveServerMessage): void => {
    if (isOpen) socket.send(JSON.stringify(message))
  }
  const end: EndLive = (reason) => {
    if (!isOpen) return
    say({ type: 'bye', reason })
    closed()
    socket.close()
  }
  const closed = (): void => {
    isOpen = false
    clearTimeout(watchdog)
    for (const ending of endings.splice(0)) ending()
  }
  let watchdog = setTimeout(() => end('protocol'), silenceMs)

  const catchUp = setInterval(() => {
    if (!isBehind || socket.bufferedBytes() > 0) return
    isBehind = false
    say({ type: 'resync' })
  }, catchUpMs)
  endings.push(() => clearInterval(catchUp))

  const tell = (principal: Principal, batch: ChangeBatch): void => {
    // A row tells the device where it stands: told before it has caught up, it would hide what came between.
    if (!isReady || isBehind) return
    if (socket.bufferedBytes() > maxBufferedBytes) {
      isBehind = true
      return
    }
    const documents = shownTo(principal, batch, deps)
    if (documents.length === 0) return
    const { collection, epoch, seq } = batch
    say({ type: 'rows', collection, documents, checkpoint: positionToCheckpoint({ epoch, seq }) })
  }

  const open = async (token: string, collections: readonly CollectionName[]): Promise<void> => {
    const principal = await deps.authenticate(token)
    if (principal === undefined) {
      end('expired')
      return
    }
    for (const collection of new Set(collections)) {
      const { tenantId } = principal
      const stop = await deps.feeds.listen(
        { tenantId, collection },
        { onChanges: (batch) => tell(principal, batch), onLost: () => end('shutdown') },
      )
      if (isOpen) endings.push(stop)
      else stop()
    }
    if (!isOpen) return
    endings.push(deps.onOpen(principal, end))
    const expiry = setTimeout(() => end('expired'), principal.expiresAt - deps.clock())
    endings.push(() => clearTimeout(expiry))
    isReady = true
    say({ type: 'ready' })
  }

  let hello: Promise<void> | undefined
  return {
    hear: (text) => {
      const message = parse(text)
      if (message === undefined || (message.type === 'hello') !== (hello === undefined)) {
        end('protocol')
        return
      }
      clearTimeout(watchdog)
      watchdog = setTimeout(() => end('protocol'), silenceMs)
      if (message.type === 'ping') say({ type: 'pong' })
      else hello = open(message.token, message.collections).catch(() => end('shutdown'))
    },
    closed,
  }
}

const parse = (text: string): LiveClientMessage | undefined => {
  try {
    const parsed = v.safeParse(LiveClientMessage, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

const shownTo = (
  principal: Principal,
  { collection, documents, database }: ChangeBatch,
  { origins, clock }: LiveDependencies,
): Record<string, unknown>[] => {
  const view = viewOf(principal, collection)
  return documents.flatMap((stored) => {
    const state = { database, id: stored._id, version: versionOf(stored) }
    if (origins.of(state) === principal.device) return []
    const shown = view.show(stored, clock())
    return shown === undefined ? [] : [{ ...shown }]
  })
}

import { once } from 'node:events'
import { createServer } from 'node:https'
import { randomBytes } from 'node:crypto'
import { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createShow } from './api/show.ts'
import { createTokens } from './auth/tokens.ts'
import { createBank } from './bank/bank.ts'
import { createCallbackSender } from './callback/callback-sender.ts'
import { createNotifier } from './callback/notifier.ts'
import { createCallbackPoster } from './callback/post-callback.ts'
import { type Config, type TlsConfig } from './config.ts'
import { createFaultPanel } from './faults/fault-panel.ts'
import { openFileJournal } from './journal/file-journal.ts'
import { type Log } from './log.ts'
import { createRefundDesk } from './refund/refund-desk.ts'

/** A simulator that listens; disposing it closes the port, the callbacks under way and the journal. */
export interface RunningSimulator extends AsyncDisposable {
  /** Differs from the configured port when that is 0. */
  readonly port: number
}

/** Starts the simulator with the real clock, randomness, files and network. */
export const startSimulator = async (config: Config, log: Log): Promise<RunningSimulator> => {
  await using opened = new AsyncDisposableStack()
  const journal = opened.use(openFileJournal(config.journalPath))
  const nowMs = Date.now
  const bank = createBank({ nowMs, randomBytes, journal, locationHost: config.locationHost })
  const panel = createFaultPanel()
  const show = createShow(bank.ledger, config.merchant, panel)
  const send = createCallbackSender({
    nowMs,
    wait,
    post: opened.use(createCallbackPoster(config.tls)).post,
    show: show.pix,
    onAttempt: ({ status = 'no answer', ...attempt }) =>
      log('callback_attempt', { ...attempt, status }),
    secret: config.webhookSecret,
  })
  const notifier = opened.use(createNotifier({ bank, panel, send, wait }))
  const refunds = opened.use(
    createRefundDesk({
      bank,
      panel,
      wait,
      onSettled: (endToEndId) => {
        const pix = bank.ledger.pix.get(endToEndId)
        if (pix !== undefined) notifier.notify(pix)
      },
    }),
  )
  const app = createApp({
    bank,
    tokens: createTokens(nowMs, randomBytes),
    credentials: config.credentials,
    isMutualTls: config.tls !== undefined,
    show,
    panel,
    nowMs,
    randomBytes,
    wait,
    onPaid: notifier.notify,
    onRefundAsked: refunds.carryOut,
    onError: (error) => log('request_failed', { error: error.stack ?? error.message }),
  })
  const server = createAdaptorServer({ fetch: app.fetch, ...serverOf(config.tls) })
  server.listen(config.port, config.host)
  await once(server, 'listening')
  opened.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    // A silent bank holds calls that would never end by themselves.
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
  })
  notifier.resume()
  refunds.resume()
  const { port } = addressOf(server.address())
  const open = opened.move()
  return { port, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

/** Asks every client for a certificate and lets those without one as far as the page. */
const serverOf = (tls: TlsConfig | undefined): object =>
  tls === undefined
    ? {}
    : { createServer, serverOptions: { ...tls, requestCert: true, rejectUnauthorized: false } }

/** Waits; being stopped is no error. */
const wait = async (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)

const addressOf = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address
}

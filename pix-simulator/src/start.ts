import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { createTokens } from './auth/tokens.ts'
import { createBank } from './bank/bank.ts'
import { createCallbackSender } from './callback/callback-sender.ts'
import { createNotifier } from './callback/notifier.ts'
import { postCallback } from './callback/post-callback.ts'
import { type Config } from './config.ts'
import { openFileJournal } from './journal/file-journal.ts'
import { type Log } from './log.ts'

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
  const send = createCallbackSender({
    nowMs,
    wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    post: postCallback,
    onAttempt: ({ status = 'no answer', ...attempt }) =>
      log('callback_attempt', { ...attempt, status }),
    secret: config.webhookSecret,
  })
  const notifier = opened.use(createNotifier(bank, send))
  const app = createApp({
    bank,
    tokens: createTokens(nowMs, randomBytes),
    credentials: config.credentials,
    merchant: config.merchant,
    nowMs,
    onPaid: notifier.notify,
    onError: (error) => log('request_failed', { error: error.stack ?? error.message }),
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(config.port, config.host)
  await once(server, 'listening')
  opened.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    await closed
  })
  notifier.resume()
  const { port } = addressOf(server.address())
  const open = opened.move()
  return { port, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

const addressOf = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address
}

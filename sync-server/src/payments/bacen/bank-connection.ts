import { Agent, fetch } from 'undici'
import { type BankFetch } from '../line/bank-fetch.ts'
import { type TlsMaterial } from './tls-material.ts'

/** A way to a bank over mutual TLS; disposing it closes its connections. */
export interface BankConnection extends AsyncDisposable {
  readonly fetch: BankFetch
}

/** How long to wait for a connection, in ms: a bank that is away must not take a sale's whole time. */
const connectTimeoutMs = 3_000

/** Opens the way: the bank sees our certificate on every call, the one for the token included. */
export const createBankConnection = ({ cert, key, ca }: TlsMaterial): BankConnection => {
  const dispatcher = new Agent({
    connect: {
      cert,
      key,
      ...(ca !== undefined && { ca }),
      minVersion: 'TLSv1.2',
      timeout: connectTimeoutMs,
    },
  })
  return {
    fetch: async (url, init) => fetch(url, { ...init, dispatcher }),
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  }
}

import { type Observable } from 'rxjs'

/** How a device reaches the gateway; passed in, so that tests can cut, delay and repeat. */
export interface Network {
  /** Origin of the gateway, without a slash at the end. */
  readonly origin: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly openSocket: (url: string) => WebSocket
  /** Emits when the network may have come back: the browser's `online`, or a screen that woke. */
  readonly wake$: Observable<void>
}

/** Wall clock in ms since 1970; it may be wrong by years, and nothing is lost when it is. */
export type Clock = () => number

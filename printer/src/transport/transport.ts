import { type Result } from '@totem/shared-schema'

/** Ends a subscription or a timer; ending it twice is fine. */
export type Stop = () => void

/** Time as printing meets it: what is slow here is another machine. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly after: (delayMs: number, run: () => void) => Stop
}

/**
 * A way to one printer. Port: WebUSB, WebSerial, TCP through the gateway and memory keep to
 * `_transport-acceptance.ts`.
 */
export interface PrinterTransport {
  readonly kind: 'usb' | 'serial' | 'tcp' | 'memory'
  /** Takes hold of the printer if it is there and nobody else has it. */
  readonly open: () => Promise<Result<PrinterLink, OpenProblem>>
  /** Calls whenever it may be worth opening again: a printer was plugged in or allowed. */
  readonly onArrival: (listener: () => void) => Stop
}

/** Why a printer could not be taken hold of. */
export type OpenProblem =
  /** Nothing that was allowed to this page is plugged in or answers. */
  | { readonly kind: 'absent' }
  /** The system's driver, another program or another tab holds it. */
  | { readonly kind: 'busy' }
  /** The system refuses it: on Linux the udev rule is missing. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'broken'; readonly detail: string }

/** A printer that is held. Disposing it lets go, and ends a write that is still waiting. */
export interface PrinterLink extends AsyncDisposable {
  /** What the printer calls itself; empty where it does not say. */
  readonly name: string
  /**
   * Hands over bytes, at most {@link chunkBytes}. Waits as long as the printer takes none. After a
   * failure the printer may have taken any part of them: no transport can tell how many.
   */
  readonly write: (bytes: Uint8Array) => Promise<Result<void, WriteProblem>>
  /** Calls with what the printer says. */
  readonly onBytes: (listener: (bytes: Uint8Array) => void) => Stop
  /** Calls once when the printer has gone; the link is of no use any more. */
  readonly onGone: (listener: () => void) => Stop
  /** Asks the port itself, past a full pipe; `undefined` where it does not answer. */
  readonly portStatus: () => Promise<PortStatus | undefined>
}

/** Why bytes were not taken. */
export type WriteProblem =
  /** Unplugged, or the line is cut. */
  | { readonly kind: 'gone' }
  /** The printer halted the pipe. It has been cleared: what is written next is taken. */
  | { readonly kind: 'stalled' }
  /** The link was disposed while the bytes waited. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'broken'; readonly detail: string }

/** What the port of a USB printer says (USB printer class 1.1, GET_PORT_STATUS). Cheap printers may answer nonsense: advisory. */
export interface PortStatus {
  readonly paperEmpty: boolean
  readonly selected: boolean
  readonly hasError: boolean
}

/** The most a single write takes: small enough that a watchdog soon sees a printer that stopped. */
export const chunkBytes = 4_096

/** One holder at a time: Web Locks in a browser. */
export interface OwnerLock {
  /** Takes the lock until it is released; `undefined` when somebody else holds it. */
  readonly take: (name: string) => Promise<(() => void) | undefined>
}

/** Puts what an outside API threw into words for a log. */
export const detailOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)

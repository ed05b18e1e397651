import { connect, type Socket } from 'node:net'
import { RelayHello, type RelayWord } from '@totem/printer'
import * as v from 'valibot'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { hasCode } from '../has-code.ts'
import { type PrinterList, printerKey } from './printer-list.ts'

/** One kiosk's WebSocket, as the relay needs it. */
export interface RelayClient {
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => void
  readonly close: () => void
}

/** What relays work with. */
export interface RelayDeps {
  readonly printers: PrinterList
  readonly verifyAccessToken: VerifyAccessToken
  /** Printers that somebody prints to at this moment; shared by all relays of this process. */
  readonly inUse: Set<string>
}

/** One relay from the gateway's side. */
export interface Relay {
  readonly hearText: (text: string) => void
  readonly hearBytes: (bytes: Uint8Array) => void
  readonly closed: () => void
}

/** How long a client may take to say who it is, and a printer to answer, in ms. */
const helloMs = 5_000
const connectMs = 5_000

/** How long nobody may say anything before the printer is let go for others, in ms. */
const silenceMs = 10 * 60_000

/** After how long without bytes a job counts as over, in ms. */
const quietMs = 10_000

/** The largest frame a client may send: a little more than the printer room's chunk. */
const maxFrameBytes = 8_192

/**
 * Opens a relay between a paired kiosk and a printer of its tenant's list: raw bytes both ways. It is no open relay: the
 * address comes from the gateway's own configuration, the client names a printer only.
 */
export const openRelay = (deps: RelayDeps, client: RelayClient): Relay => {
  let line: Socket | undefined
  let held: string | undefined
  let isGreeted = false
  let lastHeardAt = 0
  let isOver = false

  const closed = (): void => {
    isOver = true
    clearTimeout(patience)
    clearTimeout(expiry)
    if (held !== undefined) deps.inUse.delete(held)
    held = undefined
    line?.destroy()
  }
  const end = (): void => {
    if (isOver) return
    closed()
    client.close()
  }
  const say = (word: RelayWord): void => {
    if (!isOver) client.send(JSON.stringify(word))
  }
  const refuse = (problem: Extract<RelayWord, { kind: 'refused' }>['problem']): void => {
    say({ kind: 'refused', problem })
    end()
  }
  const patience = setTimeout(end, helloMs)
  let expiry: NodeJS.Timeout | undefined
  /** A token that ends closes the relay, but not in the middle of a job, which would tear its paper. */
  const endAt = (ms: number): void => {
    expiry = setTimeout(
      () => (Date.now() - lastHeardAt < quietMs ? endAt(Date.now() + quietMs) : end()),
      ms - Date.now(),
    )
  }

  const greet = async ({ token, printer }: RelayHello): Promise<void> => {
    const principal = await deps.verifyAccessToken(token)
    if (isOver) return
    if (!principal.ok || principal.value.role !== 'kiosk') {
      refuse('denied')
      return
    }
    const { tenantId, expiresAt } = principal.value
    const key = printerKey(tenantId, printer)
    const address = deps.printers.get(key)
    if (address === undefined || deps.inUse.has(key)) {
      refuse(address === undefined ? 'denied' : 'busy')
      return
    }
    deps.inUse.add(key)
    held = key
    endAt(expiresAt)

    const opened = connect({ ...address, noDelay: true, timeout: connectMs })
    line = opened
    opened.on('connect', () => {
      opened.setTimeout(silenceMs)
      say({ kind: 'open' })
    })
    opened.on('data', (bytes) => {
      if (!isOver && typeof bytes !== 'string') client.send(Uint8Array.from(bytes))
    })
    opened.on('timeout', () => (opened.connecting ? refuse('absent') : end()))
    opened.on('error', (cause) => {
      // A printer serves one host at a time and refuses the others.
      if (opened.readyState === 'open') end()
      else refuse(hasCode(cause, 'ECONNRESET') ? 'busy' : 'absent')
    })
    opened.on('close', end)
  }

  return {
    hearText: (text) => {
      const hello = v.safeParse(v.pipe(v.string(), v.parseJson(), RelayHello), text)
      if (isGreeted || !hello.success) {
        end()
        return
      }
      isGreeted = true
      clearTimeout(patience)
      greet(hello.output).catch(end)
    },
    hearBytes: (bytes) => {
      if (line === undefined || line.connecting || bytes.length > maxFrameBytes) {
        end()
        return
      }
      lastHeardAt = Date.now()
      line.write(bytes, (cause) => {
        if (cause == null) say({ kind: 'taken' })
      })
    },
    closed,
  }
}

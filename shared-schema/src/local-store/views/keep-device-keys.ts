import { type Observable } from 'rxjs'
import { type Ledger } from '../ledger/ledger.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { type Session } from '../sync/session.ts'
import { askDeviceKeys } from './ask-device-keys.ts'
import { askWhileConnected } from './ask-while-connected.ts'

/** How often a connected tablet asks which devices the studio has, in milliseconds. */
const everyMs = 5 * 60_000

/** What keeping the registry of devices works with. */
export interface DeviceKeySources {
  readonly session: Session
  readonly ledger: Ledger
  readonly connection$: Observable<ConnectionState>
  readonly onTrouble: (cause: unknown) => void
}

/**
 * Keeps the keys of the studio's devices in the ledger, as the gateway has them: at every connection and every few
 * minutes of it. With no network a tablet tells by them whether a kiosk signed a paper. Gives what stops it.
 */
export const keepDeviceKeys = ({
  session,
  ledger,
  connection$,
  onTrouble,
}: DeviceKeySources): (() => void) => {
  const ask = async (): Promise<void> => {
    await askDeviceKeys(session, ledger)
  }
  return askWhileConnected({ connection$, everyMs, ask, onTrouble })
}

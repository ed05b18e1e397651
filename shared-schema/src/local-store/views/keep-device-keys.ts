import { type Observable } from 'rxjs'
import { canonicalJson, DeviceKeys } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { type Session } from '../sync/session.ts'
import { askWhileConnected } from './ask-while-connected.ts'

/** How often a connected tablet asks which devices the studio has, in milliseconds. */
const everyMs = 5 * 60_000

/** Time limit of one question, in milliseconds. */
const timeoutMs = 8_000

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
    const answer = await session.request({
      method: 'GET',
      path: '/sync/device-keys',
      timeoutMs,
      answer: DeviceKeys,
    })
    if (!answer.ok) return
    const { devices } = answer.value
    await ledger.write(({ deviceKeys }) => ({
      records:
        canonicalJson(deviceKeys) === canonicalJson(devices)
          ? []
          : [{ kind: 'device_keys', devices }],
      value: undefined,
    }))
  }
  return askWhileConnected({ connection$, everyMs, ask, onTrouble })
}

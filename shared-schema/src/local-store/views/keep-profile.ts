import { type Observable } from 'rxjs'
import { canonicalJson, TenantProfile } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { type Session } from '../sync/session.ts'
import { askWhileConnected } from './ask-while-connected.ts'

/** How often a connected device asks for its studio's profile, in milliseconds: a new notice is no emergency. */
const everyMs = 5 * 60_000

/** Time limit of one question, in milliseconds. */
const timeoutMs = 8_000

/** What keeping the profile works with. */
export interface ProfileSources {
  readonly session: Session
  readonly ledger: Ledger
  readonly connection$: Observable<ConnectionState>
  readonly onTrouble: (cause: unknown) => void
}

/**
 * Keeps what a device knows of its studio as the gateway has it now (privacy notice, staff PIN, build to stay on):
 * at every connection and every few minutes of it. Gives what stops it.
 */
export const keepProfile = ({
  session,
  ledger,
  connection$,
  onTrouble,
}: ProfileSources): (() => void) => {
  const look = async (): Promise<void> => {
    const answer = await session.request({
      method: 'GET',
      path: '/devices/profile',
      timeoutMs,
      answer: TenantProfile,
    })
    // Another tenant's profile would seal CPFs for somebody else's key.
    if (!answer.ok || answer.value.tenantId !== ledger.state.device?.tenantId) return
    const profile = answer.value
    await ledger.write((state) => ({
      records:
        state.profile !== null && canonicalJson(state.profile) === canonicalJson(profile)
          ? []
          : [{ kind: 'profile', profile }],
      value: undefined,
    }))
  }
  return askWhileConnected({ connection$, everyMs, ask: look, onTrouble })
}

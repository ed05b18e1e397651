import { type Grant } from '@totem/shared-schema'
import {
  type Credentials,
  type Device,
  type DeviceHome,
  type LoginProblem,
  type OpenProblem,
} from '@totem/shared-schema/local-store'
import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Why the log-in screen is shown. */
export type LoggedOutAfter = 'start' | 'logout' | 'grant_ended'

/** Where the tablet stands between being switched on and being worked with. */
export type Session =
  | { readonly kind: 'opening' }
  /** Another tab holds the ledger; this one goes on by itself when that tab has gone. */
  | { readonly kind: 'open_elsewhere' }
  | { readonly kind: 'storage_problem'; readonly detail: string }
  | {
      readonly kind: 'logged_out'
      /** `undefined` on a tablet nobody has logged in on yet: that takes a connection. */
      readonly device: Device | undefined
      readonly after: LoggedOutAfter
    }
  | { readonly kind: 'at_work'; readonly device: Device; readonly grant: Grant }
  /** A bug; the error boundary shows it. */
  | { readonly kind: 'crashed'; readonly cause: unknown }

/** The session and what a person can do about it. */
export interface SessionControl {
  readonly session: Accessor<Session>
  /** Logs in; gives the problem to be shown, if any. */
  readonly login: (credentials: Credentials) => Promise<LoginProblem | undefined>
  readonly logout: () => Promise<void>
  /** Tries again after a storage problem. */
  readonly retry: () => void
}

/** Opens the device of this browser and follows whose grant is good on it. */
export const createSession = (home: DeviceHome): SessionControl => {
  const [session, setSession] = createSignal<Session>({ kind: 'opening' })
  let stopFollowing = (): void => undefined
  let opened: Device | undefined
  let isGone = false
  let isLeaving = false

  const follow = (device: Device): void => {
    stopFollowing()
    opened = device
    const subscription = device.grant$.subscribe((grant) =>
      setSession((before): Session => {
        if (grant !== undefined) return { kind: 'at_work', device, grant }
        if (before.kind === 'logged_out' && before.device === device) return before
        const after = before.kind !== 'at_work' ? 'start' : isLeaving ? 'logout' : 'grant_ended'
        return { kind: 'logged_out', device, after }
      }),
    )
    stopFollowing = (): void => subscription.unsubscribe()
  }

  const open = async (): Promise<void> => {
    setSession({ kind: 'opening' })
    const result = await home.open()
    if (!result.ok) return troubled(result.error)
    if (isGone) return result.value?.[Symbol.asyncDispose]()
    if (result.value === undefined)
      setSession({ kind: 'logged_out', device: undefined, after: 'start' })
    else follow(result.value)
  }

  const troubled = async (problem: OpenProblem): Promise<void> => {
    if (problem.kind === 'storage') {
      setSession({ kind: 'storage_problem', detail: problem.detail })
      return
    }
    setSession({ kind: 'open_elsewhere' })
    await home.waitForTurn()
    if (!isGone) await open()
  }

  const start = (): void => {
    open().catch((cause: unknown) => setSession({ kind: 'crashed', cause }))
  }

  const login = async (credentials: Credentials): Promise<LoginProblem | undefined> => {
    if (opened !== undefined) {
      const result = await opened.login(credentials)
      return result.ok ? undefined : result.error
    }
    const result = await home.login(credentials)
    if (result.ok) {
      follow(result.value)
      return undefined
    }
    if (result.error.kind === 'open_elsewhere' || result.error.kind === 'storage') {
      troubled(result.error).catch((cause: unknown) => setSession({ kind: 'crashed', cause }))
      return undefined
    }
    return result.error
  }

  const logout = async (): Promise<void> => {
    isLeaving = true
    await opened?.logout()
    isLeaving = false
  }

  onCleanup(() => {
    isGone = true
    stopFollowing()
    void opened?.[Symbol.asyncDispose]()
  })
  start()
  return { session, login, logout, retry: start }
}

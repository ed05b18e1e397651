import { type DeviceId, type TenantId } from '@totem/shared-schema'
import { type Principal } from '../auth/principal.ts'
import { type Metrics } from '../metrics.ts'
import { type EndLive } from './live-session.ts'

/** The live streams that are open in this process. */
export interface LiveRegistry extends Disposable {
  /** Counts a stream in; the function given back counts it out. */
  readonly add: (principal: Principal, end: EndLive) => () => void
}

/** What the registry of streams works with. */
export interface LiveRegistryOptions {
  readonly metrics: Metrics
  readonly isRevoked: (tenantId: TenantId, device: DeviceId) => Promise<boolean>
}

/** How often open streams are held against the list of revoked devices, in milliseconds. */
const sweepMs = 2_000

/** Makes an empty registry. A revoked device is cut off within the sweep and the age of the list, under 5 s together. */
export const createLiveRegistry = ({ metrics, isRevoked }: LiveRegistryOptions): LiveRegistry => {
  const streams = new Map<EndLive, Principal>()

  const sweep = async (): Promise<void> => {
    for (const [end, { tenantId, device }] of [...streams])
      // A registry that cannot be asked revokes nobody: the stream's token ends soon enough.
      if (await isRevoked(tenantId, device).catch(() => false)) end('revoked')
  }
  const timer = setInterval(() => void sweep(), sweepMs)
  timer.unref()

  return {
    add: (principal, end) => {
      const { role } = principal
      streams.set(end, principal)
      metrics.liveSockets.inc({ role })
      return () => {
        if (streams.delete(end)) metrics.liveSockets.dec({ role })
      }
    },
    [Symbol.dispose]: () => {
      clearInterval(timer)
      for (const end of [...streams.keys()]) end('shutdown')
    },
  }
}

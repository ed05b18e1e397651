import { setTimeout as sleep } from 'node:timers/promises'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type TenantPayments } from '../tenant-payments.ts'

const timeoutMs = 5_000
const firstPauseMs = 1_000
const longestPauseMs = 60_000

/** Tells a provider where to call, as often as it takes; polling carries the money until then. */
export const registerWebhook = async (
  world: PaymentsWorld,
  { tenantId, provider }: TenantPayments,
  { url, closing }: { readonly url: string; readonly closing: AbortSignal },
): Promise<void> => {
  if (provider.hooks === undefined) return
  for (let pauseMs = firstPauseMs; !closing.aborted;) {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)])
    const registered = await provider.hooks.register(url, signal)
    if (registered.ok) {
      world.record({ kind: 'webhook_registered', tenantId, provider: provider.key })
      return
    }
    noteFailure(world, { tenantId, operation: 'register_hook' }, registered.error)
    await sleep(pauseMs, undefined, { signal: closing }).catch(() => undefined)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@totem/shared-schema'
import { type HookDocument } from '../documents/hook.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type RawHook } from '../provider.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** Why a call from a bank is not taken. */
export type HookRefusal = 'unsigned' | 'stale' | 'forged' | 'malformed'

/** Takes a call that came to the right address, stored for good before anybody answers it. */
export interface HookReceiver {
  /** Gives the document that still has to be handled; `undefined` when there is nothing to do. */
  readonly accept: (hook: RawHook) => Promise<Result<string | undefined, HookRefusal>>
  /** Asks the bank about every charge a stored call names. Stays open while the bank is away. */
  readonly handle: (id: string, signal: AbortSignal) => Promise<void>
}

/** Makes the receiver of one tenant; `undefined` when the provider never calls. */
export const createHookReceiver = (
  { nowMs }: PaymentsWorld,
  tenant: TenantPayments,
  settling: Settling,
): HookReceiver | undefined => {
  const { tenantId, provider, hooks } = tenant
  const { hooks: calls } = provider
  if (calls === undefined) return undefined

  return {
    accept: async (hook) => {
      const verdict = calls.verify(hook)
      if (!verdict.ok) return err(verdict.reason)
      const body = decode(hook.rawBody)
      const hints = body === undefined ? err('malformed') : calls.parse(body)
      if (body === undefined || !hints.ok) return err('malformed')
      if (hints.value.txids.length === 0 && hints.value.unusable === 0) return ok(undefined)
      const id = `hook:${createHash('sha256').update(hook.rawBody).digest('hex')}`
      const received: HookDocument = {
        type: 'hook',
        tenantId,
        provider: provider.key,
        receivedAt: nowMs(),
        body,
        state: 'received',
      }
      const { document, isWritten } = await hooks.decide(id, (known) =>
        known === undefined ? received : undefined,
      )
      return ok(isWritten || document?.state === 'received' ? id : undefined)
    },
    handle: async (id, signal) => {
      const hook = await hooks.get(id)
      if (hook?.state !== 'received') return
      const hints = calls.parse(hook.body)
      if (!hints.ok) throw new Error('a hook was stored that does not parse')
      let isAnswered = true
      for (const txid of hints.value.txids) {
        const asked = await settling.inquire(txid, signal)
        isAnswered &&= asked.ok || asked.error.kind === 'unknown_charge'
      }
      if (!isAnswered) return
      await hooks.decide(id, (current) =>
        current?.state === 'received' ? { ...current, state: 'handled' } : undefined,
      )
    },
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

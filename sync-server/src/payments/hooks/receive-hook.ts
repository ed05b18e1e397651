import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@totem/shared-schema'
import { type HookDocument } from '../documents/hook.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type RawHook } from '../provider.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { overlapMs } from '../watch/next-window.ts'
import { readWindow } from '../watch/read-window.ts'

/** Why a call from a bank is not taken. */
export type HookRefusal = 'unsigned' | 'stale' | 'forged' | 'replayed' | 'malformed'

/** Takes a call that came to the right address, stored for good before anybody answers it. */
export interface HookReceiver {
  /** Gives the document that still has to be handled; `undefined` when there is nothing to do. */
  readonly accept: (hook: RawHook) => Promise<Result<string | undefined, HookRefusal>>
  /** Asks the bank about every charge a stored call names. Stays open while the bank is away. */
  readonly handle: (id: string, signal: AbortSignal) => Promise<void>
}

/** Makes the receiver of one tenant; `undefined` when the provider never calls. */
export const createHookReceiver = (
  world: PaymentsWorld,
  tenant: TenantPayments,
  settling: Settling,
): HookReceiver | undefined => {
  const { tenantId, provider, hooks } = tenant
  const { hooks: calls } = provider
  if (calls === undefined) return undefined

  /** Entries without a charge at the bank, such as a static code's: its list tells now what they are, not a sweep. */
  const readAbout = async ({ receivedAt }: HookDocument, signal: AbortSignal): Promise<boolean> => {
    const window = { fromMs: receivedAt - overlapMs, toMs: receivedAt + overlapMs }
    const read = await readWindow(world, { tenant, settling }, { window, signal: () => signal })
    return read.ok
  }

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
        receivedAt: hook.receivedAtMs,
        body,
        signatures: [],
        state: 'received',
      }
      const signed = { digest: verdict.once, at: hook.receivedAtMs }
      const seen = { isReplay: false }
      const { document } = await hooks.decide(id, (known) => {
        seen.isReplay = known?.signatures.some(({ digest }) => digest === signed.digest) ?? false
        if (seen.isReplay) return undefined
        if (isSigned(signed)) return withSignature(known ?? received, signed)
        return known === undefined ? received : undefined
      })
      if (seen.isReplay) return err('replayed')
      return ok(document?.state === 'received' ? id : undefined)
    },
    handle: async (id, signal) => {
      const hook = await hooks.get(id)
      if (hook?.state !== 'received') return
      const hints = calls.parse(hook.body)
      if (!hints.ok) throw new Error('a hook was stored that does not parse')
      let isAnswered = true
      let isForList = hints.value.unusable > 0
      for (const txid of hints.value.txids) {
        const asked = await settling.inquire(txid, signal)
        const isUnknown = !asked.ok && asked.error.kind === 'unknown_charge'
        isForList ||= isUnknown
        isAnswered &&= asked.ok || isUnknown
      }
      if (isForList) isAnswered = (await readAbout(hook, signal)) && isAnswered
      if (!isAnswered) return
      await hooks.decide(id, (current) =>
        current?.state === 'received' ? { ...current, state: 'handled' } : undefined,
      )
    },
  }
}

type Signed = HookDocument['signatures'][number]

/** Older signatures are refused as stale, so nobody needs to remember them. */
const rememberedMs = 15 * 60_000

const isSigned = (signed: { readonly digest: string | undefined }): signed is Signed =>
  signed.digest !== undefined

const withSignature = (hook: HookDocument, signed: Signed): HookDocument => ({
  ...hook,
  signatures: [...hook.signatures.filter(({ at }) => at > signed.at - rememberedMs), signed],
})

const utf8 = new TextDecoder('utf-8', { fatal: true })

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

import { Cents, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { type PaymentProvider } from '../provider.ts'
import { type BacenClientDeps, createBacenClient } from './bacen-client.ts'
import { createChargeCalls } from './charge-calls.ts'
import { parseCallback } from './parse-callback.ts'
import { createSettlementCalls } from './settlement-calls.ts'
import { verifySignature } from './verify-signature.ts'
import { createWebhookCalls } from './webhook-calls.ts'

/** Makes the adapter of a bank that speaks the BACEN API Pix 2.9. */
export const createBacenProvider = (deps: BacenClientDeps): PaymentProvider => {
  const { config, nowMs } = deps
  const client = createBacenClient(deps)
  const settlementCalls = createSettlementCalls(config, client)
  return {
    key: config.key,
    limits: {
      maxAmountCents: v.parse(Cents, 100_000_000),
      // `calendario.expiracao` is an int32.
      maxExpirySeconds: 2_147_483_647,
      refundDays: 90,
    },
    ...createChargeCalls(config, client, nowMs),
    ...settlementCalls,
    health: async (signal) => {
      // A token alone would not show that the account is open to us.
      const window = { fromMs: nowMs() - 1_000, toMs: nowMs(), page: 0 }
      const listed = await settlementCalls.listSettlements(window, signal)
      return listed.ok ? ok(undefined) : listed
    },
    hooks: {
      verify: (hook) => verifySignature(hook, config.callbacks),
      parse: parseCallback,
      ...createWebhookCalls(config, client),
    },
  }
}

import * as v from 'valibot'
import {
  deviceIdOf,
  err,
  keyPairFromSeed,
  ok,
  PublicKey,
  SecretKey,
  TenantId,
  type RandomBytes,
  type Result,
} from '@totem/shared-schema'
import { type PairProblem } from '../device.ts'
import { pairDevice } from '../home/pair.ts'
import { openPanel, type PanelDevice, type PanelOptions } from './panel-device.ts'

/** Where a panel keeps its one record: IndexedDB in a browser. */
export interface PanelShelf {
  readonly read: () => Promise<unknown>
  readonly write: (record: PanelRecord | undefined) => Promise<void>
}

/** Parses what a panel remembers: who it is. A panel that forgot it is paired again, and nothing was lost. */
export const PanelRecord = v.object({
  tenantId: TenantId,
  studio: v.string(),
  timeZone: v.string(),
  publicKey: PublicKey,
  secretKey: SecretKey,
})
/** What a panel remembers. */
export type PanelRecord = v.InferOutput<typeof PanelRecord>

/** The panel of one browser profile: found or paired. */
export interface PanelHome {
  /** Opens the panel that was paired here before; `undefined` where none was. */
  readonly open: () => Promise<PanelDevice | undefined>
  /** Makes a key, pairs it with a code and opens the new panel. */
  readonly pair: (code: string) => Promise<Result<PanelDevice, PairProblem>>
  /** Forgets who this panel is, so that it can be paired anew. */
  readonly forget: () => Promise<void>
}

/** What a panel's home is built of. */
export interface PanelHomeOptions extends Omit<PanelOptions, 'who' | 'profile'> {
  readonly shelf: PanelShelf
  readonly randomBytes: RandomBytes
}

/** Builds the home of a panel. */
export const createPanelHome = (options: PanelHomeOptions): PanelHome => {
  const { shelf, network, randomBytes } = options
  const openRecord = ({
    tenantId,
    publicKey,
    secretKey,
    studio,
    timeZone,
  }: PanelRecord): PanelDevice =>
    openPanel({
      ...options,
      who: { device: deviceIdOf(publicKey), tenantId, secretKey },
      profile: { studio, timeZone },
    })
  return {
    open: async () => {
      const record = v.safeParse(PanelRecord, await shelf.read())
      return record.success ? openRecord(record.output) : undefined
    },
    pair: async (code) => {
      const keys = keyPairFromSeed(randomBytes(32))
      const answer = await pairDevice(network, { code, publicKey: keys.publicKey, kind: 'panel' })
      if (!answer.ok) return err(answer.error)
      const { tenantId, studio, timeZone } = answer.value.profile
      const record = { tenantId, studio, timeZone, ...keys }
      await shelf.write(record)
      return ok(openRecord(record))
    },
    forget: () => shelf.write(undefined),
  }
}

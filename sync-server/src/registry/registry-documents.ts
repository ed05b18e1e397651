import {
  BusinessDay,
  DeviceHealth,
  DeviceId,
  EventId,
  Grant,
  GrantId,
  KioskLetter,
  OfflineSettings,
  OperatorId,
  pairedKinds,
  PublicKey,
  TenantProfile,
  TicketId,
  WrittenNotice,
  WrittenSafety,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { deviceKinds } from '../auth/principal.ts'

/** A moment in milliseconds since 1970. */
const Moment = v.pipe(v.number(), v.safeInteger())

/** Says how each kind of document of the `registry` database is parsed; the id is `{kind}:{key}`. */
export const registryDocuments = {
  /** A signing device; on a tablet, `grant` is the latest login's. */
  device: v.object({
    kind: v.picklist(deviceKinds),
    publicKey: PublicKey,
    letter: v.nullable(KioskLetter),
    name: v.string(),
    pairedAt: Moment,
    revokedAt: v.nullable(Moment),
    grant: v.nullable(GrantId),
  }),
  /** Who has a letter; written once, never given to another. */
  letter: v.object({ device: DeviceId }),
  /** A pairing code under its hash; `usedBy` is decided once. */
  pairing: v.object({
    expiresAt: Moment,
    usedBy: v.nullable(DeviceId),
    kind: v.optional(v.picklist(pairedKinds), 'kiosk'),
  }),
  /** What a device said of itself last, and when the gateway heard it. */
  health: v.object({ ...DeviceHealth.entries, at: Moment }),
  operator: v.object({
    name: v.string(),
    role: v.picklist(['operator', 'manager']),
    passwordHash: v.string(),
    isActive: v.boolean(),
  }),
  grant: v.omit(Grant, ['id']),
  /** A login on a tablet; only the hash of the one good refresh token is kept. */
  session: v.object({
    operator: OperatorId,
    device: DeviceId,
    grant: GrantId,
    tokenHash: v.string(),
    expiresAt: Moment,
    revokedAt: v.nullable(Moment),
  }),
  /** Attempts to log in to an account since the last good one. */
  lockout: v.object({ attempts: v.number(), lastAt: Moment }),
  profile: v.omit(TenantProfile, ['tenantId', 'sealingKey', 'settlementKeys']),
  /** What a manager decided about selling without the gateway. */
  offline: v.object({
    ...OfflineSettings.entries,
    changedAt: v.exactOptional(Moment),
    changedBy: v.exactOptional(v.nullable(OperatorId)),
  }),
  /** A privacy notice as it was written, under its version; never changed and never removed. */
  notice: WrittenNotice,
  /** The safety notice of a service as it was written; the key is `{service}~{hash of its words}`. */
  safety: WrittenSafety,
  /**
   * The audit chain of a device as its stretches: whole while it is one that begins at nothing. `openSince` is when
   * it was first seen torn, `alarm` what a full look at ledger and quarantine found then.
   */
  chain: v.object({
    stretches: v.array(v.object({ after: v.nullable(EventId), last: EventId })),
    openSince: v.nullable(Moment),
    alarm: v.nullable(
      v.object({ fault: v.picklist(['gap', 'fork']), after: EventId, raisedAt: Moment }),
    ),
  }),
  /** A number that two tickets of one day have; the key is `{day}:{number}`. */
  clone: v.object({ day: BusinessDay, number: v.string(), tickets: v.array(TicketId) }),
  /** How far the demo's tickets were seeded. */
  demo: v.object({ day: v.string(), head: v.nullable(v.string()) }),
} as const

/** The kinds of document in the registry. */
export type RegistryKind = keyof typeof registryDocuments

/** What a document of one kind holds. */
export type RegistryDocument<K extends RegistryKind> = v.InferOutput<(typeof registryDocuments)[K]>

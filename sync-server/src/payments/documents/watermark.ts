import { BusinessDay, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

/** Parses the document `watermark:{provider}`: how far the provider's list of movements was read. */
export const WatermarkDocument = v.object({
  type: v.literal('watermark'),
  tenantId: TenantId,
  /** Everything that came in before is recorded; ms since 1970. */
  until: v.number(),
  /** The last day on which the days before were read once more; `null` before the first. */
  reread: v.nullable(BusinessDay),
  /** How many days back it was asked, and on which day, what went back of them; `null` before the first. */
  returns: v.optional(v.nullable(v.object({ day: BusinessDay, readDays: v.number() })), null),
})
/** How far a provider's list of movements was read. */
export type WatermarkDocument = v.InferOutput<typeof WatermarkDocument>

/** Names the document of a provider's watermark. */
export const watermarkId = (provider: string): string => `watermark:${provider}`

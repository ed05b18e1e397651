import * as v from 'valibot'
import { ServiceCode, TenantId } from '../ids/ids.ts'
import { Cents } from '../money/cents.ts'

/** Parses a service of the catalogue, as the `catalog` database holds it. */
export const Service = v.object({
  id: ServiceCode,
  tenantId: TenantId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  description: v.pipe(v.string(), v.maxLength(120)),
  priceCents: Cents,
  durationMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
  color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  sound: v.picklist(['bell', 'chime', 'drop']),
  position: v.pipe(v.number(), v.integer()),
  active: v.boolean(),
})
/** A service a customer can buy, written by the manager and read by every device. */
export type Service = v.InferOutput<typeof Service>

import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

/** Parses the document `lease:{task}`: which gateway does a task that one is enough for. */
export const LeaseDocument = v.object({
  type: v.literal('lease'),
  tenantId: TenantId,
  holder: v.string(),
  /** Ms since 1970; afterwards anybody may take it. */
  until: v.number(),
})
/** A gateway's turn at a task. */
export type LeaseDocument = v.InferOutput<typeof LeaseDocument>

import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

/** Parses the document `hook:{sha256 of the body}`: what a bank told us, before anybody acts on it. */
export const HookDocument = v.object({
  type: v.literal('hook'),
  tenantId: TenantId,
  provider: v.string(),
  receivedAt: v.number(),
  /** The body as it came. It may name the payer: erasure reaches it, and no log shows it. */
  body: v.string(),
  /** Signatures it came under and when, in ms since 1970: each is good for one call. */
  signatures: v.optional(v.array(v.object({ digest: v.string(), at: v.number() })), []),
  state: v.picklist(['received', 'handled']),
})
/** A call from a bank. */
export type HookDocument = v.InferOutput<typeof HookDocument>

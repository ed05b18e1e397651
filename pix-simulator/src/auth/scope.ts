/** The permissions of API Pix 2.9 that this bank grants. */
export const scopes = [
  'cob.read',
  'cob.write',
  'pix.read',
  'pix.write',
  'webhook.read',
  'webhook.write',
] as const
/** A permission a token may carry. */
export type Scope = (typeof scopes)[number]

import { createHmac } from 'node:crypto'

/** The header that carries the signature of a callback. */
export const signatureHeader = 'X-Totem-Signature'

/**
 * Signs the raw body of a callback: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. Banks do
 * not sign; this is what an edge relay that ends their mTLS would add.
 */
export const signCallback = (secret: string, body: string, nowMs: number): string => {
  const seconds = Math.floor(nowMs / 1000)
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}

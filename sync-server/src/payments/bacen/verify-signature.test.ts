import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signatureHeader, verifySignature } from './verify-signature.ts'

const [current, previous] = ['a'.repeat(43), 'b'.repeat(43)]
const nowMs = Date.parse('2026-11-23T13:36:00Z')
const nowSeconds = nowMs / 1_000
const rawBody = Buffer.from('{"pix":[]}')
const sign = (secret: string, seconds: number, body: Uint8Array = rawBody): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`

const believed = { ok: true, strength: 'hint' }
/** A signature is good for one call, which it names. */
const once = (signature: string): object => ({ ...believed, once: signature.split('v1=')[1] })
const refused = (reason: string): object => ({ ok: false, reason })

test.for([
  ['the current secret', sign(current, nowSeconds), once(sign(current, nowSeconds))],
  ['the previous secret', sign(previous, nowSeconds), once(sign(previous, nowSeconds))],
  ['300 s ago', sign(current, nowSeconds - 300), once(sign(current, nowSeconds - 300))],
  ['301 s ago', sign(current, nowSeconds - 301), refused('stale')],
  ['301 s ahead', sign(current, nowSeconds + 301), refused('stale')],
  ['a secret nobody gave', sign('c'.repeat(43), nowSeconds), refused('forged')],
  [
    'a body of other white space',
    sign(current, nowSeconds, Buffer.from('{"pix": []}')),
    refused('forged'),
  ],
  [
    'a time that was changed',
    sign(current, nowSeconds).replace(/^t=\d+/, `t=${nowSeconds - 1}`),
    refused('forged'),
  ],
  ['nothing readable', 'v1=1', refused('forged')],
] as const)('a signature of %s', ([, signature, verdict]) => {
  const hook = {
    headers: new Headers({ [signatureHeader]: signature }),
    rawBody,
    receivedAtMs: nowMs,
  }
  const callbacks = { signature: 'required', secrets: [current, previous] } as const
  expect(verifySignature(hook, callbacks)).toEqual(verdict)
})

test('a bank that does not sign is believed as far as a hint goes, unless signing is required', () => {
  const hook = { headers: new Headers(), rawBody, receivedAtMs: nowMs }
  const secrets = [current]
  expect(verifySignature(hook, { signature: 'if_present', secrets })).toEqual(believed)
  expect(verifySignature(hook, { signature: 'required', secrets })).toEqual(refused('unsigned'))
})

import * as v from 'valibot'
import { expect, test } from 'vitest'
import { DeviceId } from '../ids/ids.ts'
import { challengeText, PairingCode, RefreshSecret } from './pairing.ts'
import { PaymentLinkRequest } from './payment-link.ts'

test.for([
  ['0123ABCD', '0123ABCD'],
  ['0123abcd', '0123ABCD'],
  ['TVWXYZ99', 'TVWXYZ99'],
])('the code %j is read as %s', ([typed, code]) => {
  expect(v.parse(PairingCode, typed)).toBe(code)
})

test.for(['', '0123ABC', '0123ABCDE', '0123ABCI', '0123ABCL', '0123ABCO', '0123ABCU', '0123-ABC'])(
  '%j is no pairing code',
  (typed) => {
    expect(v.is(PairingCode, typed)).toBe(false)
  },
)

test('what a device signs to prove its key names the purpose and the device', () => {
  const device = v.parse(DeviceId, `d${'0'.repeat(20)}`)
  expect(challengeText(device, 'x')).toBe(`totem-device-token\n${device}\nx`)
})

test.for([
  ['A'.repeat(43), true],
  ['A'.repeat(42), false],
  [`${'A'.repeat(42)}=`, false],
] as const)('%j is a refresh secret: %s', ([text, valid]) => {
  expect(v.is(RefreshSecret, text)).toBe(valid)
})

test.for([
  [{}, true],
  [{ amountCents: 0 }, false],
  [{ attempt: 0 }, false],
  [{ attempt: 100 }, false],
  [{ intent: 'a'.repeat(25) }, false],
] as const)('a request for a charge with %j is valid: %s', ([given, valid]) => {
  const request = {
    ticketId: `t${'0'.repeat(26)}`,
    intent: 'T'.repeat(25),
    attempt: 1,
    amountCents: 9_000,
    description: 'Banheira de Gelo',
  }
  expect(v.is(PaymentLinkRequest, { ...request, ...given })).toBe(valid)
})

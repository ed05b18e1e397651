import { type HttpBindings } from '@hono/node-server'
import { expect, test } from 'vitest'
import { callerOf } from './caller-of.ts'

const at = (remoteAddress: string): HttpBindings['incoming'] =>
  ({ socket: { remoteAddress } }) as HttpBindings['incoming']
const says = (subject: string, verified = 'SUCCESS'): Headers =>
  new Headers({ 'X-SSL-Client-Verify': verified, 'X-SSL-Client-S-DN': subject })
const proxies = ['10.0.0.1']
const nobody = { kind: 'nobody' }
const named = (commonName: string | undefined): object => ({
  kind: 'certified',
  commonName,
  fingerprint: undefined,
})

test.for([
  ['our proxy', '10.0.0.1', says('CN=bank,O=Sicredi'), named('bank')],
  ['our proxy inside IPv6', '::ffff:10.0.0.1', says('O=Sicredi,CN=bank'), named('bank')],
  ['our proxy, of a name with spaces', '10.0.0.1', says('O=Sicredi, CN=bank'), named('bank')],
  ['anybody else', '10.0.0.2', says('CN=bank'), nobody],
  ['our proxy, which saw none', '10.0.0.1', says('', 'NONE'), nobody],
  ['our proxy, which says nothing', '10.0.0.1', new Headers(), nobody],
  [
    'our proxy, which did not trust it',
    '10.0.0.1',
    says('CN=bank', 'FAILED:unable to verify'),
    { kind: 'untrusted' },
  ],
  [
    'our proxy, of a customer who is called ours',
    '10.0.0.1',
    says('CN=mallory,O=x\\,CN=bank'),
    named('mallory'),
  ],
  ['our proxy, of two names', '10.0.0.1', says('CN=mallory+CN=bank'), named(undefined)],
  ['our proxy, of no name', '10.0.0.1', says('O=Sicredi'), named(undefined)],
] as const)('the word of %s', ([, address, headers, caller]) => {
  expect(callerOf(at(address), headers, { proxies })).toEqual(caller)
})

test('without a connection nobody calls', () => {
  expect(callerOf(undefined, says('CN=bank'), { proxies })).toEqual(nobody)
})

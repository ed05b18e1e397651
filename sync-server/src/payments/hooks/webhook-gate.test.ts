import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { openGate, refusalOf, type WebhookGate, WebhookGateFile } from './webhook-gate.ts'

const fingerprint = 'ab'.repeat(32)
const gate: WebhookGate = v.parse(WebhookGateFile, {
  commonNames: ['webhook-sicredi'],
  fingerprints: [fingerprint.toUpperCase().replaceAll(/..(?!$)/g, '$&:')],
})
const named = { kind: 'certified', commonName: 'webhook-sicredi', fingerprint: undefined } as const
const known = { kind: 'certified', commonName: 'another', fingerprint } as const
const stranger = { kind: 'certified', commonName: 'another', fingerprint: undefined } as const

test.for([
  ['nobody at an open gate', openGate, { kind: 'nobody' }, undefined],
  ['a stranger at an open gate', openGate, stranger, 'wrong_certificate'],
  ['nobody', gate, { kind: 'nobody' }, 'no_certificate'],
  [
    'nobody where it is not required',
    { ...gate, certificate: 'if_present' },
    { kind: 'nobody' },
    undefined,
  ],
  ['one of a foreign authority', gate, { kind: 'untrusted' }, 'wrong_certificate'],
  ['another customer of the same authority', gate, stranger, 'wrong_certificate'],
  ['the bank by its name', gate, named, undefined],
  ['the bank by its fingerprint', gate, known, undefined],
] as const)('%s: %o', ([, at, caller, refusal]) => {
  expect(refusalOf(at, caller)).toBe(refusal)
})

describe('the file of the gate', () => {
  test('asks for a certificate unless told otherwise', () => {
    expect(gate).toEqual({
      certificate: 'required',
      commonNames: ['webhook-sicredi'],
      fingerprints: [fingerprint],
      proxies: [],
    })
  })

  test.for([
    ['no certificate at all', { proxies: ['10.0.0.1'] }],
    ['a proxy by its name', { commonNames: ['x'], proxies: ['proxy'] }],
    ['a SHA-1 fingerprint', { fingerprints: ['ab'.repeat(20)] }],
    ['a word it does not know', { commonNames: ['x'], trust: true }],
  ] as const)('does not name %s', ([, file]) => {
    expect(v.is(WebhookGateFile, file)).toBe(false)
  })
})

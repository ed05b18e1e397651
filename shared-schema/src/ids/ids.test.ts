import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as ids from './ids.ts'

const twenty = '0123456789abcdefghjk'
const samples = {
  TenantId: {
    valid: ['demo', 'studio-9', 'ab'],
    invalid: [
      '',
      'a',
      'Demo',
      '9demo',
      'demo_x',
      'demo/../x',
      'demo\n',
      `a${'b'.repeat(31)}`,
      'démo',
    ],
  },
  TicketId: {
    valid: [`t${twenty}mnpqrs`],
    invalid: [
      twenty,
      `t${twenty}`,
      `d${twenty}mnpqrs`,
      `t${twenty}mnpqri`,
      `t${twenty}mnpqrs0`,
      `T${twenty}mnpqrs`,
    ],
  },
  DeviceId: {
    valid: [`d${twenty}`],
    invalid: [`t${twenty}`, `d${twenty}0`, `d${twenty.slice(1)}`, `d${twenty.slice(1)}u`],
  },
  EventId: {
    valid: [`${twenty}0123456789ab`],
    invalid: ['', '__proto__', twenty, `${twenty}0123456789aU`, `${twenty}0123456789abc`],
  },
  OperatorId: {
    valid: ['ana', 'ana.silva', 'ana_2', 'ab'],
    invalid: ['', 'a', 'Ana', '2ana', 'ana silva', 'ana@x', `a${'n'.repeat(32)}`],
  },
  ServiceCode: {
    valid: ['GELO', 'BOTA', 'X1'],
    invalid: ['', 'G', 'gelo', '1X', 'GELO-2', 'A'.repeat(13)],
  },
  KioskLetter: { valid: ['A', 'Z', 'AB'], invalid: ['', 'a', 'ABC', 'Á', '1', 'A1'] },
  BusinessDay: { valid: ['2026-11-23'], invalid: ['', '2026-11-23 ', '23/11/2026', '2026-11-40'] },
} as const

describe.for(Object.entries(samples))('%s', ([name, { valid, invalid }]) => {
  const schema = ids[name as keyof typeof samples]
  test.for([...valid])('%j is one', (text) => {
    expect(v.is(schema, text)).toBe(true)
  })
  test.for([...invalid, 7, null, undefined, {}, []])('%j is none', (given) => {
    expect(v.is(schema, given)).toBe(false)
  })
})

import { expect, test } from 'vitest'
import { aDevice, anEvent, folded } from './_a-ticket.ts'
import { isSoldOnTrust, shownCharges, type ShownCharge } from './shown-charges.ts'

const shown = (data: ShownCharge, at: number, by?: string) =>
  anEvent('charge_shown', {
    at,
    data,
    ...(by !== undefined && { by: { kind: 'device', device: aDevice(by) } as const }),
  })
const dynamic: ShownCharge = { txid: 'TX1', tier: 'dynamic' }
const pooled: ShownCharge = { txid: 'TX2', tier: 'pool' }

test('a ticket tells the charges its kiosk showed, in their order', () => {
  expect(shownCharges(folded(shown(pooled, 300), shown(dynamic, 200)))).toEqual([dynamic, pooled])
})

test('what another kiosk says it showed is not the ticket’s own', () => {
  const ticket = folded(shown(pooled, 200, 'another kiosk'))
  expect([shownCharges(ticket), isSoldOnTrust(ticket)]).toEqual([[], false])
})

test.for([
  ['nothing', [], false],
  ['a charge of the gateway', [dynamic], false],
  ['a charge made in advance', [dynamic, pooled], true],
  ['a static code', [{ txid: 'TX3', tier: 'static' }], true],
] as const)(
  'a ticket that showed %s was sold on trust only if nobody could see it paid',
  ([, charges, isOnTrust]) => {
    const ticket = folded(...charges.map((data, index) => shown(data, 200 + index)))
    expect(isSoldOnTrust(ticket)).toBe(isOnTrust)
  },
)

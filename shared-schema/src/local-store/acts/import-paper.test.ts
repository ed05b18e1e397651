import { afterEach, expect, test } from 'vitest'
import { signTicketQr, tabletWindowMs, type Ticket } from '@totem/shared-schema'
import { aSoldTicket, kioskKeys } from '../../ticket-qr/_a-paper.ts'
import { aProfileOf, afternoon, soon, valueOf } from '../_a-home.ts'
import { fakeGateway } from '../_fake-gateway.ts'
import { acknowledged, runningDevices, sell, ticketAt, whenHeld } from '../_running-devices.ts'
import { grantEnd } from '../ledger/_a-ledger.ts'

const { aKiosk, aTablet, close, open, closeAll } = runningDevices()
afterEach(closeAll)

/** A kiosk that sold with no network, its paper, and a tablet that knows the kiosk and not the sale. */
const anOutage = async () => {
  const gateway = fakeGateway()
  const { device: kiosk } = await aKiosk(gateway)
  const profile = aProfileOf('operator', gateway)
  const tablet = await aTablet(gateway, 'ana', profile)
  await soon(tablet.deviceKeys$, (devices) => devices.length === 1)
  gateway.setOnline(false)
  const sold = await sell(kiosk)
  return { gateway, kiosk, tablet, profile, sold, paper: valueOf(kiosk.signPaper(sold)) }
}

/** Paper of a kiosk that no tablet of these tests has heard of. */
const strangePaper = (): { readonly ticket: Ticket; readonly paper: string } => {
  const ticket = aSoldTicket()
  return { ticket, paper: valueOf(signTicketQr(ticket, ticket.soldAt, kioskKeys)) }
}

test('a tablet serves a ticket from its paper, and is at one with the kiosk once the network is back', async () => {
  const { gateway, kiosk, tablet, sold, paper } = await anOutage()
  const imported = valueOf(await tablet.importPaper(paper))
  expect(imported).toMatchObject({ number: sold.number, sale: sold.sale, soldBy: sold.soldBy })
  for (const act of ['called', 'started', 'finished'] as const)
    valueOf(await tablet.append(sold.id, act, {}))

  gateway.setOnline(true)
  await acknowledged(kiosk)
  await acknowledged(tablet)
  await whenHeld(tablet, sold.id, 'created')
  const [ticket] = await soon(tablet.tickets$, ([first]) => first !== undefined)
  expect(ticket?.service.kind).toBe('finished')
  expect(gateway.documents('tickets')).toHaveLength(1)
  const types = Object.values(ticketAt(gateway, sold.id).events).map(({ type }) => type)
  expect(types.toSorted()).toEqual(['called', 'created', 'finished', 'imported', 'started'])
})

test('paper that is scanned twice, also at once and after a restart, is imported once', async () => {
  const { tablet, profile, sold, paper } = await anOutage()
  await Promise.all([tablet.importPaper(paper), tablet.importPaper(paper)])
  await close(tablet)
  profile.wipeDocuments()
  const again = await open(profile)
  const [ticket] = await soon(again.tickets$, ([first]) => first !== undefined)
  expect(valueOf(await again.importPaper(paper)).number).toBe(sold.number)
  expect(ticket?.history.map(({ event }) => event.type)).toEqual(['imported'])
  expect(again.ledger().events).toBe(1)
})

test('two tablets that scan the same paper make one ticket', async () => {
  const gateway = fakeGateway()
  const { device: kiosk } = await aKiosk(gateway)
  const tablets = [await aTablet(gateway, 'ana'), await aTablet(gateway, 'bia')]
  for (const tablet of tablets) await soon(tablet.deviceKeys$, (devices) => devices.length === 1)
  gateway.setOnline(false)
  const sold = await sell(kiosk)
  const paper = valueOf(kiosk.signPaper(sold))
  for (const tablet of tablets) valueOf(await tablet.importPaper(paper))
  gateway.setOnline(true)
  for (const device of [kiosk, ...tablets]) await acknowledged(device)
  expect(gateway.documents('tickets').map(({ id }) => id)).toEqual([sold.id])
  const types = Object.values(ticketAt(gateway, sold.id).events).map(({ type }) => type)
  expect(types.toSorted()).toEqual(['created', 'imported', 'imported'])
})

test('a ticket that is here is given as it stands, and nothing is written', async () => {
  const gateway = fakeGateway()
  const { device: kiosk } = await aKiosk(gateway)
  const tablet = await aTablet(gateway)
  await soon(tablet.deviceKeys$, (devices) => devices.length === 1)
  const sold = await sell(kiosk)
  await whenHeld(tablet, sold.id, 'created')
  const given = valueOf(await tablet.importPaper(valueOf(kiosk.signPaper(sold))))
  expect([given.number, given.history.map(({ event }) => event.type)]).toEqual([
    'A-001',
    ['created'],
  ])
  expect(tablet.ledger().events).toBe(0)
})

test('the clock of a tablet that is behind puts the import after the sale', async () => {
  const { tablet, profile, sold, paper } = await anOutage()
  profile.setClock(afternoon - 60_000)
  expect(valueOf(await tablet.importPaper(paper)).lastAt).toBe(sold.soldAt + 1)
})

test('forged paper is refused with no network', async () => {
  const { tablet, paper } = await anOutage()
  const forged = `${paper.slice(0, -1)}${paper.endsWith('0') ? '1' : '0'}`
  expect(await tablet.importPaper(forged)).toEqual({
    ok: false,
    error: { kind: 'no_ticket', why: 'forged' },
  })
  expect(tablet.ledger().events).toBe(0)
})

test('paper of a kiosk that was shut out is for the manager', async () => {
  const { gateway, kiosk, tablet, paper } = await anOutage()
  gateway.revoke(kiosk.identity.device)
  gateway.setOnline(true)
  await soon(tablet.deviceKeys$, ([device]) => device?.revokedAt != null)
  expect(await tablet.importPaper(paper)).toEqual({ ok: false, error: { kind: 'revoked_kiosk' } })
})

test('provisional paper comes in, and after the gateway refused it, not again', async () => {
  const { gateway, tablet } = await anOutage()
  const { ticket, paper } = strangePaper()
  expect(valueOf(await tablet.importPaper(paper)).number).toBe(ticket.number)
  gateway.refuseEvents(({ type }) => (type === 'imported' ? 'unknown_device' : undefined))
  gateway.setOnline(true)
  await soon(tablet.tickets$, (tickets) => !tickets.some(({ id }) => id === ticket.id))
  gateway.setOnline(false)
  await soon(tablet.sync$, ({ state }) => state === 'offline')
  expect(await tablet.importPaper(paper)).toEqual({ ok: false, error: { kind: 'refused_before' } })
})

test('paper of a kiosk that the gateway does not know either is refused at once', async () => {
  const { gateway, tablet } = await anOutage()
  gateway.setOnline(true)
  await soon(tablet.sync$, ({ state }) => state === 'online')
  expect(await tablet.importPaper(strangePaper().paper)).toEqual({
    ok: false,
    error: { kind: 'unknown_kiosk' },
  })
  expect(tablet.ledger().events).toBe(0)
})

test('paper from before the working window is not imported', async () => {
  const { tablet, profile, sold, paper } = await anOutage()
  profile.setClock(sold.soldAt + tabletWindowMs + 1)
  expect(await tablet.importPaper(paper)).toEqual({ ok: false, error: { kind: 'too_old' } })
  expect(tablet.ledger().events).toBe(0)
})

test('nobody imports once their grant has ended, nor on a kiosk', async () => {
  const { kiosk, tablet, profile } = await anOutage()
  profile.setClock(grantEnd)
  const { paper } = strangePaper()
  const refused = { ok: false, error: { kind: 'not_allowed' } }
  expect(await tablet.importPaper(paper)).toEqual(refused)
  expect(await kiosk.importPaper(paper)).toEqual(refused)
})

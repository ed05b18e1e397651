import { createMetrics } from '../metrics.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import { createBackground, type Background } from '../background/background.ts'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { aSale, startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'
import { createChainWatch, tornMs, type ChainWatch } from './chain-watch.ts'
import { createReplicationMetrics } from './replication-metrics.ts'

/** A busy machine takes its time. */
const patience = { timeout: 15_000 }

let world: SyncWorld
let manager: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  manager = await world.device('manager')
  world.replication.start()
})
afterAll(() => world[Symbol.asyncDispose]())

const findings = async (): Promise<Record<string, unknown>> => (await manager.ask('/audit')).body

const chainOf = (device: SyncDevice) =>
  world.gateway.services.store.read({ tenantId: testTenant, kind: 'chain', key: device.id })

describe('the chain of a device', () => {
  test('is one stretch, in whatever order its tickets are pushed', async () => {
    const kiosk = await world.device('kiosk')
    const sales = Array.from({ length: 5 }, () => kiosk.sell())
    for (const { id, created } of sales.toReversed()) await kiosk.pushEvents(id, created)
    const last = sales.at(-1)?.created.id
    await expect
      .poll(() => chainOf(kiosk), patience)
      .toEqual({ stretches: [{ after: null, last }], openSince: null, alarm: null })
  })

  test('spans ledger and quarantine', async () => {
    const kiosk = await world.device('kiosk')
    const { id, created } = kiosk.sell()
    const called = kiosk.sign(id, 'called', {})
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    await kiosk.pushEvents(id, created, called, printed)
    await expect
      .poll(async () => (await chainOf(kiosk))?.stretches, patience)
      .toEqual([{ after: null, last: printed.id }])
  })

  test('is not torn by what others send in its name', async () => {
    const [kiosk, thief] = [await world.device('kiosk'), await world.device('kiosk')]
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const forged = thief.sign(id, 'printed', { job: 'p1', copy: 0 })
    await thief.pushEvents(id, { ...forged, event: { ...forged.event, by: kiosk.by } })
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    await kiosk.pushEvents(id, printed)
    await expect
      .poll(async () => (await chainOf(kiosk))?.stretches, patience)
      .toEqual([{ after: null, last: printed.id }])
  })
})

describe('a full look at torn chains', () => {
  let background: Background
  let chains: ChainWatch
  let clockMs: number
  const raised: unknown[] = []
  beforeEach(() => {
    raised.length = 0
    clockMs = 0
    const { couch, store, registry } = world.gateway.services
    background = createBackground((error) => raised.push(error))
    chains = createChainWatch({
      couch,
      store,
      signers: registry,
      verify: verifyTextNatively,
      record: (event) => raised.push(event),
      metrics: createReplicationMetrics(createMetrics().register),
      background,
      clock: () => clockMs,
    })
  })

  /**
   * The gateway's own watch has joined everything. This one is made to believe that the chain is torn, waits or
   * not, and looks: what it finds must be what ledger and quarantine really hold.
   */
  const auditAfter = async (
    kiosk: SyncDevice,
    last: { readonly id: string },
    waitMs: number,
  ): Promise<void> => {
    await expect
      .poll(async () => JSON.stringify((await chainOf(kiosk))?.stretches), patience)
      .toContain(last.id)
    const { created } = kiosk.sell()
    chains.sawAdmitted(testTenant, [[created.id, { ...created.event, prev: created.id }]])
    await background[Symbol.asyncDispose]()
    clockMs += Date.now() + 86_400_000 * (waitMs > 0 ? 1 : 0)
    await chains.auditTorn(testTenant)
  }

  test('finds a gap once, tells it, and refuses nothing', async () => {
    const kiosk = await world.device('kiosk')
    const { id, created } = kiosk.sell()
    const lost = kiosk.sign(id, 'desk_chosen', {})
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    const { body } = await kiosk.pushEvents(id, created, printed)
    expect(body).toEqual({ results: [{ id, status: 'stored', safe: true }] })
    await auditAfter(kiosk, printed, tornMs)
    await chains.auditTorn(testTenant)
    expect(raised).toEqual([
      { kind: 'audit_chain_broken', tenantId: testTenant, device: kiosk.id, fault: 'gap' },
    ])
    expect((await findings())['chains']).toContainEqual({
      device: kiosk.id,
      fault: 'gap',
      after: lost.id,
      raisedAt: clockMs,
    })
    await kiosk.pushEvents(id, lost)
    await expect.poll(async () => (await chainOf(kiosk))?.stretches.length, patience).toBe(1)
  })

  test('finds a fork, the mark of a cloned profile', async () => {
    const kiosk = await world.device('kiosk')
    const { id, created } = kiosk.sell()
    const mine = kiosk.sign(id, 'desk_chosen', {})
    const clone = kiosk.signAfter(created.id, id, 'printed', { job: 'p1', copy: 0 })
    await kiosk.pushEvents(id, created, mine, clone)
    await auditAfter(kiosk, clone, tornMs)
    expect(raised).toMatchObject([{ kind: 'audit_chain_broken', device: kiosk.id, fault: 'fork' }])
  })

  test('finds nothing where only the note of an event was lost', async () => {
    const kiosk = await world.device('kiosk')
    const { id, created } = kiosk.sell()
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    await kiosk.pushEvents(id, created, printed)
    await auditAfter(kiosk, printed, tornMs)
    expect(raised).toEqual([])
    expect(await chainOf(kiosk)).toEqual({
      stretches: [{ after: null, last: printed.id }],
      openSince: null,
      alarm: null,
    })
  })

  test('waits: batches come in any order', async () => {
    const kiosk = await world.device('kiosk')
    const { id, created } = kiosk.sell()
    kiosk.sign(id, 'desk_chosen', {})
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    await kiosk.pushEvents(id, created, printed)
    await auditAfter(kiosk, printed, 0)
    expect(raised).toEqual([])
  })
})

describe('a number that two tickets have', () => {
  test('is told and listed, and both tickets stay', async () => {
    const kiosk = await world.device('kiosk')
    const day = new Date(world.gateway.clock.nowMs).toISOString().slice(0, 10)
    const sale = { ...aSale(777), businessDay: day } as ReturnType<typeof aSale>
    const ids = [kiosk.newTicketId(), kiosk.newTicketId()].toSorted()
    for (const id of ids) {
      const { body } = await kiosk.pushEvents(id, kiosk.sign(id, 'created', sale))
      expect(body).toEqual({ results: [{ id, status: 'stored', safe: true }] })
    }
    await expect
      .poll(async () => (await findings())['clones'], patience)
      .toContainEqual({ day, number: 'A-777', tickets: ids })
    expect(world.gateway.logLines.join('\n')).toContain('number_given_twice')
    expect(await world.gateway.services.metrics.register.metrics()).toMatch(
      /totem_audit_alarms_total\{kind="clone"\} [1-9]/,
    )
  })

  test.for(['kiosk', 'operator', 'panel'] as const)('is not shown to a %s', async (role) => {
    expect((await (await world.device(role)).ask('/audit')).status).toBe(403)
  })
})

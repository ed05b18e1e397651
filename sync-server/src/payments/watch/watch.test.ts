import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestGateway, startTestGateway, testTenant } from '../../_test-gateway.ts'
import { type PaymentProvider } from '../provider.ts'
import { createTenantPayments, type TenantPayments } from '../tenant-payments.ts'
import { createBackground } from '../../background/background.ts'
import { eachLimited } from './each-limited.ts'
import { returnLease, takeLease } from './lease.ts'

describe('a turn at a task', () => {
  let gateway: TestGateway
  let tenant: TenantPayments
  beforeAll(async () => {
    gateway = await startTestGateway()
    const { couch, tenants } = gateway.services
    const settlementKey = tenants.get(testTenant)!.settlement
    const provider = { key: 'pix' } as PaymentProvider
    tenant = createTenantPayments(couch, { tenantId: testTenant, provider, settlementKey })
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  const ask = (task: string, holder: string, nowMs: number): Promise<boolean> =>
    takeLease(tenant, { task, holder, nowMs, forMs: 100 })

  test('goes to one of many who ask at once', async () => {
    const holders = Array.from({ length: 8 }, (_, n) => `gateway-${n}`)
    const taken = await Promise.all(holders.map((holder) => ask('at-once', holder, 1_000)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  test.for([
    ['its holder keeps it', 'a', 1_030, true],
    ['another waits for its end', 'b', 1_099, false],
    ['another takes it after its end', 'b', 1_100, true],
  ] as const)('%s', async ([task, holder, nowMs, isTaken]) => {
    await ask(task, 'a', 1_000)
    expect(await ask(task, holder, nowMs)).toBe(isTaken)
  })

  test('is free at once when it is given back, by its holder alone', async () => {
    await ask('given-back', 'a', 1_000)
    await returnLease(tenant, { task: 'given-back', holder: 'b' })
    expect(await ask('given-back', 'b', 1_001)).toBe(false)
    await returnLease(tenant, { task: 'given-back', holder: 'a' })
    expect(await ask('given-back', 'b', 1_002)).toBe(true)
  })

  test('is written down only now and then', async () => {
    await ask('renewed', 'a', 1_000)
    await ask('renewed', 'a', 1_040)
    expect(await tenant.leases.get('lease:renewed')).toMatchObject({ until: 1_100 })
    await ask('renewed', 'a', 1_060)
    expect(await tenant.leases.get('lease:renewed')).toMatchObject({ until: 1_160 })
  })
})

describe('work behind the answers', () => {
  test('is done a few tasks at a time and none is left out', async () => {
    const background = createBackground(() => undefined)
    let [running, most, done] = [0, 0, 0]
    for (let n = 0; n < 50; n += 1)
      background.run(async () => {
        running += 1
        most = Math.max(most, running)
        await sleep(1)
        running -= 1
        done += 1
      })
    await expect.poll(() => done).toBe(50)
    expect(most).toBe(8)
    await background[Symbol.asyncDispose]()
  })

  test('tells of a task that fails, goes on, and waits at its end for what is under way', async () => {
    const troubles: unknown[] = []
    const seen: string[] = []
    const background = createBackground((error) => troubles.push(error))
    background.run(() => Promise.reject(new Error('first')))
    background.run(async () => {
      await sleep(20)
      seen.push('slow')
    })
    background.repeat(1, () => {
      seen.push('again')
      return Promise.resolve()
    })
    await expect.poll(() => seen.length).toBeGreaterThan(2)
    await background[Symbol.asyncDispose]()
    const count = seen.length
    await sleep(20)
    expect(troubles).toEqual([new Error('first')])
    expect(seen).toContain('slow')
    expect(seen).toHaveLength(count)
  })

  test('on a list stops when told', async () => {
    const seen: number[] = []
    await eachLimited([1, 2, 3, 4, 5, 6], 2, (item) => {
      seen.push(item)
      return Promise.resolve(item === 3 ? 'stop' : 'go_on')
    })
    expect(seen).toEqual([1, 2, 3, 4])
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import { aProfileOf, aSaleOf, memoryStorage, opened, valueOf } from '../_a-home.ts'
import { fakeGateway } from '../_fake-gateway.ts'
import { type Device } from '../device.ts'

const running = new Set<Device>()
const keep = (device: Device): Device => {
  running.add(device)
  return device
}
afterEach(async () => {
  for (const device of running) await device[Symbol.asyncDispose]()
  running.clear()
})

const aWorld = () => {
  const gateway = fakeGateway()
  gateway.addCode('0000000A', 'A')
  return { gateway, profile: aProfileOf('kiosk', gateway) }
}
const ana = { tenant: 'demo', username: 'ana', password: 'secret' }

describe('a home', () => {
  test('where nobody was paired holds no device', async () => {
    expect(await aWorld().profile.home().open()).toEqual({ ok: true, value: undefined })
  })

  test('opens the kiosk that was paired there', async () => {
    const { profile } = aWorld()
    const paired = valueOf(await profile.home().pair('0000000a'))
    const { identity } = paired
    await paired[Symbol.asyncDispose]()
    const again = keep(await opened(profile))
    expect(again.identity).toEqual(identity)
    expect(identity).toMatchObject({ app: 'kiosk', tenantId: 'demo', letter: 'A' })
  })

  test('opens the tablet somebody logged in on, with the grant of that operator', async () => {
    const { gateway } = aWorld()
    const profile = aProfileOf('operator', gateway)
    const tablet = keep(valueOf(await profile.home().login(ana)))
    expect(tablet.identity).toMatchObject({ app: 'operator', letter: null })
  })

  test('says when another tab holds the ledger, and when its turn has come', async () => {
    const { profile } = aWorld()
    const first = valueOf(await profile.home().pair('0000000A'))
    const second = profile.home()
    expect(await second.open()).toEqual({ ok: false, error: { kind: 'open_elsewhere' } })
    let hasTurn = false
    const turn = second.waitForTurn().then(() => {
      hasTurn = true
    })
    await Promise.resolve()
    expect(hasTurn).toBe(false)
    await first[Symbol.asyncDispose]()
    await turn
    keep(valueOf(await second.open()) ?? expect.fail('there is a device'))
  })

  test('looks past a ledger in which a pairing broke off', async () => {
    const { profile } = aWorld()
    await profile.folder.open('totem-kiosk-abandoned-ledger')
    const paired = valueOf(await profile.home().pair('0000000A'))
    await paired[Symbol.asyncDispose]()
    expect(keep(await opened(profile)).identity.letter).toBe('A')
  })

  test('lets go of everything when the disk is full at opening, and opens once there is room', async () => {
    const { gateway, profile } = aWorld()
    profile.folder.setFull(true)
    expect(await profile.home().pair('0000000A')).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    })
    profile.folder.setFull(false)
    gateway.addCode('0000000B', 'B')
    const kiosk = keep(valueOf(await profile.home().pair('0000000B')))
    expect(valueOf(await kiosk.sell(aSaleOf())).number).toBe('B-001')
  })

  test('says that the storage failed when RxDB does not open, and tries again', async () => {
    const { gateway } = aWorld()
    let fails = true
    const profile = aProfileOf('kiosk', gateway, () => {
      const storage = memoryStorage()
      return {
        ...storage,
        createStorageInstance: (parameters) =>
          fails
            ? Promise.reject(new DOMException('gone', 'InvalidStateError'))
            : storage.createStorageInstance(parameters),
      }
    })
    expect(await profile.home().pair('0000000A')).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    })
    fails = false
    expect(keep(await opened(profile)).identity.letter).toBe('A')
  })
})

describe('pairing', () => {
  test('with a code nobody gave out is refused', async () => {
    const { profile } = aWorld()
    expect(await profile.home().pair('ZZZZZZZZ')).toEqual({
      ok: false,
      error: { kind: 'wrong_code' },
    })
    expect(await profile.home().open()).toEqual({ ok: true, value: undefined })
  })

  test('without a network says so', async () => {
    const { gateway, profile } = aWorld()
    gateway.setOnline(false)
    expect(await profile.home().pair('0000000A')).toEqual({ ok: false, error: { kind: 'offline' } })
  })
})

describe('a log-in', () => {
  test.for([
    ['wrong', { kind: 'wrong_credentials' }],
    ['', { kind: 'wrong_credentials' }],
    ['locked', { kind: 'locked', retryAfterSeconds: 30 }],
    ['broken', { kind: 'failed', detail: 'internal' }],
  ] as const)('with the password "%s" gives %o', async ([password, error]) => {
    const { gateway } = aWorld()
    const home = aProfileOf('operator', gateway).home()
    expect(await home.login({ ...ana, password })).toEqual({ ok: false, error })
  })

  test('without a network says so', async () => {
    const { gateway } = aWorld()
    gateway.setOnline(false)
    const home = aProfileOf('operator', gateway).home()
    expect(await home.login(ana)).toEqual({ ok: false, error: { kind: 'offline' } })
  })
})

import { afterEach, expect, test } from 'vitest'
import { afternoon, aProfileOf, soon } from '../_a-home.ts'
import { fakeGateway } from '../_fake-gateway.ts'
import { grantEnd } from '../ledger/_a-ledger.ts'
import { runningDevices } from '../_running-devices.ts'

const { aTablet, close, closeAll, open } = runningDevices()
afterEach(closeAll)

const ana = { tenant: 'demo', username: 'ana', password: 'secret' }
const minute = 60_000

/** A tablet on which Ana logged in once, without a network now. */
const aLockedTablet = async () => {
  const gateway = fakeGateway()
  const profile = aProfileOf('operator', gateway)
  const tablet = await aTablet(gateway, 'ana', profile)
  await tablet.logout()
  gateway.setOnline(false)
  return { gateway, profile, tablet }
}

test('who logged in before is let in without a network, also after a reload', async () => {
  const { profile, tablet } = await aLockedTablet()
  expect(await tablet.login(ana)).toMatchObject({ ok: true, value: { operator: 'ana' } })
  await tablet.logout()
  await close(tablet)
  const again = await open(profile)
  expect(await again.login(ana)).toMatchObject({ ok: true })
  expect(await soon(again.grant$, (grant) => grant !== undefined)).toMatchObject({
    operator: 'ana',
  })
})

test('nobody else is', async () => {
  const { tablet } = await aLockedTablet()
  expect(await tablet.login({ ...ana, username: 'bia' })).toEqual({
    ok: false,
    error: { kind: 'offline' },
  })
  expect(await tablet.login({ ...ana, password: 'wrong' })).toEqual({
    ok: false,
    error: { kind: 'wrong_credentials' },
  })
})

test('after the grant has ended it takes the gateway again', async () => {
  const { profile, tablet } = await aLockedTablet()
  profile.setClock(grantEnd)
  expect(await tablet.login(ana)).toEqual({ ok: false, error: { kind: 'offline' } })
})

test('five wrong passwords make the next one wait, and a reload helps nobody', async () => {
  const { profile, tablet } = await aLockedTablet()
  for (let attempt = 0; attempt < 5; attempt += 1) await tablet.login({ ...ana, password: 'wrong' })
  const locked = { ok: false, error: { kind: 'locked', retryAfterSeconds: 60 } }
  expect(await tablet.login(ana)).toEqual(locked)
  await close(tablet)
  const again = await open(profile)
  expect(await again.login(ana)).toEqual(locked)
  profile.setClock(afternoon + minute)
  expect(await again.login(ana)).toMatchObject({ ok: true })
})

test('the ledger holds no password', async () => {
  const { profile } = await aLockedTablet()
  expect(profile.folder.textOf('totem-operator-demo-ledger')).not.toContain('secret"')
})

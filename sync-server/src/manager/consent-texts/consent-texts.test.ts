import { createHash } from 'node:crypto'
import { ConsentTexts, hashText, type NoticeDraft, TenantProfile } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, otherTenant, type Reply, testTenant } from '../../_test-gateway.ts'
import { createApp } from '../../app.ts'
import { createProfileRoutes } from '../../kiosk-settings/kiosk-settings-routes.ts'
import { firstNotice } from '../../registry/first-notice.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from '../../replication/_sync-world.ts'
import { createManagerRoutes } from '../manager-routes.ts'
import { writeNotice } from './write-notice.ts'

let world: SyncWorld
let manager: SyncDevice
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await startSyncWorld()
  manager = await world.device('manager')
  const { services } = world.gateway
  app = createApp(services, [
    { path: '/manager', routes: createManagerRoutes(services) },
    { path: '/devices/profile', routes: createProfileRoutes(services) },
  ])
})
afterAll(() => world[Symbol.asyncDispose]())

const ask = async (
  path: string,
  { as = manager, ...init }: { method?: string; body?: unknown; as?: SyncDevice } = {},
): Promise<Reply> => {
  const response = await app.request(path, {
    method: init.method ?? 'GET',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await as.token()}` },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  })
  const { status, headers } = response
  return { status, headers, body: (await response.json()) as Record<string, unknown> }
}
const texts = async (as = manager): Promise<ConsentTexts> =>
  v.parse(ConsentTexts, (await ask('/manager/consent-texts', { as })).body)
const shown = async (): Promise<TenantProfile['notice']> => {
  const kiosk = await world.device('kiosk')
  return v.parse(TenantProfile, (await ask('/devices/profile', { as: kiosk })).body).notice
}
const aDraft = (replaces: string, over: Partial<NoticeDraft> = {}): NoticeDraft => ({
  replaces,
  title: 'Aviso',
  text: `Escrito depois de ${replaces}.`,
  translations: { en: { title: 'Notice', text: 'Short.' }, es: null },
  purposes: (firstNotice.purposes ?? [])
    .filter(({ code }) => code === 'offers')
    .map(({ code, label }) => ({ code, label, translations: { en: null, es: null } })),
  ...over,
})
const publish = (body: unknown): Promise<Reply> =>
  ask('/manager/consent-texts/notice', { method: 'POST', body })

test('a new version is what kiosks show, under the hash of its very words, and the old one stays as it was', async () => {
  const before = await shown()
  const reply = await publish(aDraft(before.version))
  expect(reply.status).toBe(200)
  const after = await shown()
  expect(after).toEqual(reply.body)
  const words = `Aviso\nEscrito depois de ${before.version}.`
  expect(after.hash).toBe(createHash('sha256').update(words).digest('hex'))
  const { notices } = await texts()
  expect(notices.map(({ notice, isCurrent }) => [notice, isCurrent])).toEqual([
    [after, true],
    [before, false],
  ])
})

test('every version of a day has a name of its own', async () => {
  const first = (await shown()).version
  await publish(aDraft(first))
  const second = (await shown()).version
  await publish(aDraft(second))
  const third = (await shown()).version
  expect(new Set([first, second, third]).size).toBe(3)
})

test('of two managers who began from one version the second is told', async () => {
  const { version } = await shown()
  const replies = await Promise.all([
    publish(aDraft(version, { text: 'Da Ana.' })),
    publish(aDraft(version, { text: 'Do Rui.' })),
  ])
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const written = (await texts()).notices.filter(({ notice }) => notice.text.startsWith('D'))
  expect(written).toHaveLength(1)
})

test('the same words are no new version', async () => {
  const { version, title, text } = await shown()
  const again = await publish(aDraft(version, { title, text }))
  expect([again.status, codeOf(again)]).toEqual([409, 'notice_unchanged'])
})

test('a code keeps the question it was given, also when a version in between did not ask it', async () => {
  const asks = (label: string, code = 'news_letter') => ({
    purposes: [{ code, label, translations: { en: null, es: null } }],
  })
  const next = async (over: Partial<NoticeDraft>): Promise<readonly [number, unknown]> => {
    const reply = await publish(aDraft((await shown()).version, over))
    return [reply.status, reply.status === 200 ? undefined : codeOf(reply)]
  }
  expect(await next(asks('Quero notícias'))).toEqual([200, undefined])
  expect(await next(asks('Aceito ceder meus dados'))).toEqual([422, 'purpose_reworded'])
  expect(await next({ purposes: [] })).toEqual([200, undefined])
  expect(await next(asks('Aceito ceder meus dados'))).toEqual([422, 'purpose_reworded'])
  expect(await next(asks('Aceito ceder meus dados', 'ceding'))).toEqual([200, undefined])
  expect(await next(asks('Quero notícias'))).toEqual([200, undefined])
})

test('a version of a gateway that died before it put it away is not lost', async () => {
  const { store } = world.gateway.services
  const { version } = await shown()
  const dying = { ...store, decide: dieAfter(2, store.decide) }
  const draft = aDraft(version, { text: 'O gateway morreu.' })
  await expect(
    writeNotice({ ...world.gateway.services, store: dying }, testTenant, {
      draft,
      by: null,
      atMs: world.gateway.clock.nowMs,
    }),
  ).rejects.toThrow('killed')
  const left = await shown()
  expect(left.text).toBe('O gateway morreu.')
  expect((await texts()).notices[0]).toMatchObject({ notice: left, isCurrent: true })
  await publish(aDraft(left.version))
  expect((await texts()).notices.map(({ notice }) => notice.version)).toContain(left.version)
})

test.for<[string, Partial<Record<keyof NoticeDraft, unknown>>]>([
  ['no text', { text: ' ' }],
  ['half a translation', { translations: { en: { title: 'Notice', text: '' }, es: null } }],
  ['one code twice', { purposes: [1, 2].map(() => ({ ...aDraft('x').purposes[0] })) }],
])('a notice with %s is refused', async ([, over]) => {
  const { version } = await shown()
  expect((await publish({ ...aDraft(version), ...over })).status).toBe(422)
})

test('each safety notice a service ever had can be read back by the hash a sale recorded', async () => {
  const service = {
    name: 'Gelo',
    description: '',
    priceCents: 9_000,
    durationMinutes: 10,
    color: '#0aa5c8',
    sound: 'bell',
    position: 1,
    active: true,
  }
  const put = (safety: object): Promise<Reply> => {
    world.gateway.clock.nowMs += 1
    return ask('/manager/catalog/GELO', { method: 'PUT', body: { ...service, ...safety } })
  }
  await put({})
  await put({ safety: 'Primeiro.' })
  await put({ safety: 'Segundo.' })
  await put({})
  const { safety } = await texts()
  expect(safety.map(({ service: id, texts: words, isCurrent }) => [id, words, isCurrent])).toEqual([
    ['GELO', [], true],
    ['GELO', [{ locale: 'pt-BR', text: 'Segundo.', hash: hashText('Segundo.') }], false],
    ['GELO', [{ locale: 'pt-BR', text: 'Primeiro.', hash: hashText('Primeiro.') }], false],
  ])
})

test('texts are the manager’s and the tenant’s alone', async () => {
  for (const role of ['kiosk', 'operator', 'panel'] as const)
    expect((await ask('/manager/consent-texts', { as: await world.device(role) })).status).toBe(403)
  const stranger = await texts(await world.device('manager', otherTenant))
  expect(JSON.stringify(stranger)).not.toContain('Escrito depois de')
})

/** Lets so many writes through and dies with the next. */
const dieAfter = <T extends (...args: never[]) => Promise<unknown>>(count: number, act: T): T => {
  let left = count
  return ((...args: never[]) => {
    left -= 1
    return left < 0 ? Promise.reject(new Error('killed')) : act(...args)
  }) as T
}

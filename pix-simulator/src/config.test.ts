import { err, ok } from '@totem/shared-schema'
import { describe, expect, test } from 'vitest'
import { type Config, loadConfig } from './config.ts'
import { type Env } from './env.ts'

const nothing: Env = {
  host: undefined,
  port: undefined,
  publicUrl: undefined,
  dataDir: undefined,
  clientId: undefined,
  clientSecret: undefined,
  clientSecretFile: undefined,
  webhookSecretsFile: undefined,
  tlsCertFile: undefined,
  tlsKeyFile: undefined,
  tlsCaFile: undefined,
  demo: undefined,
}
const files: Readonly<Record<string, string>> = {
  '/secret': 'from-file\n',
  '/empty': '\n',
  '/hooks.json': '{"current":"new","previous":"old"}',
  '/cert': 'CERT',
  '/key': 'KEY',
  '/ca': 'CA',
  '/broken.json': '{"current":""}',
}
const load = (env: Partial<Env>): ReturnType<typeof loadConfig> =>
  loadConfig({ ...nothing, ...env }, (path) => files[path])

const demo: Config = {
  host: '127.0.0.1',
  port: 8790,
  locationHost: '127.0.0.1',
  journalPath: 'data/pix-simulator/journal.jsonl',
  credentials: { clientId: 'totem-demo', clientSecret: 'totem-demo-secret' },
  webhookSecret: undefined,
  merchant: { name: 'Totem Studio de Teste', city: 'Porto Alegre' },
  tls: undefined,
}

describe('the configuration', () => {
  test('has demo credentials in demo mode alone', () => {
    expect(load({ demo: '1' })).toStrictEqual(ok(demo))
    expect(load({})).toMatchObject({ ok: false })
    expect(load({ demo: '0' })).toMatchObject({ ok: false })
  })

  test('takes everything from outside', () => {
    expect(
      load({
        host: '0.0.0.0',
        port: '9000',
        publicUrl: 'https://pix.example.com',
        dataDir: '/var/totem',
        clientId: 'me',
        clientSecretFile: '/secret',
        webhookSecretsFile: '/hooks.json',
      }),
    ).toStrictEqual(
      ok({
        ...demo,
        host: '0.0.0.0',
        port: 9000,
        locationHost: 'pix.example.com',
        journalPath: '/var/totem/pix-simulator/journal.jsonl',
        credentials: { clientId: 'me', clientSecret: 'from-file' },
        webhookSecret: 'new',
      }),
    )
  })

  test('gives a host without a dot a reserved domain a BR Code can carry', () => {
    expect(load({ demo: '1', publicUrl: 'http://pix-simulator:8790' })).toMatchObject(
      ok({ locationHost: 'pix-simulator.localhost' }),
    )
  })

  test('speaks mutual TLS when it has all three files, and not with fewer', () => {
    const tls = { tlsCertFile: '/cert', tlsKeyFile: '/key', tlsCaFile: '/ca' }
    expect(load({ demo: '1', ...tls })).toStrictEqual(
      ok({ ...demo, tls: { cert: 'CERT', key: 'KEY', ca: 'CA' } }),
    )
    for (const lacking of [{ tlsCaFile: undefined }, { tlsKeyFile: '/absent' }])
      expect(load({ demo: '1', ...tls, ...lacking })).toMatchObject({ ok: false })
  })

  test('leaves callbacks unsigned when there is no secrets file', () => {
    expect(load({ demo: '1', webhookSecretsFile: '/absent' })).toStrictEqual(ok(demo))
  })

  test.for<[Partial<Env>, string]>([
    [{ demo: '1', clientId: 'me' }, 'PIX_CLIENT_ID'],
    [{ clientId: 'me', clientSecretFile: '/absent' }, 'PIX_CLIENT_SECRET_FILE'],
    [{ clientId: 'me', clientSecretFile: '/empty' }, 'PIX_CLIENT_SECRET_FILE'],
    [{ demo: '1', port: '99999' }, 'PIX_SIMULATOR_PORT'],
    [{ demo: '1', port: 'http' }, 'PIX_SIMULATOR_PORT'],
    [{ demo: '1', publicUrl: 'pix' }, 'PIX_SIMULATOR_PUBLIC_URL'],
    [{ demo: '1', publicUrl: 'http://[::1]:8790' }, 'PIX_SIMULATOR_PUBLIC_URL'],
    [{ demo: '1', webhookSecretsFile: '/broken.json' }, 'WEBHOOK_SECRETS_FILE'],
  ])('of %j is refused by the name of what is wrong', ([env, name]) => {
    expect(load(env)).toStrictEqual(err(expect.stringContaining(name)))
  })
})

import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig, type ReadFile } from './config.ts'
import { type Env } from './env.ts'
import { makeSecrets } from './secrets/make-secrets.ts'

const noEnv: Env = {
  GATEWAY_PORT: undefined,
  GATEWAY_HOST: undefined,
  GATEWAY_ROLE: undefined,
  COUCHDB_URL: undefined,
  COUCHDB_USER: undefined,
  COUCHDB_PASSWORD_FILE: undefined,
  JWT_KEYS_FILE: undefined,
  TENANT_KEYS_FILE: undefined,
  WEBHOOK_SECRETS_FILE: undefined,
  PIX_BASE_URL: undefined,
  PIX_CLIENT_ID: undefined,
  PIX_CLIENT_SECRET_FILE: undefined,
  PIX_KEYS: undefined,
  PIX_CALLBACK_ORIGIN: undefined,
  PAYMENT_PROVIDERS_FILE: undefined,
  WEBHOOK_GATE_FILE: undefined,
  PRINTERS: undefined,
  PUBLIC_URL: undefined,
  DATA_DIR: undefined,
  TOTEM_DEMO: undefined,
  LOG_LEVEL: undefined,
}

const production: Env = {
  ...noEnv,
  COUCHDB_USER: 'gateway',
  COUCHDB_PASSWORD_FILE: '/s/couchdb-password',
  JWT_KEYS_FILE: '/s/jwt-keys.json',
  TENANT_KEYS_FILE: '/s/tenant-keys.json',
  WEBHOOK_SECRETS_FILE: '/s/webhook-secrets.json',
  PIX_BASE_URL: 'https://pix.example/api/',
  PIX_CLIENT_ID: 'studio',
  PIX_CLIENT_SECRET_FILE: '/s/pix-client-secret',
  PUBLIC_URL: 'https://totem.example',
}

const secrets = new Map(
  (await makeSecrets(['demo', 'norte'])).map(({ name, content }) => [
    name,
    JSON.stringify(content),
  ]),
)
const files = new Map([
  ...secrets,
  ['couchdb-password', 'password\n'],
  ['pix-client-secret', 'pix secret'],
])
const readFile: ReadFile = (path) => files.get(path.split('/').at(-1) ?? '')

const faultOf = (env: Partial<Env>, read: ReadFile = readFile): string => {
  try {
    loadConfig({ ...production, ...env }, read)
    return 'none'
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

describe('a configuration', () => {
  test('is complete when every secret is there', () => {
    expect(loadConfig(production, readFile)).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'https://totem.example',
      isDemo: false,
      couchdb: { url: 'http://127.0.0.1:5984', user: 'gateway', password: 'password' },
      pix: { baseUrl: 'https://pix.example/api', clientId: 'studio', clientSecret: 'pix secret' },
    })
    expect([...loadConfig(production, readFile).tenants.keys()]).toEqual(['demo', 'norte'])
  })

  test('of a demo needs nothing but its folder of secrets', () => {
    const config = loadConfig({ ...noEnv, TOTEM_DEMO: '1' }, readFile)
    expect(config).toMatchObject({
      isDemo: true,
      publicUrl: 'http://localhost:8080',
      couchdb: { user: 'admin' },
      pix: { baseUrl: 'http://127.0.0.1:8790', clientId: 'totem-demo' },
    })
  })

  test.for([
    'COUCHDB_USER',
    'COUCHDB_PASSWORD_FILE',
    'JWT_KEYS_FILE',
    'TENANT_KEYS_FILE',
    'WEBHOOK_SECRETS_FILE',
    'PIX_BASE_URL',
    'PIX_CLIENT_ID',
    'PIX_CLIENT_SECRET_FILE',
  ] as const)('is refused without %s, which is named', (name) => {
    expect(faultOf({ [name]: undefined })).toMatch(new RegExp(`^Set ${name}\\.`))
  })

  test.for([
    ['jwt-keys.json', 'JWT_KEYS_FILE'],
    ['tenant-keys.json', 'TENANT_KEYS_FILE'],
    ['webhook-secrets.json', 'WEBHOOK_SECRETS_FILE'],
    ['couchdb-password', 'COUCHDB_PASSWORD_FILE'],
    ['pix-client-secret', 'PIX_CLIENT_SECRET_FILE'],
  ] as const)('is refused when the file %s is not there', ([file, variable]) => {
    const read: ReadFile = (path) => (path.endsWith(file) ? undefined : readFile(path))
    expect(faultOf({}, read)).toContain(`${variable}: the file /s/${file} is missing or empty.`)
  })

  test.for<[string, Partial<Env>, RegExp]>([
    ['a port that is none', { GATEWAY_PORT: '99999' }, /^GATEWAY_PORT/],
    ['a port with letters', { GATEWAY_PORT: '80a' }, /^GATEWAY_PORT must be a port number/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
    ['an unknown role', { GATEWAY_ROLE: 'boss' }, /^GATEWAY_ROLE/],
    ['a demo flag that is a word', { TOTEM_DEMO: 'yes' }, /^TOTEM_DEMO/],
    ['a login in COUCHDB_URL', { COUCHDB_URL: 'http://a:b@db:5984' }, /^COUCHDB_URL must not/],
    ['another protocol', { COUCHDB_URL: 'ftp://db' }, /^COUCHDB_URL must begin with http/],
    ['a Pix key without its tenant', { PIX_KEYS: 'abcdefgh' }, /^PIX_KEYS/],
    [
      'a Pix key of two tenants',
      { PIX_KEYS: 'demo=a@b.com.br,norte=a@b.com.br' },
      /^PIX_KEYS must/,
    ],
    ['a callback origin that is none', { PIX_CALLBACK_ORIGIN: 'x' }, /^PIX_CALLBACK_ORIGIN/],
    ['a path in PUBLIC_URL', { PUBLIC_URL: 'https://x.example/totem' }, /^PUBLIC_URL must be an/],
    ['a PUBLIC_URL without TLS', { PUBLIC_URL: 'http://x.example' }, /^PUBLIC_URL must be https/],
  ])('is refused for %s', ([, env, sentence]) => {
    expect(faultOf(env)).toMatch(sentence)
  })

  test.for([
    ['is no JSON', '{'],
    ['names no tenant', '{}'],
    ['names a tenant that cannot be one', '{"../x":{}}'],
    ['holds a key that is too short', '{"demo":{"settlement":{"publicKey":"hunter2"}}}'],
  ] as const)('is refused when the file of tenants %s, without quoting it', ([, text]) => {
    const read: ReadFile = (path) => (path.endsWith('tenant-keys.json') ? text : readFile(path))
    const fault = faultOf({}, read)
    expect(fault).toContain('TENANT_KEYS_FILE')
    expect(fault).not.toContain('hunter2')
  })

  describe('with a file of providers', () => {
    const bank = {
      kind: 'pix',
      baseUrl: 'https://api-pix.sicredi.com.br/',
      clientId: 'norte',
      clientSecretFile: '/s/norte-secret',
      pixKey: 'norte@studio.com.br',
      tls: { certFile: '/s/norte.cer', keyFile: '/s/norte.key' },
    }
    const env = { PAYMENT_PROVIDERS_FILE: '/s/payment-providers.json' }
    const withFile =
      (content: unknown): ReadFile =>
      (path) =>
        path === '/s/payment-providers.json' ? JSON.stringify(content) : readFile(path)

    test('gives a tenant a bank of its own beside the shared one', () => {
      const config = loadConfig(
        { ...production, ...env, PIX_KEYS: 'demo=demo@studio.com.br' },
        withFile({ norte: bank }),
      )
      expect([...config.providers]).toMatchObject([
        ['norte', { ...bank, baseUrl: 'https://api-pix.sicredi.com.br' }],
      ])
      expect([...config.pix.keys]).toEqual([
        ['demo', 'demo@studio.com.br'],
        ['norte', 'norte@studio.com.br'],
      ])
    })

    test('needs no shared bank', () => {
      const none = { PIX_BASE_URL: undefined, PIX_CLIENT_ID: undefined }
      const config = loadConfig(
        { ...production, ...env, ...none },
        withFile({ norte: bank, demo: { kind: 'cash' } }),
      )
      expect([...config.pix.keys]).toEqual([['norte', 'norte@studio.com.br']])
    })

    test.for([
      ['has a word too many', { norte: { ...bank, certfile: 'x' } }],
      ['has no address', { norte: { ...bank, baseUrl: 'sicredi' } }],
      ['names a provider nobody knows', { norte: { kind: 'gold' } }],
      ['names one Pix key twice', { norte: bank, demo: bank }],
    ])('is refused when it %s', ([, content]) => {
      expect(faultOf(env, withFile(content))).toContain('PAYMENT_PROVIDERS_FILE')
    })

    test('is refused when it takes the Pix key of the shared bank', () => {
      const shared = { ...env, PIX_KEYS: 'demo=norte@studio.com.br' }
      expect(faultOf(shared, withFile({ norte: bank }))).toContain('must name each Pix key once')
    })
  })

  test('is refused when the current token key cannot sign', () => {
    const keys = secrets.get('jwt-keys.json')!.replace(/"d":"[^"]+",?/, '')
    const read: ReadFile = (path) => (path.endsWith('jwt-keys.json') ? keys : readFile(path))
    expect(faultOf({}, read)).toContain('"current" must be the kid of a key')
  })
})

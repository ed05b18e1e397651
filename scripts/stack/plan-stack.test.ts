import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { planStack } from './plan-stack.ts'
import { findFreePorts } from './ports.ts'
import { type StackOptions } from './stack-options.ts'
import { refuseBusyPorts } from './start-stack.ts'

const options: StackOptions = {
  ports: { gateway: 8080, couchdb: 5984, pixSimulator: 8790 },
  dataDir: '/var/totem',
}

test('the gateway starts last, after all it needs', () => {
  expect(planStack(options).map(({ name, healthUrl }) => [name, healthUrl])).toEqual([
    ['couchdb', 'http://127.0.0.1:5984/_up'],
    ['pix-simulator', 'http://127.0.0.1:8790/healthz'],
    ['gateway', 'http://127.0.0.1:8080/readyz'],
  ])
})

test('a CouchDB that already runs replaces the embedded one', () => {
  const plans = planStack({
    ...options,
    couchdbUrl: 'http://10.0.0.2:5984',
    couchdbUser: 'totem',
    couchdbPasswordFile: '/run/secrets/couchdb',
  })
  expect(plans.map(({ name }) => name)).toEqual(['pix-simulator', 'gateway'])
  expect(plans.at(-1)?.env).toMatchObject({
    COUCHDB_URL: 'http://10.0.0.2:5984',
    COUCHDB_USER: 'totem',
    COUCHDB_PASSWORD_FILE: '/run/secrets/couchdb',
  })
})

test('the gateway is told where everything is', () => {
  expect(planStack(options).at(-1)?.env).toEqual({
    NODE_COMPILE_CACHE: expect.stringMatching(/node_modules\/\.cache\/totem\/compiled$/) as unknown,
    TOTEM_DEMO: '1',
    DATA_DIR: '/var/totem',
    GATEWAY_PORT: '8080',
    COUCHDB_PORT: '5984',
    PIX_SIMULATOR_PORT: '8790',
    COUCHDB_URL: 'http://127.0.0.1:5984',
    COUCHDB_USER: 'admin',
    COUCHDB_PASSWORD_FILE: '/var/totem/secrets/couchdb-password',
    JWT_KEYS_FILE: '/var/totem/secrets/jwt-keys.json',
    TENANT_KEYS_FILE: '/var/totem/secrets/tenant-keys.json',
    WEBHOOK_SECRETS_FILE: '/var/totem/secrets/webhook-secrets.json',
    PIX_BASE_URL: 'http://127.0.0.1:8790',
    PUBLIC_URL: 'http://localhost:8080',
  })
})

test('a taken port is named with the variable that changes it, a free one is not', async () => {
  const [taken = 0, free = 0, alsoFree = 0] = await findFreePorts(3)
  const stranger = createServer().listen(taken, '127.0.0.1')
  await once(stranger, 'listening')
  const plans = planStack({
    ...options,
    ports: { gateway: taken, couchdb: free, pixSimulator: alsoFree },
  })
  try {
    await expect(refuseBusyPorts(plans)).rejects.toThrow(
      `Port ${taken}, wanted by gateway, is in use: end the program that holds it, ` +
        `or choose another with GATEWAY_PORT=${taken + 1}.`,
    )
  } finally {
    stranger.close()
  }
})

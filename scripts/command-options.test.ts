import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readStackOptions } from './command-options.ts'

const repository = join(import.meta.dirname, '..')

test('an empty environment means the documented ports and ./data', () => {
  expect(readStackOptions({ COUCHDB_URL: '', DATA_DIR: '' })).toEqual({
    ports: { gateway: 8080, couchdb: 5984, pixSimulator: 8790 },
    dataDir: join(repository, 'data'),
  })
})

test('every part can be moved', () => {
  expect(
    readStackOptions({
      GATEWAY_PORT: '9000',
      COUCHDB_PORT: '9001',
      PIX_SIMULATOR_PORT: '9002',
      DATA_DIR: '/var/totem',
      COUCHDB_URL: 'http://db:5984/',
      COUCHDB_USER: 'totem',
      COUCHDB_PASSWORD_FILE: '/run/secrets/couchdb-password',
    }),
  ).toEqual({
    ports: { gateway: 9000, couchdb: 9001, pixSimulator: 9002 },
    dataDir: '/var/totem',
    couchdbUrl: 'http://db:5984',
    couchdbUser: 'totem',
    couchdbPasswordFile: '/run/secrets/couchdb-password',
  })
})

test.for(['0', '65536', '80.5', 'http', '-1'])('port %s is refused by name', (port) => {
  expect(() => readStackOptions({ GATEWAY_PORT: port })).toThrow(
    `GATEWAY_PORT must be a port from 1 to 65535, not “${port}”.`,
  )
})

import { connect } from 'node:net'
import { type CouchServer } from '@totem/couchdb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, startTestGateway, type TestGateway } from '../_test-gateway.ts'
import { type Listening, listen } from '../server/listen.ts'

let asked: string[] = []

/** Notes every way to the database. */
const spyOn = (couch: CouchServer): CouchServer => ({
  ...couch,
  database: (name) => {
    asked.push(name)
    return couch.database(name)
  },
  [Symbol.asyncDispose]: () => couch[Symbol.asyncDispose](),
})

let gateway: TestGateway
let listening: Listening

beforeAll(async () => {
  gateway = await startTestGateway({}, { wrap: spyOn })
  listening = await listen(gateway.app, { host: '127.0.0.1', port: 0 })
})

afterAll(async () => {
  await listening[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
})

beforeEach(() => {
  asked = []
})

/** Sends a request line as it stands, which no client library would. */
const rawRequest = (target: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(listening.port, '127.0.0.1', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    })
    let answer = ''
    socket.on('data', (chunk) => (answer += String(chunk)))
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })

describe('a path trick', () => {
  test.for([
    '/sync/tickets/../_users/_all_docs',
    '/sync/../_users',
    '/sync/%2e%2e/_users/_all_docs',
    '/sync/%2E%2E%2F_users',
    '/sync/tickets%2f..%2f_users',
    '/sync/tickets%252f..%252f_users',
    '/%5fusers/_all_docs',
    '/sync/tickets;x=1/pull',
    '/sync/tickets%00/pull',
    '/sync/tickets/%zz',
    '/sync/tickets\\..\\_users',
    '/sync//_users',
    '//_users/_all_docs',
    '/./sync/tickets',
    '/sync/tickets/.',
    '/kiosk/../../package.json',
    '/kiosk/..%2f..%2fpackage.json',
    '/kiosk/assets/../../index.html',
    '/docs/..%2f..%2fapp.ts',
    '/sync/ticke%74s/pull',
    '/sync/tickets/\u00e9',
    'http://127.0.0.1:5984/_users/_all_docs',
    'https://evil.example/sync/tickets/pull',
    '/sync/（_users）',
    '*',
  ])('is refused before anything is asked of the database: %s', async (target) => {
    const answer = await rawRequest(target)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(asked).toEqual([])
  })

  test.for(['/_users', '/_all_dbs', '/totem_demo_tickets', '/sync/_users/pull', '/nothing'])(
    'with an address nobody serves finds nothing: %s',
    async (path) => {
      const reply = await gateway.get(path)
      expect([reply.status, codeOf(reply), asked]).toEqual([404, 'not_found', []])
    },
  )
})

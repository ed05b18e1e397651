import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryCouch, testAdmin, type TemporaryCouch } from './_temporary-couch.ts'
import { createEmbeddedCouch } from './server.ts'

let couch: TemporaryCouch

beforeAll(async () => {
  couch = await temporaryCouch()
  await couch.ask('PUT', '/db')
})

afterAll(() => couch[Symbol.asyncDispose]())

const anonymous = { headers: { authorization: '' } }

describe('who may come in', () => {
  test('there is no server without a password', () => {
    const withoutPassword = { dataDir: couch.dataDir, admin: { name: 'admin', password: '' } }
    expect(() => createEmbeddedCouch(withoutPassword)).toThrow(
      'The embedded CouchDB needs an admin with a password',
    )
  })

  test.for(['/db', '/db/doc', '/_all_dbs', '/db/_changes', '/_uuids', '/_utilsx'])(
    '%s is closed to strangers',
    async (path) => {
      const reply = await couch.ask('GET', path, anonymous)
      expect([reply.status, reply.body]).toEqual([
        401,
        { error: 'unauthorized', reason: 'You are not authorized to access this db.' },
      ])
    },
  )

  test.for(['/', '/_up', '/_session', '/_utils/'])('%s is open', async (path) => {
    expect((await couch.ask('GET', path, anonymous)).status).toBe(200)
  })

  test.for(['Basic ' + btoa('admin:wrong'), 'Basic ' + btoa('other:correct horse'), 'Bearer x'])(
    'the header %j is refused, even where anybody may come in',
    async (authorization) => {
      const reply = await couch.ask('GET', '/', { headers: { authorization } })
      expect([reply.status, reply.body]).toEqual([
        401,
        { error: 'unauthorized', reason: 'Name or password is incorrect.' },
      ])
    },
  )

  test('a session opens the databases until it is forged', async () => {
    const login = await couch.ask('POST', '/_session', { ...anonymous, body: testAdmin })
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    const opened = await couch.ask('GET', '/db', { headers: { authorization: '', cookie } })
    const forged = { authorization: '', cookie: cookie.slice(0, -2) + 'xx' }
    expect(login.body).toEqual({ ok: true, name: 'admin', roles: ['_admin'] })
    expect(login.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect(opened.status).toBe(200)
    expect((await couch.ask('GET', '/db', { headers: forged })).status).toBe(401)
  })

  test('Fauxton logs in with a form and is told who it is', async () => {
    const login = await couch.ask('POST', '/_session', {
      headers: { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(testAdmin).toString(),
    })
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    const session = await couch.ask('GET', '/_session', { headers: { authorization: '', cookie } })
    expect(session.body).toMatchObject({
      userCtx: { name: 'admin', roles: ['_admin'] },
      info: { authenticated: 'cookie' },
    })
    expect((await couch.ask('DELETE', '/_session')).headers.get('set-cookie')).toMatch(
      /^AuthSession=;/,
    )
  })

  test.for([
    { name: 'admin', password: 'wrong' },
    { name: '', password: '' },
  ])('the login %j is refused', async (body) => {
    expect((await couch.ask('POST', '/_session', { ...anonymous, body })).status).toBe(401)
  })

  test('a page of another name cannot reach it through a browser', async () => {
    // fetch sends no Host of one's own, so the request is made by hand.
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example' }
      request(couch.url, { headers }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
})

describe('bad input', () => {
  test.for([
    '/Upper',
    '/9db',
    '/..%2F..%2Fevil',
    '/x%2F..%2F..%2Fevil',
    '/%2E%2E%2Fevil',
    '/c:%5Cevil',
    '/a%00b',
    '/a-mrview-b',
    `/${'a'.repeat(240)}`,
  ])('%s is no name of a database', async (path) => {
    const reply = await couch.ask('PUT', path)
    expect([reply.status, reply.body]).toMatchObject([400, { error: 'illegal_database_name' }])
  })

  test.for([
    ['PUT', '/db/big', { s: 'x'.repeat(8_000_001) }],
    ['POST', '/db/_bulk_docs', { docs: [{ _id: 's' }, { _id: 'big', s: 'x'.repeat(8_000_001) }] }],
  ] as const)('%s %s refuses a document over 8,000,000 bytes', async ([method, path, body]) => {
    const reply = await couch.ask(method, path, { body })
    expect([reply.status, reply.body]).toEqual([413, { error: 'document_too_large', reason: '' }])
  })

  test('a batch over the limit of one document is taken when each is below it', async () => {
    const docs = Array.from({ length: 3 }, (_, n) => ({ _id: `l${n}`, s: 'x'.repeat(3_000_000) }))
    const reply = await couch.ask('POST', '/db/_bulk_docs', { body: { docs } })
    expect([reply.status, reply.body]).toMatchObject([
      201,
      [{ ok: true }, { ok: true }, { ok: true }],
    ])
  })

  test('a body beyond all measure is refused, also when it is packed', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024, 0x20))
    expect((await couch.ask('POST', '/db/_bulk_docs', { body: bomb, headers })).status).toBe(413)
  })

  test('a packed body is understood, a broken one refused', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const body = gzipSync(JSON.stringify({ docs: [] }))
    const packed = await couch.ask('POST', '/db/_bulk_get', { body, headers })
    const broken = await couch.ask('POST', '/db/_bulk_get', { body: body.subarray(0, 9), headers })
    expect([packed.status, packed.body]).toEqual([200, { results: [] }])
    expect(broken.status).toBe(400)
  })

  test.for([
    ['PATCH', '/db/doc', 405],
    ['OPTIONS', '/db', 405],
    ['POST', '/db/_all_docs?limit=x', 400],
    ['GET', '/db/_all_docs?limit=-1', 400],
    ['GET', '/db/_changes?filter=app/mine', 501],
    ['GET', '/db/_changes?since=%22', 400],
    ['GET', '/db/_changes?limit=abc', 400],
    ['GET', '/db/_changes?heartbeat=x', 400],
    ['GET', '/db/_changes?filter=_doc_ids&doc_ids=x', 400],
    ['GET', '/db/doc?rev=nonsense', 400],
    ['GET', '/db/doc?open_revs=nonsense', 400],
    ['GET', '/db/doc?open_revs=1', 400],
    ['GET', '/db/_design/none/_view/none', 404],
    ['GET', '/_users', 501],
    ['PUT', '/_users/org.couchdb.user:x', 501],
    ['GET', '/db/a/b/c/d', 404],
    ['GET', '/_utils/../../etc/passwd', 404],
    ['GET', '/_utils/..%2f..%2fpackage.json', 404],
    ['DELETE', '/db/none', 404],
    ['DELETE', '/db/_local/none', 404],
  ] as const)('%s %s is answered %i with a reason', async ([method, path, status]) => {
    const reply = await couch.ask(method, path)
    expect(reply.status).toBe(status)
    expect(reply.body).toMatchObject({ error: expect.any(String) as unknown })
  })

  test.for([
    ['/db/_bulk_get', { docs: 5 }],
    ['/db/_revs_diff', { a: 5 }],
    ['/db/_find', { selector: {}, limit: -1 }],
    ['/db/_find', { selector: {}, bookmark: 'bm9uc2Vuc2U' }],
    ['/db/_find', { selector: { x: { $nonsense: 1 } } }],
    ['/db/_index', { index: {} }],
    ['/db/_all_docs', { keys: 5 }],
    ['/db/_changes?filter=_selector', {}],
    ['/db', { _id: 5 }],
    ['/db', { _id: '' }],
    ['/_session', {}],
  ] as const)('%s refuses %j', async ([path, body]) => {
    expect((await couch.ask('POST', path, { body })).status).toBe(400)
  })

  test('attachments and validation functions are refused, not forgotten', async () => {
    const attachment = { _attachments: { a: { content_type: 'text/plain', data: 'aGk=' } } }
    const rule = { validate_doc_update: 'function () {}' }
    expect((await couch.ask('PUT', '/db/att', { body: attachment })).status).toBe(501)
    expect((await couch.ask('PUT', '/db/_design/rule', { body: rule })).status).toBe(501)
    const batch = await couch.ask('POST', '/db/_bulk_docs', {
      body: { docs: [{ _id: '_design/rule', ...rule }, { _id: 'neighbour' }] },
    })
    expect(batch.body).toMatchObject([
      { id: '_design/rule', error: 'not_implemented' },
      { ok: true, id: 'neighbour' },
    ])
  })

  test('a member named __proto__, which PouchDB would lose, is refused', async () => {
    const reply = await couch.ask('PUT', '/db/proto', { body: '{"y":{"__proto__":{"x":1}}}' })
    expect([reply.status, reply.body]).toMatchObject([400, { error: 'bad_request' }])
  })

  test('nothing of all this was a failure of the server', () => {
    expect(couch.errors).toEqual([])
  })
})

describe('documents', () => {
  test('ids are read by range, from either end', async () => {
    await couch.ask('PUT', '/range')
    const docs = ['a', 'b', 'c', 'd'].map((_id) => ({ _id }))
    await couch.ask('POST', '/range/_bulk_docs', { body: { docs } })
    const idsOf = async (query: string): Promise<readonly string[]> => {
      const { body } = await couch.ask('GET', `/range/_all_docs?${query}`)
      return (body as { rows: { id: string }[] }).rows.map(({ id }) => id)
    }
    expect(await idsOf('startkey="a"&endkey="c"&limit=2&skip=1')).toEqual(['b', 'c'])
    expect(await idsOf('start_key="b"&end_key="d"&inclusive_end=false')).toEqual(['b', 'c'])
    expect(await idsOf('descending=true&startkey="c"')).toEqual(['c', 'b', 'a'])
    expect(await idsOf('keys=["d","a","d"]')).toEqual(['d', 'a', 'd'])
  })

  test('the same bytes on the same parent are the same revision', async () => {
    await couch.ask('PUT', '/one')
    await couch.ask('PUT', '/two')
    const write = { body: { a: 1, b: ['x'] } }
    const one = await couch.ask('PUT', '/one/doc', write)
    const two = await couch.ask('PUT', '/two/doc', write)
    expect(two.body).toEqual(one.body)
  })

  test('conflict leaves are kept, shown and counted once', async () => {
    await couch.ask('PUT', '/leaves')
    const hash = (digit: string): string => digit.repeat(32)
    const leaf = (digit: string, v: number): unknown => ({
      _id: 'doc',
      _rev: `2-${hash(digit)}`,
      _revisions: { start: 2, ids: [hash(digit), hash('0')] },
      v,
    })
    const docs = [leaf('a', 1), leaf('b', 2)]
    await couch.ask('POST', '/leaves/_bulk_docs', { body: { new_edits: false, docs } })
    const changes = await couch.ask('GET', '/leaves/_changes?style=all_docs')
    const leaves = await couch.ask('GET', '/leaves/doc?open_revs=all')
    expect((await couch.ask('GET', '/leaves/doc?conflicts=true')).body).toMatchObject({
      _rev: `2-${hash('b')}`,
      _conflicts: [`2-${hash('a')}`],
    })
    expect(changes.body).toMatchObject({
      results: [{ id: 'doc', changes: [{ rev: `2-${hash('b')}` }, { rev: `2-${hash('a')}` }] }],
    })
    expect(leaves.body).toHaveLength(2)
    expect((await couch.ask('GET', '/leaves')).body).toMatchObject({ doc_count: 1 })
  })

  test('compaction forgets the bodies of replaced revisions', async () => {
    await couch.ask('PUT', '/compact')
    const first = await couch.ask('PUT', '/compact/doc', { body: { secret: 'x' } })
    const { rev } = first.body as { rev: string }
    await couch.ask('PUT', '/compact/doc', { body: { _rev: rev } })
    expect((await couch.ask('GET', `/compact/doc?rev=${rev}`)).status).toBe(200)
    await couch.ask('POST', '/compact/_compact', { body: {} })
    await expect
      .poll(async () => (await couch.ask('GET', `/compact/doc?rev=${rev}`)).status)
      .toBe(404)
    expect((await couch.ask('GET', '/compact/doc')).status).toBe(200)
  })

  test('a view counts, an index is listed, explained and deleted', async () => {
    await couch.ask('PUT', '/views')
    await couch.ask('PUT', '/views/doc', { body: { x: 1 } })
    const views = { m: { map: 'function (doc) { emit(doc.x, 1) }', reduce: '_sum' } }
    await couch.ask('PUT', '/views/_design/v', { body: { views } })
    const index = { index: { fields: ['x'] }, ddoc: 'by-x', name: 'by-x' }
    await couch.ask('POST', '/views/_index', { body: index })
    const query = { selector: { x: 1 } }
    const explained = await couch.ask('POST', '/views/_explain', { body: query })
    const view = await couch.ask('GET', '/views/_design/v/_view/m')
    const keyed = await couch.ask('POST', '/views/_design/v/_view/m', {
      body: { keys: [1], reduce: false },
    })
    expect(view.body).toEqual({ rows: [{ key: null, value: 1 }] })
    expect(keyed.body).toMatchObject({ rows: [{ id: 'doc', key: 1 }] })
    expect(explained.body).toMatchObject({ index: { name: 'by-x' } })
    expect((await couch.ask('DELETE', '/views/_index/by-x/json/by-x')).status).toBe(200)
    expect((await couch.ask('GET', '/views/_index')).body).toMatchObject({ total_rows: 1 })
    // The views go with their database, also from the disk.
    expect((await couch.ask('DELETE', '/views')).status).toBe(200)
    await couch.ask('PUT', '/views')
    await couch.ask('PUT', '/views/_design/v', { body: { views } })
    expect((await couch.ask('GET', '/views/_design/v/_view/m')).body).toEqual({ rows: [] })
  })
})

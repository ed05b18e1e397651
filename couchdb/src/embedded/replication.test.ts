import HttpPouch from 'pouchdb-adapter-http'
import PouchDB, { type PouchDatabase } from 'pouchdb-core'
import replication from 'pouchdb-replication'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { realCouch } from '../testing/env.ts'
import { temporaryCouch, testAdmin } from './_temporary-couch.ts'

PouchDB.plugin(HttpPouch)
PouchDB.plugin(replication)

/** Where one is named, it replicates by itself; without one its replicator cannot be tried. */
const real = realCouch()

const auth = { username: testAdmin.name, password: testAdmin.password }

const open = (url: string): PouchDatabase => new PouchDB(`${url}/db`, { auth })

test('two servers replicate both ways, conflict leaves and tombstones included', async () => {
  await using couchA = await temporaryCouch()
  await using couchB = await temporaryCouch()
  await couchA.ask('PUT', '/db')
  await couchB.ask('PUT', '/db')
  const [a, b] = [open(couchA.url), open(couchB.url)]

  const docs = Array.from({ length: 250 }, (_, n) => ({ _id: `doc-${n}`, n }))
  await a.bulkDocs(docs)
  await a.put({ _id: 'fought-over', by: 'a' })
  await b.put({ _id: 'fought-over', by: 'b' })
  await b.put({ _id: 'gone' })
  await a.sync(b)
  const gone = (await b.get('gone', {})) as { _id: string; _rev: string }
  await b.put({ ...gone, _deleted: true })
  await a.sync(b)

  const answerOf = async (couch: typeof couchA, path: string): Promise<unknown> =>
    (await couch.ask('GET', path)).body
  for (const path of ['/db/_all_docs', '/db/fought-over?conflicts=true', '/db/gone'])
    expect(await answerOf(couchB, path)).toEqual(await answerOf(couchA, path))
  expect(await answerOf(couchA, '/db/fought-over?conflicts=true')).toMatchObject({
    _conflicts: [expect.stringMatching(/^1-/)],
  })
  expect(await answerOf(couchA, '/db')).toMatchObject({ doc_count: 251, doc_del_count: 1 })
})

test('a replication goes on from its checkpoint and carries only what is new', async () => {
  await using couchA = await temporaryCouch()
  await using couchB = await temporaryCouch()
  await couchA.ask('PUT', '/db')
  await couchB.ask('PUT', '/db')
  const [a, b] = [open(couchA.url), open(couchB.url)]
  await a.put({ _id: 'first' })
  await a.sync(b)
  await a.put({ _id: 'second' })
  expect(await a.sync(b)).toMatchObject({ push: { docs_written: 1 }, pull: { docs_written: 0 } })
})

test.skipIf(real === undefined)(
  'the replicator of a real CouchDB carries everything there and back again',
  async () => {
    if (real === undefined) return
    await using couch = await temporaryCouch()
    const ours = (name: string) => ({
      url: `${couch.url}/${name}`,
      auth: { basic: { username: testAdmin.name, password: testAdmin.password } },
    })
    const theirAuth = { basic: { username: real.user, password: real.password } }
    const theirs = { url: `${real.url}/test-${randomUUID().slice(0, 8)}-there`, auth: theirAuth }
    const askReal = async (method: string, url: string, body?: unknown): Promise<unknown> => {
      const authorization = `Basic ${btoa(`${real.user}:${real.password}`)}`
      const headers = { authorization, 'content-type': 'application/json' }
      return (
        await fetch(url, {
          method,
          headers,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        })
      ).json()
    }
    const carry = (source: object, target: object): Promise<unknown> =>
      askReal('POST', `${real.url}/_replicate`, { source, target, create_target: true })

    await couch.ask('PUT', '/here')
    const docs = [
      { _id: 'fought-over', _rev: '1-aa', by: 'a' },
      { _id: 'fought-over', _rev: '1-bb', by: 'b' },
      { _id: 'gone', _rev: '1-cc', _deleted: true },
      { _id: 'ação', _rev: '1-dd', text: 'água gelada' },
    ]
    await couch.ask('POST', '/here/_bulk_docs', { body: { docs, new_edits: false } })
    try {
      const all = { history: [{ docs_written: 4, doc_write_failures: 0 }] }
      expect(await carry(ours('here'), theirs)).toMatchObject(all)
      expect(await carry(theirs, ours('back'))).toMatchObject(all)
    } finally {
      await askReal('DELETE', theirs.url)
    }
    const path = '_all_docs?include_docs=true&conflicts=true'
    const [here, back] = [
      await couch.ask('GET', `/here/${path}`),
      await couch.ask('GET', `/back/${path}`),
    ]
    expect(back.body).toEqual(here.body)
    expect((await couch.ask('GET', '/back')).body).toMatchObject({ doc_count: 2, doc_del_count: 1 })
  },
)

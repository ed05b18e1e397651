import HttpPouch from 'pouchdb-adapter-http'
import PouchDB, { type PouchDatabase } from 'pouchdb-core'
import replication from 'pouchdb-replication'
import { expect, test } from 'vitest'
import { temporaryCouch, testAdmin } from './_temporary-couch.ts'

PouchDB.plugin(HttpPouch)
PouchDB.plugin(replication)

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

import { TenantId } from '@totem/shared-schema'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseName, type DatabaseName } from '../names/database-name.ts'
import { liveFeedAcceptance } from './_live-feed-acceptance.ts'
import type { ChangeRow, CouchServer, Database } from './couch-server.ts'

/** A server under test with what ends it. */
export interface ServerUnderTest extends AsyncDisposable {
  readonly server: CouchServer
  /** A second client of the same server, as another gateway has it. */
  readonly another: CouchServer
  /** What the live feeds of `server` had to heal. */
  readonly troubles: readonly unknown[]
}

/** Says what every CouchServer does, whatever stands behind it. */
export function couchAcceptance(label: string, open: () => Promise<ServerUnderTest>): void {
  describe(`${label}: a CouchDB server`, () => {
    const tenant = v.parse(TenantId, `t${randomUUID().slice(0, 8)}`)
    let underTest: ServerUnderTest
    let server: CouchServer
    let name: DatabaseName
    let database: Database
    let made = 0

    beforeAll(async () => {
      underTest = await open()
      server = underTest.server
      name = nameOf('tickets')
      await server.ensureDatabase(name, { indexes: [{ name: 'by-day', fields: ['day', 'n'] }] })
      database = server.database(name)
    })

    afterAll(async () => {
      for (const each of await server.listDatabases())
        if (each.startsWith(`totem_${tenant}_`)) await server.deleteDatabase(each)
      await underTest[Symbol.asyncDispose]()
    })

    function nameOf(collection: string): DatabaseName {
      const built = databaseName({ tenant, collection })
      if (!built.ok) throw new Error(collection)
      return built.value
    }

    const anId = (): string => `doc-${++made}`

    async function stored(id: string, body: Record<string, unknown> = {}): Promise<string> {
      const outcome = await database.put({ _id: id, ...body })
      if (outcome.kind !== 'stored') throw new Error(outcome.kind)
      return outcome.rev
    }

    test('is up', async () => {
      expect(await server.up()).toBe(true)
    })

    test('making a database twice leaves one database', async () => {
      await server.ensureDatabase(name, { indexes: [{ name: 'by-day', fields: ['day', 'n'] }] })
      const names = await server.listDatabases()
      expect(names.filter((each) => each === name)).toEqual([name])
    })

    test('system databases can be asked for repeatedly', async () => {
      await server.ensureSystemDatabases()
      await server.ensureSystemDatabases()
    })

    test('a stored document is read as it was written', async () => {
      const id = 't/1:2 ação?&#%2F'
      const outcome = await database.put({ _id: id, price: 4500, nested: { list: [1, null] } })
      expect(outcome).toEqual({
        kind: 'stored',
        id,
        rev: expect.stringMatching(/^1-/) as unknown,
        durability: 'committed',
      })
      expect(await database.get(id)).toEqual({
        _id: id,
        _rev: outcome.kind === 'stored' ? outcome.rev : '',
        price: 4500,
        nested: { list: [1, null] },
      })
    })

    test('an id that looks like a path stays an id', async () => {
      const id = 'x_local/../../_all_dbs'
      await stored(id, { own: true })
      expect(await database.get(id)).toMatchObject({ _id: id, own: true })
    })

    test('a document that never was is not there', async () => {
      expect(await database.get('never')).toBeUndefined()
      expect(await database.getMany(['never'])).toEqual(new Map())
    })

    test('a write without the newest revision is a conflict', async () => {
      const id = anId()
      const first = await stored(id)
      await stored(id, { _rev: first, step: 2 })
      expect(await database.put({ _id: id, step: 3 })).toEqual({ kind: 'conflict', id })
      expect(await database.put({ _id: id, _rev: first, step: 3 })).toEqual({
        kind: 'conflict',
        id,
      })
      expect(await database.get(id)).toMatchObject({ step: 2 })
    })

    test('a tombstone is told apart from what never was', async () => {
      const id = anId()
      const rev = await stored(id, { secret: 'x' })
      await stored(id, { _rev: rev, _deleted: true })
      const tombstone = { _id: id, _rev: expect.stringMatching(/^2-/) as unknown, _deleted: true }
      expect(await database.get(id)).toEqual(tombstone)
      expect(await database.getMany([id, 'never'])).toEqual(new Map([[id, tombstone]]))
    })

    test('a document that nobody replicated has one leaf', async () => {
      const id = anId()
      const rev = await stored(id, { step: 1 })
      expect(await database.leaves(id)).toEqual([{ _id: id, _rev: rev, step: 1 }])
      const last = await stored(id, { _rev: rev, _deleted: true })
      expect(await database.leaves(id)).toEqual([{ _id: id, _rev: last, _deleted: true }])
      expect(await database.leaves('never')).toEqual([])
    })

    test('a batch has an outcome per document in order', async () => {
      const taken = anId()
      await stored(taken)
      const [a, b] = [anId(), anId()]
      const outcomes = await database.putMany([{ _id: a }, { _id: taken }, { _id: b }, { _id: a }])
      expect(outcomes.map(({ kind, id }) => [kind, id])).toEqual([
        ['stored', a],
        ['conflict', taken],
        ['stored', b],
        ['conflict', a],
      ])
      expect(await database.putMany([])).toEqual([])
    })

    test('two writers of the same revision: one wins', async () => {
      const id = anId()
      const rev = await stored(id)
      const writers = Array.from({ length: 8 }, (_, n) => database.put({ _id: id, _rev: rev, n }))
      const kinds = (await Promise.all(writers)).map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(1)
    })

    test('a query reads its pages to the end', async () => {
      const day = '2026-11-23'
      await database.putMany(Array.from({ length: 7 }, (_, n) => ({ _id: `day-${n}`, day, n })))
      const seen: unknown[] = []
      let bookmark: string | undefined
      do {
        const query = { selector: { day }, sort: [{ day: 'asc' }, { n: 'asc' }] as const, limit: 3 }
        const page = await database.find(bookmark === undefined ? query : { ...query, bookmark })
        seen.push(...page.docs.map((doc) => doc['n']))
        bookmark = page.bookmark
      } while (bookmark !== undefined)
      expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6])
    })

    test('changes are read page by page and without design documents', async () => {
      const all = await database.changes({ since: '0', limit: 10_000 })
      const paged: ChangeRow[] = []
      let page = await database.changes({ since: '0', limit: 3 })
      while (page.rows.length > 0 || page.pending > 0) {
        paged.push(...page.rows)
        page = await database.changes({ since: page.lastSeq, limit: 3 })
      }
      expect(new Set(paged.map(({ doc }) => doc._id))).toEqual(
        new Set(all.rows.map(({ doc }) => doc._id)),
      )
      expect(all.rows.filter(({ doc }) => doc._id.startsWith('_design/'))).toEqual([])
      expect(all.pending).toBe(0)
    })

    test('changes since now are those that come', async () => {
      const { rows, lastSeq } = await database.changes({ since: 'now', limit: 10 })
      const id = anId()
      await stored(id, { fresh: true })
      const later = await database.changes({ since: lastSeq, limit: 10 })
      expect(rows).toEqual([])
      expect(later.rows.map(({ doc }) => doc)).toMatchObject([{ _id: id, fresh: true }])
    })

    liveFeedAcceptance(() => ({ database, anId, stored }))

    test('compaction is asked for, and what is current stays', async () => {
      const id = anId()
      await stored(id, { n: 1 })
      await database.compact()
      expect(await database.get(id)).toMatchObject({ n: 1 })
    })

    test('a local note is kept beside the documents', async () => {
      expect(await database.getLocal('note')).toBeUndefined()
      await database.putLocal('note', { at: 1 })
      await database.putLocal('note', { at: 2 })
      expect(await database.getLocal('note')).toMatchObject({ at: 2 })
      const { rows } = await database.changes({ since: '0', limit: 10_000 })
      expect(rows.filter(({ doc }) => doc._id.includes('note'))).toEqual([])
    })

    test('two gateways that mint the epoch at once agree', async () => {
      const other = underTest.another.database(name)
      const epochs = await Promise.all([database.epoch(), other.epoch(), database.epoch()])
      expect(new Set(epochs).size).toBe(1)
      expect(await other.epoch()).toBe(epochs[0])
    })

    test('a database made anew has another epoch and deafens nobody', async () => {
      const again = nameOf('shifts')
      await server.ensureDatabase(again, { indexes: [] })
      const before = server.database(again)
      await before.putMany([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }])
      const epoch = await before.epoch()
      const { lastSeq } = await before.changes({ since: 'now', limit: 1 })
      await server.deleteDatabase(again)
      // Real CouchDB dates a database by the second.
      await sleep(1_100)
      await server.ensureDatabase(again, { indexes: [] })
      await before.put({ _id: 'd' })
      expect(await before.epoch()).not.toBe(epoch)
      const { rows } = await before.changes({ since: lastSeq, limit: 10 })
      expect(rows.map(({ doc }) => doc._id)).toEqual(['d'])
    })

    test('counts what it holds', async () => {
      const empty = nameOf('payments')
      await server.ensureDatabase(empty, { indexes: [] })
      const counted = server.database(empty)
      await counted.putMany([{ _id: 'a' }, { _id: 'b', _deleted: true }])
      const { updateSeq, ...counts } = await counted.info()
      expect(counts).toEqual({ documents: 1, tombstones: 1 })
      await counted.put({ _id: 'c' })
      expect((await counted.info()).updateSeq).not.toBe(updateSeq)
    })

    test('the feeds had nothing to heal', () => {
      expect(underTest.troubles).toEqual([])
    })

    test('a database that is not there fails with its status', async () => {
      const nowhere = server.database(nameOf('nowhere'))
      await expect(nowhere.putMany([{ _id: 'a' }])).rejects.toMatchObject({
        name: 'CouchRequestError',
        status: 404,
      })
      await expect(nowhere.get('a')).rejects.toMatchObject({ status: 404 })
    })
  })
}

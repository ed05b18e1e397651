import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { type ChangeRow, type CouchServer, type Database } from '@totem/couchdb'
import { afterEach, expect, test } from 'vitest'
import { otherTenant, testTenant } from '../_test-gateway.ts'
import { type ChangeBatch, createChangeFeeds, type ChangeFeeds } from './change-feed.ts'

/** A database whose feed the test feeds and breaks. */
const aFakeCouch = () => {
  const opened: string[] = []
  const feeds = new Map<string, { push: (...ids: string[]) => void; fail: () => void }>()
  const database = (name: string): Database => {
    const queue: ChangeRow[] = []
    let wake = Promise.withResolvers<undefined>()
    const part: Partial<Database> = {
      changes: () => Promise.resolve({ rows: [], lastSeq: '0', pending: 0 }),
      live: async function* ({ signal }) {
        opened.push(name)
        feeds.set(name, {
          push: (...ids) => {
            for (const _id of ids) queue.push({ seq: `${_id}-seq`, doc: { _id, _rev: '1-a' } })
            wake.resolve(undefined)
          },
          fail: () => wake.reject(new Error('the feed broke')),
        })
        signal.addEventListener('abort', () => wake.resolve(undefined))
        while (!signal.aborted) {
          await wake.promise
          wake = Promise.withResolvers()
          if (queue.length > 0) yield queue.splice(0)
        }
      },
    }
    return { ...part, name } as Database
  }
  return {
    opened,
    feeds,
    couch: { database } as Partial<CouchServer> as CouchServer,
  }
}

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

const start = () => {
  const troubles: unknown[] = []
  const fake = aFakeCouch()
  const epochs = { of: () => Promise.resolve('epoch') }
  const feeds: ChangeFeeds = createChangeFeeds(fake.couch, epochs, (error) => troubles.push(error))
  endings.push(async () => {
    await feeds[Symbol.asyncDispose]()
  })
  const follow = async (tenantId = testTenant) => {
    const batches: ChangeBatch[] = []
    const heard = { batches, lost: 0 }
    const stop = await feeds.listen(
      { tenantId, collection: 'tickets' },
      {
        onChanges: (batch) => batches.push(batch),
        onLost: () => {
          heard.lost += 1
        },
      },
    )
    return { ...heard, heard, stop }
  }
  return { ...fake, follow, troubles }
}

const idsOf = (batches: readonly ChangeBatch[]): readonly (readonly string[])[] =>
  batches.map(({ documents }) => documents.map(({ _id }) => _id))

test('many listeners of one database share one feed; other tenants have their own', async () => {
  const { follow, opened } = start()
  await Promise.all([follow(), follow(), follow(), follow(otherTenant)])
  await turn()
  expect(opened.toSorted()).toEqual(['totem_demo_tickets', 'totem_norte_tickets'])
})

test('changes that come together travel together', async () => {
  const { follow, feeds } = start()
  const { batches } = await follow()
  await turn()
  feeds.get('totem_demo_tickets')?.push('a', 'b', 'c')
  await sleep(20)
  feeds.get('totem_demo_tickets')?.push('d')
  await sleep(20)
  expect(idsOf(batches)).toEqual([['a', 'b', 'c'], ['d']])
  expect(batches.map(({ seq, epoch }) => [seq, epoch])).toEqual([
    ['c-seq', 'epoch'],
    ['d-seq', 'epoch'],
  ])
})

test('a burst is cut into messages of bounded length', async () => {
  const { follow, feeds } = start()
  const { batches } = await follow()
  await turn()
  feeds.get('totem_demo_tickets')?.push(...Array.from({ length: 1_200 }, (_, n) => `d${n}`))
  await sleep(200)
  expect(batches.map(({ documents }) => documents.length)).toEqual([500, 500, 200])
})

test('who stopped listening hears nothing more', async () => {
  const { follow, feeds } = start()
  const [gone, here] = [await follow(), await follow()]
  gone.stop()
  await turn()
  feeds.get('totem_demo_tickets')?.push('a')
  await sleep(20)
  expect([idsOf(gone.batches), idsOf(here.batches)]).toEqual([[], [['a']]])
})

test('a feed that breaks tells all its listeners, and the next one opens a new feed', async () => {
  const { follow, feeds, opened, troubles } = start()
  const [first, second] = [await follow(), await follow()]
  await turn()
  feeds.get('totem_demo_tickets')?.fail()
  await sleep(20)
  expect([first.heard.lost, second.heard.lost, troubles.length]).toEqual([1, 1, 1])
  const third = await follow()
  await turn()
  feeds.get('totem_demo_tickets')?.push('a')
  await sleep(20)
  expect([idsOf(third.batches), idsOf(first.batches)]).toEqual([[['a']], []])
  expect(opened).toHaveLength(2)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { adminHeader, testAdmin } from './_temporary-couch.ts'
import { lastWords, spawnCouch, startCouchProcess } from './_couch-process.ts'
import { readEnv } from './env.ts'

const folder = mkdtempSync(join(tmpdir(), 'totem-couch-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const headers = { authorization: adminHeader, 'content-type': 'application/json' }

async function put(url: string, body?: unknown): Promise<number> {
  const request = {
    method: 'PUT',
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  return (await fetch(url, request)).status
}

async function idsIn(url: string): Promise<ReadonlySet<string>> {
  const { rows } = (await (await fetch(`${url}/_all_docs`, { headers })).json()) as {
    rows: { id: string }[]
  }
  return new Set(rows.map(({ id }) => id))
}

test(
  'every acknowledged write survives kill -9, several times over',
  { timeout: 60_000 },
  async () => {
    const dataDir = join(folder, 'killed')
    const acknowledged = new Set<string>()
    const missingIn = (found: ReadonlySet<string>): readonly string[] =>
      [...acknowledged].filter((id) => !found.has(id))
    for (let round = 0; round < 5; round += 1) {
      await using couch = await startCouchProcess(dataDir)
      const database = `${couch.url}/totem_demo_tickets`
      expect(await put(database)).toBe(round === 0 ? 201 : 412)
      expect(missingIn(await idsIn(database))).toEqual([])
      let killed = false
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; !killed; n += 1) {
          const id = `r${round}-w${writer}-${n}`
          const status = await put(`${database}/${id}`, { n }).catch(() => 0)
          if (status === 201) acknowledged.add(id)
        }
      })
      const enough = acknowledged.size + 150 + round * 17
      await expect
        .poll(() => acknowledged.size, { timeout: 10_000, interval: 5 })
        .toBeGreaterThan(enough)
      await couch.kill('SIGKILL')
      killed = true
      await Promise.all(writers)
    }
    await using couch = await startCouchProcess(dataDir)
    const found = await idsIn(`${couch.url}/totem_demo_tickets`)
    expect(missingIn(found)).toEqual([])
  },
)

test('SIGTERM ends it in good order, also with an open feed', async () => {
  const couch = await startCouchProcess(join(folder, 'stopped'))
  await put(`${couch.url}/db`)
  const feed = await fetch(`${couch.url}/db/_changes?feed=longpoll&since=now&heartbeat=10000`, {
    headers,
  })
  expect(await couch.kill('SIGTERM')).toBe(0)
  expect(await feed.text()).toContain('"last_seq"')
})

test('a data folder belongs to one process', async () => {
  const dataDir = join(folder, 'shared')
  await using first = await startCouchProcess(dataDir)
  const second = spawnCouch({ DATA_DIR: dataDir, COUCHDB_PASSWORD: 'x' })
  expect(await lastWords(second)).toEqual({
    code: 1,
    text: `The data folder ${join(dataDir, 'couchdb')} is in use by another server\n`,
  })
  expect((await fetch(first.url)).status).toBe(200)
})

test('a taken port is told in one sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const child = spawnCouch({
    DATA_DIR: join(folder, 'port'),
    COUCHDB_PORT: port,
    COUCHDB_PASSWORD: 'x',
  })
  const words = await lastWords(child)
  taken.close()
  expect(words).toEqual({
    code: 1,
    text: 'The port is in use: another program listens there. Stop it or set COUCHDB_PORT.\n',
  })
})

test('without a password it does not start', async () => {
  expect(await lastWords(spawnCouch({ DATA_DIR: join(folder, 'open') }))).toEqual({
    code: 1,
    text: 'Set COUCHDB_USER and COUCHDB_PASSWORD_FILE (or COUCHDB_PASSWORD)\n',
  })
})

test('the environment is read once, the password also from a file', () => {
  const file = join(folder, 'password')
  writeFileSync(file, 'from file\n')
  expect(readEnv({ COUCHDB_USER: 'admin', COUCHDB_PASSWORD_FILE: file })).toEqual({
    port: 5984,
    dataDir: './data',
    admin: { name: 'admin', password: 'from file' },
  })
  expect(
    readEnv({
      COUCHDB_USER: 'a',
      COUCHDB_PASSWORD: testAdmin.password,
      COUCHDB_PORT: '7000',
      DATA_DIR: '/d',
    }),
  ).toEqual({ port: 7000, dataDir: '/d', admin: { name: 'a', password: testAdmin.password } })
  expect(() => readEnv({ COUCHDB_PORT: 'http' })).toThrow('COUCHDB_PORT must be a port')
})

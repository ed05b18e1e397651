import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestCouch, type TestCouch } from '@totem/couchdb/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let dir: string
let couch: TestCouch

interface Ended {
  readonly code: number | null
  readonly out: string
}

interface Program {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly says: (text: RegExp) => Promise<RegExpExecArray>
}

const run = (
  script: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Program => {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env: { PATH: process.env['PATH'], ...env },
  })
  let out = ''
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (out += String(chunk)))
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, out }))
  const says = async (text: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = text.exec(out)
      if (match !== null) return match
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => {
          if (!text.test(out)) throw new Error(`ended without saying ${text}: ${out}`)
        }),
      ])
    }
  }
  return { child, ended, says }
}

const demo = (changes: Record<string, string> = {}): Record<string, string> => ({
  TOTEM_DEMO: '1',
  DATA_DIR: dir,
  COUCHDB_URL: couch.url,
  GATEWAY_PORT: '0',
  ...changes,
})

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'totem-main-'))
  couch = await startTestCouch('correct horse')
})

afterAll(async () => {
  await couch[Symbol.asyncDispose]()
  rmSync(dir, { recursive: true, force: true })
})

test('secrets are made once, for their owner alone, and never written over', async () => {
  const secrets = join(dir, 'secrets')
  const first = await run('create-secrets.ts', [secrets]).ended
  expect(first.out.match(/^made .*$/gm)).toHaveLength(3)
  const names = ['jwt-keys.json', 'tenant-keys.json', 'webhook-secrets.json']
  const read = (): string[] => names.map((name) => readFileSync(join(secrets, name), 'utf8'))
  const before = read()
  for (const name of names) expect(statSync(join(secrets, name)).mode & 0o777).toBe(0o600)
  const second = await run('create-secrets.ts', [secrets]).ended
  expect([second.code, second.out.match(/^kept .*$/gm)]).toEqual([
    0,
    names.map((name) => `kept ${join(secrets, name)}`),
  ])
  expect(read()).toEqual(before)
  writeFileSync(join(secrets, 'couchdb-password'), 'correct horse')
})

test('a gateway says where it listens, gets ready, pairs, and ends in good order', async () => {
  const gateway = run('main.ts', [], demo())
  const [, url] = await gateway.says(/^Gateway is listening on (http:\/\/127\.0\.0\.1:\d+)$/m)
  await gateway.says(/"database_ready"/)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  const paired = await run('pair.ts', ['--tenant', 'demo'], demo({ PUBLIC_URL: url! })).ended
  const link = JSON.parse(paired.out) as { code: string; url: string }
  expect(link).toEqual({
    code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/) as string,
    url: `${url}/kiosk/?pair=${link.code}`,
  })

  gateway.child.kill('SIGTERM')
  expect((await gateway.ended).code).toBe(0)
})

test('a gateway starts without its database and waits for it', async () => {
  const gateway = run('main.ts', [], demo({ COUCHDB_URL: 'http://127.0.0.1:1' }))
  const [, url] = await gateway.says(/listening on (\S+)/)
  await gateway.says(/"database_waiting"/)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  gateway.child.kill('SIGINT')
  expect((await gateway.ended).code).toBe(0)
})

test('a port in use is said in one sentence', async () => {
  await using holder = createServer()
  holder.listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as { port: number }
  expect(await run('main.ts', [], demo({ GATEWAY_PORT: String(port) })).ended).toEqual({
    code: 1,
    out: `Port ${port} is in use. Stop the program that holds it or set GATEWAY_PORT.\n`,
  })
})

test.for(['main.ts', 'pair.ts'])('without its secrets %s says which is missing', async (script) => {
  expect(await run(script, []).ended).toEqual({
    code: 1,
    out: 'Set COUCHDB_USER. Only a demo (TOTEM_DEMO=1) has values of its own.\n',
  })
})

test('a pairing code is not made for a tenant nobody has', async () => {
  const { code, out } = await run('pair.ts', ['--tenant', 'nobody'], demo()).ended
  expect([code, out]).toEqual([1, 'TENANT_KEYS_FILE names no tenant "nobody".\n'])
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFreePorts } from './ports.ts'
import { recordProcess } from './run-files.ts'
import { stopRecorded } from './stop-recorded.ts'

const entry = join(import.meta.dirname, '_fake-server.ts')

let runDir: string
let children: ChildProcess[]

beforeEach(async () => {
  children = []
  runDir = await mkdtemp(join(tmpdir(), 'totem-stop-'))
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(runDir, { recursive: true, force: true })
})

/** Starts a recorded process whose foreman is gone. */
const anOrphan = async (name: string, manner: string): Promise<ChildProcess> => {
  const [port] = await findFreePorts(1)
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, FAKE_PORT: String(port), FAKE_MANNER: manner },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(child)
  await once(child.stdout, 'data')
  await recordProcess(runDir, { name, pid: child.pid ?? 0, entry })
  return child
}

test('nothing recorded, nothing stopped', async () => {
  expect(await stopRecorded(runDir, 1_000)).toEqual([])
})

test('orphans are asked to end, and the deaf one is forced', async () => {
  const polite = await anOrphan('couchdb', 'well')
  const deaf = await anOrphan('gateway', 'ignores-sigterm')
  const ends = Promise.all([once(polite, 'exit'), once(deaf, 'exit')])
  expect((await stopRecorded(runDir, 500)).toSorted()).toEqual(['couchdb', 'gateway'])
  expect(await ends).toEqual([
    [0, null],
    [null, 'SIGKILL'],
  ])
  expect(await readdir(runDir)).toEqual([])
})

test('a stale record of a pid that a stranger has now is removed, the stranger lives', async () => {
  const stranger = await anOrphan('gateway', 'well')
  await recordProcess(runDir, { name: 'gateway', pid: stranger.pid ?? 0, entry: '/other/main.ts' })
  expect(await stopRecorded(runDir, 500)).toEqual([])
  expect(await readdir(runDir)).toEqual([])
  expect(stranger.exitCode).toBeNull()
})

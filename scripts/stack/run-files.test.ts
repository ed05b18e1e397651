import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgetProcess, isStillOurs, listRecorded, recordProcess } from './run-files.ts'

let runDir: string

beforeEach(async () => {
  runDir = await mkdtemp(join(tmpdir(), 'totem-run-'))
})

afterEach(() => rm(runDir, { recursive: true, force: true }))

test('a record is read back as it was written', async () => {
  const record = { name: 'gateway', pid: 4242, entry: '/totem/main.ts' }
  await recordProcess(runDir, record)
  expect(await listRecorded(runDir)).toEqual([record])
})

test('a forgotten record is gone, and forgetting it again is fine', async () => {
  await recordProcess(runDir, { name: 'gateway', pid: 4242, entry: '/totem/main.ts' })
  await forgetProcess(runDir, 'gateway')
  await forgetProcess(runDir, 'gateway')
  expect(await listRecorded(runDir)).toEqual([])
})

test('the pid file holds the pid alone, for people and their shells', async () => {
  await recordProcess(runDir, { name: 'gateway', pid: 4242, entry: '/totem/main.ts' })
  expect(await readFile(join(runDir, 'gateway.pid'), 'utf8')).toBe('4242\n')
})

test.for(['', 'not a pid', '-1', '1', '12.5', '4242 4243'])(
  'a damaged record %j is left out',
  async (text) => {
    await recordProcess(runDir, { name: 'gateway', pid: 4242, entry: '/totem/main.ts' })
    await writeFile(join(runDir, 'gateway.pid'), text)
    expect(await listRecorded(runDir)).toEqual([])
  },
)

test('a pid without its program is left out', async () => {
  await writeFile(join(runDir, 'gateway.pid'), '4242')
  expect(await listRecorded(runDir)).toEqual([])
})

test('an absent folder holds no records', async () => {
  expect(await listRecorded(join(runDir, 'absent'))).toEqual([])
})

test('a stranger that was given the pid is not ours', async () => {
  expect(await isStillOurs({ name: 'gateway', pid: process.pid, entry: '/totem/main.ts' })).toBe(
    false,
  )
})

test('a pid that nobody has is not ours', async () => {
  expect(await isStillOurs({ name: 'gateway', pid: 2 ** 30, entry: '/totem/main.ts' })).toBe(false)
})

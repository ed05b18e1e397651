import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findFreePorts, isPortFree } from './ports.ts'
import { type ProcessPlan } from './process-plan.ts'
import { isStillOurs, listRecorded } from './run-files.ts'
import { StackError } from './stack-error.ts'
import { type LogLine } from './stack-options.ts'
import { supervise, type Supervisor } from './supervise.ts'

type Manner = 'well' | 'dies-at-once' | 'never-well' | 'ignores-sigterm'

const entry = join(import.meta.dirname, '_fake-server.ts')

let dir: string
let supervisor: Supervisor
let logged: LogLine[]

const plan = (name: string, port: number, manner: Manner = 'well'): ProcessPlan => ({
  name,
  entry,
  port,
  portVariable: 'FAKE_PORT',
  healthUrl: `http://127.0.0.1:${port}/`,
  env: { FAKE_PORT: String(port), FAKE_MANNER: manner },
})

const aSupervisor = (plans: readonly ProcessPlan[], healthTimeoutMs = 10_000): Supervisor => {
  logged = []
  supervisor = supervise(plans, {
    logDir: join(dir, 'logs'),
    runDir: join(dir, 'run'),
    onLog: (line) => logged.push(line),
    healthTimeoutMs,
    stopGraceMs: 300,
  })
  return supervisor
}

const aPort = async (): Promise<number> => (await findFreePorts(1))[0]!

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'totem-stack-'))
})

afterEach(async () => {
  await supervisor.stopAll()
  await rm(dir, { recursive: true, force: true })
})

describe('a supervised process', () => {
  test('answers, is recorded with its pid, and leaves nothing behind when stopped', async () => {
    const port = await aPort()
    const { start, stopAll } = aSupervisor([plan('fake', port)])
    await start('fake')
    const [recorded] = await listRecorded(join(dir, 'run'))
    expect(recorded).toEqual({ name: 'fake', entry, pid: expect.any(Number) as number })
    expect(await isStillOurs(recorded!)).toBe(true)

    await stopAll()
    expect(await readdir(join(dir, 'run'))).toEqual([])
    expect(await isStillOurs(recorded!)).toBe(false)
    expect(await isPortFree(port)).toBe(true)
  })

  test('has its output made readable in a log file', async () => {
    const port = await aPort()
    const { start, stopAll } = aSupervisor([plan('fake', port)])
    await start('fake')
    await stopAll()
    expect(logged).toEqual([{ process: 'fake', level: 'info', text: `fake begins port=${port}` }])
    expect(await readFile(join(dir, 'logs/fake.log'), 'utf8')).toMatch(
      new RegExp(`^\\S+Z info {4}fake begins port=${port}\\n$`),
    )
  })

  test('that dies during start-up is reported with its last words', async () => {
    const { start } = aSupervisor([plan('fake', await aPort(), 'dies-at-once')])
    const error = await start('fake').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StackError)
    expect((error as StackError).message).toMatch(
      /^fake ended by itself \(exit code 3\).*the configuration is broken$/s,
    )
  })

  test('that never becomes well is reported with its address', async () => {
    const port = await aPort()
    const { start } = aSupervisor([plan('fake', port, 'never-well')], 400)
    await expect(start('fake')).rejects.toThrow(
      `fake did not answer at http://127.0.0.1:${port}/ within 0.4 s.`,
    )
  })

  test('that ignores SIGTERM is ended by force after the grace time', async () => {
    const port = await aPort()
    const { start, stop } = aSupervisor([plan('fake', port, 'ignores-sigterm')])
    await start('fake')
    await stop('fake')
    expect(await isPortFree(port)).toBe(true)
  })

  test('comes back on its port after a kill, which counts as wanted', async () => {
    const port = await aPort()
    const { start, kill, unwantedEnd } = aSupervisor([plan('fake', port)])
    await start('fake')
    await kill('fake')
    await start('fake')
    const outcome = await Promise.race([unwantedEnd, fetch(`http://127.0.0.1:${port}/`)])
    expect(outcome).toBeInstanceOf(Response)
  })

  test('that ends by itself later is told', async () => {
    const port = await aPort()
    const { start, unwantedEnd } = aSupervisor([plan('fake', port), plan('other', await aPort())])
    await start('other')
    await start('fake')
    await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined)
    expect(await unwantedEnd).toMatchObject({ name: 'fake', code: 7, signal: null })
    expect((await listRecorded(join(dir, 'run'))).map(({ name }) => name)).toEqual(['other'])
  })
})

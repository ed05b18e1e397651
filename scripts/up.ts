import { buildApps } from './build-apps.ts'
import { readStackOptions } from './command-options.ts'
import {
  type LogLine,
  type Stack,
  StackError,
  type StackOptions,
  startStack,
} from './stack/index.ts'
import { planStack } from './stack/plan-stack.ts'
import { forgetProcess, isStillOurs, listRecorded, recordProcess } from './stack/run-files.ts'
import { stackPaths } from './stack/stack-options.ts'
import { refuseBusyPorts } from './stack/start-stack.ts'
import { foreman } from './stack/stop-recorded.ts'
import { describeStack } from './up-summary.ts'

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const showTrouble = ({ process: name, level, text }: LogLine): void => {
  if (level !== 'info') process.stderr.write(`${name.padEnd(13)} ${level}: ${text}\n`)
}

/** Aborts as soon as the person, `make stop` or the system wants an end. */
const listenForEnd = (): AbortSignal => {
  const controller = new AbortController()
  for (const name of interruptions) process.on(name, () => controller.abort(name))
  return controller.signal
}

const refuseSecondStart = async (runDir: string): Promise<void> => {
  const recorded = (await listRecorded(runDir)).find(({ name }) => name === foreman)
  if (recorded !== undefined && (await isStillOurs(recorded))) {
    throw new StackError({ kind: 'already-running', pid: recorded.pid })
  }
}

/** Resolves when the end is wanted; throws a `StackError` when a process ends without being asked. */
const stayInFront = async (stack: Stack, wanted: AbortSignal): Promise<void> => {
  const interrupted = new Promise<undefined>((resolve) => {
    if (wanted.aborted) resolve(undefined)
    wanted.addEventListener('abort', () => resolve(undefined))
  })
  const end = await Promise.race([interrupted, stack.unwantedEnd])
  if (end !== undefined) throw new StackError({ kind: 'process-ended', end })
}

const run = async (options: StackOptions, wanted: AbortSignal): Promise<void> => {
  const { run: runDir } = stackPaths(options)
  await refuseSecondStart(runDir)
  // Looked at before the build, so that nobody waits for a start that cannot be.
  await refuseBusyPorts(planStack(options))
  await buildApps((app) => say(`Building ${app} …`))
  await recordProcess(runDir, { name: foreman, pid: process.pid, entry: 'scripts/up.ts' })
  try {
    say('Starting …')
    await using stack = await startStack({ ...options, signal: wanted, onLog: showTrouble })
    say(describeStack(options, stack.urls, await stack.pair()).trimEnd())
    await stayInFront(stack, wanted)
    say('\nStopping …')
  } finally {
    await forgetProcess(runDir, foreman)
  }
}

const wanted = listenForEnd()
try {
  await run(readStackOptions(process.env), wanted)
  say('Totem is stopped')
} catch (error) {
  if (wanted.aborted) say('Totem is stopped')
  else {
    const text = error instanceof Error ? error.message : String(error)
    process.stderr.write(`\n${text}\n`)
    process.exitCode = 1
  }
}

import {
  type ManagedProcess,
  type ProcessEnd,
  type ProcessOutput,
  startProcess,
} from './managed-process.ts'
import { type ProcessPlan } from './process-plan.ts'
import { forgetProcess, recordProcess } from './run-files.ts'
import { StackError } from './stack-error.ts'
import { type Health, waitForHealth } from './wait-for-health.ts'

/** Where a supervised group keeps its files, and how patient it is. */
export interface SupervisorOptions extends ProcessOutput {
  readonly runDir: string
  readonly healthTimeoutMs?: number
  readonly stopGraceMs?: number
  /** Breaks off a start that still waits for health. */
  readonly signal?: AbortSignal | undefined
}

/** A group of processes that live and end together. */
export interface Supervisor extends AsyncDisposable {
  /** Starts one planned process and waits until it is well; throws a `StackError` when it is not. */
  readonly start: (name: string) => Promise<void>
  /** Ends one process with SIGTERM; its end then counts as wanted. */
  readonly stop: (name: string) => Promise<void>
  /** Ends one process with SIGKILL, as a power cut would; its end then counts as wanted. */
  readonly kill: (name: string) => Promise<void>
  /** Ends all processes, the last started first. */
  readonly stopAll: () => Promise<void>
  /** Resolves with the first process that ends without having been asked to. */
  readonly unwantedEnd: Promise<ProcessEnd>
}

const defaultHealthTimeoutMs = 60_000
const defaultStopGraceMs = 10_000

/** Starts nothing yet; the plans say what can be started by name. */
export const supervise = (
  plans: readonly ProcessPlan[],
  options: SupervisorOptions,
): Supervisor => {
  const { runDir, stopGraceMs = defaultStopGraceMs } = options
  const healthTimeoutMs = options.healthTimeoutMs ?? defaultHealthTimeoutMs
  const running = new Map<string, ManagedProcess>()
  const unwanted = Promise.withResolvers<ProcessEnd>()

  const watch = async (child: ManagedProcess): Promise<void> => {
    const { name } = child.plan
    const end = await child.ended
    // `take` removes a process before it is ended, so whoever is still here ended by itself.
    if (running.get(name) !== child) return
    running.delete(name)
    await forgetProcess(runDir, name)
    unwanted.resolve(end)
  }

  const take = (name: string): ManagedProcess | undefined => {
    const child = running.get(name)
    running.delete(name)
    return child
  }

  const end = async (
    name: string,
    how: (child: ManagedProcess) => Promise<ProcessEnd>,
  ): Promise<void> => {
    const child = take(name)
    if (child === undefined) return
    await how(child)
    await forgetProcess(runDir, name)
  }

  const stop = (name: string): Promise<void> => end(name, (child) => child.stop(stopGraceMs))

  const start = async (name: string): Promise<void> => {
    const plan = plans.find((candidate) => candidate.name === name)
    if (plan === undefined) throw new Error(`no process is planned under the name ${name}`)
    if (running.has(name)) throw new Error(`${name} runs already`)
    const child = startProcess(plan, options)
    running.set(name, child)
    const watched = watch(child)
    await recordProcess(runDir, { name, pid: child.pid, entry: plan.entry })
    const health = await waitForHealth(child, healthTimeoutMs, options.signal)
    if (health.kind === 'ended') await watched
    throwUnlessHealthy(health, child)
  }

  const stopAll = async (): Promise<void> => {
    for (const name of [...running.keys()].reverse()) await stop(name)
  }

  return {
    start,
    stop,
    kill: (name) => end(name, (child) => child.kill()),
    stopAll,
    unwantedEnd: unwanted.promise,
    [Symbol.asyncDispose]: stopAll,
  }
}

const throwUnlessHealthy = (health: Health, { plan }: ManagedProcess): void => {
  switch (health.kind) {
    case 'healthy':
      return
    case 'ended':
      throw new StackError({ kind: 'process-ended', end: health.end })
    case 'timed-out':
      throw new StackError({
        kind: 'not-healthy',
        name: health.name,
        url: plan.healthUrl,
        timeoutMs: health.timeoutMs,
      })
  }
}

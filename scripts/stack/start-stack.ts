import { ensureDemoSecrets } from './demo-secrets.ts'
import { type ProcessEnd } from './managed-process.ts'
import { createPairingLink, type PairedKind, type PairingLink } from './pairing.ts'
import { planStack } from './plan-stack.ts'
import { isPortFree } from './ports.ts'
import { type ProcessName, type ProcessPlan } from './process-plan.ts'
import { StackError } from './stack-error.ts'
import { type StackOptions, stackPaths, type StackUrls, stackUrls } from './stack-options.ts'
import { type Supervisor, supervise } from './supervise.ts'

/** A running Totem: embedded CouchDB, Pix simulator and gateway. */
export interface Stack extends AsyncDisposable {
  readonly urls: StackUrls
  /** Starts a process that was stopped or killed, and waits until it is well. */
  readonly start: (name: ProcessName) => Promise<void>
  /** Ends one process politely. */
  readonly stop: (name: ProcessName) => Promise<void>
  /** Ends one process with SIGKILL. */
  readonly kill: (name: ProcessName) => Promise<void>
  /** Makes a fresh pairing link of tenant `demo`. */
  readonly pair: (kind?: PairedKind) => Promise<PairingLink>
  /** Ends everything, the gateway first. */
  readonly stopAll: () => Promise<void>
  /** Resolves with the first process that ends without having been asked to. */
  readonly unwantedEnd: Promise<ProcessEnd>
}

/**
 * Starts a whole Totem on 127.0.0.1 and resolves when all of it is well. Throws a `StackError` and
 * leaves nothing running when a port is taken or a process does not come up.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const plans = planStack(options)
  await refuseBusyPorts(plans)
  await ensureDemoSecrets(options)
  const paths = stackPaths(options)
  const supervisor = supervise(plans, {
    logDir: paths.logs,
    runDir: paths.run,
    onLog: (line) => options.onLog?.(line),
    signal: options.signal,
  })
  await startAll(supervisor, plans)
  return {
    urls: stackUrls(options),
    start: supervisor.start,
    stop: supervisor.stop,
    kill: supervisor.kill,
    pair: (kind) => createPairingLink(options, kind),
    stopAll: supervisor.stopAll,
    unwantedEnd: supervisor.unwantedEnd,
    [Symbol.asyncDispose]: supervisor.stopAll,
  }
}

/** Throws a `StackError` that names every port somebody else listens on. */
export const refuseBusyPorts = async (plans: readonly ProcessPlan[]): Promise<void> => {
  const free = await Promise.all(plans.map(({ port }) => isPortFree(port)))
  const blocked = plans.filter((_, index) => free[index] === false)
  if (blocked.length > 0) throw new StackError({ kind: 'ports-in-use', plans: blocked })
}

const startAll = async (supervisor: Supervisor, plans: readonly ProcessPlan[]): Promise<void> => {
  try {
    for (const { name } of plans) await supervisor.start(name)
  } catch (error) {
    await supervisor.stopAll()
    throw error
  }
}

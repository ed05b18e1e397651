import { setTimeout as sleep } from 'node:timers/promises'
import { type ManagedProcess, type ProcessEnd } from './managed-process.ts'

/** What came of waiting for a process to become well. */
export type Health =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'ended'; readonly end: ProcessEnd }
  | { readonly kind: 'timed-out'; readonly name: string; readonly timeoutMs: number }

const pauseMs = 50
const requestTimeoutMs = 2_000

/** Asks the health address of a process until it answers 2xx, the process ends or time is up; throws when aborted. */
export const waitForHealth = async (
  { plan, ended }: ManagedProcess,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Health> => {
  const deadline = performance.now() + timeoutMs
  const ending = ended.then((end): Health => ({ kind: 'ended', end }))
  while (performance.now() < deadline) {
    signal?.throwIfAborted()
    const outcome = await Promise.race([
      ending,
      isHealthy(plan.healthUrl).then((well): Health | undefined =>
        well ? { kind: 'healthy' } : undefined,
      ),
    ])
    if (outcome !== undefined) return outcome
    await Promise.race([ending, sleep(pauseMs)])
  }
  return { kind: 'timed-out', name: plan.name, timeoutMs }
}

const isHealthy = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { forgetProcess, isStillOurs, listRecorded, type RecordedProcess } from './run-files.ts'

/** Name under which `make up` records itself. */
export const foreman = 'up'

const pauseMs = 100

/**
 * Ends the processes recorded in a run folder and returns the names of those that ran. The foreman
 * is asked first and given `graceMs` to end the others in its own order; whoever is left then is
 * asked directly and, after another `graceMs`, forced. Stale records are only removed.
 */
export const stopRecorded = async (runDir: string, graceMs: number): Promise<readonly string[]> => {
  const recorded = await listRecorded(runDir)
  const running = await stillOurs(recorded)
  await askToEnd(
    running.filter(({ name }) => name === foreman),
    running,
    graceMs,
  )
  const orphans = await stillOurs(running)
  await askToEnd(orphans, orphans, graceMs)
  for (const { pid } of await stillOurs(orphans)) signal(pid, 'SIGKILL')
  for (const { name } of recorded) await forgetProcess(runDir, name)
  return running.map(({ name }) => name)
}

const stillOurs = async (
  recorded: readonly RecordedProcess[],
): Promise<readonly RecordedProcess[]> => {
  const ours = await Promise.all(recorded.map(isStillOurs))
  return recorded.filter((_, index) => ours[index])
}

const askToEnd = async (
  asked: readonly RecordedProcess[],
  awaited: readonly RecordedProcess[],
  graceMs: number,
): Promise<void> => {
  if (asked.length === 0) return
  for (const { pid } of asked) signal(pid, 'SIGTERM')
  const deadline = performance.now() + graceMs
  while (performance.now() < deadline && (await stillOurs(awaited)).length > 0) {
    await sleep(pauseMs)
  }
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name)
  } catch {
    // Gone between the look and the signal, which is what was wanted.
  }
}

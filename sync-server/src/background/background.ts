import { setTimeout as sleep } from 'node:timers/promises'

/** Work that goes on behind the answers; disposing it ends loops and waits for what is under way. */
export interface Background extends AsyncDisposable {
  readonly closing: AbortSignal
  /** Runs a task in its turn; what it throws goes to `onTrouble`, for the documents bring it up again. */
  readonly run: (task: () => Promise<void>) => void
  /** Runs a task that mostly waits, beside the others. */
  readonly detach: (task: () => Promise<void>) => void
  /** Runs a task again and again, with a pause after each time; sooner where it failed. */
  readonly repeat: (intervalMs: number, task: () => Promise<void>) => void
}

/** So many tasks work at once; more wait their turn. */
const atOnce = 8

/** Half the first pause after a failure, in ms: a database that is starting is there soon. */
const firstPauseMs = 500

/** Makes the background of one part. */
export const createBackground = (onTrouble: (error: unknown) => void): Background => {
  const end = new AbortController()
  const underWay = new Set<Promise<void>>()
  const queue: (() => void)[] = []
  let running = 0

  const track = (work: Promise<void>): void => {
    const task = work
      .catch((error: unknown) => {
        if (!end.signal.aborted) onTrouble(error)
      })
      .finally(() => underWay.delete(task))
    underWay.add(task)
  }

  const inTurn = async (task: () => Promise<void>): Promise<void> => {
    if (running >= atOnce) await new Promise<void>((resolve) => queue.push(resolve))
    else running += 1
    try {
      if (!end.signal.aborted) await task()
    } finally {
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    closing: end.signal,
    run: (task) => track(inTurn(task)),
    detach: (task) => track(task()),
    repeat: (intervalMs, task) => {
      const loop = async (): Promise<void> => {
        let pauseMs = firstPauseMs
        while (!end.signal.aborted) {
          const isDone = await task().then(
            () => true,
            (error: unknown) => {
              if (!end.signal.aborted) onTrouble(error)
              return false
            },
          )
          pauseMs = isDone ? firstPauseMs : Math.min(pauseMs * 2, intervalMs)
          const restMs = isDone ? intervalMs : pauseMs
          await sleep(restMs, undefined, { signal: end.signal }).catch(() => undefined)
        }
      }
      track(loop())
    },
    [Symbol.asyncDispose]: async () => {
      end.abort()
      await Promise.all(underWay)
    },
  }
}
